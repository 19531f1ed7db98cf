-- The stories with an article seen last.
select
    story_id,
    title,
    article_count,
    text_count,
    outlet_count,
    first_known_day,
    last_known_day,
    last_seen_at
from report_stories
order by
    last_seen_at desc,
    text_count desc,
    story_id
limit $limit
