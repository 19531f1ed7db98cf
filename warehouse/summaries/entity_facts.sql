-- One row per entity, with the entity that it counts as: base_entities as it stands.
select *
from base_entities
