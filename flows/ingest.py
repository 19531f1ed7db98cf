"""The Prefect flow `ingest`: the run of `flows.runs.pipeline`, each step of a batch a task.

A deployment names it as `flows.ingest:ingest`. Without a Prefect run around it (`ingest.fn(...)`) the same steps
run as plain functions and no server is needed.
"""

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal

from prefect import flow, task
from prefect.artifacts import acreate_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import State, StateType
from prefect.context import FlowRunContext
from prefect.states import Cancelled
from prefect.types import DateTime

from flows.lists.settings import Settings, limit_access, load_settings
from flows.output import Quiet, Talk
from flows.runs.jobs import make_job
from flows.runs.pipeline import Report, call_directly, run_job
from flows.runs.scheduled import SCHEDULED, leave_skipped

# Who is told how a run goes: nobody under a server; the command line puts the terminal here. No ContextVar,
# because Prefect's runner pickles the flow with all that it names.
LISTENERS: list[Talk] = [Quiet()]

# These steps touch the disk only, and in whole: done again after an error of the disk they do no harm. Extraction
# gives the same outcome however often it is tried, and requests have their own backoff.
_RETRIED_STEPS = frozenset({"archive", "load", "publish"})


def _is_disk_error(task: Any, run: Any, state: State[Any]) -> bool:
    del task, run
    return isinstance(state.result(raise_on_failure=False), OSError)


@task(task_run_name="{name}", cache_policy=NO_CACHE, persist_result=False)
def do_step(name: str, call: Callable[[], Any]) -> Any:
    """Do one step of a batch. The arguments are bound, so that Prefect does not walk through every record."""
    del name
    return call()


do_retried_step = do_step.with_options(retries=2, retry_delay_seconds=1, retry_condition_fn=_is_disk_error)


async def _call_as_task(name: str, function: Callable[..., Any], *arguments: Any) -> Any:
    """Call the step as a Prefect task."""
    step = do_retried_step if name in _RETRIED_STEPS else do_step
    return step(name, partial(function, *arguments))


@flow(name="cuttings", flow_run_name="{job}", persist_result=False, validate_parameters=False)
async def ingest(
    job: Literal["load", "run"] = "run",
    parameters: dict[str, Any] | None = None,
    database: str | None = None,
    config: str | None = None,
    is_scheduled: bool = False,
) -> Report:
    """Do one run: `job` "load" with `{"paths": [...]}`, or "run" over everything configured."""
    settings = load_settings(
        Path(config) if config else None, os.environ, database=Path(database) if database else None
    )
    limit_access(settings)
    is_flow_run = FlowRunContext.get() is not None
    report = await run_job(
        make_job(job, parameters or {}, settings),
        settings,
        LISTENERS[-1],
        step=_call_as_task if is_flow_run else call_directly,
        executed_by="prefect" if is_flow_run else "direct",
        is_scheduled=is_scheduled,
    )
    if is_flow_run:
        await acreate_table_artifact(
            table=_artifact_rows(report), key="cuttings-run", description="What came of the run"
        )
    return report


@flow(name="cuttings", flow_run_name="run", persist_result=False)
async def ingest_scheduled() -> Report:
    """Do the scheduled run of `cuttings serve`. It has no parameters, so whoever starts it cannot give any."""
    fixed = json.loads(os.environ[SCHEDULED])
    config = Path(fixed["config"]) if fixed["config"] else None
    await _skip_late_runs(load_settings(config, os.environ, database=Path(fixed["database"])))
    return await ingest.fn(job="run", database=fixed["database"], config=fixed["config"], is_scheduled=True)


async def _skip_late_runs(settings: Settings) -> None:
    """Cancel the runs of this deployment that should have begun by now, each with its row as a skipped one.

    A run that takes longer than the interval would else leave a queue behind it (measured: 80 after 15 minutes).
    """
    context = FlowRunContext.get()
    if context is None or context.flow_run is None or context.flow_run.deployment_id is None:
        return
    late = FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=[context.flow_run.deployment_id]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime(before_=DateTime.now(UTC)),
    )
    async with get_client() as client:
        for run in await client.read_flow_runs(flow_run_filter=late, limit=200):
            await client.set_flow_run_state(run.id, Cancelled(message="another run was at work"), force=True)
            started_at = run.expected_start_time or datetime.now(UTC)
            leave_skipped(settings, started_at=started_at, reason="another run was at work")


def _artifact_rows(report: Report) -> list[dict[str, Any]]:
    """Return the run's outcome, counts and reasons as rows for people."""
    counts = asdict(report.counts) | {"rejected": report.counts.rejected, "outcome": report.run.outcome}
    rows = [{"what": name, "value": counts[name]} for name in ("outcome", "found", "new", "unchanged", "rejected")]
    rows += [{"what": f"rejected: {reason}", "value": count} for reason, count in report.counts.rejections]
    return rows + [{"what": f"stored {name}", "value": count} for name, count in report.stored.items()]
