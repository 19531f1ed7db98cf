-- One row per source shown that fell silent, fails or is gone, whatever is asked for; the longest silent first.
select
    *,
    count(*) over () as quiet_total
from report_source_health
where health in ('stale', 'failing', 'gone')
order by
    silent_days desc nulls last,
    name,
    source_id
limit $limit
