-- Whom an article names.
select
    article_entities.entity_id,
    entity_facts.entity_name,
    article_entities.entity_kind,
    article_entities.mention_count,
    article_entities.headline_mention_count
from article_entities
left join entity_facts on entity_facts.entity_id = article_entities.entity_id
where article_entities.article_id = $id
order by
    article_entities.mention_count desc,
    article_entities.entity_id
limit $limit
