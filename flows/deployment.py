"""What a run and the Prefect server around it tell each other: log lines, an artifact, a state, where to write.

A run of a deployment starts in a folder of its worker that is thrown away. So its paths are absolute or refused,
and its database is the one of the run before it, or it fails.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect import get_run_logger
from prefect.artifacts import acreate_table_artifact
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterKey,
    FlowRunFilter,
    FlowRunFilterDeploymentId,
)
from prefect.client.schemas.objects import State
from prefect.client.schemas.sorting import ArtifactSort
from prefect.context import FlowRunContext
from prefect.states import Completed, Failed

from flows.errors import NotWritable, OtherDatabase, SettingsError
from flows.lists.settings import Settings
from flows.output import Talk
from flows.runs.pipeline import Report
from warehouse.database import made_at
from warehouse.place import Place

_ARTIFACT = "cuttings-run"
_DATABASE, _MADE = "database", "database made"
_HOW_TO_ACCEPT = "if that is meant, run once with --param is_new_database=true (`cuttings serve`: start it anew)"


class LoggedTalk:
    """Says each line to a listener and, once, to the log of the Prefect run."""

    def __init__(self, listener: Talk) -> None:
        self._listener = listener
        self._logger = get_run_logger()

    def say(self, line: str) -> None:
        """Say the line and log it."""
        self._listener.say(line)
        self.log(line)

    def log(self, line: str) -> None:
        """Log the line only: the listener says it by itself."""
        self._logger.info("%s", line)

    def progress(self, stage: str, done: int, total: int | None) -> None:
        """Show the listener how far it is."""
        self._listener.progress(stage, done, total)


def deployment_around() -> UUID | None:
    """Return the id of the deployment that this run is of; None where it was called or started by hand."""
    context = FlowRunContext.get()
    return context.flow_run.deployment_id if context and context.flow_run else None


def check_paths(paths: Mapping[str, str | None]) -> None:
    """Raise SettingsError where a path is not absolute: it would count from a folder of the worker's own."""
    for name, path in paths.items():
        if path is not None and not Path(path).is_absolute():
            raise SettingsError(
                f"deployment: {name} {path!r} is not an absolute path; a worker's folder is thrown away"
            )


def check_folder(place: Place) -> None:
    """Raise NotWritable where the database's folder is not there: it would be made where nobody looks."""
    folder = place.work.parent
    if not folder.is_dir():
        raise NotWritable(f"{place.published}: there is no folder {folder} on this machine")


async def check_database(place: Place, deployment_id: UUID, *, since: datetime | None = None) -> None:
    """Raise OtherDatabase where the deployment's last run, since then, wrote to another database than this one."""
    before = await _database_before(deployment_id, since)
    if before is None:
        return
    path, made = before
    if path != str(place.published):
        raise OtherDatabase(f"{place.published}: the run before wrote to {path}; {_HOW_TO_ACCEPT}")
    now = _as_said(made_at(place))
    if made != now:
        raise OtherDatabase(f"{path}: made {now}, the one of the run before {made}; {_HOW_TO_ACCEPT}")


async def _database_before(deployment_id: UUID, since: datetime | None) -> tuple[str, str] | None:
    """Return path and time of making of the database that the deployment's last run left; None where none did."""
    async with get_client() as client:
        found = await client.read_artifacts(
            artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=[_ARTIFACT])),
            flow_run_filter=FlowRunFilter(deployment_id=FlowRunFilterDeploymentId(any_=[deployment_id])),
            sort=ArtifactSort.CREATED_DESC,
            limit=1,
        )
    if not found or (since and found[0].created and found[0].created < since):
        return None
    rows = {row["what"]: row["value"] for row in json.loads(str(found[0].data))}
    return rows[_DATABASE], rows[_MADE]


async def leave_artifact(report: Report, place: Place) -> None:
    """Leave a table that names the database and says what came of the run."""
    await acreate_table_artifact(
        table=_artifact_rows(report, place),
        key=_ARTIFACT,
        description=f"What came of the run, in {place.published}",
    )


def _artifact_rows(report: Report, place: Place) -> list[dict[str, Any]]:
    """Return the database, the run's outcome, counts and reasons as rows for people."""
    rows: list[dict[str, Any]] = [
        {"what": _DATABASE, "value": str(place.published)},
        {"what": _MADE, "value": _as_said(made_at(place))},
    ]
    counts = asdict(report.counts) | {"rejected": report.counts.rejected, "outcome": report.run.outcome}
    rows += [
        {"what": name, "value": counts[name]} for name in ("outcome", "found", "new", "unchanged", "rejected")
    ]
    rows += [{"what": f"rejected: {reason}", "value": count} for reason, count in report.counts.rejections]
    return rows + [{"what": f"stored {name}", "value": count} for name, count in report.stored.items()]


def state_of(report: Report, settings: Settings) -> State[Report]:
    """Return the Prefect state that the run ends in; its data is the report.

    Failed where too large a share of the documents was rejected or no source answered; what could be loaded is
    loaded and published all the same.
    """
    counts = report.counts
    if report.run.outcome == "skipped":
        return Completed(name="Skipped", message=report.run.error, data=report)
    if report.asked_sources and report.failed_sources == report.asked_sources:
        return Failed(message=f"none of {report.asked_sources} sources answered", data=report)
    share = counts.rejected / counts.found if counts.found else 0.0
    if share > settings.serve.rejected_share:
        return Failed(message=f"{counts.rejected:,} of {counts.found:,} documents were rejected", data=report)
    return Completed(message=f"new {counts.new:,}, rejected {counts.rejected:,}", data=report)


def _as_said(moment: datetime | None) -> str:
    """Return when a database was made, as it is compared and printed."""
    return moment.isoformat() if moment else "not yet"
