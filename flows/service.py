"""`cuttings serve`: scheduled runs by a Prefect server that is named or, where none is, started here."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from flows.errors import ServerNotStarted
from flows.launch import prefect_api_url
from flows.output import Talk
from flows.settings import Settings
from warehouse.database import place_of

SERVER_START_SECONDS = 120
SERVER_STOP_SECONDS = 15


def serve_runs(
    settings: Settings, config: Path | None, talk: Talk, *, cron: str | None, every_seconds: float | None
) -> None:
    """Run everything configured by schedule until the process is told to end (SIGTERM or SIGINT)."""
    with prefect_server(settings, talk):
        from prefect.schedules import Cron, Interval

        from flows.ingest import ingest

        schedule = Interval(every_seconds) if every_seconds else Cron(cron or settings.serve.cron, timezone="UTC")
        when = f"every {every_seconds:g} s" if every_seconds else f"at {cron or settings.serve.cron} UTC"
        talk.say(f"runs are scheduled {when}; stop with Ctrl-C or SIGTERM")
        ingest.serve(
            name="scheduled",
            schedules=[schedule],
            parameters={
                "job": "run",
                "database": str(place_of(settings.database).published),
                "config": str(config.absolute()) if config else None,
                "is_scheduled": True,
            },
            print_starting_message=False,
        )
    talk.say("stopped")


@contextmanager
def prefect_server(settings: Settings, talk: Talk) -> Iterator[str]:
    """Give the address of the Prefect API: the configured one, or that of a server which ends with the block."""
    if url := prefect_api_url():
        talk.say(f"uses the Prefect server at {url}")
        yield url
        return
    home = place_of(settings.database).work / "prefect"
    home.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    url = f"http://127.0.0.1:{port}/api"
    environment = os.environ | {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-ui",
    ]
    log_path = home / "server.log"
    with log_path.open("ab") as log:
        # A session of its own: Ctrl-C in the terminal reaches us first, and we end the server last.
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)  # noqa: S603 - our own command line
    try:
        _wait_until_healthy(url, server, log_path)
        talk.say(f"started a Prefect server at {url}, its log is {log_path}")
        os.environ |= {"PREFECT_API_URL": url, "PREFECT_HOME": str(home)}
        yield url
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(SERVER_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(url: str, server: subprocess.Popen[bytes], log_path: Path) -> None:
    deadline = time.monotonic() + SERVER_START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if httpx.get(f"{url}/health", timeout=2, trust_env=False).status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            time.sleep(0.5)
    raise ServerNotStarted(f"the Prefect server did not start; see {log_path}")
