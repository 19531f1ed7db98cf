"""Merges of entities: rows that views follow, that can be taken back and that no later run touches."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import duckdb
import pytest

from extractors.records import Entity, Findings
from warehouse.database import migrate
from warehouse.errors import CorrectionRefused, NotOneFound
from warehouse.names.merges import merge_entities, part_entities, resolve_entity, unmerge_entity
from warehouse.query import find_entity
from warehouse.upkeep.replay import drop_unnamed_entities, entities_anew, insert_findings

NOW = datetime(2025, 6, 13, tzinfo=UTC)
FOUND = Findings(
    entities=tuple(
        Entity(entity_id=entity_id, name=name, kind="organization", origin="found")
        for entity_id, name in (("o:meta", "Meta"), ("o:meta-inc", "Meta Inc."), ("o:meta-ag", "META"))
    )
)


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse with three entities of one name in its comparable form."""
    with duckdb.connect() as connection:
        migrate(connection)
        insert_findings(connection, [FOUND])
        yield connection


def reviewed(db: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    return db.execute("select entity_id, likely_entity_id from report_entity_review order by all").fetchall()


def decided(db: duckdb.DuckDBPyConnection) -> list[tuple[str, str, bool, str | None, datetime]]:
    return db.execute(
        "select entity_id, into_entity_id, is_active, reason, decided_at from entity_merges order by all"
    ).fetchall()


def test_nothing_is_merged_until_a_person_says_so(db: duckdb.DuckDBPyConnection) -> None:
    assert reviewed(db) == [("o:meta-ag", "o:meta"), ("o:meta-inc", "o:meta")]
    assert resolve_entity(db, "o:meta-inc") == "o:meta-inc"
    assert merge_entities(db, "o:meta-inc", "o:meta", now=NOW, reason="old name") == "o:meta"
    assert resolve_entity(db, "o:meta-inc") == "o:meta"
    assert reviewed(db) == [("o:meta-ag", "o:meta")]


def test_merging_twice_changes_nothing(db: duckdb.DuckDBPyConnection) -> None:
    merge_entities(db, "o:meta-inc", "o:meta", now=NOW, reason="old name")
    before = decided(db)
    assert merge_entities(db, "o:meta-inc", "o:meta", now=NOW + timedelta(days=1)) == "o:meta"
    assert decided(db) == before


def test_a_merge_that_is_taken_back_leaves_its_row_and_can_be_made_again(db: duckdb.DuckDBPyConnection) -> None:
    merge_entities(db, "o:meta-inc", "o:meta", now=NOW)
    for _ in range(2):
        unmerge_entity(db, "o:meta-inc", now=NOW)
        assert resolve_entity(db, "o:meta-inc") == "o:meta-inc"
        assert [row[:3] for row in decided(db)] == [("o:meta-inc", "o:meta", False)]
    assert ("o:meta-inc", "o:meta") not in reviewed(db)
    merge_entities(db, "o:meta-inc", "o:meta", now=NOW)
    assert [row[:3] for row in decided(db)] == [("o:meta-inc", "o:meta", True)]


@pytest.mark.parametrize("pair", [("o:meta-inc", "o:meta"), ("o:meta", "o:meta-inc")])
@pytest.mark.parametrize("is_merged", [False, True])
def test_what_is_parted_is_not_asked_again(
    db: duckdb.DuckDBPyConnection, pair: tuple[str, str], is_merged: bool
) -> None:
    if is_merged:
        merge_entities(db, "o:meta-inc", "o:meta", now=NOW)
    for _ in range(2):
        part_entities(db, *pair, now=NOW)
    assert resolve_entity(db, "o:meta-inc") == "o:meta-inc"
    assert reviewed(db) == [("o:meta-ag", "o:meta")]
    assert len(decided(db)) == 1


def test_merges_lead_on(db: duckdb.DuckDBPyConnection) -> None:
    merge_entities(db, "o:meta-ag", "o:meta-inc", now=NOW)
    assert merge_entities(db, "o:meta-inc", "o:meta", now=NOW) == "o:meta"
    assert resolve_entity(db, "o:meta-ag") == "o:meta"
    unmerge_entity(db, "o:meta-inc", now=NOW)
    assert resolve_entity(db, "o:meta-ag") == "o:meta-inc"


def test_merges_survive_later_runs_and_new_findings(db: duckdb.DuckDBPyConnection) -> None:
    merge_entities(db, "o:meta-inc", "o:meta", now=NOW)
    before = decided(db)
    insert_findings(db, [FOUND])
    with entities_anew(db, ["o:meta-inc", "o:meta", "o:meta-ag"]):
        pass
    drop_unnamed_entities(db)
    assert decided(db) == before
    assert resolve_entity(db, "o:meta-inc") == "o:meta"
    assert db.execute("select count(*) from entities").fetchall() == [(2,)]
    insert_findings(db, [FOUND])
    assert resolve_entity(db, "o:meta-inc") == "o:meta"


def test_senseless_decisions_are_refused(db: duckdb.DuckDBPyConnection) -> None:
    merge_entities(db, "o:meta-inc", "o:meta", now=NOW)
    with pytest.raises(CorrectionRefused, match="entity o:meta-inc: counts as o:meta already"):
        merge_entities(db, "o:meta-inc", "o:meta-ag", now=NOW)
    with pytest.raises(CorrectionRefused, match="entity o:meta: is what o:meta-inc counts as"):
        merge_entities(db, "o:meta", "o:meta-inc", now=NOW)
    with pytest.raises(CorrectionRefused, match="is what o:meta-ag counts as"):
        merge_entities(db, "o:meta-ag", "o:meta-ag", now=NOW)
    with pytest.raises(CorrectionRefused, match="never merged"):
        unmerge_entity(db, "o:meta-ag", now=NOW)
    with pytest.raises(CorrectionRefused, match="parted from itself"):
        part_entities(db, "o:meta", "o:meta", now=NOW)
    with pytest.raises(CorrectionRefused, match="no such entity"):
        merge_entities(db, "o:meta-ag", "o:nobody", now=NOW)
    merge_entities(db, "o:meta-ag", "o:meta", now=NOW)
    with pytest.raises(CorrectionRefused, match="both count as o:meta; unmerge one"):
        part_entities(db, "o:meta-ag", "o:meta-inc", now=NOW)


def test_entities_go_by_id_or_by_a_name_of_their_own(db: duckdb.DuckDBPyConnection) -> None:
    assert find_entity(db, "o:meta") == "o:meta"
    assert find_entity(db, "meta inc.") == "o:meta-inc"
    with pytest.raises(NotOneFound, match="2 entities have this name, give an id: o:meta, o:meta-ag"):
        find_entity(db, "Meta")
    for words in ("", "o:met", "Nobody"):
        with pytest.raises(NotOneFound, match="no such id or name"):
            find_entity(db, words)
