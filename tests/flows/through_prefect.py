"""Load the seeds through a Prefect server of its own, and extract and merge them; print what that came to as JSON.

A process of its own, because Prefect's threads outlive the test and DuckDB complains of what they hold on exit.
"""

import asyncio
import json
import sys

from prefect.client.orchestration import get_client
from prefect.testing.utilities import prefect_test_harness

from flows.ingest import extract, ingest
from warehouse.shipped import SEEDS

if __name__ == "__main__":
    with prefect_test_harness(server_startup_timeout=120):
        parameters = {"paths": [str(SEEDS / "articles")]}
        report = asyncio.run(ingest(job="load", parameters=parameters, database=sys.argv[1]))
        handed = asyncio.run(extract(inbox=sys.argv[2], **parameters))
        asyncio.run(ingest(job="merge", parameters={"inbox": sys.argv[2]}, database=sys.argv[3]))
        with get_client(sync_client=True) as client:
            tasks = sorted({run.name for run in client.read_task_runs()})
            artifacts = [artifact.key for artifact in client.read_artifacts()]
    seen = {"executed_by": report.run.executed_by, "tasks": tasks, "artifacts": artifacts, "chunks": handed.chunks}
    print(json.dumps(seen))
