-- A day that is no finer than a month is no day to compare by.
create or replace temp table due_articles as
select
    articles.article_id,
    articles.revision_id,
    articles.outlet_id,
    case
        when revisions.published_at is not null
            then cast(revisions.published_at at time zone 'UTC' as date)
        when coalesce(revisions.published_precision, 'day') not in ('month', 'year')
            then revisions.published_date
    end as published_date,
    cast(articles.first_seen_at at time zone 'UTC' as date) as first_seen_date,
    revisions.authors,
    revisions.title,
    revisions.rowid as place
from articles
join revisions on revisions.revision_id = articles.revision_id
anti join {known} as fingerprints on fingerprints.article_id = articles.article_id
    and fingerprints.revision_id = articles.revision_id
