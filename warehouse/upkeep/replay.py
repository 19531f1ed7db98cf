"""What is stored, read again: bodies and what was made of them; revisions as records, and new findings for old."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

import duckdb

from extractors.records import Entry, Findings, Mention, Quote, Revision, Statement, ZoneSpan
from warehouse.load import TABLES, insert_named, insert_rows, staged_records, stated_by
from warehouse.names.resolve import forget_names
from warehouse.queries import read_sql
from warehouse.statements.compare import compare_again
from warehouse.summaries.keep import forget_findings

# One row per body and article that was made of it; bodies that were rejected have one row without an article.
_STORED_BODIES = read_sql("upkeep/stored_bodies")
_FIRST_ENTRIES = """
    select *
    from entries
    where raw_id in (select unnest(?))
    qualify row_number() over (partition by raw_id order by first_seen_at, entry_id) = 1
"""


_BATCH_REVISIONS = 200  # texts held at one time

# What an entity's name stands for at a place; the difference of two findings is told in it.
_WATCHED = read_sql("upkeep/watched")

_UNNAMED = read_sql("upkeep/unnamed")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredBody:
    """A body in the archive and the revision that its article now has of it; both None where it was rejected."""

    raw_id: str
    media_type: str | None
    charset: str | None
    is_truncated: bool
    archive_file: str
    archive_offset: int
    archive_length: int
    raw_seen_at: datetime
    url: str | None
    article_id: str | None
    outlet_id: str | None
    external_id: str | None
    revision_id: str | None
    revision_set: str | None
    title: str | None
    text: str | None
    published_date: date | None
    authors: Sequence[str] | None
    verdict: str | None
    revision_seen_at: datetime | None


def stored_bodies(db: duckdb.DuckDBPyConnection, *, batch_size: int) -> Iterator[list[StoredBody]]:
    """Yield all archived bodies, in batches, by raw id."""
    after = ("", "")
    while True:
        batch = [StoredBody(**row) for row in _rows(db, _STORED_BODIES, [*after, batch_size])]
        if not batch:
            return
        yield batch
        after = (batch[-1].raw_id, batch[-1].article_id or "")


def first_entries(db: duckdb.DuckDBPyConnection, raw_ids: Sequence[str]) -> dict[str, Entry]:
    """Return the entry that announced each body first."""
    rows = _rows(db, _FIRST_ENTRIES, [list(raw_ids)])
    return {row["raw_id"]: Entry(**row | {"announced_authors": tuple(row["announced_authors"])}) for row in rows}


def accept_set(db: duckdb.DuckDBPyConnection, revision_set: str, *, now: datetime, changed_count: int) -> None:
    """Let the revisions of this set speak for the bodies that they were made of."""
    db.execute("delete from revision_sets where revision_set = ?", [revision_set])
    db.execute("insert into revision_sets values (?, ?, ?)", [revision_set, now, changed_count])


def stored_revisions(
    db: duckdb.DuckDBPyConnection, *, only_accepted: bool = False, among: Sequence[str] | None = None
) -> Iterator[tuple[Revision, str | None]]:
    """Yield the revisions as they were extracted, each with its outlet's country, in the order of their ids.

    Those of these ids, where they are given; none whose text expired.
    """
    names = [each.name for each in fields(Revision)]
    accepted = "and revisions.revision_id in (select revision_id from articles)" if only_accepted else ""
    listed = "and revisions.revision_id in (select unnest($3))" if among is not None else ""
    last = ""
    while True:
        rows = db.execute(
            f"""
            select
                {", ".join(f"revisions.{name}" for name in names)},
                outlets.country
            from revisions
            left join articles using (article_id)
            left join outlets using (outlet_id)
            where revisions.revision_id > $1 {accepted} {listed}
                and revisions.revision_id not in (select revision_id from expired_texts)
            order by revisions.revision_id
            limit $2
            """,  # noqa: S608 - names are ours
            [last, _BATCH_REVISIONS, *([list(among)] if among is not None else [])],
        ).fetchall()
        if not rows:
            return
        for row in rows:
            values = dict(zip(names, row[:-1], strict=True))
            values["zones"] = tuple(ZoneSpan(**zone) for zone in values["zones"])
            values["authors"] = tuple(values["authors"])
            yield Revision(**values), row[-1]
        last = rows[-1][names.index("revision_id")]


@contextmanager
def watched_compared(db: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Keep the places of watched names as they are before and after the block, for `watched_difference`."""
    db.execute(f"create or replace temp table watched_before as {_WATCHED}")
    yield
    db.execute(f"create or replace temp table watched_after as {_WATCHED}")


