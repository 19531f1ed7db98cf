-- Names and topics of the watchlist by the articles that name them.
select
    entity_facts.resolved_entity_id as entity_id,
    any_value(entity_facts.entity_name) as entity_name,
    any_value(entity_facts.entity_kind) as entity_kind,
    count(distinct article_entities.article_id) as article_count
from entity_facts
join article_entities on article_entities.entity_id = entity_facts.resolved_entity_id
where entity_facts.entity_origin = 'watchlist'
group by entity_facts.resolved_entity_id
order by
    article_count desc,
    entity_id
limit $limit
