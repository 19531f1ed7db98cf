-- Outlets (of the given ones) whose staged pieces are not the stored ones.
with stored as (
    select
        outlet_id,
        place,
        surface
    from repeated_pieces
    where outlet_id in (select unnest(?))
),
learned as (
    select
        outlet_id,
        place,
        surface
    from staged
)
select distinct outlet_id from (from stored except from learned)
union
select distinct outlet_id from (from learned except from stored)
