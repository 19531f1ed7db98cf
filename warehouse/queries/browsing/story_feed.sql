-- The articles of a story as a feed tells them, the one seen last first.
select
    article_id,
    label,
    outlet_name,
    published_day,
    reuse,
    word_count,
    first_seen_at
from article_facts
where story_id = $id
order by
    first_seen_at desc,
    article_id
limit $limit
