-- An entity day by day, the latest days first.
select
    published_day,
    article_count,
    text_count,
    story_count,
    outlet_count,
    headline_article_count,
    mention_count
from entity_days
where entity_id = $id
order by published_day desc nulls last
limit $limit
