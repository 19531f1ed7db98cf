"""Prefect's runner for the scheduled runs; `flows.launch.serve` starts it on a leash, told what to do as JSON."""

import json
import sys
import warnings
from datetime import timedelta
from typing import Any, cast

from prefect import Flow, serve
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron, Interval, Schedule
from prefect.types.entrypoint import EntrypointType

from flows.ingest import ingest_scheduled, tidy_scheduled

# One run at work and one that finds it so and is skipped with a row; more would only wait.
_MOST_RUNS_AT_ONCE = 2


def _serve_schedule(wanted: dict[str, Any]) -> None:
    """Serve the flow by `every_seconds` or `cron` (UTC), and a lake's tidying, until the process is ended."""
    every, cron = wanted["every_seconds"], wanted["cron"]
    schedules: list[tuple[Flow[..., Any], Schedule]] = [
        (ingest_scheduled, Interval(every) if every else Cron(cron, timezone="UTC"))
    ]
    if wanted["tidy_hours"]:
        schedules.append((tidy_scheduled, Interval(timedelta(hours=wanted["tidy_hours"]))))
    deployments = [
        cast(
            RunnerDeployment,
            served.to_deployment(name="scheduled", schedules=[when], entrypoint_type=EntrypointType.MODULE_PATH),
        )
        for served, when in schedules
    ]
    serve(*deployments, limit=_MOST_RUNS_AT_ONCE, print_starting_message=False)


if __name__ == "__main__":
    # Prefect forgets to await its own stop; nothing that a user could mend.
    warnings.simplefilter("ignore", RuntimeWarning)
    _serve_schedule(json.loads(sys.argv[1]))
