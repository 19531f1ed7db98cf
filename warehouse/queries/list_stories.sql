-- The stories, those with most distinct texts first.
select
    story_id,
    title,
    article_count,
    text_count,
    outlet_count,
    articles_without_outlet_count,
    first_known_day,
    last_known_day
from report_stories
order by
    text_count desc,
    article_count desc,
    story_id
limit ?
