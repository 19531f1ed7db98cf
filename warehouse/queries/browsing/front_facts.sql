-- How much there is.
select
    count(*) as article_count,
    count(distinct text_id) as text_count,
    count(distinct story_id) as story_count,
    count(distinct outlet_id) as outlet_count,
    count(*) filter (where published_day is null) as articles_without_date_count,
    min(published_day) as first_known_day,
    max(published_day) as last_known_day,
    max(first_seen_at) as last_seen_at
from article_facts
