select
    article_a,
    article_b,
    if(is_dated_a, date_a - date '1970-01-01', null)::double as day_a,
    if(is_dated_b, date_b - date '1970-01-01', null)::double as day_b,
    date_a - date '1970-01-01' as seen_or_published_a,
    date_b - date '1970-01-01' as seen_or_published_b,
    score
from (
    from story_pairs semi join staged_ids on article_a = staged_ids.article_id
    where {near_a} and not is_roundup
    union
    from story_pairs semi join staged_ids on article_b = staged_ids.article_id
    where {near_b} and not is_roundup
)
order by article_a, article_b
