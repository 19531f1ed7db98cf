-- One row per source shown, those in trouble first.
select
    report_source_health.*,
    count(*) over () as source_total,
    count(*) filter (where health in ('stale', 'failing', 'gone')) over () as troubled_source_total
from report_source_health
order by
    case health when 'stale' then 1 when 'failing' then 2 when 'gone' then 3 else 4 end,
    entry_count desc,
    name,
    source_id
limit $limit
