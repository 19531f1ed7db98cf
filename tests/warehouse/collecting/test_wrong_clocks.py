"""A clock that was wrong once stops no source for ever, and the status says so."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from extractors.records import Source
from warehouse.collecting.sources import configure_sources, due_sources
from warehouse.connection import in_utc
from warehouse.database import migrate
from warehouse.place import place_of
from warehouse.upkeep.status import read_status

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)


def _source(name: str) -> Source:
    return Source(source_id=name, name=name, kind="feed", location="https://example.org/feed", first_seen_at=NOW)


def put_source(db: duckdb.DuckDBPyConnection, *, next_poll_at: datetime | None) -> None:
    configure_sources(db, [_source("s")])
    db.execute("update sources set next_poll_at = ?", [next_poll_at])


@pytest.mark.parametrize(
    ("wait", "is_due"),
    [
        (None, True),
        (timedelta(minutes=-1), True),
        (timedelta(minutes=10), False),
        (timedelta(hours=25), False),
        (timedelta(days=72 * 365), True),
    ],
    ids=["never asked", "due", "soon", "tomorrow", "2098"],
)
def test_a_wait_beyond_any_interval_is_over(
    db: duckdb.DuckDBPyConnection, wait: timedelta | None, *, is_due: bool
) -> None:
    put_source(db, next_poll_at=None if wait is None else NOW + wait)
    assert bool(due_sources(db, ["s"], now=NOW)) == is_due


def test_a_success_in_the_future_is_stale(tmp_path: Path) -> None:
    ages = {
        "a fresh": timedelta(hours=1),
        "b of a clock that differs a little": timedelta(minutes=-5),
        "c old": timedelta(hours=30),
        "d of 2098": timedelta(days=-72 * 365),
    }
    place = place_of(tmp_path / "news.duckdb")
    with in_utc(duckdb.connect(place.published)) as file:
        migrate(file)
        configure_sources(file, [_source(name) for name in ages])
        for name, age in ages.items():
            file.execute(
                "update sources set last_succeeded_at = ? where name = ?", [datetime.now(UTC) - age, name]
            )
    _, rows, is_well = read_status(place.published, stale_hours=24)
    assert [state for what, _, state, _ in rows if what == "source"] == ["ok", "ok", "stale", "stale"]
    assert not is_well
