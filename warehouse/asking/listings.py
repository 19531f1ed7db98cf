"""Stories and mentions as filters let them pass, and a whole database seen through filters."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import accumulate
from pathlib import Path
from typing import Any

import duckdb

from warehouse.asking.filters import Filters, TypedFilters, resolve_filters
from warehouse.asking.order import growth, ordering
from warehouse.asking.reach import conditions, naming
from warehouse.database import open_reader
from warehouse.errors import SchemaOlder
from warehouse.place import place_of
from warehouse.queries import read_sql
from warehouse.query import Answer
from warehouse.upkeep.pins import find_pin

_OLDER = "was made by an older version; the next run or load makes what this one asks for"
_OLDER_PIN = "was pinned by an older version, which has not what this one asks for; `cuttings sql --pin` reads it"

# Of the latest articles, whose mentions lie together: .22 s of CPU instead of .43 at 7,814,637 mentions.
_BY_ROW = """mention_row in (
    select unnest((select list(rowid) from mentions where article_id in (select unnest($latest))))
)"""


@contextmanager
def open_asked(
    database: Path, typed: TypedFilters, *, now: datetime
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Filters]]:
    """Open the published copy, or the pin that is asked, for reading; give it with what the filters stand for."""
    with open_reader_of(database, typed, now=now) as (db, moment):
        yield db, resolve_filters(db, typed, now=moment)


@contextmanager
def open_reader_of(
    database: Path, typed: TypedFilters, *, now: datetime
) -> Iterator[tuple[duckdb.DuckDBPyConnection, datetime]]:
    """Open what the filters ask of, with the moment that they are asked at: of a pin always the same.

    Raises SchemaOlder where a statement of the block asks for what the version that made it did not have.
    """
    place = place_of(database)
    pin = find_pin(place, typed.pin) if typed.pin is not None else None
    asked = place_of(pin.database) if pin else place
    with open_reader(asked) as db:
        try:
            yield db, pin.asked_at if pin else now
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise SchemaOlder(asked.published, _OLDER_PIN if pin else _OLDER) from error


def list_stories(db: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """Return the stories that the filters let pass; how much each grew where that is the order."""
    if filters.sort == "growing":
        grown = growth(filters)
        return _ask(db, "asking/list_growing", "report_stories", filters, grown.parameters, growth=grown.sql)
    return _ask(db, "asking/list_stories", "report_stories", filters, {})


def list_feed(db: duckdb.DuckDBPyConnection, filters: Filters, *, among: Sequence[str] | None = None) -> Answer:
    """Return the stories of a feed that the filters let pass, of these ids where there are any, the newest first.

    The newest is the one with an article seen last.
    """
    query, view = "asking/feed_stories", "report_stories"
    if among is None:
        return _ask(db, query, view, filters, {}, among="true")
    return _ask(
        db,
        query,
        view,
        filters,
        {"among": list(among)},
        among="report_stories.story_id in (select unnest($among))",
    )


def list_mentions(db: duckdb.DuckDBPyConnection, filters: Filters, *, kind: str | None = None) -> Answer:
    """Return the mentions that the filters let pass, with their sentences; of one kind where it is given.

    The latest articles come first, and no more of them are looked into than fill the list: joined with what is
    known of all its 92,187 mentions, the commonest name of 101,304 articles took 2.1 s of CPU.
    """
    if filters.limit is not None and filters.sort is None:
        latest = _latest_articles(db, filters, filters.limit)
        for articles in _first_that_fill(latest, filters.limit):
            columns, rows = _mentions_of(db, filters, kind, articles)
            if len(rows) == filters.limit or len(articles) == len(latest) < filters.limit:
                return columns, rows
    return _ask(db, "asking/list_mentions", "base_mention_facts", filters, {"kind": kind}, among="true")


def _latest_articles(db: duckdb.DuckDBPyConnection, filters: Filters, most: int) -> list[tuple[str, int]]:
    """Return the latest articles with mentions that the filters let pass, in its order; how many each has."""
    named, asked = naming(filters), conditions("article_facts", replace(filters, entity=None, watch=None))
    statement = read_sql("asking/latest_articles").format(conditions=asked.sql, naming=named.sql)
    return db.execute(statement, {**asked.parameters, **named.parameters, "most": most}).fetchall()


def _first_that_fill(latest: list[tuple[str, int]], limit: int) -> Iterator[list[str]]:
    """Give the first articles whose mentions fill the list if all are of its kind, then all of them."""
    articles = [article_id for article_id, _ in latest]
    enough = next((n for n, sum_ in enumerate(accumulate(count for _, count in latest), 1) if sum_ >= limit), None)
    if enough is not None:
        yield articles[:enough]
    if enough != len(articles):
        yield articles


def _mentions_of(db: duckdb.DuckDBPyConnection, filters: Filters, kind: str | None, articles: list[str]) -> Answer:
    """Return the mentions in these articles; what an older version made has no rows to read them by."""
    query, view, parameters = "asking/list_mentions", "base_mention_facts", {"kind": kind, "latest": articles}
    try:
        return _ask(db, query, view, filters, parameters, among=_BY_ROW)
    except duckdb.BinderException:
        return _ask(db, query, view, filters, parameters, among="article_id in (select unnest($latest))")


def list_conflicts(db: duckdb.DuckDBPyConnection, filters: Filters, *, is_all: bool) -> Answer:
    """Return two values each that differ or are stale, with their sentences; roundings and the like too if all."""
    return _ask(db, "asking/list_conflicts", "report_conflicts", filters, {"is_all": is_all})


def _ask(
    db: duckdb.DuckDBPyConnection,
    query: str,
    view: str,
    filters: Filters,
    parameters: Mapping[str, Any],
    **parts: str,
) -> Answer:
    """Return the columns and rows of a query of `queries`, into which conditions and order are put."""
    asked = conditions(view, filters, are_articles_known="latest" in parameters)
    order = ordering(view, filters) if "growth" not in parts else None
    if order and order.sql:
        parts["order"] = f"{order.sql},"
        parameters = {**parameters, **order.parameters}
    statement = read_sql(query).format(**{"conditions": asked.sql, "order": "", **parts})
    found = db.execute(statement, {**asked.parameters, **parameters, "limit": filters.limit})
    return [name for name, *_ in found.description or []], found.fetchall()
