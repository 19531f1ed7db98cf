"""`/health` and `/metrics`: what they say of a database, and whom the server answers."""

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from extractors.records import Source
from flows.errors import SettingsError
from flows.launch.metrics import health, metrics
from flows.launch.monitoring import monitoring
from flows.lists.settings import ServeSettings, Settings
from warehouse.collecting.sources import configure_sources
from warehouse.connection import in_utc
from warehouse.database import migrate

NOW = datetime.now(UTC)
RUN = """insert into runs (run_id, flow, started_at, finished_at, outcome, executed_by, parameters, code_version,
    config_hash, found_count, new_count, unchanged_count, rejected_count, stage_seconds, run_number)
    values (?, 'run', ?, ?, ?, 'direct', '{}', '1', 'h', 0, 0, 0, 0, '{"load": 1.5}', ?)"""
REJECTION = "insert into rejections (rejection_id, stage, reason, first_seen_at) values (?, 'fetch', ?, ?)"


def make_database(path: Path, *, outcome: str, success_hours: float) -> Path:
    """Make a database with two runs, a rejection in each and two more in the last, and one source."""
    ended = NOW - timedelta(hours=1)
    with in_utc(duckdb.connect(path)) as file:
        migrate(file)
        configure_sources(
            file, [Source(source_id="s", name="s", kind="feed", location="https://a.example/", first_seen_at=NOW)]
        )
        file.execute("update sources set last_succeeded_at = ?", [NOW - timedelta(hours=success_hours)])
        file.execute(RUN, ["1", ended - timedelta(hours=3), ended - timedelta(hours=2), "clean", 1])
        file.execute(RUN, ["2", ended - timedelta(hours=1), ended, outcome, 2])
        for name, reason, hours in (("a", "old", 2.5), ("b", "too_large", 0.5), ("c", "too_large", 0.4)):
            file.execute(REJECTION, [name, reason, ended - timedelta(hours=hours)])
    return path


def samples(text: bytes) -> dict[str, float]:
    """Return the values by name and label."""
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
    }


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_database(tmp_path_factory.mktemp("well") / "news.duckdb", outcome="clean", success_hours=1)


@pytest.fixture(scope="module")
def address(database: Path) -> Iterator[str]:
    serve = ServeSettings(metrics_address="127.0.0.1:0")
    with monitoring(Settings(database=database, serve=serve)) as address:
        assert address
        yield address


def test_figures_of_a_database_that_is_well(database: Path) -> None:
    found = samples(metrics(database, stale_hours=24))
    assert found.pop("cuttings_last_run_end_timestamp_seconds") == pytest.approx((NOW.timestamp() - 3600), abs=1)
    assert found == {
        "cuttings_well": 1,
        "cuttings_stale_sources": 0,
        "cuttings_last_run_outcome clean": 1,
        "cuttings_last_run_outcome item_errors": 0,
        "cuttings_last_run_outcome crashed": 0,
        "cuttings_last_run_outcome running": 0,
        "cuttings_entries_due": 0,
        "cuttings_articles": 0,
        "cuttings_stories": 0,
        "cuttings_database_bytes": database.stat().st_size,
        "cuttings_last_run_rejections too_large": 2,
        "cuttings_last_run_stage_seconds load": 1.5,
    }


@pytest.mark.parametrize(("outcome", "success_hours", "stale"), [("crashed", 1, 0), ("clean", 30, 1)])
def test_a_failed_run_or_a_stale_source_is_not_well(
    tmp_path: Path, outcome: str, success_hours: float, stale: int
) -> None:
    made = make_database(tmp_path / "news.duckdb", outcome=outcome, success_hours=success_hours)
    found = samples(metrics(made, stale_hours=24))
    assert (found["cuttings_well"], found["cuttings_stale_sources"]) == (0, stale)
    is_well, text = health(made, stale_hours=24)
    assert not is_well
    assert not json.loads(text)["is_well"]


def test_no_database_has_no_figures(tmp_path: Path) -> None:
    assert samples(metrics(tmp_path / "none.duckdb", stale_hours=24)) == {"cuttings_well": 0}
    assert not health(tmp_path / "none.duckdb", stale_hours=24)[0]


def test_server_answers_both_paths(address: str) -> None:
    answer = httpx.get(f"{address}/health", trust_env=False)
    assert answer.status_code == 200
    assert answer.json()["is_well"]
    assert b"cuttings_well 1.0" in httpx.get(f"{address}/metrics", trust_env=False).content


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [("GET", "/", {}, 404), ("POST", "/health", {}, 501), ("GET", "/health", {"Host": "evil.example"}, 421)],
)
def test_server_refuses_the_rest(
    address: str, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    assert httpx.request(method, address + path, headers=headers, trust_env=False).status_code == status


@pytest.mark.parametrize("value", ["0.0.0.0:9464", "9464", "127.0.0.1", "localhost:1", "127.0.0.1:99999"])
def test_an_address_for_others_is_refused(value: str) -> None:
    settings = replace(Settings(), serve=ServeSettings(metrics_address=value))
    with pytest.raises(SettingsError, match="loopback"), monitoring(settings):
        pass


def test_a_taken_port_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        value = f"127.0.0.1:{taken.getsockname()[1]}"
        settings = replace(Settings(), serve=ServeSettings(metrics_address=value))
        with pytest.raises(SettingsError, match="cannot be used: Address already in use"), monitoring(settings):
            pass
