create or replace temp table unnamed as
select entity_id
from entities
anti join mentions using (entity_id)
where entity_id not in (
    select speaker_entity_id from quotes where speaker_entity_id is not null
    union all
    select entity_id from entity_relations
    union all
    select related_entity_id from entity_relations
    union all
    select entity_id from entity_merges
    union all
    select into_entity_id from entity_merges
)
