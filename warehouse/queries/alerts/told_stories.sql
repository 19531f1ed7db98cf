-- The stories that an alert tells, with what it says of them.
select
    story_id,
    title,
    article_count,
    text_count,
    outlet_count,
    first_report
from report_stories
where list_contains($story_ids, story_id)
