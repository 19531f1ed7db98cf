-- The entities and days whose counts an answer seen through filters makes anew.
create or replace temp view wanted_entity_days as
select distinct
    article_entities.entity_id,
    article_facts.published_day
from article_entities
join article_facts on article_facts.article_id = article_entities.article_id
