"""Load the seeds through a Prefect server of its own; print what it came to as JSON.

A process of its own, because Prefect's threads outlive the test and DuckDB complains of what they hold on exit.
"""

import asyncio
import json
import sys

from prefect.client.orchestration import get_client
from prefect.testing.utilities import prefect_test_harness

from flows.ingest import ingest
from warehouse.shipped import SEEDS

if __name__ == "__main__":
    with prefect_test_harness(server_startup_timeout=120):
        parameters = {"paths": [str(SEEDS / "articles")]}
        report = asyncio.run(ingest(job="load", parameters=parameters, database=sys.argv[1]))
        with get_client(sync_client=True) as client:
            tasks = sorted({run.name for run in client.read_task_runs()})
            artifacts = [artifact.key for artifact in client.read_artifacts()]
    print(json.dumps({"executed_by": report.run.executed_by, "tasks": tasks, "artifacts": artifacts}))
