-- One row per entity, with the entity that it counts as once merges are followed to their end: those that people
-- decided, and links that the names of the corpus say, where nobody decided about the pair.
create or replace view base_entities as
with recursive
-- Whoever was parted from another is linked to nobody by the corpus: it may be that other one under a third name.
parted_entities as (
    select entity_id
    from entity_merges
    where not is_active
    union
    select into_entity_id as entity_id
    from entity_merges
    where not is_active
),
known_merges as (
    select
        entity_id,
        into_entity_id,
        decided_at
    from entity_merges
    where is_active and entity_id <> into_entity_id
    union all
    select
        entity_id,
        into_entity_id,
        null as decided_at
    from entity_links
    anti join parted_entities using (entity_id)
    where is_followed
        and (into_entity_id, entity_id) not in (select (entity_id, into_entity_id) from entity_merges where is_active)
),
latest_merges as (
    select
        entity_id,
        into_entity_id
    from known_merges
    qualify row_number() over (partition by entity_id order by decided_at desc nulls last, into_entity_id) = 1
),
reached_entities as (
    select
        entity_id,
        into_entity_id
    from latest_merges
    union
    select
        reached_entities.entity_id,
        latest_merges.into_entity_id
    from reached_entities
    join latest_merges on latest_merges.entity_id = reached_entities.into_entity_id
),
cycle_entities as (
    -- Merges that lead in a circle are a slip of the hand; the whole circle counts as its smallest id.
    select entity_id
    from reached_entities
    where entity_id = into_entity_id
),
resolved_entities as (
    select
        reached_entities.entity_id,
        min(reached_entities.into_entity_id) as resolved_entity_id
    from reached_entities
    left join latest_merges on latest_merges.entity_id = reached_entities.into_entity_id
    left join cycle_entities on cycle_entities.entity_id = reached_entities.into_entity_id
    where latest_merges.entity_id is null or cycle_entities.entity_id is not null
    group by reached_entities.entity_id
)
select
    entities.entity_id,
    coalesce(resolved_entities.resolved_entity_id, entities.entity_id) as resolved_entity_id,
    coalesce(targets.name, entities.name) as entity_name,
    coalesce(targets.kind, entities.kind) as entity_kind,
    coalesce(targets.origin, entities.origin) as entity_origin,
    coalesce(targets.ticker, entities.ticker) as ticker,
    coalesce(targets.domain, entities.domain) as domain,
    entities.name as own_name
from entities
left join resolved_entities on resolved_entities.entity_id = entities.entity_id
left join entities as targets on targets.entity_id = resolved_entities.resolved_entity_id;

comment on view base_entities is 'One row per entity, with the entity that it counts as once merges are followed.';
comment on column base_entities.entity_id is 'Entity, as mentions name it';
comment on column base_entities.resolved_entity_id is 'Entity that it counts as; itself where it is not merged';
comment on column base_entities.entity_name is 'Canonical name of the entity that it counts as';
comment on column base_entities.entity_kind is 'person, organization, place, product, event or topic';
comment on column base_entities.entity_origin is 'watchlist, gazetteer or found';
comment on column base_entities.ticker is 'Exchange and symbol, where known';
comment on column base_entities.domain is 'Web domain, where known';
comment on column base_entities.own_name is 'Name that it had before merges';
