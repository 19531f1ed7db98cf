"""Prefect's runner for the scheduled runs; `flows.launch.serve` starts it on a leash, told what to do as JSON."""

import json
import sys
import warnings
from typing import Any

from prefect.schedules import Cron, Interval
from prefect.types.entrypoint import EntrypointType

from flows.ingest import ingest_scheduled

# One run at work and one that finds it so and is skipped with a row; more would only wait.
_MOST_RUNS_AT_ONCE = 2


def _serve_schedule(wanted: dict[str, Any]) -> None:
    """Serve the flow by `every_seconds` or `cron` (UTC) until the process is ended."""
    every, cron = wanted["every_seconds"], wanted["cron"]
    ingest_scheduled.serve(
        name="scheduled",
        schedules=[Interval(every) if every else Cron(cron, timezone="UTC")],
        limit=_MOST_RUNS_AT_ONCE,
        print_starting_message=False,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


if __name__ == "__main__":
    # Prefect forgets to await its own stop; nothing that a user could mend.
    warnings.simplefilter("ignore", RuntimeWarning)
    _serve_schedule(json.loads(sys.argv[1]))
