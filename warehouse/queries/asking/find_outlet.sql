-- The outlets that the words name: by id, name or domain, in any case; ids of articles whose outlet is not listed too.
with
known as (
    select
        outlet_id,
        coalesce(name, domain, outlet_id) as outlet_name,
        [outlet_id, name, domain] || alias_domains as writings
    from outlets
    union all
    select distinct
        outlet_id,
        outlet_name,
        [outlet_id, outlet_name] as writings
    from article_facts
    where outlet_id is not null
)
select
    outlet_id,
    min(outlet_name) as outlet_name
from known
where list_contains(
    [strip_accents(lower(writing)) for writing in writings if writing is not null],
    regexp_replace(strip_accents(lower($words)), '^www\.', '')
)
group by outlet_id
order by outlet_id
