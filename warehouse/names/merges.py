"""People's decisions that two entities are one, or are two; each is a row, and wins over what the corpus says.

Mentions keep the entity that they were found as; views follow the merges, so that taking one back restores it all.
"""

from datetime import datetime

import duckdb

from warehouse.errors import CorrectionRefused


def merge_entities(
    db: duckdb.DuckDBPyConnection, entity_id: str, into_id: str, *, now: datetime, reason: str | None = None
) -> str:
    """Let an entity count as another one; return the id that both go by. Merging twice changes nothing."""
    if (entity_id, into_id, True) in _decisions_on(db, entity_id):
        return resolve_entity(db, into_id)
    if any(is_active for _, _, is_active in _decisions_on(db, entity_id)):
        gone = resolve_entity(db, entity_id)
        raise CorrectionRefused(entity_id, f"counts as {gone} already; unmerge it first", what="entity")
    is_turned_round = (into_id, entity_id) in _links_of(db, into_id)
    if resolve_entity(db, into_id) == resolve_entity(db, entity_id) == entity_id and not is_turned_round:
        raise CorrectionRefused(entity_id, f"is what {into_id} counts as; it cannot count as that", what="entity")
    _decide(db, entity_id, into_id, is_active=True, now=now, reason=reason)
    return resolve_entity(db, into_id)


def unmerge_entity(
    db: duckdb.DuckDBPyConnection, entity_id: str, *, now: datetime, reason: str | None = None
) -> None:
    """Let a merged entity stand on its own again; the decision stays as a row that is not in force.

    Where the corpus links it to another one, that is decided against.
    """
    decided, linked = _decisions_on(db, entity_id), _links_of(db, entity_id)
    if not decided and not linked:
        raise CorrectionRefused(entity_id, "was never merged into another", what="entity")
    db.execute("update entity_merges set is_active = false where entity_id = ?", [entity_id])
    for _, into_id in linked:
        _decide(db, entity_id, into_id, is_active=False, now=now, reason=reason)


def part_entities(
    db: duckdb.DuckDBPyConnection, entity_id: str, other_id: str, *, now: datetime, reason: str | None = None
) -> None:
    """Keep two entities apart: a merge of the one into the other is taken back, the review does not ask again."""
    if entity_id == other_id:
        raise CorrectionRefused(entity_id, "is one entity; it cannot be parted from itself", what="entity")
    pairs = [(entity_id, other_id), (other_id, entity_id)]
    known = [pair for pair in pairs if pair in {decision[:2] for decision in _decisions_on(db, pair[0])}]
    for one, other in known or pairs[:1]:
        _decide(db, one, other, is_active=False, now=now, reason=reason)
    if (counts_as := resolve_entity(db, entity_id)) == resolve_entity(db, other_id):
        raise CorrectionRefused(entity_id, f"and {other_id} both count as {counts_as}; unmerge one", what="entity")


def _decide(
    db: duckdb.DuckDBPyConnection,
    entity_id: str,
    into_id: str,
    *,
    is_active: bool,
    now: datetime,
    reason: str | None,
) -> None:
    """Write the one row of a pair; an equal decision that stands is left as it is."""
    if (entity_id, into_id, is_active) in _decisions_on(db, entity_id):
        return
    db.execute("delete from entity_merges where entity_id = ? and into_entity_id = ?", [entity_id, into_id])
    db.execute(
        "insert into entity_merges by name select ? as entity_id, ? as into_entity_id, ? as reason,"
        " 'person' as decided_by, ? as decided_at, ? as is_active",
        [entity_id, into_id, reason, now, is_active],
    )


def _decisions_on(db: duckdb.DuckDBPyConnection, entity_id: str) -> list[tuple[str, str, bool]]:
    """Return what was decided about an entity: into which others it is merged, or was, or is not to be."""
    return db.execute(
        "select entity_id, into_entity_id, is_active from entity_merges where entity_id = ? order by all",
        [entity_id],
    ).fetchall()


def _links_of(db: duckdb.DuckDBPyConnection, entity_id: str) -> list[tuple[str, str]]:
    """Return the pair of the entity and the one that the names of the corpus say it is, if they say any."""
    return db.execute(
        "select entity_id, into_entity_id from entity_links where entity_id = ? and is_followed", [entity_id]
    ).fetchall()


def resolve_entity(db: duckdb.DuckDBPyConnection, entity_id: str) -> str:
    """Return the entity that this one counts as, itself where it is not merged."""
    row = db.execute("select resolved_entity_id from base_entities where entity_id = ?", [entity_id]).fetchone()
    if row is None:
        raise CorrectionRefused(entity_id, "no such entity", what="entity")
    return str(row[0])
