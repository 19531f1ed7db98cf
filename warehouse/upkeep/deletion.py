"""One article deleted for good, from every table; what is left is grouped as without it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

import duckdb

from warehouse.connection import Connection, as_warehouse_error
from warehouse.copies.fold import unfold_articles
from warehouse.grouping import GROUPINGS
from warehouse.names.resolve import KEPT
from warehouse.place import Place
from warehouse.publication import logs_of
from warehouse.statements.decisions import forget_decisions
from warehouse.stories.due import leave_stories
from warehouse.summaries.keep import FACTS, SUMMARIES, WHOLE, keep_summaries
from warehouse.upkeep.replay import drop_unnamed_entities

# By which columns a row names an article, a revision, a body or an entry.
_NAMED_BY = {
    "article_id": ("article_id", "article_a", "article_b", "loaded_article_id", "central_article_id",
        "representative_article_id", "origin_article_id", "earliest_article_id", "first_report_article_id"),
    "revision_id": ("revision_id",),
    "raw_id": ("raw_id",),
    "entry_id": ("entry_id",),
}  # fmt: skip
# Rows that go with it; what else names it is grouped anew.
_OWNING = frozenset(("article_id", "loaded_article_id", "revision_id", "raw_id", "entry_id"))
# Brought up to date as a whole; `deletions` is what stays.
_KEPT_UP = frozenset((*FACTS, *SUMMARIES, *WHOLE, *KEPT, "deletions"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Doomed:
    """What is an article's alone: its revisions, the bodies that no other article was made of, its entries."""

    article_id: str
    revision_ids: tuple[str, ...]
    raw_ids: tuple[str, ...]
    entry_ids: tuple[str, ...]

    def ids(self, kind: str) -> list[str]:
        """Return the ids of one kind."""
        return {
            "article_id": [self.article_id],
            "revision_id": list(self.revision_ids),
            "raw_id": list(self.raw_ids),
            "entry_id": list(self.entry_ids),
        }[kind]


def doomed_by(db: Connection, article_id: str) -> Doomed:
    """Return what goes with the article."""
    revisions = _strings(db, "select revision_id from revisions where article_id = $1 order by 1", [article_id])
    raws = _strings(
        db,
        "select raw_id from revisions where article_id = $1"
        " except select raw_id from revisions where article_id <> $1 order by 1",
        [article_id],
    )
    entries = _strings(
        db,
        "select entry_id from entries where loaded_article_id = $1 or raw_id in (select unnest($2)) order by 1",
        [article_id, raws],
    )
    return Doomed(article_id=article_id, revision_ids=revisions, raw_ids=raws, entry_ids=entries)


def deleted_before(db: Connection, beginning: str) -> str | None:
    """Return the article whose id begins so and that was deleted before; None for none or several."""
    found = _strings(db, "select article_id from deletions where starts_with(article_id, ?)", [beginning.lower()])
    return found[0] if beginning and len(found) == 1 else None


def delete_article(
    db: Connection, doomed: Doomed, *, now: datetime, reason: str | None, erase: Callable[[], int]
) -> None:
    """Delete the article inside the caller's transaction, group what is left; `erase` does so in the archive."""
    ((mention_count,),) = db.execute(
        "select count(*) from mentions where article_id = ?", [doomed.article_id]
    ).fetchall()
    outlets = _strings(
        db, "select outlet_id from articles where article_id = ? and outlet_id is not null", [doomed.article_id]
    )
    unfold_articles(db, [doomed.article_id])
    leave_stories(db, [doomed.article_id], now=now)
    forget_decisions(db, doomed.article_id)
    for table, column, kind in _naming_columns(db):
        if table not in _KEPT_UP and column in _OWNING:
            db.execute(f"delete from {table} where {column} in (select unnest(?))", [doomed.ids(kind)])  # noqa: S608
    drop_unnamed_entities(db)
    db.execute(
        "delete from outlets where outlet_id in (select unnest(?)) and origin = 'derived'"
        " and outlet_id not in (select outlet_id from articles where outlet_id is not null)",
        [list(outlets)],
    )
    db.execute(
        "insert into furniture_due select min(article_id) from articles"
        " where outlet_id in (select unnest(?)) group by outlet_id",
        [list(outlets)],
    )
    for grouping in GROUPINGS.values():
        grouping(db, now=now)
    keep_summaries(db)
    db.execute(
        "insert into deletions values (?, ?, ?, ?, ?, ?, ?, ?)",
        [doomed.article_id, list(doomed.raw_ids), list(doomed.entry_ids), reason, len(doomed.revision_ids),
         mention_count, erase(), now],
    )  # fmt: skip


def traces_of(db: Connection, doomed: Doomed) -> list[tuple[str, str, int]]:
    """Return each table and column that names the article, its revisions, bodies or entries, with its rows."""
    found = []
    for table, column, kind in _naming_columns(db):
        query = f"select count(*) from {table} where {column} in (select unnest(?))"  # noqa: S608 - names are ours
        ((count,),) = db.execute(query, [doomed.ids(kind)]).fetchall()
        if count and table != "deletions":
            found.append((table, column, count))
    return found


def compact(place: Place) -> None:
    """Write the writer's database anew, without what was deleted: DuckDB leaves it in blocks for later use."""
    made = place.writer.with_name(f"new.{place.writer.name}")
    for path in (made, *logs_of(made)):
        path.unlink(missing_ok=True)
    with as_warehouse_error(place), duckdb.connect() as db:
        db.execute("set threads = 2")
        db.execute(f"attach '{_quoted(place.writer)}' as old (read_only)")
        db.execute(f"attach '{_quoted(made)}' as made")
        db.execute("copy from database old to made")
        db.execute("detach made")
        db.execute("detach old")
    made.replace(place.writer)
    for copy in place.work.glob("writer.before-*.duckdb"):
        copy.unlink()


def _quoted(path: object) -> str:
    return str(path).replace("'", "''")


def _naming_columns(db: Connection) -> Iterable[tuple[str, str, str]]:
    """Yield table, column and kind of id of every column that may name what is deleted."""
    rows = db.execute(
        "select table_name, column_name from duckdb_columns() semi join duckdb_tables() using (table_oid)"
        " where not internal and table_name not in (select table_name from duckdb_tables() where temporary)"
        " order by all"
    ).fetchall()
    kinds = {column: kind for kind, columns in _NAMED_BY.items() for column in columns}
    return [(table, column, kinds[column]) for table, column in rows if column in kinds]


def _strings(db: Connection, query: str, values: list[object]) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in db.execute(query, values).fetchall())
