-- An entity day by day, the latest days first: as entity_days has it, counted from what was found for the page.
select
    published_day,
    count(*) as article_count,
    count(distinct text_id) as text_count,
    count(distinct story_id) as story_count,
    count(distinct outlet_id) as outlet_count,
    count(*) filter (where headline_mention_count > 0) as headline_article_count,
    sum(mention_count)::bigint as mention_count
from naming_articles
group by published_day
order by published_day desc nulls last
limit $limit
