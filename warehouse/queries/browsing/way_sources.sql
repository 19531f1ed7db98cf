-- How each source stands, those with something wrong first.
select
    name,
    kind,
    health,
    entry_count,
    recent_entry_count,
    round(expected_per_day, 1) as expected_per_day,
    silent_days,
    due_count,
    failed_count,
    latest_entry_at,
    last_succeeded_at,
    last_error
from report_source_health
order by
    health = 'ok',
    name
limit $limit
