"""What a run can be asked to do, by name and parameters that fit into JSON."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from flows.loading import load_job
from flows.pipeline import Job
from flows.settings import Settings


def _make_load(parameters: Mapping[str, Any], settings: Settings) -> Job:
    return load_job([Path(path) for path in parameters["paths"]], settings)


JOBS: dict[str, Callable[[Mapping[str, Any], Settings], Job]] = {
    "load": _make_load,
}


def make_job(name: str, parameters: Mapping[str, Any], settings: Settings) -> Job:
    """Return the job of this name; raises NothingToLoad where nothing is there."""
    return JOBS[name](parameters, settings)
