with pooled as (
    from story_signatures semi join staged_ids using (article_id)
    where {near_published}
    union all
    from story_signatures semi join staged_ids using (article_id)
    where {near_seen} and ({near_published}) is not true
)
select
    language,
    cast(published_date - date '1970-01-01' as double) as published_day,
    seen_date - date '1970-01-01' as seen_day,
    outlet_id,
    coalesce(is_roundup, false) as is_roundup,
    terms,
    counts,
    flags
from pooled
order by article_id
