select
    articles.article_id,
    revisions.title,
    revisions.published_date - date '1970-01-01' as published_day,
    coalesce(revisions.language, 'und') as language,
    revisions.rowid as place
from staged_heads
join articles using (article_id)
join revisions using (revision_id)
where {near}