def revisions_named_by(db: duckdb.DuckDBPyConnection, rule_ids: Collection[str]) -> set[str]:
    """Return the revisions in which one of these rules of the watchlist found something."""
    found = db.execute(
        "select distinct revision_id from mentions where rule_id in (select unnest(?))", [sorted(rule_ids)]
    ).fetchall()
    return {revision_id for (revision_id,) in found}


def former_revisions(db: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the revisions that speak for no article any more."""
    found = db.execute("select revision_id from revisions anti join articles using (revision_id)").fetchall()
    return {revision_id for (revision_id,) in found}


@contextmanager
def entities_anew(db: duckdb.DuckDBPyConnection, entity_ids: Collection[str]) -> Iterator[None]:
    """Let the block insert what is known of these entities anew; what it does not insert stays as it was."""
    db.execute(
        "create or replace temp table former_entities as from entities where entity_id in (select unnest(?))",
        [sorted(entity_ids)],
    )
    for table in ("entity_aliases", "entity_relations", "entities"):
        db.execute(f"delete from {table} where entity_id in (from (select entity_id from former_entities))")  # noqa: S608
    yield
    db.execute("insert into entities from former_entities anti join entities using (entity_id)")


def renew_findings(
    db: duckdb.DuckDBPyConnection, findings: Sequence[Findings], revision_ids: Sequence[str]
) -> int:
    """Put what is found now in the place of what is stored of these revisions, where the two differ.

    Return how many revisions that were. `revision_ids` are those that the findings are of, also where nothing is
    found.
    """
    stale: set[str] = set()
    for kind, rows in zip((Mention, Quote, Statement), stated_by(findings), strict=True):
        stale |= _revisions_that_differ(db, kind, rows, revision_ids)
    for table in ("mentions", "quotes", "statements"):
        db.execute(f"delete from {table} where revision_id in (select unnest(?))", [sorted(stale)])  # noqa: S608
    forget_findings(db, sorted(stale))
    forget_names(db, sorted(stale))
    db.execute(
        "insert into furniture_due select article_id from articles where revision_id in (select unnest(?))",
        [sorted(stale)],
    )
    renewed = [
        replace(
            found,
            mentions=tuple(each for each in found.mentions if each.revision_id in stale),
            quotes=tuple(each for each in found.quotes if each.revision_id in stale),
            statements=tuple(each for each in found.statements if each.revision_id in stale),
        )
        for found in findings
    ]
    insert_findings(db, renewed)
    compare_again(db, sorted(stale))
    return len(stale)


def _revisions_that_differ(
    db: duckdb.DuckDBPyConnection, kind: type, rows: Sequence[Any], revision_ids: Sequence[str]
) -> set[str]:
    """Return the revisions whose stored rows of the kind are not these."""
    table, key = TABLES[kind]
    with staged_records(db, table, key, rows):
        found = db.execute(
            f"""
            with
            stored as (
                from {table}
                where revision_id in (select unnest(?))
            )
            select distinct revision_id from (from stored except from staged)
            union
            select distinct revision_id from (from staged except from stored)
            """,  # noqa: S608 - names are ours
            [list(revision_ids)],
        ).fetchall()
    return {revision_id for (revision_id,) in found}


def drop_unnamed_entities(db: duckdb.DuckDBPyConnection) -> None:
    """Remove entities, with their aliases, that no mention, quote, relation or decision names any more."""
    db.execute(_UNNAMED)
    db.execute("delete from entity_aliases where entity_id in (from unnamed)")
    db.execute("delete from entities where entity_id in (from unnamed)")
    db.execute("drop table unnamed")


def insert_findings(db: duckdb.DuckDBPyConnection, findings: Sequence[Findings]) -> None:
    """Insert the findings of revisions that have none; entities, aliases and relations that are not there yet."""
    insert_named(db, findings)
    for stated in stated_by(findings):
        insert_rows(db, stated)


def watched_difference(db: duckdb.DuckDBPyConnection) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return per watched entity how many places named it before and do now, how many are new and how many gone."""
    cursor = db.execute(read_sql("upkeep/watched_difference"))
    return [name for name, *_ in cursor.description or []], cursor.fetchall()


def _rows(db: duckdb.DuckDBPyConnection, query: str, parameters: list[Any]) -> list[dict[str, Any]]:
    found = db.execute(query, parameters)
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
