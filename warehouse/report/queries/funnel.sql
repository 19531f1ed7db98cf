-- One row per step and outcome.
select *
from report_funnel
order by
    step_number,
    outcome_count desc,
    outcome,
    reason nulls first
limit 60
