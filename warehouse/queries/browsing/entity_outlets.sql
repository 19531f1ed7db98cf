-- The outlets whose articles name an entity.
select
    article_facts.outlet_id,
    article_facts.outlet_name,
    count(*) as article_count,
    count(distinct article_facts.text_id) as text_count
from article_entities
join article_facts on article_facts.article_id = article_entities.article_id
where article_entities.entity_id = $id
group by
    article_facts.outlet_id,
    article_facts.outlet_name
order by
    article_count desc,
    article_facts.outlet_id
limit $limit
