"""Records into tables: batches arrive as Arrow, are staged and merged by anti-join; loading twice is loading once.

What belongs to a revision was stored with it, so it is inserted for new revisions alone and looked for nowhere.

`TABLES` names the table of each record and the columns that tell its rows apart.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from itertools import islice
from operator import attrgetter
from typing import Any

import duckdb
import pyarrow as pa

from extractors import records
from warehouse.queries import read_sql
from warehouse.staging import staged

TABLES: dict[type, tuple[str, tuple[str, ...]]] = {
    records.Outlet: ("outlets", ("outlet_id",)),
    records.Source: ("sources", ("source_id",)),
    records.SourceHint: ("source_hints", ("source_id", "kind", "hint")),
    records.FetchRecord: ("fetches", ("fetch_id",)),
    records.RobotsFile: ("robots", ("origin",)),
    records.Entry: ("entries", ("entry_id",)),
    records.StoredRaw: ("raw_documents", ("raw_id",)),
    records.Rejected: ("rejections", ("rejection_id",)),
    records.Article: ("articles", ("article_id",)),
    records.Revision: ("revisions", ("revision_id",)),
    records.RemovedSpan: ("removed_spans", ("revision_id", "position")),
    records.DoubtedClaim: ("doubted_claims", ("article_id", "named_url")),
    records.Entity: ("entities", ("entity_id",)),
    records.EntityAlias: ("entity_aliases", ("entity_id", "alias")),
    records.EntityRelation: ("entity_relations", ("entity_id", "relation", "related_entity_id")),
    records.Mention: ("mentions", ("mention_id",)),
    records.Quote: ("quotes", ("quote_id",)),
    records.Statement: ("statements", ("statement_id",)),
    records.CopyPair: ("copy_pairs", ("article_a", "article_b")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleBatch:
    """What one batch of raw documents became: everything that is loaded together or not at all."""

    outlets: Sequence[records.Outlet] = ()
    entries: Sequence[records.Entry] = ()
    raws: Sequence[records.StoredRaw] = ()
    extractions: Sequence[records.Extraction] = ()
    findings: Sequence[records.Findings] = ()
    rejections: Sequence[records.Rejected] = ()


def load_articles(db: duckdb.DuckDBPyConnection, batch: ArticleBatch) -> tuple[int, int]:
    """Load a batch inside the caller's transaction; return how many revisions were new and how many known."""
    revisions = {each.revision.revision_id: each.revision for each in batch.extractions}
    rejections = [*batch.rejections, *(row for found in batch.findings for row in found.rejected)]
    insert_new(db, batch.outlets)
    insert_new(db, batch.raws)
    insert_new(db, [each.article for each in batch.extractions])
    new_ids = _new_revisions(db, list(revisions))
    insert_rows(db, [each for revision_id, each in revisions.items() if revision_id in new_ids])
    spans = [span for each in batch.extractions for span in each.removed_spans]
    insert_rows(db, [span for span in spans if span.revision_id in new_ids])
    insert_new(db, [claim for each in batch.extractions for claim in each.doubted_claims])
    insert_named(db, batch.findings)
    for stated in stated_by(batch.findings):
        insert_rows(db, [row for row in stated if row.revision_id in new_ids])
    insert_new(db, rejections)
    replace_rows(db, batch.entries)
    article_ids = sorted({each.article.article_id for each in batch.extractions})
    accept_revisions(db, article_ids)
    db.execute("insert into furniture_due select unnest(?::varchar[])", [article_ids])
    return len(new_ids), len(batch.extractions) - len(new_ids)


def _new_revisions(db: duckdb.DuckDBPyConnection, revision_ids: Sequence[str]) -> set[str]:
    """Return those of the revisions that are not stored yet."""
    rows = db.execute(
        "select revision_id from (select unnest(?) as revision_id) anti join revisions using (revision_id)",
        [revision_ids],
    ).fetchall()
    return {revision_id for (revision_id,) in rows}


def insert_named(db: duckdb.DuckDBPyConnection, findings: Sequence[records.Findings]) -> None:
    """Insert the entities, aliases and relations that are not stored yet: articles share them."""
    insert_new(db, [entity for found in findings for entity in found.entities])
    insert_new(db, [alias for found in findings for alias in found.aliases])
    insert_new(db, [relation for found in findings for relation in found.relations])


def stated_by(findings: Sequence[records.Findings]) -> tuple[list[Any], list[Any], list[Any]]:
    """Return the mentions, quotes and statements, each of which belongs to one revision."""
    return (
        [mention for found in findings for mention in found.mentions],
        [quote for found in findings for quote in found.quotes],
        [statement for found in findings for statement in found.statements],
    )


