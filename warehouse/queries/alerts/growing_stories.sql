-- The stories that grew to so many articles in the last day, with an article first seen since then.
select
    story_id,
    last_day_article_count,
    day_before_article_count
from report_new_stories
where last_day_article_count >= $least
    and last_day_article_count > day_before_article_count
    and last_seen_at >= $first_seen_since
    and story_id in (select story_id from article_facts where {passing})
order by
    last_seen_at,
    story_id
