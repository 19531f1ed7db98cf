"""What new articles may be grouped with: what links, shared texts or stories tie to them.

Every look into what is stored says for which days, so that it takes no longer the more is stored; only copies of a
text that was first seen more than COPY_DAYS away are looked for among all.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from extractors.stories.scores import StoryWeights
from warehouse.queries import read_sql
from warehouse.staging import staged
from warehouse.stories.day_ranges import days_through, near_days
from warehouse.stories.ties import Web, linked_to, reach_from

_COPY_DAYS = 30  # within which copies of a text are looked for first

_SIGNED = read_sql("stories/signed")
_PLACED = read_sql("stories/placed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An article of the neighbourhood and where it stands now; `is_pinned` where a person placed it.

    Days count from 1970; that of publication is None where unknown.
    """

    article_id: str
    story_id: str | None
    score: float | None
    is_pinned: bool
    text_id: str | None
    published_day: int | None
    seen_day: int


def read_neighbourhood(db: duckdb.DuckDBPyConnection, weights: StoryWeights) -> list[Placed]:
    """Return the articles of `story_signed` and `story_left` and all that is tied to them.

    Ends with whole stories and texts: each is in the neighbourhood as a whole or not at all. What these bring
    along is followed too: an article whose story falls apart may belong to another one.
    """
    start = db.execute("""
        select article_id, coalesce(published_date, seen_date) - date '1970-01-01' as day
        from story_signed
        where not is_roundup
        union
        select article_id, date - date '1970-01-01' from story_left
    """).fetchall()
    web = Web()
    found = linked_to(db, web, dict(start))
    reached: set[str] = set()
    while True:
        reached |= reach_from(db, web, found, weights)
        placed = _read_placed(db, {one: int(web.dates[web.numbers[one]]) for one in reached})
        found = {each.article_id: _day_of(each) for each in placed if each.article_id not in reached}
        if not found:
            return placed


def _day_of(each: Placed) -> int:
    """Return the day by which an article is linked."""
    return each.seen_day if each.published_day is None else each.published_day


def _read_placed(db: duckdb.DuckDBPyConnection, reached: Mapping[str, int]) -> list[Placed]:
    """Return the articles, given with their days, and all that is in their stories and texts."""
    rows = pa.table(
        {
            "article_id": pa.array(list(reached), pa.string()),
            "date": pa.array(list(reached.values()), pa.int32()).cast(pa.date32()),
        }
    )
    days = set(reached.values())
    query = _SIGNED.format(
        near_published=near_days("published_date", days), near_seen=near_days("seen_date", days)
    )
    with staged(db, rows, "story_reach"):
        db.execute(query)
    seen = _read_days(db, "select distinct seen_date from story_near")
    seen |= _tie_texts(db, seen)
    seen |= _tie_stories(db, seen)
    query = _PLACED.format(near_signed=near_days("seen_date", seen), near_text=near_days("first_seen_date", seen))
    names = ("article_id", "story_id", "score", "is_pinned", "text_id", "published_day", "seen_day")
    return [Placed(**dict(zip(names, row, strict=True))) for row in db.execute(query).fetchall()]


def _tie_texts(db: duckdb.DuckDBPyConnection, seen: set[int]) -> set[int]:
    """Put into `story_copies` the copies of the articles of `story_near`; return on which days they were seen."""
    db.execute(f"""
        create or replace temp table story_texts as
        select distinct text_id from text_members
        semi join story_near using (article_id)
        where {near_days("first_seen_date", seen)}
    """)  # noqa: S608 - numbers of ours
    db.execute("create or replace temp table story_copies (article_id varchar, first_seen_date date)")
    near = near_days("first_seen_date", seen, _COPY_DAYS)
    sought, known, expected = db.execute(f"""
        select
            (select count(*) from story_texts),
            count(*),
            coalesce(sum(article_count), 0)
        from texts
        semi join story_texts using (text_id)
        where {near}
    """).fetchall()[0]  # noqa: S608 - numbers of ours
    if not sought or sought == known == expected:
        return set()
    copies = "insert into story_copies select article_id, first_seen_date from text_members semi join story_texts"
    found = db.execute(f"{copies} using (text_id) where {near}").fetchall()[0][0]
    if sought != known or found != expected:
        db.execute("delete from story_copies")
        db.execute(f"{copies} using (text_id)")
    return _read_days(db, "select distinct first_seen_date from story_copies where first_seen_date is not null")


def _tie_stories(db: duckdb.DuckDBPyConnection, seen: set[int]) -> set[int]:
    """Put into `story_homed` all articles of the stories that those found are in; return when they were seen.

    The days of a story hold those of all its articles, so no article is missed by looking for those days alone.
    """
    db.execute(f"""
        create or replace temp table story_homes as
        select distinct story_id from story_members
        semi join (
            select article_id from story_near union all select article_id from story_copies
        ) as found using (article_id)
        where {near_days("first_seen_date", seen)}
    """)  # noqa: S608 - numbers of ours
    rows = db.execute(f"""
        select distinct
            first_seen_date - date '1970-01-01',
            last_seen_date - date '1970-01-01'
        from stories
        semi join story_homes using (story_id)
        where {lasting_through(seen)}
    """).fetchall()  # noqa: S608 - numbers of ours
    days = {day for first, last in rows for day in days_through(first, last)}
    db.execute(f"""
        create or replace temp table story_homed as
        from story_members
        semi join story_homes using (story_id)
        where {near_days("first_seen_date", days)}
    """)
    return _read_days(db, "select distinct first_seen_date from story_homed")


def lasting_through(seen: set[int]) -> str:
    """Return the condition that the days of a story are not all before or all behind these days."""
    if not seen:
        return "false"
    return (
        f"last_seen_date >= date '1970-01-01' + ({min(seen)})"
        f" and first_seen_date <= date '1970-01-01' + ({max(seen)})"
    )


def _read_days(db: duckdb.DuckDBPyConnection, query: str) -> set[int]:
    """Return the dates that the query gives, as days from 1970."""
    rows = db.execute(f"select date - date '1970-01-01' from ({query}) as days (date)").fetchall()  # noqa: S608 - queries of ours
    return {day for (day,) in rows}