def loaded_entries(db: duckdb.DuckDBPyConnection, entries: Sequence[records.Entry]) -> set[str]:
    """Return the ids of those entries that are stored with the same body and became an article with it.

    A body that other addresses have too says nothing: each address is an article of its own.
    """
    wanted = {each.entry_id: each.raw_id for each in entries}
    rows = db.execute(
        read_sql("loaded_entries"),
        [list(wanted), list(wanted.values())],
    ).fetchall()
    return {entry_id for (entry_id,) in rows}


def count_stored(db: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return how many articles, distinct texts, stories and mentions are stored."""
    row = db.execute(
        """
        select
            (select count(*) from articles),
            (select count(*) from texts),
            (select count(*) from stories),
            (select count(*) from mentions) - (
                select count(*)
                from mentions
                semi join (select revision_id from revisions anti join articles using (revision_id)) as former
                    using (revision_id)
            )
        """
    ).fetchone()
    assert row is not None
    return dict(zip(("articles", "texts", "stories", "mentions"), row, strict=True))


def accept_revisions(db: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> None:
    """Let each article speak by its best revision: a whole one before a partial one, then the latest seen.

    Of revisions that were made of one body, that of the revision set that was accepted last, of two accepted at
    once that with the lines of its outlet cut. Articles that change are due to be put into a story again.
    """
    db.execute(read_sql("stage_accepted"), [list(article_ids)])
    db.execute(
        "update articles set revision_id = accepted.revision_id from accepted"
        " where articles.article_id = accepted.article_id"
    )
    db.execute("insert into story_due select article_id from accepted")
    db.execute("drop table accepted")


def insert_new(db: duckdb.DuckDBPyConnection, rows: Sequence[Any]) -> int:
    """Insert the rows whose key is not in their table yet; return how many that were. All are of one type."""
    if not rows:
        return 0
    table, key = TABLES[type(rows[0])]
    with staged_records(db, table, key, rows):
        counted = db.execute(
            f"insert into {table} by name select * from staged anti join {table} using ({', '.join(key)})"  # noqa: S608 - names are ours
        ).fetchone()
    return int(counted[0]) if counted else 0


def insert_rows(db: duckdb.DuckDBPyConnection, rows: Sequence[Any]) -> None:
    """Insert the rows, of one type, of which the caller knows that none is stored; of one key the last."""
    if not rows:
        return
    table, key = TABLES[type(rows[0])]
    with staged_records(db, table, key, rows):
        db.execute(f"insert into {table} by name select * from staged")  # noqa: S608 - names are ours


def replace_rows(db: duckdb.DuckDBPyConnection, rows: Sequence[Any]) -> None:
    """Put the rows in the place of those with their key; a `first_seen_at` stays what it was."""
    if not rows:
        return
    table, key = TABLES[type(rows[0])]
    using = ", ".join(key)
    kept = ""
    if "first_seen_at" in field_names(type(rows[0])):
        kept = f"replace (coalesce({table}.first_seen_at, staged.first_seen_at) as first_seen_at)"
    with staged_records(db, table, key, rows):
        db.execute(f"""
            create or replace temp table replacing as
            select staged.* {kept}
            from staged left join {table} using ({using})
        """)  # noqa: S608 - names are ours
    db.execute(f"delete from {table} where ({using}) in (select ({using}) from replacing)")  # noqa: S608 - names are ours
    db.execute(f"insert into {table} by name select * from replacing")  # noqa: S608 - names are ours
    db.execute("drop table replacing")


@contextmanager
def staged_records(
    db: duckdb.DuckDBPyConnection, table: str, key: Sequence[str], rows: Sequence[Any]
) -> Iterator[None]:
    """Let statements of the block read the rows as the view `staged`, one a key, the last one winning."""
    distinct = dict(zip(map(attrgetter(*key), rows), rows, strict=True))
    with staged(db, _to_arrow(db, table, distinct.values())):
        yield


def _to_arrow(db: duckdb.DuckDBPyConnection, table: str, rows: Collection[Any]) -> pa.Table:
    """Return the records as an Arrow table with the columns and types of the database's table.

    Column by column: as a dictionary a row it takes three times as long.
    """
    schema = db.sql(f"from {table} limit 0").to_arrow_table().schema
    stated = {name for row in islice(rows, 1) for name in field_names(type(row))}
    columns = [
        _column(list(map(attrgetter(column.name), rows)), column.type)
        if column.name in stated
        else pa.nulls(len(rows), column.type)
        for column in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _column(values: list[Any], kind: pa.DataType) -> pa.Array:
    is_of_records = pa.types.is_list(kind) and pa.types.is_struct(kind.value_type)
    return pa.array([*map(_as_value, values)] if is_of_records else values, kind)


def _as_value(value: Any) -> Any:
    """Return a value as it is, of a tuple of records as dictionaries (structures)."""
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        return [{name: _as_value(getattr(each, name)) for name in field_names(type(each))} for each in value]
    return value


def field_names(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a record type."""
    return tuple(each.name for each in fields(kind))
