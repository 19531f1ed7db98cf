-- A name of several words or of capitals that nearly all articles take for one kind is of that kind in the others too.
insert into entity_links by name
with
kind_counts as (
    select
        entity_keys.plain,
        entity_keys.kind,
        sum(entity_keys.article_count) as article_count,
        arg_max(base_entities.resolved_entity_id, (entity_keys.article_count, entity_keys.entity_id)) as entity_id
    from entity_keys
    join base_entities using (entity_id)
    where entity_keys.plain like '% %' or entity_keys.name = upper(entity_keys.name)
    group by entity_keys.plain, entity_keys.kind
),
usual_kinds as (
    select
        plain,
        arg_max(kind, (article_count, kind)) as kind,
        arg_max(entity_id, (article_count, kind)) as into_entity_id,
        max(article_count) / sum(article_count) as share
    from kind_counts
    group by plain
    having count(*) > 1 and max(article_count) >= 5
)
select
    entity_keys.entity_id,
    usual_kinds.into_entity_id,
    'kind' as rule,
    case when usual_kinds.share >= .85 then .85 else .5 end as confidence,
    usual_kinds.share >= .85 as is_followed
from entity_keys
join usual_kinds on usual_kinds.plain = entity_keys.plain and usual_kinds.kind <> entity_keys.kind
anti join entity_links on entity_links.entity_id = entity_keys.entity_id
join base_entities as targets on targets.entity_id = usual_kinds.into_entity_id
where entity_keys.origin = 'found'
    and entity_keys.entity_id <> usual_kinds.into_entity_id
    and targets.entity_origin <> 'watchlist'
    and usual_kinds.share >= .75;
