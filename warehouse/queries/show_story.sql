-- The articles of the story whose present or former id begins with `story`.
select
    article_id,
    article_label,
    published_day,
    outlet_name,
    text_id,
    reuse,
    word_count,
    is_central,
    location
from base_story_articles
where story_id = ?
order by
    published_day nulls last,
    article_id
