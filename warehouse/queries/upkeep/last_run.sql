-- The last run that did anything, by its number and not by the clock.
select
    outcome,
    finished_at,
    error,
    stage_seconds
from runs
where outcome <> 'skipped'
order by run_number desc nulls last
limit 1
