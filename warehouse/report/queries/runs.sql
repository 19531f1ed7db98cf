-- One row per run shown, the latest first.
select
    report_runs.*,
    count(*) over () as run_total
from report_runs
order by
    started_at desc,
    run_id
limit $limit
