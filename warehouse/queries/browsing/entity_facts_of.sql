-- An entity in words.
select
    any_value(entity_facts.entity_name) as name,
    any_value(entity_facts.entity_kind) as kind,
    any_value(entity_facts.entity_origin) as origin,
    max(entity_facts.ticker) as ticker,
    max(entity_facts.domain) as domain,
    (select count(*) from naming_articles) as article_count,
    (select sum(mention_count)::bigint from naming_articles) as mention_count,
    $id as entity_id
from entity_facts
where entity_facts.resolved_entity_id = $id
having count(*) > 0
