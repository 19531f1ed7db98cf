-- One row per contrast whose id begins with the parameter: those that there are, and those that a decision ended.
select
    contrast_id,
    statement_a,
    statement_b
from statement_contrasts
where starts_with(contrast_id, $1)
union all
select
    decided_contrasts.contrast_id,
    statement_decisions.statement_a,
    statement_decisions.statement_b
from decided_contrasts
join statement_decisions on statement_decisions.decision_id = decided_contrasts.decision_id
where
    starts_with(decided_contrasts.contrast_id, $1)
    and decided_contrasts.contrast_id not in (select contrast_id from statement_contrasts)
