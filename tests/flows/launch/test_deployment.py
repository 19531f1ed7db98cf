"""The README's deployment as printed: server, process pool, worker, runs; the database is asked afterwards."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import ARTICLES, ask
from tests.test_readme import README
from warehouse.place import place_of

COMMANDS = re.compile(r"<!-- command: deployment -->\n```sh\n(.*?)```", re.DOTALL)
SECONDS = 400


class Room:
    """A folder with a Prefect server of its own, on a port of its own, and a worker."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = str(probe.getsockname()[1])
        self.folder = folder
        self.database = folder / "newsroom" / "news.duckdb"
        plain = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
        self.environment = plain | {
            "PATH": f"{write_commands(folder / 'bin')}:{os.environ['PATH']}",
            "PREFECT_HOME": str(folder / "home"),
            "PREFECT_API_URL": f"http://127.0.0.1:{self.port}/api",
            "PREFECT_SERVER_API_PORT": self.port,
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_WORKER_QUERY_SECONDS": "1",
            "DO_NOT_TRACK": "1",
            "NO_COLOR": "1",
        }

    def shell(self, script: str) -> "subprocess.CompletedProcess[str]":
        """Run the script in bash; what it leaves in the background writes to files of its own."""
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )

    def filter(self, what: str, **wanted: Any) -> list[dict[str, Any]]:
        """Return what the server has of a kind."""
        url = f"{self.environment['PREFECT_API_URL']}/{what}/filter"
        found: list[dict[str, Any]] = httpx.post(url, json=wanted, trust_env=False).raise_for_status().json()
        return found

    def end(self) -> None:
        """End the server and the worker: all processes that have this folder in their environment."""
        for path in Path("/proc").glob("[0-9]*/environ"):
            number = int(path.parent.name)
            try:
                is_ours = os.fsencode(f"PREFECT_HOME={self.folder / 'home'}") in path.read_bytes()
                if is_ours and number != os.getpid():
                    os.kill(number, signal.SIGKILL)
            except OSError:
                continue


def write_commands(folder: Path) -> Path:
    """Write `cuttings` and `prefect` as this interpreter runs them."""
    folder.mkdir()
    for name, module in (("cuttings", "flows.cli"), ("prefect", "prefect")):
        path = folder / name
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {module} "$@"\n')
        path.chmod(0o755)
    return folder


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.end()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds what it started in /proc")
def test_the_deployment_of_the_readme_fills_the_database_that_it_names(room: Room) -> None:
    printed = COMMANDS.search(README.read_text(encoding="utf-8"))
    assert printed is not None
    # Its schedule begins a run each quarter of an hour, which would be skipped beside this one, and told.
    left = 900 - time.time() % 900
    time.sleep(left + 1 if left < 120 else 0)
    made, rest = printed[1].replace("4200", room.port).split("\n", 1)
    sources = f'[[source]]\nname = "seeds"\nkind = "folder"\npath = "{ARTICLES}"\n'
    run = room.shell(f"{made}\ncat > sources.toml <<'END'\n{sources}END\n{rest}")
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]
    assert ask(room.database, "select count(*) from report_stories") == [(1,)]
    assert ask(room.database, "select executed_by, outcome from runs") == [("prefect", "clean")]
    said = [row["message"] for row in room.filter("logs", limit=200)]
    lines = [line for line in said if "news.duckdb" in line]
    assert lines[0].startswith(f"writes to {room.database}")
    assert len(lines) == len(set(lines)) == 2
    artifact = {row["what"]: row["value"] for row in json.loads(room.filter("artifacts")[0]["data"])}
    assert artifact["database"] == str(room.database)
    assert artifact["stored articles"] == 4

    # Another database than the one of the run before, and a path that counts from the worker's folder.
    room.database.unlink()
    shutil.rmtree(place_of(room.database).work)
    again = "prefect deployment run cuttings/scheduled --watch"
    run = room.shell(again)
    assert run.returncode != 0
    assert not room.database.exists()
    run = room.shell(f"{again} --param database=news.duckdb")
    assert run.returncode != 0
    runs = room.filter("flow_runs", sort="EXPECTED_START_TIME_ASC")
    states = [row["state"] for row in runs if not row["auto_scheduled"]]
    reasons = [(state["name"], state["message"]) for state in states]
    assert [name for name, _ in reasons] == ["Completed", "Failed", "Failed"]
    assert "made not yet, the one of the run before 20" in reasons[1][1]
    assert "'news.duckdb' is not an absolute path" in reasons[2][1]
