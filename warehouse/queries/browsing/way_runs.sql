-- The latest runs.
select
    started_at,
    flow,
    outcome,
    round(duration_seconds, 1) as duration_seconds,
    found_count,
    new_count,
    unchanged_count,
    rejected_count,
    code_version,
    error
from report_runs
order by started_at desc
limit $limit
