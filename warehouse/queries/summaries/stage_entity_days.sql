-- Days of entities of which anything is otherwise than before: an article whose names mean others now names most of
-- its entities as it did.
create or replace temp table wanted_entity_days as
with
present_entities as (
    {wanted_entities}
)
select entity_id, published_day from former_entities anti join present_entities using (article_id, entity_id, row_hash)
union
select entity_id, published_day from present_entities anti join former_entities using (article_id, entity_id, row_hash)
union
select entity_id, published_day from entity_days semi join renamed_entities using (entity_id)
