"""Articles that are put into a story again: those that speak by another revision since they were put into one.

What was kept of them is removed; the articles that shared a story with them, or were likely to, are looked at
again too.
"""

from collections.abc import Sequence
from datetime import datetime

import duckdb

from warehouse.queries import read_sql

# What was less alike to an article that changed is looked at again only if it is now. At half 1 of 8,216 stories
# has other members, at double 2 (each eighth of 11,260 real articles put in again,
# `tests/evaluation/title_thresholds.py`, 2026-11-28).
_TIE_SCORE = 0.2
_LEFT = """
    create or replace temp table story_left as
    select
        article_id,
        any_value(coalesce(published_date, seen_date)) as date
    from story_signatures
    semi join (
        select others.article_id
        from story_members as others
        join story_members as own using (story_id)
        where own.article_id in (select article_id from story_again)
        union
        select article_a from story_pairs
        where score >= $tie_score and article_b in (select article_id from story_again)
        union
        select article_b from story_pairs
        where score >= $tie_score and article_a in (select article_id from story_again)
    ) as tied using (article_id)
    where article_id not in (select article_id from story_again) and is_roundup is not true
    group by article_id
"""
_FORGET = (
    "delete from story_signatures where article_id in (select article_id from story_again)",
    "delete from story_postings where article_id in (select article_id from story_again)",
    "delete from story_pairs where article_a in (select article_id from story_again)"
    " or article_b in (select article_id from story_again)",
    "delete from story_roundups where article_id in (select article_id from story_again)",
)


def take_due(db: duckdb.DuckDBPyConnection) -> list[tuple[str, datetime]]:
    """Return the articles that are due, and are no more, and when each was first seen."""
    if not db.execute("select 1 from story_due limit 1").fetchall():
        return []
    due = db.execute(read_sql("stories/take_due")).fetchall()
    db.execute("delete from story_due")
    return due


def forget(db: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> None:
    """Remove what was kept of the articles, all of one batch; `story_left` has what was tied to them.

    Those of later batches still stand with what is kept of them: without, the story that they are in could end as
    part of another one, and they would go on as a story that is gone.
    """
    if not article_ids:
        db.execute("create or replace temp table story_left (article_id varchar, date date)")
        return
    db.execute("create or replace temp table story_again as select unnest(?) as article_id", [list(article_ids)])
    db.execute(_LEFT, {"tie_score": _TIE_SCORE})
    for statement in _FORGET:
        db.execute(statement)


def leave_stories(db: duckdb.DuckDBPyConnection, article_ids: Sequence[str], *, now: datetime) -> None:
    """Take the articles, which are about to be deleted, out of their stories; what was with them is due again."""
    db.execute("create or replace temp table story_again as select unnest(?) as article_id", [list(article_ids)])
    db.execute(_LEFT, {"tie_score": _TIE_SCORE})
    are_again = "article_id in (select article_id from story_again)"
    left = db.execute(f"select story_id from story_members where {are_again}").fetchall()  # noqa: S608 - our names
    db.execute(f"delete from story_members where {are_again}")  # noqa: S608 - our names
    for statement in _FORGET:
        db.execute(statement)
    db.execute("insert into story_due select article_id from story_left")
    _end_empty(db, [story_id for (story_id,) in left], reason="deleted", now=now)


def part_roundups(db: duckdb.DuckDBPyConnection, article_ids: Sequence[str], *, now: datetime) -> None:
    """Take those of the articles that turned out to be round-ups from their stories; end those left empty."""
    # Asked before, as a lake returns nothing of what it deletes.
    are_roundups = "article_id in (select unnest(?)) and article_id in (select article_id from story_roundups)"
    left = db.execute(
        f"select story_id from story_members where {are_roundups}",  # noqa: S608 - our names
        [list(article_ids)],
    ).fetchall()
    db.execute(f"delete from story_members where {are_roundups}", [list(article_ids)])  # noqa: S608 - our names
    _end_empty(db, [story_id for (story_id,) in left], reason="round-up", now=now)


def _end_empty(db: duckdb.DuckDBPyConnection, story_ids: Sequence[str], *, reason: str, now: datetime) -> None:
    """End those of the stories that have no article any more."""
    emptied = db.execute(
        """
        select story_id
        from stories
        where story_id in (select unnest(?)) and story_id not in (select story_id from story_members)
        """,
        [list(story_ids)],
    ).fetchall()
    db.execute("delete from stories where story_id in (select unnest(?))", [[story_id for (story_id,) in emptied]])
    if not emptied:
        return
    from warehouse.stories.members import change_row, write_changes

    rows = [
        change_row("dissolve", story_id, None, decided_by="machine", reason=reason, now=now)
        for (story_id,) in sorted(emptied)
    ]
    write_changes(db, rows)
