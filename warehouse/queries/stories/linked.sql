select
    article_a,
    article_b,
    if(is_dated_a, date_a - date '1970-01-01', null)::double as day_a,
    if(is_dated_b, date_b - date '1970-01-01', null)::double as day_b,
    date_a - date '1970-01-01' as seen_or_published_a,
    date_b - date '1970-01-01' as seen_or_published_b,
    score
from story_pairs
where not is_roundup
    and (
        ({near_a} and article_a in (select article_id from staged_ids))
        or ({near_b} and article_b in (select article_id from staged_ids))
    )
order by article_a, article_b
