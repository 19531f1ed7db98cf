"""Damage to a database: told as what it is, and put in order without a body lost."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from flows.archive import archived_records
from flows.lists.settings import Settings
from flows.output import Quiet
from flows.upkeep.repair import repair
from tests.conftest import ask, load_paths, seed
from warehouse.database import open_writer
from warehouse.errors import DatabaseUnreadable, WarehouseError
from warehouse.place import Place, place_of, writer_lock
from warehouse.upkeep.status import read_status

MENTIONS = "select count(*), sum(span_start), count(distinct surface) from mentions"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a database with two articles, the second loaded by a run of its own."""
    folder = tmp_path_factory.mktemp("loaded")
    load_paths(folder / "news.duckdb", seed("000"))
    load_paths(folder / "news.duckdb", seed("001"))
    return folder


@pytest.fixture
def place(loaded: Path, tmp_path: Path) -> Place:
    shutil.copytree(loaded, tmp_path, dirs_exist_ok=True)
    return place_of(tmp_path / "news.duckdb")


def settings(place: Place) -> Settings:
    return Settings(database=place.published)


def flip(path: Path, share: float) -> None:
    with path.open("r+b") as handle:
        at = int(path.stat().st_size * share)
        handle.seek(at)
        byte = handle.read(1)
        handle.seek(at)
        handle.write(bytes([byte[0] ^ 0xFF]))


@pytest.mark.parametrize("error", [duckdb.InterruptException("Interrupted!"), RuntimeError("Query interrupted")])
def test_a_signal_amid_the_reading_is_no_damage(
    place: Place, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise error

    before = sorted(path.name for path in place.work.iterdir())
    monkeypatch.setattr("warehouse.upkeep.repair.connect", interrupted)
    with pytest.raises(type(error), match=str(error)):
        repair(settings(place), Quiet())
    assert sorted(path.name for path in place.work.iterdir()) == before


# Which files are hurt, and at which part of their length.
HURT = [
    (("writer",), 0.0), (("writer",), 0.001), (("writer",), 0.02), (("writer",), 0.3), (("writer",), 0.9),
    (("published",), 0.0), (("published",), 0.3), (("writer", "published"), 0.0), (("writer", "published"), 0.3),
]  # fmt: skip


@pytest.mark.parametrize(("names", "share"), HURT)
def test_a_damaged_database_is_told_and_put_in_order(place: Place, names: tuple[str, ...], share: float) -> None:
    before = ask(place.published, MENTIONS)
    for name in names:
        flip(getattr(place, name), share)
    talk = Quiet()
    repair(settings(place), talk)
    assert ask(place.published, MENTIONS) == before
    assert len(list(archived_records(place.archive, None))) == 2
    damaged = [*place.work.glob("*.damaged-1*"), *place.published.parent.glob("*.damaged-1*")]
    assert len(damaged) == len([line for line in talk.lines if line.startswith("set aside")])
    assert load_paths(place.published, seed("002")).counts.new == 1
    assert ask(place.published, "select count(*) from articles") == [(3,)]


def test_damage_is_not_taken_for_a_lock(place: Place) -> None:
    flip(place.writer, 0.001)
    with (
        pytest.raises(DatabaseUnreadable, match=r"cannot be read .*`cuttings repair`"),
        writer_lock(place, wait_seconds=0),
        open_writer(place),
    ):
        pass


def test_a_whole_database_is_left_as_it_is(place: Place) -> None:
    talk = Quiet()
    assert repair(settings(place), talk) == 0
    assert talk.lines[0] == "both databases can be read in full"


@pytest.mark.parametrize("size", [0, 1, 4096, 8192, 12_287])
def test_a_writer_in_which_nothing_was_committed_is_begun_again(tmp_path: Path, place: Place, size: int) -> None:
    stillborn = place_of(tmp_path / "new.duckdb")
    stillborn.work.mkdir()
    stillborn.writer.write_bytes(place.writer.read_bytes()[:size])
    with writer_lock(stillborn, wait_seconds=0), open_writer(stillborn) as db:
        assert db.execute("select count(*) from articles").fetchone() == (0,)


def test_a_migration_that_fails_at_the_first_start_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_empty_database: Callable[[Place], None]
) -> None:
    place = place_of(tmp_path / "n.duckdb")

    def fail(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("warehouse.database._make_writer", one_empty_database)
    monkeypatch.setattr("warehouse.database.create_views", fail)
    with (
        pytest.raises(WarehouseError, match="no space left"),
        writer_lock(place, wait_seconds=0),
        open_writer(place),
    ):
        pass
    assert not place.writer.exists()
    monkeypatch.undo()
    with writer_lock(place, wait_seconds=0), open_writer(place):
        pass


def test_status_fails_when_runs_are_skipped_again_and_again(place: Place) -> None:
    assert read_status(place.published, stale_hours=24)[2]
    place.pending_runs.mkdir()
    for number in range(3):
        (place.pending_runs / f"{number}.json").write_text("{}")
    _, rows, is_well = read_status(place.published, stale_hours=24)
    assert not is_well
    assert ("run", "recent", "failed", "the last 3 were skipped or crashed") in rows
