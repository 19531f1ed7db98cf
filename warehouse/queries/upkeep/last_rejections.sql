-- Reasons of what was first dropped in the last run that did anything, and how often.
with last_run as (
    select
        started_at,
        finished_at
    from runs
    where outcome <> 'skipped'
    order by run_number desc nulls last
    limit 1
)

select
    rejections.reason,
    count(*)
from rejections
inner join last_run
    on rejections.first_seen_at >= last_run.started_at
    and (last_run.finished_at is null or rejections.first_seen_at <= last_run.finished_at)
group by rejections.reason
order by rejections.reason
