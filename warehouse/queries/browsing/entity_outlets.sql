-- The outlets whose articles name an entity.
select
    outlet_id,
    outlet_name,
    count(*) as article_count,
    count(distinct text_id) as text_count
from naming_articles
group by
    outlet_id,
    outlet_name
order by
    article_count desc,
    outlet_id
limit $limit
