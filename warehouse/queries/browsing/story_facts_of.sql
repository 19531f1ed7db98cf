-- A story in words.
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
from report_stories
where story_id = $id
