-- What days of entities were made of: the wanted entities as they were, and entities of another name now.
create or replace temp table former_entities as
{wanted_entities};

create or replace temp table renamed_entities as
select entity_facts.entity_id
from entity_facts
semi join changed_entities using (entity_id)
left join new_entity_facts on new_entity_facts.entity_id = entity_facts.entity_id
where new_entity_facts.entity_name is distinct from entity_facts.entity_name
