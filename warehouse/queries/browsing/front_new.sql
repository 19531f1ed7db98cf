-- The stories with an article seen last.
with latest as (
    select story_id
    from story_summaries
    order by
        last_seen_at desc,
        text_count desc,
        story_id
    limit $limit
)

select
    report_stories.story_id,
    report_stories.title,
    report_stories.article_count,
    report_stories.text_count,
    report_stories.outlet_count,
    report_stories.first_known_day,
    report_stories.last_known_day,
    report_stories.last_seen_at
from latest
join report_stories on report_stories.story_id = latest.story_id
order by
    report_stories.last_seen_at desc,
    report_stories.text_count desc,
    report_stories.story_id
