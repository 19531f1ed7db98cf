"""Corrections of stories that people keep in a list: carried out where they do not stand already.

A story may be named by its id, or by an article that is in it: article ids are derived from content, so that a
list of articles holds in a database that was built anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import duckdb

from extractors.ids import content_id
from warehouse.errors import CorrectionRefused, NotOneFound
from warehouse.query import find_article, find_story
from warehouse.stories.corrections import (
    is_named,
    keep_story,
    merge_stories,
    move_article,
    pin_story,
    rename_story,
    split_story,
)

CorrectionKind = Literal["merge", "split", "move", "rename", "keep"]
STANDS = "stands already"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCorrection:
    """One line of a list of corrections; what a kind does not use is empty."""

    line: int
    change: CorrectionKind
    story: str
    articles: tuple[str, ...]
    into: str
    title: str
    reason: str | None


def apply_correction(db: duckdb.DuckDBPyConnection, listed: ListedCorrection, *, now: datetime) -> str:
    """Carry the correction out, unless it stands already; return what to say of it.

    Raises NotOneFound for an id that names nothing or several things, CorrectionRefused for a senseless change.
    """
    return _APPLIED[listed.change](db, listed, now)


def _merge(db: duckdb.DuckDBPyConnection, listed: ListedCorrection, now: datetime) -> str:
    gone, stays = _story(db, listed.story), _story(db, listed.into)
    if gone == stays:
        return _pinned(db, stays)
    merge_stories(db, gone, stays, now=now, reason=listed.reason)
    return f"one story now: {stays}"


def _split(db: duckdb.DuckDBPyConnection, listed: ListedCorrection, now: datetime) -> str:
    leaving = [_article(db, one) for one in listed.articles]
    homes = _homes(db, leaving)
    story = _story(db, listed.story)
    if len(homes) == 1 and (homes != {story} or set(_members(db, story)) == set(leaving)):
        return _pinned(db, *homes)
    return f"a story of its own: {split_story(db, story, leaving, now=now, reason=listed.reason)}"


def _move(db: duckdb.DuckDBPyConnection, listed: ListedCorrection, now: datetime) -> str:
    moved = [_article(db, one) for one in listed.articles]
    into = _story(db, listed.into)
    strangers = [one for one in moved if _homes(db, [one]) != {into}]
    if not strangers:
        return _pinned(db, into)
    for article_id in strangers:
        move_article(db, article_id, into, now=now, reason=listed.reason)
    return f"moved into {into}"


def _rename(db: duckdb.DuckDBPyConnection, listed: ListedCorrection, now: datetime) -> str:
    story = _story(db, listed.story)
    if is_named(db, story, listed.title):
        return STANDS
    rename_story(db, story, listed.title, now=now)
    return f"renamed {story}"


def _keep(db: duckdb.DuckDBPyConnection, listed: ListedCorrection, now: datetime) -> str:
    here = db.execute(
        "select article_id from story_members where article_id in (select unnest(?)) order by all",
        [list(listed.articles)],
    ).fetchall()
    if not here:
        return "none of its articles is stored"
    # As it stands: an id that leads to another story today is given back to this one.
    if len(listed.story) != len(content_id("story")):
        raise CorrectionRefused(listed.story, "keep takes a whole id")
    is_changed = keep_story(db, listed.story, [one for (one,) in here], now=now, reason=listed.reason)
    if listed.title:
        is_changed |= _rename(db, listed, now) != STANDS
    return f"kept as {listed.story}" if is_changed else STANDS


_APPLIED: dict[CorrectionKind, Callable[[duckdb.DuckDBPyConnection, ListedCorrection, datetime], str]] = {
    "merge": _merge,
    "split": _split,
    "move": _move,
    "rename": _rename,
    "keep": _keep,
}


def _story(db: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return the story of that id, or the one that the article of that id or address is in."""
    try:
        return find_story(db, name)
    except NotOneFound as no_story:
        try:
            homes = _homes(db, [_article(db, name)])
        except NotOneFound:
            raise no_story from None
    if not homes:
        raise CorrectionRefused(name, "the article is in no story")
    return homes.pop()


def _article(db: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return the article of that id or address."""
    rows = db.execute("select article_id from articles where canonical_url = ?", [name]).fetchall()
    return str(rows[0][0]) if len(rows) == 1 else find_article(db, name)


def _homes(db: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> set[str]:
    rows = db.execute(
        "select distinct story_id from story_members where article_id in (select unnest(?))", [list(article_ids)]
    ).fetchall()
    return {story_id for (story_id,) in rows}


def _members(db: duckdb.DuckDBPyConnection, story_id: str) -> list[str]:
    rows = db.execute("select article_id from story_members where story_id = ?", [story_id]).fetchall()
    return [article_id for (article_id,) in rows]


def _pinned(db: duckdb.DuckDBPyConnection, story_id: str) -> str:
    """See to it that the machine leaves alone what it happens to have done as people want it."""
    return f"pinned {story_id} as it is" if pin_story(db, story_id) else STANDS
