"""`cuttings serve`: scheduled runs by a Prefect server that is named or, where none is, started here."""

import json
import os
import secrets
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx

from flows.errors import ServerNotStarted, SettingsError
from flows.launch.leash import leashed
from flows.launch.monitoring import monitoring
from flows.launch.start import QUIET_PREFECT, must_answer, prefect_api_url
from flows.lists.secrets import masked_url
from flows.lists.settings import Settings
from flows.output import Talk
from flows.runs.jobs import make_job
from flows.runs.scheduled import SCHEDULED
from warehouse.place import place_of

_SERVER_START_SECONDS = 120  # it takes 15 to 27 s on a quiet machine of two cores


def serve_runs(
    settings: Settings, config: Path | None, talk: Talk, *, cron: str | None, every_seconds: float | None
) -> None:
    """Run everything configured by schedule until the process is told to end (SIGTERM or SIGINT).

    What is wrong with the schedule or the sources is raised before anything is started.
    """
    cron = cron or settings.serve.cron
    _must_be_cron(cron)
    make_job("run", {}, settings)
    tidy_hours = settings.lake.tidy_hours if place_of(settings.database).lake else 0
    wanted = {"every_seconds": every_seconds, "cron": cron, "tidy_hours": tidy_hours}
    fixed = {
        "database": str(place_of(settings.database).published),
        "config": str(config.absolute()) if config else None,
        "since": datetime.now(UTC).isoformat(),
    }
    with monitoring(settings) as address, prefect_server(settings, talk) as environment:
        if address:
            talk.say(f"answers {address}/health and {address}/metrics")
        environment = QUIET_PREFECT | environment | {SCHEDULED: json.dumps(fixed)}
        log_path = place_of(settings.database).work / "scheduler.log"
        log_path.parent.mkdir(parents=True, exist_ok=True)
        with (
            log_path.open("ab") as log,
            leashed("flows.launch.scheduled", [json.dumps(wanted)], environment=environment, output=log) as runner,
        ):
            when = f"every {every_seconds:g} s" if every_seconds else f"at {cron} UTC"
            when += f", tidies every {tidy_hours:g} h" if tidy_hours else ""
            talk.say(f"runs {when}, each a row in runs; Prefect's own log is {log_path}; SIGTERM ends it")
            code = runner.wait()
    raise ServerNotStarted(f"the scheduler ended by itself, with exit code {code}")


def _must_be_cron(cron: str) -> None:
    from prefect.client.schemas.schedules import CronSchedule

    try:
        CronSchedule(cron=cron)
    except ValueError as error:
        raise SettingsError(f"{cron!r} is no cron schedule, as */15 * * * * is one") from error


@contextmanager
def prefect_server(settings: Settings, talk: Talk) -> Iterator[dict[str, str]]:
    """Give the environment that leads to the Prefect API: the configured one, or one that ends with the block."""
    environment = os.environ | {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
    if url := prefect_api_url():
        must_answer(url)
        talk.say(f"uses the Prefect server at {masked_url(url)}")
        yield environment
        return
    home = place_of(settings.database).work / "prefect"
    home.mkdir(parents=True, exist_ok=True)
    log_path = home / "server.log"
    port = _free_port()
    url = f"http://127.0.0.1:{port}/api"
    # Other users and any web page can reach the port, so it takes orders only from those who know the secret, and
    # no page of another origin may read its answers.
    secret = f"cuttings:{secrets.token_urlsafe(32)}"
    environment |= {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": url,
        "PREFECT_API_AUTH_STRING": secret,
        "PREFECT_SERVER_API_AUTH_STRING": secret,
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": "null.invalid",
    }
    arguments = ["server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
    with (
        log_path.open("ab") as log,
        leashed("prefect", arguments, environment=environment, output=log) as server,
    ):
        _wait_until_healthy(url, server, log_path)
        talk.say(f"started a Prefect server at {url}, its log is {log_path}")
        yield environment


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(url: str, server: "subprocess.Popen[bytes]", log_path: Path) -> None:
    deadline = time.monotonic() + _SERVER_START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if httpx.get(f"{url}/health", timeout=2, trust_env=False).status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            time.sleep(0.5)
    raise ServerNotStarted(f"the Prefect server did not start; see {log_path}")
