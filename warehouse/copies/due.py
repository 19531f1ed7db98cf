"""Which articles the matching of copies has yet to deal with, without looking at all that is stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import duckdb

from warehouse.queries import read_sql

# Articles taken together: their fingerprints are held in memory, about 20 kB each.
_SLICE_ARTICLES = 16_000

# A day that is no finer than a month is no day to compare by.
_SELECT_DUE = read_sql("copies/select_due")


@dataclass(frozen=True, slots=True, kw_only=True)
class DueArticle:
    """An article to be compared, with the text of its accepted revision."""

    article_id: str
    revision_id: str
    outlet_id: str | None
    published_date: date | None
    first_seen_date: date
    authors: tuple[str, ...]
    title: str | None
    text: str


def stage_due(db: duckdb.DuckDBPyConnection) -> int:
    """Put the articles without a fingerprint of their accepted revision into `due_articles`; return how many.

    Revisions are only ever added. Where the new ones are those seen since the last time, which their number tells,
    older articles need no look: an anti-join over all of them would make each batch dearer than the one before.
    """
    # All rows are fetched wherever one is: an unfinished result keeps DuckDB from doing anything else.
    states = db.execute("select revision_count, seen_until, seen_until_count from copies_state").fetchall()
    if not states or not _stage_recent(db, *states[0]):
        db.execute(_SELECT_DUE.format(known="fingerprints"))
    return int(db.execute("select count(*) from due_articles").fetchall()[0][0])


def _stage_recent(db: duckdb.DuckDBPyConnection, revision_count: int, seen_until: object, at_count: int) -> bool:
    """Stage what was seen since; False where that can't be all that is due."""
    if seen_until is None:
        return False
    counted = db.execute(
        "select (select count(*) from revisions), count(*), count(*) filter (first_seen_at = $1)"
        " from revisions where first_seen_at >= $1",
        [seen_until],
    ).fetchall()[0]
    older = db.execute(
        "select count(*) from (select distinct article_id from revisions where first_seen_at >= $1)"
        " anti join (select article_id from articles where first_seen_at >= $1) using (article_id)",
        [seen_until],
    ).fetchall()[0]
    if counted[0] - revision_count != counted[1] - at_count:
        return False
    known, since = "fingerprints", "revisions.first_seen_at >= $1"
    if not older[0]:
        known = "(from fingerprints where first_seen_date >= cast($1 at time zone 'UTC' as date))"
        since += " and articles.first_seen_at >= $1"
    db.execute(f"{_SELECT_DUE.format(known=known)} where {since}", [seen_until])
    return True


def remember_dealt_with(db: duckdb.DuckDBPyConnection) -> None:
    """Note that all revisions stored now are dealt with."""
    states = db.execute("select seen_until from copies_state where seen_until is not null").fetchall()
    since = states[0][0] if states else datetime.min.replace(tzinfo=UTC)
    newest = "select max(first_seen_at) from revisions where first_seen_at >= $1"
    latest = db.execute(newest, [since]).fetchall()[0][0]
    db.execute("delete from copies_state")
    db.execute(
        "insert into copies_state select (select count(*) from revisions), max(first_seen_at), count(*)"
        " from revisions where first_seen_at >= $1",
        [latest],
    )


def read_due(db: duckdb.DuckDBPyConnection) -> Iterator[list[DueArticle]]:
    """Yield the due articles in slices, in the order in which they are stored."""
    places = [row[0] for row in db.execute("select place from due_articles order by place").fetchall()]
    for index in range(0, len(places), _SLICE_ARTICLES):
        chosen = places[index : index + _SLICE_ARTICLES]
        rows = db.execute(
            "select due.* exclude (place), revisions.text from due_articles as due"
            " join revisions on revisions.rowid = due.place"
            " where revisions.rowid between $1 and $2 and due.place between $1 and $2",
            [chosen[0], chosen[-1]],
        ).fetchall()
        yield [
            DueArticle(
                article_id=row[0],
                revision_id=row[1],
                outlet_id=row[2],
                published_date=row[3],
                first_seen_date=row[4],
                authors=tuple(row[5]),
                title=row[6],
                text=row[7],
            )
            for row in sorted(rows, key=lambda row: str(row[0]))
        ]
