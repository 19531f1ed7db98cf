"""The Prefect flow `ingest`: the run of `flows.runs.pipeline`, each step of a batch a task.

A deployment names it as `flows.ingest:ingest`. Without a Prefect run around it (`ingest.fn(...)`) the same steps
run as plain functions and no server is needed.
"""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal

from prefect import flow, task
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

from flows.deployment import (
    LoggedTalk,
    check_database,
    check_folder,
    check_paths,
    deployment_around,
    leave_artifact,
    state_of,
)
from flows.lists.settings import Settings, limit_access, load_settings
from flows.log_lines import JsonTalk
from flows.output import Quiet, Talk
from flows.runs.handing_in import HandedIn, hand_in
from flows.runs.jobs import make_job
from flows.runs.lake_tidy import tidy_lake
from flows.runs.pipeline import Job, Report, call_directly, run_job
from flows.runs.scheduled import SCHEDULED, leave_skipped
from flows.runs.summary import summary_lines
from warehouse.place import place_of

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
def _do_step(name: str, call: Callable[[], Any]) -> Any:
    """Do one step of a batch. The arguments are bound, so that Prefect does not walk through every record."""
    del name
    return call()


do_retried_step = _do_step.with_options(retries=2, retry_delay_seconds=1, retry_condition_fn=_is_disk_error)


async def _call_as_task(name: str, function: Callable[..., Any], *arguments: Any) -> Any:
    """Call the step as a Prefect task."""
    step = do_retried_step if name in _RETRIED_STEPS else _do_step
    return step(name, partial(function, *arguments))


@flow(name="cuttings", flow_run_name="{job}", persist_result=False, validate_parameters=False)
async def ingest(
    job: Literal["load", "run", "merge"] = "run",
    parameters: dict[str, Any] | None = None,
    database: str | None = None,
    config: str | None = None,
    is_scheduled: bool = False,
    is_new_database: bool = False,
) -> Report | State[Report]:
    """Do one run: `job` "load" with `{"paths": [...]}`, "merge" with `{"inbox": …}`, or "run" over all configured.

    A run of a deployment whose database is not that of the run before fails, unless `is_new_database`.
    """
    deployment_id = deployment_around()
    if deployment_id:
        check_paths({"database": database, "config": config})
    settings = load_settings(
        Path(config) if config else None, os.environ, database=Path(database) if database else None
    )
    limit_access(settings)
    plain_job = make_job(job, parameters or {}, settings)
    if FlowRunContext.get() is None:
        return await run_job(plain_job, settings, LISTENERS[-1], is_scheduled=is_scheduled)
    if deployment_id and not is_new_database:
        await check_database(place_of(settings.database), deployment_id)
    return await _run_logged(plain_job, settings, is_scheduled=is_scheduled)


async def _run_logged(job: Job, settings: Settings, *, is_scheduled: bool) -> State[Report]:
    """Do the job as tasks; say in Prefect's log where it writes and what came of it, and leave an artifact."""
    place = place_of(settings.database)
    # A server's run has no terminal: its lines stand where its process writes, serve's in scheduler.log.
    talk = LoggedTalk(JsonTalk() if settings.logs == "json" else LISTENERS[-1])
    if deployment_around():
        check_paths({"setting database": str(settings.database)})
        check_folder(place)
    talk.log(f"writes to {place.published}")
    report = await run_job(
        job, settings, talk, step=_call_as_task, executed_by="prefect", is_scheduled=is_scheduled
    )
    if report.run.outcome != "skipped":
        for line in summary_lines(report, settings.database):
            talk.log(line)
        await leave_artifact(report, place)
    return state_of(report, settings)


@flow(
    name="cuttings extract",
    flow_run_name="part {part} of {parts}",
    persist_result=False,
    validate_parameters=False,
)
async def extract(
    paths: list[str],
    inbox: str,
    part: int = 1,
    parts: int = 1,
    columns: dict[str, str] | None = None,
    config: str | None = None,
) -> HandedIn:
    """Extract one part of the paths, a task a chunk, and hand it in for the writer's "merge"."""
    if deployment_around():
        check_paths({"inbox": inbox, "config": config} | {f"paths {path}": path for path in paths})
    settings = load_settings(Path(config) if config else None, os.environ)
    limit_access(settings)
    is_plain = FlowRunContext.get() is None
    talk = LISTENERS[-1] if is_plain else LoggedTalk(LISTENERS[-1])
    handed = await hand_in(
        [Path(path) for path in paths], settings, talk, inbox=Path(inbox), part=part, parts=parts, columns=columns,
        step=call_directly if is_plain else _call_as_task,
    )  # fmt: skip
    if isinstance(talk, LoggedTalk):
        for line in handed.lines(Path(inbox)):
            talk.log(line)
    return handed


@flow(name="cuttings", flow_run_name="run", persist_result=False)
async def ingest_scheduled() -> State[Report]:
    """Do the scheduled run of `cuttings serve`. It has no parameters, so whoever starts it cannot give any."""
    fixed = json.loads(os.environ[SCHEDULED])
    config = Path(fixed["config"]) if fixed["config"] else None
    settings = load_settings(config, os.environ, database=Path(fixed["database"]))
    limit_access(settings)
    await _skip_late_runs(settings)
    if deployment_id := deployment_around():
        since = datetime.fromisoformat(fixed["since"])
        await check_database(place_of(settings.database), deployment_id, since=since)
    return await _run_logged(make_job("run", {}, settings), settings, is_scheduled=True)


@flow(name="cuttings-tidy", flow_run_name="tidy", persist_result=False)
def tidy_scheduled() -> None:
    """Tidy the lake of `cuttings serve`; without parameters, as the scheduled run is."""
    fixed = json.loads(os.environ[SCHEDULED])
    config = Path(fixed["config"]) if fixed["config"] else None
    settings = load_settings(config, os.environ, database=Path(fixed["database"]))
    limit_access(settings)
    talk: Talk = JsonTalk() if settings.logs == "json" else LISTENERS[-1]
    tidy_lake(settings, LoggedTalk(talk) if FlowRunContext.get() else talk)


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
