"""Databases that earlier versions made are brought to the present schema, and answer as one made today.

`released/NNNN_COMMIT.duckdb.gz` was made of the four seed articles by the version of that commit, whose newest
migration was NNNN, in rules mode (no model). The next version that ships a migration adds its own:

    CUTTINGS_MENTIONS_MODE=rules cuttings load seeds/articles --database old.duckdb && gzip -9n old.duckdb
"""

import gzip
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse.database import migrate, open_reader, open_writer
from warehouse.place import Place, place_of, writer_lock
from warehouse.publication import publish, writing
from warehouse.views import view_statements

RELEASED = sorted((Path(__file__).parent / "released").glob("*.duckdb.gz"))
SCHEMA = "select table_name, column_name, data_type, comment from duckdb_columns() where not internal order by all"


@pytest.fixture(scope="module", params=RELEASED, ids=lambda path: path.name[:4])
def migrated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The place of a database of an earlier version after one write session of this one."""
    place = place_of(tmp_path_factory.mktemp("released") / "news.duckdb")
    place.published.write_bytes(gzip.decompress(request.param.read_bytes()))
    with writing(place, wait_seconds=0):
        pass
    return place


def rows(place: Place, statement: str) -> list[tuple[Any, ...]]:
    with open_reader(place) as db:
        return db.execute(statement).fetchall()


@pytest.fixture(scope="module")
def schema_of_today() -> list[tuple[Any, ...]]:
    with duckdb.connect() as db:
        migrate(db)
        return db.execute(SCHEMA).fetchall()


def test_its_schema_is_that_of_a_new_database(migrated: Place, schema_of_today: list[tuple[Any, ...]]) -> None:
    assert rows(migrated, SCHEMA) == schema_of_today


def test_every_view_answers(migrated: Place) -> None:
    answers = {view: rows(migrated, f"from {view}") for view in view_statements()}
    told = {"report_stories", "report_figures", "report_quotes", "report_share_of_voice", "base_mentions"}
    assert told <= {view for view, answer in answers.items() if answer}


def test_what_was_stored_is_told_as_before(migrated: Place) -> None:
    assert rows(migrated, "select count(*), count(outlet_name) from base_articles") == [(4, 0)]
    assert rows(migrated, "select article_count, text_count from report_stories") == [(4, 4)]
    figure = "select article_count, len(sentences) from report_figures where value = '14.3 billion USD'"
    assert rows(migrated, figure) == [(3, 4)]
    assert rows(migrated, "select count(*) from report_quotes where sentence not like '%' || quote || '%'") == [
        (0,)
    ]


def test_the_older_file_is_kept_beside_and_the_next_session_finds_nothing_to_do(migrated: Place) -> None:
    assert len(list(migrated.work.glob("writer.before-*.duckdb"))) == 1
    with writer_lock(migrated, wait_seconds=0), open_writer(migrated):
        pass
    publish(migrated)
    assert len(list(migrated.work.glob("writer.before-*.duckdb"))) == 1


def test_of_the_copies_before_migrations_the_newest_two_stay(tmp_path: Path) -> None:
    place = place_of(tmp_path / "news.duckdb")
    place.published.write_bytes(gzip.decompress(RELEASED[-1].read_bytes()))
    place.work.mkdir()
    for version in (1, 2, 3):
        (place.work / f"writer.before-{version:04}.duckdb").write_bytes(b"older")
    with writer_lock(place, wait_seconds=0), open_writer(place):
        pass
    left = sorted(path.name for path in place.work.glob("writer.before-*.duckdb"))
    assert (len(left), left[0]) == (2, "writer.before-0003.duckdb")
