-- The articles that name an entity, which the parts of its page are made of: found once a page.
create or replace temp table naming_articles as
select
    article_facts.article_id,
    article_facts.revision_id,
    article_facts.story_id,
    article_facts.text_id,
    article_facts.outlet_id,
    article_facts.outlet_name,
    article_facts.published_day,
    article_facts.label,
    article_facts.reuse,
    article_entities.mention_count,
    article_entities.headline_mention_count
from article_entities
join article_facts on article_facts.article_id = article_entities.article_id
where article_entities.entity_id = $id
