-- Whom an outlet names in most articles; names are looked up for those shown only.
with counted as (
    select
        article_entities.entity_id,
        any_value(article_entities.entity_kind) as entity_kind,
        count(*) as article_count
    from article_entities
    where article_entities.article_id in (
        select article_id
        from article_facts
        where outlet_id is not distinct from $id
    )
    group by article_entities.entity_id
    order by
        article_count desc,
        article_entities.entity_id
    limit $limit
)

select
    counted.entity_id,
    entity_facts.entity_name,
    counted.entity_kind,
    counted.article_count
from counted
left join entity_facts on entity_facts.entity_id = counted.entity_id
order by
    counted.article_count desc,
    counted.entity_id
