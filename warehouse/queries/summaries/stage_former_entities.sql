-- What days of entities were made of: the rows of the wanted articles as they were, and entities of another name now.
create or replace temp table former_entities as
select
    article_entities.article_id,
    article_entities.entity_id,
    article_facts.published_day,
    hash(article_entities, article_facts.published_day, article_facts.text_id, article_facts.story_id, article_facts.outlet_id)
        as row_hash
from article_entities
semi join wanted_articles using (article_id)
join article_facts using (article_id);

create or replace temp table renamed_entities as
select entity_facts.entity_id
from entity_facts
semi join changed_entities using (entity_id)
left join new_entity_facts on new_entity_facts.entity_id = entity_facts.entity_id
where new_entity_facts.entity_name is distinct from entity_facts.entity_name
