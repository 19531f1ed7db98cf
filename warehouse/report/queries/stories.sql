-- One row per story shown: the widest covered first.
select
    report_stories.*,
    count(*) over () as story_total
from report_stories
order by
    article_count desc,
    last_known_day desc nulls last,
    last_seen_at desc,
    story_id
limit $limit
