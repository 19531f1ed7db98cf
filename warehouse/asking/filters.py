"""The filters that every way out shares: what a person typed, and what it stands for in a database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeVar, get_args

import duckdb

from warehouse.asking.named import Named, find_entities_named, find_language, find_outlet, find_watched
from warehouse.asking.windows import Clock, read_moment
from warehouse.errors import FilterRefused, NotOneFound
from warehouse.query import find_story

Sort = Literal["new", "growing", "size"]
_Word = TypeVar("_Word", bound=str)
_CLOCKS: tuple[Clock, ...] = get_args(Clock)
_SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedFilters:
    """The filters as a person typed them, from a command line or an address.

    `listed` is the entity or topic of the watchlist that `watch` names, though no article may name it yet; `pin`
    is the pin that is asked in the place of the published copy.
    """

    since: str | None = None
    until: str | None = None
    by: str | None = None
    watch: str | None = None
    entity: str | None = None
    outlet: str | None = None
    story: str | None = None
    lang: str | None = None
    sort: str | None = None
    limit: int | None = None
    listed: Named | None = None
    pin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked for: the window [since, until) by its clock, ids with the names to call them, order and bound.

    `entity`, `watch` and `outlet` hold the ids that pass; an outlet without ids is the unknown one. `lang` is
    "unknown" for articles whose language nobody is sure of. `now` is when it was asked.
    """

    now: datetime
    since: datetime | None = None
    until: datetime | None = None
    by: Clock = "seen"
    watch: Named | None = None
    entity: Named | None = None
    outlet: Named | None = None
    story: str | None = None
    lang: str | None = None
    sort: Sort | None = None
    limit: int | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return any((self.since, self.until, self.watch, self.entity, self.outlet, self.story, self.lang))


def resolve_filters(db: duckdb.DuckDBPyConnection, typed: TypedFilters, *, now: datetime) -> Filters:
    """Return what the typed filters stand for in the database; raise FilterRefused, with the nearest names."""
    since, since_clock = _moment("since", typed.since, now=now)
    until, until_clock = _moment("until", typed.until, now=now)
    if since and until and since >= until:
        raise FilterRefused("until", f"{typed.until!r} is not after {typed.since!r}")
    by = _one_of("by", typed.by, _CLOCKS) or since_clock or until_clock or "seen"
    return Filters(
        now=now,
        since=since,
        until=until,
        by=by,
        watch=_watched(db, typed),
        entity=_named(find_entities_named, db, typed.entity),
        outlet=_named(find_outlet, db, typed.outlet),
        story=_story(db, typed.story),
        lang=find_language(db, typed.lang) if typed.lang is not None else None,
        sort=_one_of("sort", typed.sort, _SORTS),
        limit=_limit(typed.limit),
    )


def words_of(filters: Filters) -> str:
    """Return what is asked for in words, the clock of a window included; "" where nothing is left out."""
    clock = "first seen" if filters.by == "seen" else "published"
    bounds = [
        f"{word} {moment.isoformat(' ')[:16]} UTC"
        for word, moment in (("since", filters.since), ("before", filters.until))
        if moment
    ]
    parts = [f"{clock} {' and '.join(bounds)}"] if bounds else []
    for word, named in (("watched:", filters.watch), ("about", filters.entity), ("outlet", filters.outlet)):
        parts += [f"{word} {named.name}"] if named else []
    parts += [f"story {filters.story}"] if filters.story else []
    parts += [f"language {filters.lang}"] if filters.lang else []
    return "; ".join(parts)


def _moment(option: str, words: str | None, *, now: datetime) -> tuple[datetime | None, Clock | None]:
    if words is None:
        return None, None
    try:
        return read_moment(words, now=now, is_end=option == "until")
    except ValueError as error:
        raise FilterRefused(option, str(error)) from None


def _one_of(option: str, word: str | None, known: tuple[_Word, ...]) -> _Word | None:
    """Return the word as it is known; raise FilterRefused where it is none of them."""
    if word is None:
        return None
    for each in known:
        if each == word.strip().lower():
            return each
    raise FilterRefused(option, f"{word!r} is not one of {', '.join(known)}")


def _named(
    find: Callable[[duckdb.DuckDBPyConnection, str], Named], db: duckdb.DuckDBPyConnection, words: str | None
) -> Named | None:
    return find(db, words) if words is not None else None


def _watched(db: duckdb.DuckDBPyConnection, typed: TypedFilters) -> Named | None:
    """Return what is watched under the name; what the watchlist alone knows is named by no article."""
    try:
        return _named(find_watched, db, typed.watch)
    except FilterRefused:
        if typed.listed is None:
            raise
        return typed.listed


def _story(db: duckdb.DuckDBPyConnection, beginning: str | None) -> str | None:
    """Return the story of the id, which may be its beginning or that of one merged since."""
    if beginning is None:
        return None
    try:
        return find_story(db, beginning.strip())
    except NotOneFound as error:
        raise FilterRefused("story", error.reason) from None


def _limit(limit: int | None) -> int | None:
    if limit is not None and limit < 1:
        raise FilterRefused("limit", f"{limit} is not 1 or more")
    return limit
