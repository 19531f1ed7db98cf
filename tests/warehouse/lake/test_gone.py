"""A catalog that went away amid a write, and one of a newer schema: one line, and nothing of it is there."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.lists.settings import Settings
from flows.output import Quiet
from flows.runs.handing_in import hand_in
from flows.runs.jobs import make_job
from flows.runs.overlap import load_outcomes
from flows.runs.pipeline import call_directly, run_job
from tests.compare import differences
from tests.conftest import ask, load_paths, seeds
from tests.warehouse.lake.postgres import Postgres, find_programs, running_postgres
from warehouse.connection import Connection, transaction
from warehouse.database import open_reader, open_writer
from warehouse.errors import DatabaseUnreadable, SchemaNewer, WarehouseError
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


def test_postgres_ends_amid_a_merge(postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The chunks stay in the inbox, readers see nothing of it, and the same merge, given again, does all of it."""
    postgres.make_database("merged")
    inbox, lake = tmp_path / "inbox", tmp_path / postgres.address("merged")
    settings = replace(Settings(), database=lake, extract=replace(Settings().extract, batch_articles=1))
    asyncio.run(hand_in(seeds()[:3], settings, Quiet(), inbox=inbox, part=1, parts=1, step=call_directly))
    load_paths(lake, seeds()[3])
    calls = []

    def load_and_stop(*arguments: Any) -> Any:
        done = load_outcomes(*arguments)
        calls.append(1)
        if len(calls) == 2:
            postgres.stop("immediate")
        return done

    with monkeypatch.context() as patch:
        patch.setattr("flows.runs.overlap.load_outcomes", load_and_stop)
        with pytest.raises(WarehouseError) as told:
            _merge(settings, inbox)
    assert "\n" not in str(told.value)
    postgres.start()
    assert list(inbox.glob("chunk-*"))
    assert ask(lake, "select count(*) from articles") == [(1,)]
    _merge(settings, inbox)
    assert not list(inbox.glob("chunk-*"))
    load_paths(tmp_path / "loaded.duckdb", seeds()[3])
    load_paths(tmp_path / "loaded.duckdb", *seeds()[:3])
    assert differences(lake, tmp_path / "loaded.duckdb") == []


def _merge(settings: Settings, inbox: Path) -> None:
    asyncio.run(run_job(make_job("merge", {"inbox": str(inbox)}, settings), settings, Quiet()))
