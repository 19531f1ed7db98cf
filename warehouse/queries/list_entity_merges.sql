-- What was decided about pairs of entities, the last decision first.
select
    entity_id,
    into_entity_id,
    is_active,
    reason,
    decided_by,
    decided_at
from entity_merges
order by
    decided_at desc,
    entity_id,
    into_entity_id
limit ?
