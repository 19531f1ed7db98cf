-- What became of what came in.
select
    step,
    outcome,
    reason,
    outcome_count,
    step_total,
    round(share, 3) as share
from report_funnel
order by
    step_number,
    outcome_count desc
limit $limit
