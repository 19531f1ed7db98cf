-- One row per execution of a flow.
create or replace view report_runs as
with
later_runs as (
    -- There is one writer: a run without an end that another run came after was killed.
    select
        runs.*,
        lead(started_at) over (order by started_at, run_id) is not null as has_later_run
    from runs
    where outcome <> 'skipped'
    union all
    select
        runs.*,
        false as has_later_run
    from runs
    where outcome = 'skipped'
)
select
    run_id,
    flow,
    started_at,
    finished_at,
    case when finished_at is null and outcome = 'running' and has_later_run then 'killed' else outcome end as outcome,
    round(epoch(finished_at) - epoch(started_at), 3) as duration_seconds,
    found_count,
    new_count,
    unchanged_count,
    rejected_count,
    round(found_count / nullif(epoch(finished_at) - epoch(started_at), 0), 2) as documents_per_second,
    stage_seconds,
    executed_by,
    parameters,
    code_version,
    config_hash,
    error
from later_runs;

comment on view report_runs is 'One row per execution of a flow.';
comment on column report_runs.run_id is 'Execution';
comment on column report_runs.flow is 'What ran: load, run, replay, watch';
comment on column report_runs.started_at is 'When it started (UTC)';
comment on column report_runs.finished_at is 'When it ended; null while it runs or after it was killed';
comment on column report_runs.outcome is 'running, clean, item_errors, crashed, skipped; killed where it never ended and another came after';
comment on column report_runs.duration_seconds is 'Seconds from start to end';
comment on column report_runs.found_count is 'Documents that the run looked at';
comment on column report_runs.new_count is 'Articles or revisions that it added';
comment on column report_runs.unchanged_count is 'Documents already known';
comment on column report_runs.rejected_count is 'Documents that it dropped';
comment on column report_runs.documents_per_second is 'Documents looked at, over its duration';
comment on column report_runs.stage_seconds is 'Wall time by stage as JSON, in seconds';
comment on column report_runs.executed_by is 'direct (plain functions) or prefect';
comment on column report_runs.parameters is 'Parameters as JSON';
comment on column report_runs.code_version is 'Version of Cuttings';
comment on column report_runs.config_hash is 'Hash of the settings in force';
comment on column report_runs.error is 'Why it crashed or was skipped';
