-- The latest articles of an outlet.
select
    article_id,
    published_day,
    label as article_label,
    reuse,
    word_count,
    canonical_url
from article_facts
where outlet_id is not distinct from $id
order by
    published_day desc nulls last,
    first_seen_at desc,
    article_id
limit $limit
