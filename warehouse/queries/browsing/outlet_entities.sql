-- Whom an outlet names in most articles.
select
    article_entities.entity_id,
    any_value(entity_facts.entity_name) as entity_name,
    any_value(article_entities.entity_kind) as entity_kind,
    count(*) as article_count
from article_facts
join article_entities on article_entities.article_id = article_facts.article_id
left join entity_facts on entity_facts.entity_id = article_entities.entity_id
where article_facts.outlet_id is not distinct from $id
group by article_entities.entity_id
order by
    article_count desc,
    article_entities.entity_id
limit $limit
