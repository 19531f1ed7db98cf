-- The stories that the filters let pass, in the order asked for; else those with most distinct texts first.
-- Not of report_stories itself, whose flag of stories in two languages is worked out for all stories: .22 s at 74,907.
select
    story_id,
    title,
    article_count,
    text_count,
    outlet_count,
    articles_without_outlet_count,
    first_known_day,
    last_known_day,
    first_seen_at
from (
    select
        story_summaries.*,
        stories.title,
        stories.title_reason
    from story_summaries
    join stories on stories.story_id = story_summaries.story_id
) as report_stories
where {conditions}
order by
    {order}
    text_count desc,
    article_count desc,
    story_id
limit $limit
