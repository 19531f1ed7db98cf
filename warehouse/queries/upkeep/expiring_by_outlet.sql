-- What the staged texts come to, by outlet.
select
    coalesce(outlets.name, outlets.domain, expiring.outlet_id, 'unknown') as outlet,
    count(distinct expiring.article_id) as articles,
    count(*) as texts,
    cast(sum(expiring.character_count) as bigint) as characters,
    count(distinct expiring.raw_id) filter (where expiring.is_body_erased) as bodies
from expiring
left join outlets on outlets.outlet_id = expiring.outlet_id
group by outlet
order by
    texts desc,
    outlet
