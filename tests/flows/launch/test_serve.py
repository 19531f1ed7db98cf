"""`cuttings serve` with a server of its own: scheduled runs, one that would overlap, SIGTERM in the middle."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from flows.ingest import ingest_scheduled
from flows.launch.serve import prefect_server
from flows.lists.settings import Settings
from flows.output import Quiet
from tests.conftest import ask, load_paths, seed
from warehouse.connection import connect
from warehouse.place import is_locked, place_of, writer_lock

ROOT = Path(__file__).parents[3]
EVERY_SECONDS = 10


class SlowSite:
    """A site on 127.0.0.1 that takes connections and never answers."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.socket.getsockname()[1]}"
        self.asked = threading.Event()
        self._thread = threading.Thread(target=self._take, daemon=True)
        self._thread.start()

    def _take(self) -> None:
        with ExitStack() as kept:
            while True:
                try:
                    kept.enter_context(self.socket.accept()[0])
                except OSError:
                    return
                self.asked.set()

    def close(self) -> None:
        """End what waits for connections, and close those that came."""
        self.socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)
        self.socket.close()


@pytest.fixture
def slow_site() -> Iterator[SlowSite]:
    site = SlowSite()
    yield site
    site.close()


def wait_until(is_so: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait until it is so, or fail."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"waited {seconds} s until {what}"
        time.sleep(0.3)


def processes_of(database: Path) -> list[str]:
    """Return the command lines that name the database, or its Prefect server."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            words = (path.parent / "cmdline").read_bytes() + path.read_bytes()
        except OSError:
            continue
        if os.fsencode(database.parent) in words and int(path.parent.name) != os.getpid():
            found.append(words[:200].decode("utf-8", "replace"))
    return found


def outcomes(database: Path) -> list[str]:
    """Return the outcomes of the runs in their order, of the writer's database: quiet runs are published later."""
    place = place_of(database)
    if not database.exists() or is_locked(place):
        return []
    with writer_lock(place, wait_seconds=60), connect(place.writer, place, read_only=True) as db:
        return [outcome for (outcome,) in db.execute("select outcome from runs order by started_at").fetchall()]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for left processes in /proc")
def test_scheduled_runs_do_not_overlap_and_end_with_sigterm(tmp_path: Path, slow_site: SlowSite) -> None:
    database = tmp_path / "news.duckdb"
    sources = tmp_path / "sources.toml"
    sources.write_text("")
    (tmp_path / "cuttings.toml").write_text(
        'database = "news.duckdb"\nsources = "sources.toml"\n'
        f'[fetch]\nallowed_addresses = ["{slow_site.address}"]\n'
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    log = (tmp_path / "serve.log").open("wb")
    serve = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "flows.cli",
            "serve",
            "--every",
            str(EVERY_SECONDS),
            "--config",
            str(tmp_path / "cuttings.toml"),
        ],
        cwd=ROOT,
        env=environment | {"PREFECT_RUNNER_POLL_FREQUENCY": "2", "PREFECT_HOME": str(tmp_path / "home")},
        stdout=log,
        stderr=log,
    )
    try:
        wait_until(lambda: outcomes(database).count("clean") >= 2, 180, "two scheduled runs are published")
        assert ask(database, "select distinct executed_by, flow from runs") == [("prefect", "run")]
        pending = place_of(database).pending_runs
        with writer_lock(place_of(database), wait_seconds=60):
            wait_until(lambda: pending.is_dir() and any(pending.glob("*.json")), 60, "a run is skipped")
        wait_until(lambda: "skipped" in outcomes(database), 90, "the skipped run has its row")
        sources.write_text(f'[[source]]\nname = "slow"\nkind = "feed"\nurl = "http://{slow_site.address}/feed"\n')
        assert slow_site.asked.wait(90)
        serve.send_signal(signal.SIGTERM)
        assert serve.wait(60) in (0, 143)
    finally:
        serve.kill()
        log.close()
    said = (tmp_path / "serve.log").read_text(encoding="utf-8")
    assert "started a Prefect server at http://127.0.0.1:" in said
    wait_until(lambda: not processes_of(database), 30, "no process is left")
    load_paths(database, seed("000"))
    assert outcomes(database)[-1] == "clean"
    assert "running" not in outcomes(database)


def test_our_server_takes_no_orders_without_its_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "home"))
    page = {"Origin": "https://evil.example", "Content-Type": "application/json"}
    with prefect_server(Settings(database=tmp_path / "news.duckdb"), Quiet()) as environment:
        url, secret = environment["PREFECT_API_URL"], environment["PREFECT_API_AUTH_STRING"]
        for what in ("flow_runs", "deployments", "flows", "work_pools", "variables"):
            answer = httpx.post(f"{url}/{what}/filter", json={}, headers=page, trust_env=False, timeout=60)
            assert answer.status_code == 401
            assert answer.headers.get("access-control-allow-origin") in (None, "null.invalid")
        user, _, password = secret.partition(":")
        asked = httpx.post(f"{url}/flows/filter", json={}, auth=(user, password), trust_env=False, timeout=60)
        assert asked.status_code == 200
        wish = page | {"Access-Control-Request-Method": "POST"}
        allowed = httpx.options(f"{url}/flows/filter", headers=wish, trust_env=False, timeout=60)
        assert allowed.headers.get("access-control-allow-origin") in (None, "null.invalid")


def test_a_scheduled_run_takes_no_parameters() -> None:
    assert ingest_scheduled.parameters.properties == {}
