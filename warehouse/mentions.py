"""Mentions found again: the stored revisions as records, and new findings in the place of the old."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

import duckdb

from extractors.records import Findings, Revision, ZoneSpan
from warehouse.load import insert_new

BATCH_REVISIONS = 200

# What an entity's name stands for at a place; the difference of two findings is told in it.
WATCHED = """
    select
        mentions.revision_id,
        mentions.field,
        mentions.span_start,
        mentions.span_end,
        mentions.surface,
        mentions.entity_id
    from mentions
    join entities using (entity_id)
    where entities.origin = 'watchlist'
"""


def stored_revisions(
    db: duckdb.DuckDBPyConnection, *, only_accepted: bool = False
) -> Iterator[tuple[Revision, str | None]]:
    """Yield the revisions as they were extracted, each with its outlet's country, in the order of their ids."""
    names = [each.name for each in fields(Revision)]
    accepted = "and revisions.revision_id in (select revision_id from articles)" if only_accepted else ""
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
            where revisions.revision_id > ? {accepted}
            order by revisions.revision_id
            limit ?
            """,  # noqa: S608 - names are ours
            [last, BATCH_REVISIONS],
        ).fetchall()
        if not rows:
            return
        for row in rows:
            values = dict(zip(names, row[:-1], strict=True))
            values["zones"] = tuple(ZoneSpan(**zone) for zone in values["zones"])
            values["authors"] = tuple(values["authors"])
            yield Revision(**values), row[-1]
        last = rows[-1][names.index("revision_id")]


def replace_findings(db: duckdb.DuckDBPyConnection, findings: Iterable[Findings]) -> None:
    """Put the findings of all stored revisions in the place of the stored ones, inside the caller's transaction.

    Entities that no mention names any more stay only where a merge speaks of them.
    """
    db.execute(f"create or replace temp table watched_before as {WATCHED}")
    for table in ("mentions", "quotes", "entity_aliases", "entity_relations"):
        db.execute(f"delete from {table}")  # noqa: S608 - names are ours
    db.execute(
        "delete from entities where entity_id not in"
        " (select entity_id from entity_merges union select into_entity_id from entity_merges)"
    )
    for found in findings:
        insert_findings(db, [found])
    db.execute(f"create or replace temp table watched_after as {WATCHED}")


def insert_findings(db: duckdb.DuckDBPyConnection, findings: Sequence[Findings]) -> None:
    """Insert what is not there yet."""
    insert_new(db, [entity for found in findings for entity in found.entities])
    insert_new(db, [alias for found in findings for alias in found.aliases])
    insert_new(db, [relation for found in findings for relation in found.relations])
    insert_new(db, [mention for found in findings for mention in found.mentions])
    insert_new(db, [quote for found in findings for quote in found.quotes])


def watched_difference(db: duckdb.DuckDBPyConnection) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return per watched entity how many places named it before and do now, how many are new and how many gone."""
    cursor = db.execute(
        """
        with
        changed_places as (
            select *, 'new' as change from (from watched_after except from watched_before)
            union all
            select *, 'gone' as change from (from watched_before except from watched_after)
        )
        select
            entity_id,
            (select count(*) from watched_before where watched_before.entity_id = changed_places.entity_id)
                as before_count,
            (select count(*) from watched_after where watched_after.entity_id = changed_places.entity_id)
                as after_count,
            count(*) filter (where change = 'new') as new_count,
            count(*) filter (where change = 'gone') as gone_count,
            list(distinct surface order by surface)[:5] as surfaces
        from changed_places
        group by entity_id
        order by entity_id
        """
    )
    return [name for name, *_ in cursor.description or []], cursor.fetchall()
