"""The rows of one view as a stream of Arrow batches, with what its comments say; memory does not grow with it."""

import difflib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.asking.filters import Filters, TypedFilters, resolve_filters, words_of
from warehouse.asking.listings import open_reader_of
from warehouse.asking.order import ordering
from warehouse.asking.reach import conditions
from warehouse.errors import QueryRefused

# Rows held at once: a thousand rows of base_articles with their texts are some 5 MB.
_BATCH_ROWS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a view: its name, its type in DuckDB's words, and what it means."""

    name: str
    kind: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewRows:
    """The rows of a view as filters let them pass: `batches` can be read once, inside the block that gave them.

    `as_of` is when the last run began: what the rows know of; `filters` is what was asked for, in words.
    """

    view: str
    comment: str
    columns: tuple[Column, ...]
    filters: str
    as_of: datetime | None
    batches: pa.RecordBatchReader


@contextmanager
def open_view(database: Path, view: str, typed: TypedFilters, *, now: datetime) -> Iterator[ViewRows]:
    """Give the rows of a view or table of the published copy; raises QueryRefused where none has the name."""
    with open_reader_of(database, typed, now=now) as (db, moment):
        yield _view_rows(db, view, resolve_filters(db, typed, now=moment), published=database)


def _view_rows(db: duckdb.DuckDBPyConnection, view: str, filters: Filters, *, published: Path) -> ViewRows:
    """Return the rows of a view or table that the filters let pass."""
    comment = _comment_of(db, view, published)
    asked, order = conditions(view, filters), ordering(view, filters)
    statement = f"select {_columns_of(db, view)} from {view} where {asked.sql}"  # noqa: S608 - the view is there
    if order.sql:
        statement += f" order by {order.sql}"
    parameters = {**asked.parameters, **order.parameters}
    if filters.limit:
        statement += " limit $limit"
        parameters["limit"] = filters.limit
    found = db.sql(statement, params=parameters) if parameters else db.sql(statement)
    comments = dict(
        db.execute("select column_name, comment from duckdb_columns() where table_name = ?", [view]).fetchall()
    )
    runs = db.execute("select max(started_at) from runs").fetchall()
    return ViewRows(
        view=view,
        comment=comment,
        columns=tuple(
            Column(name=name, kind=str(kind), comment=comments.get(name) or "")
            for name, kind in zip(found.columns, found.types, strict=True)
        ),
        filters=words_of(filters),
        as_of=runs[0][0],
        batches=found.to_arrow_reader(_BATCH_ROWS),
    )


def _columns_of(db: duckdb.DuckDBPyConnection, view: str) -> str:
    """Return what to select: integers of 128 bits without a sign as text, as Arrow would make them negative."""
    found = db.execute(
        "select column_name from duckdb_columns() where table_name = ? and data_type = 'UHUGEINT'", [view]
    ).fetchall()
    wide = ", ".join(f"cast({name} as varchar) as {name}" for (name,) in found)
    return f"* replace ({wide})" if wide else "*"


def _comment_of(db: duckdb.DuckDBPyConnection, view: str, published: Path) -> str:
    """Return what a row of the view is; raise QueryRefused with the nearest names where there is no such view."""
    known = dict(
        db.execute(
            """
            select view_name, comment from duckdb_views() where not internal
            union all
            select table_name, comment from duckdb_tables() where not internal
            """
        ).fetchall()
    )
    if view in known:
        return known[view] or ""
    nearest = difflib.get_close_matches(view, [*known, *(f"report_{view}",)], n=3, cutoff=0.4)
    nearest = [f"report_{view}"] if f"report_{view}" in known else [name for name in nearest if name in known]
    hint = f"; the nearest: {', '.join(nearest)}" if nearest else ""
    raise QueryRefused(published, f"no view or table {view[:100]!r}{hint}")
