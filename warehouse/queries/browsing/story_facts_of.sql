-- A story in words.
-- Not of report_stories itself, whose flag of stories in two languages is worked out for all stories: .22 s at 74,907.
select
    title,
    article_count,
    text_count,
    outlet_count,
    articles_without_outlet_count,
    first_report,
    first_report_article_id,
    first_known_day,
    last_known_day,
    title_reason,
    key_entities,
    languages,
    first_seen_at,
    story_id
from (
    select
        story_summaries.*,
        stories.title,
        stories.title_reason
    from story_summaries
    join stories on stories.story_id = story_summaries.story_id
) as report_stories
where story_id = $id
