"""What a run can be asked to do, by name and parameters that fit into JSON."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.lists.settings import Settings
from flows.runs.load import load_job
from flows.runs.pipeline import Job


def _make_load(parameters: Mapping[str, Any], settings: Settings) -> Job:
    return load_job([Path(path) for path in parameters["paths"]], settings, parameters.get("columns"))


def _make_run(parameters: Mapping[str, Any], settings: Settings) -> Job:
    # Here and not above, because the network's libraries take a while that loading need not wait for.
    from flows.runs.poll import ENTRIES_PER_SOURCE, Wanted, run_job_of

    since = parameters.get("since")
    wanted = Wanted(
        names=tuple(parameters.get("sources", ())),
        part=tuple(parameters.get("part", (1, 1))),
        limit=parameters.get("limit", ENTRIES_PER_SOURCE),
        since=datetime.fromisoformat(since) if since else None,
    )
    return run_job_of(wanted, settings)


def _make_merge(parameters: Mapping[str, Any], settings: Settings) -> Job:
    # Here and not above: Arrow's Parquet, which loading need not wait for.
    from flows.runs.merge import merge_job

    return merge_job(Path(parameters["inbox"]), settings)


_JOBS: dict[str, Callable[[Mapping[str, Any], Settings], Job]] = {
    "load": _make_load,
    "run": _make_run,
    "merge": _make_merge,
}


def make_job(name: str, parameters: Mapping[str, Any], settings: Settings) -> Job:
    """Return the job of this name; raises NothingToLoad where nothing is there."""
    return _JOBS[name](parameters, settings)
