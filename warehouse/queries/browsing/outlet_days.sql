-- An outlet day by day, the latest days first.
select
    published_day,
    article_count,
    text_count,
    story_count,
    reused_article_count,
    word_count
from report_coverage_by_outlet_day
where outlet_id is not distinct from $id
order by published_day desc nulls last
limit $limit
