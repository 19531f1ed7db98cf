-- The articles of a story by day of publication.
select
    published_day,
    count(*) as article_count,
    count(*) filter (where reuse <> 'own') as reused_article_count
from article_facts
where story_id = $id
group by published_day
