-- Runs are ordered by a number of their own: a clock that was wrong once would put one of them last for years.

alter table runs add column run_number bigint;

comment on column runs.run_number is 'Place in the order in which runs wrote their first row, from 1';

update runs
set run_number = numbered.run_number
from (
    select
        run_id,
        row_number() over (order by started_at, run_id) as run_number
    from runs
) as numbered
where runs.run_id = numbered.run_id;
