select
    article_id,
    coalesce(revisions.language, 'und') as language,
    revisions.published_date,
    cast(articles.first_seen_at at time zone 'UTC' as date) as seen_date,
    articles.outlet_id,
    revisions.title,
    revisions.text
from story_batch
join articles using (article_id)
join revisions using (article_id, revision_id)
where articles.first_seen_at >= $1 and revisions.first_seen_at >= $2
order by language, article_id
