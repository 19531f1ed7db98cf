-- Days of entities of which anything is otherwise than before: an article whose names mean others now names most of
-- its entities as it did.
create or replace temp table wanted_entity_days as
with
present_entities as (
    select
        article_entities.article_id,
        article_entities.entity_id,
        article_facts.published_day,
        hash(article_entities, article_facts.published_day, article_facts.text_id, article_facts.story_id, article_facts.outlet_id)
            as row_hash
    from article_entities
    semi join wanted_articles using (article_id)
    join article_facts using (article_id)
)
select entity_id, published_day from former_entities anti join present_entities using (article_id, entity_id, row_hash)
union
select entity_id, published_day from present_entities anti join former_entities using (article_id, entity_id, row_hash)
union
select entity_id, published_day from entity_days semi join renamed_entities using (entity_id)
