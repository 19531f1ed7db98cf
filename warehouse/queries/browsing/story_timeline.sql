-- A story day by day.
select
    published_day,
    article_count,
    text_count,
    outlet_count,
    reused_article_count,
    article_count_so_far,
    names
from report_story_timeline
where story_id = $id
order by published_day nulls last
limit $limit
