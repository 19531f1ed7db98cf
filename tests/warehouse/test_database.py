"""Opening, migrating, locking and publishing, on real files."""

import multiprocessing
import time
from pathlib import Path

import duckdb
import pytest

from warehouse.connection import transaction
from warehouse.database import migrate, open_reader, open_writer, read_migrations
from warehouse.errors import DatabaseMissing, DatabaseUnreadable, SchemaChanged, SchemaNewer, WriterBusy
from warehouse.place import place_of, writer_lock
from warehouse.publication import publish


def test_a_new_database_is_published_with_all_migrations(tmp_path: Path) -> None:
    place = place_of(tmp_path / "news.duckdb")
    with writer_lock(place, wait_seconds=0), open_writer(place):
        pass
    publish(place)
    with open_reader(place) as db:
        versions = [version for (version,) in db.execute("select version from schema_migrations").fetchall()]
    assert sorted(versions) == [migration.version for migration in read_migrations()]
    assert not list(tmp_path.glob(".*"))


def test_what_was_left_half_copied_is_no_hindrance(tmp_path: Path) -> None:
    place = place_of(tmp_path / "news.duckdb")
    (place.work / "archive.part" / "x").mkdir(parents=True)
    (place.work / "writer.duckdb.part").write_bytes(b"half")
    with writer_lock(place, wait_seconds=0), open_writer(place):
        pass
    assert not list(place.work.glob("*.part"))


def test_migration_numbers_are_distinct() -> None:
    versions = [migration.version for migration in read_migrations()]
    assert len(versions) == len(set(versions))


def test_files_open_in_clients_of_duckdb_1_5(tmp_path: Path) -> None:
    place = place_of(tmp_path / "news.duckdb")
    with writer_lock(place, wait_seconds=0), open_writer(place) as db:
        tags = db.execute("select tags from duckdb_databases() where database_name = 'writer'").fetchone()
    assert tags is not None
    assert tags[0]["storage_version"].startswith("v1.5")


def test_migrating_twice_changes_nothing() -> None:
    db = duckdb.connect()
    migrate(db)
    before = db.execute("select * from schema_migrations").fetchall()
    migrate(db)
    assert db.execute("select * from schema_migrations").fetchall() == before


def test_a_failing_migration_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "0000_schema_migrations.sql").write_text(read_migrations()[0].sql)
    (tmp_path / "0001_half.sql").write_text("create table half (a integer); select * from no_such_table;")
    monkeypatch.setattr("warehouse.database.MIGRATIONS", tmp_path)
    db = duckdb.connect()
    with pytest.raises(duckdb.CatalogException):
        migrate(db)
    assert db.execute("select version from schema_migrations").fetchall() == [(0,)]
    assert db.execute("select count(*) from duckdb_tables() where table_name = 'half'").fetchone() == (0,)


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    place = place_of(tmp_path / "news.duckdb")
    with writer_lock(place, wait_seconds=0), open_writer(place) as db:
        db.execute("insert into schema_migrations values (9999, 'later', 'x', now())")
    publish(place)
    with pytest.raises(SchemaNewer, match="newer Cuttings"), open_reader(place):
        pass
    with pytest.raises(SchemaNewer), writer_lock(place, wait_seconds=0), open_writer(place):
        pass


def test_an_edited_migration_is_noticed(tmp_path: Path) -> None:
    place = place_of(tmp_path / "news.duckdb")
    with writer_lock(place, wait_seconds=0), open_writer(place) as db:
        db.execute("update schema_migrations set sha256 = 'x' where version = 1")
    with (
        pytest.raises(SchemaChanged, match="another text"),
        writer_lock(place, wait_seconds=0),
        open_writer(place),
    ):
        pass


def test_a_database_is_copied_before_it_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = place_of(tmp_path / "news.duckdb")
    with writer_lock(place, wait_seconds=0), open_writer(place):
        pass
    folder = tmp_path / "migrations"
    folder.mkdir()
    for migration in read_migrations():
        (folder / f"{migration.version:04}_{migration.name}.sql").write_text(migration.sql)
    (folder / "9000_more.sql").write_text("create table more (a integer)")
    monkeypatch.setattr("warehouse.database.MIGRATIONS", folder)
    with writer_lock(place, wait_seconds=0), open_writer(place) as db:
        assert db.execute("select count(*) from more").fetchone() == (0,)
    kept = duckdb.connect(str(place.work / "writer.before-9000.duckdb"), read_only=True)
    assert kept.execute("select count(*) from duckdb_tables() where table_name = 'more'").fetchone() == (0,)


@pytest.mark.parametrize("content", [b"not a database", b"", b"\0" * 20_000], ids=["text", "empty", "zeros"])
def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "news.duckdb"
    path.write_bytes(content)
    with pytest.raises(DatabaseUnreadable), open_reader(place_of(path)):
        pass
    with (
        pytest.raises(DatabaseUnreadable),
        writer_lock(place_of(path), wait_seconds=0),
        open_writer(place_of(path)),
    ):
        pass
    assert path.read_bytes() == content


def test_a_missing_database_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(DatabaseMissing, match=r"none\.duckdb: no such database"),
        open_reader(place_of(tmp_path / "none.duckdb")),
    ):
        pass


def _hold(database: Path, ready: "multiprocessing.synchronize.Event", seconds: float) -> None:
    with writer_lock(place_of(database), wait_seconds=0):
        ready.set()
        time.sleep(seconds)


@pytest.mark.parametrize(("held_seconds", "is_refused"), [(30.0, True), (0.3, False)], ids=["too long", "let go"])
def test_a_second_writer_waits_a_bounded_time(tmp_path: Path, held_seconds: float, is_refused: bool) -> None:
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    database = tmp_path / "news.duckdb"
    holder = context.Process(target=_hold, args=(database, ready, held_seconds))
    holder.start()
    assert ready.wait(60)
    told: list[str] = []
    try:
        if is_refused:
            with (
                pytest.raises(WriterBusy, match="is writing"),
                writer_lock(place_of(database), wait_seconds=0.3, on_wait=told.append),
            ):
                pass
        else:
            with writer_lock(place_of(database), wait_seconds=30, on_wait=told.append):
                pass
    finally:
        holder.kill()
        holder.join()
    assert len(told) <= 1


def test_a_reader_does_not_block_publication_and_keeps_its_copy(tmp_path: Path) -> None:
    place = place_of(tmp_path / "news.duckdb")
    with writer_lock(place, wait_seconds=0), open_writer(place):
        pass
    publish(place)
    with open_reader(place) as reader:
        with writer_lock(place, wait_seconds=0), open_writer(place) as db:
            db.execute("insert into entity_aliases values ('a', 'b', 'found')")
        publish(place)
        assert reader.execute("select count(*) from entity_aliases").fetchone() == (0,)
    with open_reader(place) as reader:
        assert reader.execute("select count(*) from entity_aliases").fetchone() == (1,)


def test_a_lost_work_folder_is_made_anew_from_the_published_copy(tmp_path: Path) -> None:
    place = place_of(tmp_path / "news.duckdb")
    with writer_lock(place, wait_seconds=0), open_writer(place) as db:
        db.execute("insert into entity_aliases values ('a', 'b', 'found')")
    publish(place)
    place.writer.unlink()
    with writer_lock(place, wait_seconds=0), open_writer(place) as db:
        assert db.execute("select count(*) from entity_aliases").fetchone() == (1,)


def test_a_block_that_ends_with_its_connection_closed_tells_its_own_error() -> None:
    db = duckdb.connect()

    def end() -> None:
        with transaction(db):
            db.close()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        end()
