"""Stories and mentions as filters let them pass, and a whole database seen through filters."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse.asking.filters import Filters, TypedFilters, resolve_filters
from warehouse.asking.order import growth, ordering
from warehouse.asking.reach import conditions
from warehouse.database import open_reader
from warehouse.place import place_of
from warehouse.queries import read_sql
from warehouse.query import Answer
from warehouse.upkeep.pins import find_pin


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
    """Open what the filters ask of, with the moment that they are asked at: of a pin always the same."""
    place = place_of(database)
    pin = find_pin(place, typed.pin) if typed.pin is not None else None
    with open_reader(place_of(pin.database) if pin else place) as db:
        yield db, pin.asked_at if pin else now


def list_stories(db: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """Return the stories that the filters let pass; how much each grew where that is the order."""
    if filters.sort == "growing":
        grown = growth(filters)
        return _ask(db, "asking/list_growing", "report_stories", filters, grown.parameters, growth=grown.sql)
    return _ask(db, "asking/list_stories", "report_stories", filters, {})


def list_feed(db: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """Return the stories of a feed that the filters let pass, those with an article seen last first."""
    return _ask(db, "asking/feed_stories", "report_stories", filters, {})


def list_mentions(db: duckdb.DuckDBPyConnection, filters: Filters, *, kind: str | None = None) -> Answer:
    """Return the mentions that the filters let pass, with their sentences; of one kind where it is given."""
    return _ask(db, "asking/list_mentions", "base_mention_facts", filters, {"kind": kind})


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
    asked = conditions(view, filters)
    order = ordering(view, filters) if "growth" not in parts else None
    if order and order.sql:
        parts["order"] = f"{order.sql},"
        parameters = {**parameters, **order.parameters}
    statement = read_sql(query).format(**{"conditions": asked.sql, "order": "", **parts})
    found = db.execute(statement, {**asked.parameters, **parameters, "limit": filters.limit})
    return [name for name, *_ in found.description or []], found.fetchall()
