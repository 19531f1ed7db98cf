-- The entities that count as one.
select
    entity_id,
    own_name,
    entity_origin,
    ticker,
    domain
from entity_facts
where resolved_entity_id = $id
order by
    own_name,
    entity_id
limit $limit
