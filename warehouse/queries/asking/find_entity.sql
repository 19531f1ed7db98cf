-- The entities that the words name best: by id, else by name, else by alias, in any case and with or without
-- accents. Where several are named alike, those of the watchlist go before others.
with
plain as (
    select strip_accents(lower($words)) as words
),
ranked as (
    select
        resolved_entity_id,
        entity_name,
        entity_origin,
        case
            when lower(entity_id) = lower($words) then 1
            when strip_accents(lower(entity_name)) = plain.words then 2
            else 3
        end as tier
    from entity_facts
    cross join plain
    where
        lower(entity_id) = lower($words)
        or strip_accents(lower(entity_name)) = plain.words
        or strip_accents(lower(own_name)) = plain.words
    union all
    select
        entity_facts.resolved_entity_id,
        entity_facts.entity_name,
        entity_facts.entity_origin,
        3 as tier
    from entity_aliases
    cross join plain
    join entity_facts on entity_facts.entity_id = entity_aliases.entity_id
    where strip_accents(lower(entity_aliases.alias)) = plain.words
),
best as (
    select
        resolved_entity_id,
        any_value(entity_name) as entity_name,
        bool_or(entity_origin = 'watchlist') as is_watched,
        min(tier) as tier
    from ranked
    where not $is_watched or entity_origin = 'watchlist'
    group by resolved_entity_id
    qualify
        min(tier) = min(min(tier)) over ()
),
chosen as (
    select *
    from best
    qualify is_watched or not bool_or(is_watched) over ()
)
select
    resolved_entity_id,
    entity_name
from chosen
