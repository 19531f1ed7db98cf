"""A lake answers as a file does, and has one writer.

Most of it needs PostgreSQL, and the environment of requirements-lake.lock, where `.ci/run` runs it.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from flows.errors import BackupRefused
from flows.ingest import tidy_scheduled
from flows.lists.settings import Settings
from flows.output import Quiet
from flows.runs.scheduled import SCHEDULED
from flows.upkeep.backup import back_up
from flows.upkeep.corrections import correct, rename
from flows.upkeep.lake_files import export_file, import_file
from flows.upkeep.repair import repair
from tests.compare import differences
from tests.conftest import load_paths, seeds
from tests.warehouse.lake.postgres import Postgres, find_programs, running_postgres
from warehouse.browsing.shelf import Shelf
from warehouse.database import open_reader, open_writer
from warehouse.errors import (
    DatabaseMissing,
    DatabaseOccupied,
    DatabaseUnreadable,
    LakeUnsupported,
    NotOneFound,
    QueryRefused,
    WriterBusy,
)
from warehouse.lake.extensions import has_extensions
from warehouse.lake.tidy import tidy
from warehouse.lake.transfer import fill_lake
from warehouse.place import place_of, writer_lock
from warehouse.query import query
from warehouse.upkeep.pins import add_pin

needs_extensions = pytest.mark.skipif(
    not has_extensions("ducklake", "postgres_scanner"),
    reason="no extensions for this DuckDB: lakes have an environment of their own (requirements-lake.lock)",
)
needs_postgres = pytest.mark.skipif(find_programs() is None, reason="no PostgreSQL on this machine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    lake: Path
    file: Path
    folder: Path


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    programs = find_programs()
    assert programs is not None
    with running_postgres(programs) as server:
        yield server


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, postgres: Postgres) -> Loaded:
    """Two articles, a correction, then all four: into a lake and into a file."""
    folder = tmp_path_factory.mktemp("lake")
    postgres.make_database("news")
    databases = Loaded(lake=folder / postgres.address("news"), file=folder / "news.duckdb", folder=folder)
    for database in (databases.lake, databases.file):
        load_paths(database, *seeds()[:2])
        story = query(database, "select story_id from stories")[1][0][0]
        correct(Settings(database=database), rename, story, "Named by hand", reason=None)
        load_paths(database, *seeds())
    return databases


@needs_extensions
@needs_postgres
def test_tables_are_those_of_a_file(loaded: Loaded) -> None:
    assert differences(loaded.lake, loaded.file) == []


@needs_extensions
@needs_postgres
def test_views_have_the_rows_of_a_file(loaded: Loaded) -> None:
    with open_reader(place_of(loaded.file)) as db:
        views = [
            name for (name,) in db.execute("select view_name from duckdb_views() where not internal").fetchall()
        ]
        counts = {name: db.execute(f"select count(*) from {name}").fetchall() for name in views}
    with open_reader(place_of(loaded.lake)) as db:
        assert {name: db.execute(f"select count(*) from {name}").fetchall() for name in views} == counts


@needs_extensions
@needs_postgres
def test_a_run_is_asked_as_it_left_the_lake(loaded: Loaded) -> None:
    runs = [run_id for (run_id,) in query(loaded.lake, "select run_id from runs order by run_number")[1]]
    statement = "select count(*) from articles"
    assert [query(loaded.lake, statement, as_of=run_id)[1] for run_id in (runs[0], runs[-1])] == [[(2,)], [(4,)]]
    with pytest.raises(NotOneFound, match="no run with this id"):
        query(loaded.lake, statement, as_of="none")
    with pytest.raises(LakeUnsupported, match="only a lake"):
        query(loaded.file, statement, as_of=runs[0])


@needs_extensions
@needs_postgres
def test_tidying_by_schedule_changes_no_answer(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    place = place_of(loaded.lake)
    runs = [run_id for (run_id,) in query(loaded.lake, "select run_id from runs order by run_number")[1]]
    statement = "select count(*), sum(length(text)), max(revision_id) from revisions"
    answers = [query(loaded.lake, statement, as_of=run_id)[1] for run_id in runs]
    talk = Quiet()
    monkeypatch.setattr("flows.ingest.LISTENERS", [talk])
    monkeypatch.setenv(SCHEDULED, json.dumps({"config": None, "database": str(loaded.lake)}))
    tidy_scheduled.fn()
    snapshots = re.search(r"snapshots (\d+) → (\d+),", talk.lines[-1])
    assert snapshots
    assert int(snapshots[2]) < int(snapshots[1])
    with writer_lock(place, wait_seconds=5):  # files go an hour after nothing names them
        tidy(place, now=datetime.now(UTC) + timedelta(hours=2))
    assert [query(loaded.lake, statement, as_of=run_id)[1] for run_id in runs] == answers
    assert differences(loaded.lake, loaded.file) == []
    with pytest.raises(LakeUnsupported, match="no lake"):
        tidy(place_of(loaded.file), now=datetime.now(UTC))


def tables_until(limit: int) -> Callable[[int, int], None]:
    """Return what ends a copying of tables behind so many of them."""

    def count(done: int, _: int) -> None:
        if done >= limit:
            raise KeyboardInterrupt

    return count


@needs_extensions
@needs_postgres
def test_a_lake_is_filled_from_a_file_or_not_at_all(loaded: Loaded, postgres: Postgres, tmp_path: Path) -> None:
    postgres.make_database("moved")
    settings = Settings(database=tmp_path / postgres.address("moved"))
    place = place_of(settings.database)
    with writer_lock(place, wait_seconds=5), pytest.raises(KeyboardInterrupt), open_writer(place) as db:
        fill_lake(db, place, loaded.file, tables_until(10))
    with pytest.raises(DatabaseMissing, match="nothing is published"):
        query(settings.database, "select 1")
    # Committed, and killed before it was published.
    with writer_lock(place, wait_seconds=5), open_writer(place) as db:
        fill_lake(db, place, loaded.file, tables_until(1_000))
    count = import_file(settings, loaded.file, Quiet())
    assert count > 1_000
    assert differences(settings.database, loaded.file) == []
    archives = [sorted(each.archive.glob("*")) for each in (place, place_of(loaded.file))]
    assert [path.read_bytes() for path in archives[0]] == [path.read_bytes() for path in archives[1]]
    with pytest.raises(DatabaseOccupied, match="holds something already"):
        import_file(settings, loaded.file, Quiet())
    with pytest.raises(LakeUnsupported, match="no lake"):
        import_file(Settings(database=loaded.file), loaded.file, Quiet())


@needs_extensions
@needs_postgres
def test_a_lake_is_written_into_a_file(loaded: Loaded, tmp_path: Path) -> None:
    settings, made = Settings(database=loaded.lake), tmp_path / "made.duckdb"
    export_file(settings, made, Quiet())
    assert differences(made, loaded.lake) == []
    load_paths(made, *seeds())  # it is written to as any other
    assert query(made, "select count(*) from articles")[1] == [(4,)]
    with pytest.raises(BackupRefused, match="is there already"):
        export_file(settings, made, Quiet())
    [(first,)] = query(loaded.lake, "select run_id from runs order by run_number limit 1")[1]
    export_file(settings, tmp_path / "first.duckdb", Quiet(), as_of=first)
    assert query(tmp_path / "first.duckdb", "select count(*) from articles")[1] == [(2,)]


@needs_extensions
@needs_postgres
@pytest.mark.parametrize(
    "statement",
    [
        "delete from articles",
        "call ducklake_cleanup_old_files('lake', cleanup_all => true)",
        "from ducklake_delete_orphaned_files('lake', cleanup_all => true)",
        "from postgres_query('__ducklake_metadata_lake', 'drop table ducklake_table')",
        "copy articles to 'articles.parquet'",
        "from '/etc/passwd'",
    ],
)
def test_a_question_only_reads(loaded: Loaded, statement: str) -> None:
    with pytest.raises(QueryRefused):
        query(loaded.lake, statement)


@needs_extensions
@needs_postgres
def test_one_writer_whatever_its_folder(loaded: Loaded, postgres: Postgres, tmp_path: Path) -> None:
    elsewhere = place_of(tmp_path / postgres.address("news"))
    with (
        writer_lock(place_of(loaded.lake), wait_seconds=0.1),
        pytest.raises(WriterBusy, match="another machine"),
        writer_lock(elsewhere, wait_seconds=0.1),
    ):
        pass
    with writer_lock(elsewhere, wait_seconds=5):
        pass


@needs_extensions
@needs_postgres
def test_what_needs_a_file_is_refused(loaded: Loaded) -> None:
    settings = Settings(database=loaded.lake)
    with pytest.raises(LakeUnsupported, match="pg_dump"):
        back_up(settings, loaded.folder / "kept", Quiet())
    with pytest.raises(LakeUnsupported, match="--as-of"):
        add_pin(place_of(loaded.lake), "one", code_version="", now=datetime.now(UTC))
    with pytest.raises(LakeUnsupported, match="PostgreSQL"):
        repair(settings, Quiet())


def publications(lake: Path) -> int:
    return int(query(lake, "select count(*) from publication.snapshots")[1][0][0])


@needs_extensions
@needs_postgres
def test_a_refused_correction_publishes_nothing(loaded: Loaded) -> None:
    settings, place = Settings(database=loaded.lake), place_of(loaded.lake)
    with writer_lock(place, wait_seconds=5):
        tidy(place, now=datetime.now(UTC))  # what it moves is no change
    before = publications(loaded.lake)
    for _ in range(2):
        with pytest.raises(NotOneFound) as refused:
            correct(settings, rename, "nowhere", "Named by hand", reason=None)
        assert not hasattr(refused.value, "__notes__")
    assert publications(loaded.lake) == before
    # Committed, and killed before it was published.
    with writer_lock(place, wait_seconds=5), open_writer(place) as db:
        db.execute("update stories set title_reason = title_reason")
    with pytest.raises(NotOneFound) as refused:
        correct(settings, rename, "nowhere", "Named by hand", reason=None)
    assert refused.value.__notes__ == ["what was changed before is published now"]
    assert publications(loaded.lake) == before + 1


@needs_extensions
@needs_postgres
def test_a_room_shows_what_was_published_last(postgres: Postgres, tmp_path: Path) -> None:
    postgres.make_database("room")
    lake = tmp_path / postgres.address("room")
    with pytest.raises(DatabaseMissing), Shelf(place_of(lake)).reading(seconds=5):
        pass
    load_paths(lake, seeds()[0])
    shelf = Shelf(place_of(lake))

    def counted() -> list[tuple[int]]:
        with shelf.reading(seconds=30) as db:
            return db.execute("select count(*) from articles").fetchall()

    assert (counted(), shelf.name) == ([(1,)], "room")
    first = shelf.published_at()
    load_paths(lake, seeds()[1])
    assert counted() == [(2,)]
    assert shelf.published_at() > first
    with shelf.reading(seconds=30) as db, pytest.raises(duckdb.Error, match="read-only"):
        db.execute("delete from articles")
    postgres.stop("immediate")
    with pytest.raises(DatabaseUnreadable, match="its catalog cannot be reached"):
        counted()
    postgres.start()
    assert counted() == [(2,)]
