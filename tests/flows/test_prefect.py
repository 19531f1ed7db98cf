"""Through Prefect the run is the same: the same tables as directly, a task a step, a table artifact."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.compare import differences
from tests.conftest import ARTICLES, ask

ROOT = Path(__file__).parents[2]


def test_the_flow_leaves_the_same_tables_as_the_plain_functions(tmp_path: Path, seed_database: Path) -> None:
    database, merged = tmp_path / "news.duckdb", tmp_path / "merged.duckdb"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    run = subprocess.run(
        [sys.executable, "-m", "tests.flows.through_prefect", str(database), str(tmp_path / "inbox"), str(merged)],
        cwd=ROOT,
        env=environment | {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert run.returncode == 0, run.stderr[-4000:]
    seen = json.loads(run.stdout.splitlines()[-1])
    assert seen["executed_by"] == "prefect"
    assert {"archive", "extract", "load", "fold copies", "join stories", "learn lines", "publish"} <= set(
        seen["tasks"]
    )
    assert set(seen["artifacts"]) == {"cuttings-run"}
    assert differences(database, seed_database) == []
    assert seen["chunks"] == 1
    assert differences(merged, seed_database) == []
    assert ask(database, "select executed_by, outcome from runs") == [("prefect", "clean")]


def test_the_flow_is_a_plain_function_too(tmp_path: Path, seed_database: Path) -> None:
    database = tmp_path / "news.duckdb"
    code = (
        "import asyncio, os, sys; from flows.ingest import ingest\n"
        "run = ingest.fn(job='load', parameters={'paths': [sys.argv[2]]}, database=sys.argv[1])\n"
        "print(asyncio.run(run).run.executed_by, flush=True); os._exit(0)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(database), str(ARTICLES)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.stdout == "direct\n", run.stderr
    assert differences(database, seed_database) == []
