-- Names and topics of the watchlist by the articles that name them: those of each day, as an article has one day.
with
watched as (
    select
        resolved_entity_id as entity_id,
        any_value(entity_name) as entity_name,
        any_value(entity_kind) as entity_kind
    from entity_facts
    where entity_origin = 'watchlist'
    group by resolved_entity_id
),
counted as (
    select
        entity_id,
        sum(article_count)::bigint as article_count
    from entity_days
    where entity_id in (select entity_id from watched)
    group by entity_id
)
select
    watched.entity_id,
    watched.entity_name,
    watched.entity_kind,
    counted.article_count
from watched
join counted on counted.entity_id = watched.entity_id
order by
    counted.article_count desc,
    watched.entity_id
limit $limit
