"""A catalog that went away amid a write, and one of a newer schema: one line, and nothing of it is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warehouse.lake.postgres import Postgres, find_programs, running_postgres
from warehouse.connection import Connection, transaction
from warehouse.database import open_reader, open_writer
from warehouse.errors import DatabaseUnreadable, SchemaNewer
from warehouse.lake.extensions import has_extensions
from warehouse.place import place_of, writer_lock
from warehouse.publication import publish

pytestmark = [
    pytest.mark.skipif(
        not has_extensions("ducklake", "postgres_scanner"),
        reason="no extensions for this DuckDB: lakes have an environment of their own (requirements-lake.lock)",
    ),
    pytest.mark.skipif(find_programs() is None, reason="no PostgreSQL on this machine"),
]


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    programs = find_programs()
    assert programs is not None
    with running_postgres(programs) as server:
        yield server


def write_and_stop(db: Connection, postgres: Postgres) -> None:
    db.execute("insert into views_state select 'of a transaction that never ends'")
    postgres.stop("immediate")


def test_postgres_ends_amid_a_write(postgres: Postgres, tmp_path: Path) -> None:
    postgres.make_database("gone")
    place = place_of(tmp_path / postgres.address("gone"))
    with writer_lock(place, wait_seconds=5), open_writer(place):
        pass
    publish(place)
    with (
        pytest.raises(DatabaseUnreadable, match="lost its lock in PostgreSQL") as told,
        writer_lock(place, wait_seconds=5),
        open_writer(place) as db,
        transaction(db),
    ):
        write_and_stop(db, postgres)
    assert "\n" not in str(told.value)
    with pytest.raises(DatabaseUnreadable, match="its catalog cannot be reached"), open_reader(place):
        pass
    postgres.start()
    with open_reader(place) as reader:
        assert reader.execute("select count(*) from views_state").fetchall() == [(1,)]
    with writer_lock(place, wait_seconds=5), open_writer(place):
        pass


def test_a_catalog_of_a_newer_schema(postgres: Postgres, tmp_path: Path) -> None:
    postgres.make_database("newer")
    place = place_of(tmp_path / postgres.address("newer"))
    with writer_lock(place, wait_seconds=5), open_writer(place) as db:
        db.execute("""
            insert into schema_migrations by name
            select 9999 as version, 'later' as name, '' as sha256, now() as applied_at
        """)
    publish(place)
    with pytest.raises(SchemaNewer, match="has schema 9999, made by a newer Cuttings"), open_reader(place):
        pass
    with pytest.raises(SchemaNewer), writer_lock(place, wait_seconds=5), open_writer(place):
        pass
