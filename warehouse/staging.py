"""Columns into tables: rows that are made by the thousand are built column by column, as Arrow."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import duckdb

# Arrow takes .15 s of CPU to import, which questions need not wait for.
if TYPE_CHECKING:
    import pyarrow as pa


@contextmanager
def staged(db: duckdb.DuckDBPyConnection, rows: "pa.Table", name: str = "staged") -> Iterator[None]:
    """Let statements of the block read the rows as the view `name`."""
    db.register(name, rows)
    try:
        yield
    except BaseException:
        # In a transaction that failed this fails too, and would hide why.
        with suppress(duckdb.Error):
            db.unregister(name)
        raise
    db.unregister(name)


@contextmanager
def staged_columns(db: duckdb.DuckDBPyConnection, name: str, **columns: list[str] | list[int]) -> Iterator[None]:
    """Let statements of the block read lists of equal length as the table `name`, without Arrow."""
    kinds = {
        column: "bigint" if any(isinstance(each, int) for each in rows[:1]) else "varchar"
        for column, rows in columns.items()
    }
    selected = ", ".join(f"unnest(${column}::{kind}[]) as {column}" for column, kind in kinds.items())
    db.execute(f"create or replace temp table {name} as select {selected}", columns)
    try:
        yield
    finally:
        with suppress(duckdb.Error):
            db.execute(f"drop table if exists {name}")


def insert_arrow(db: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, "pa.Array"]) -> None:
    """Insert the columns into the table by name."""
    import pyarrow as pa

    with staged(db, pa.table(dict(columns))):
        db.execute(f"insert into {table} by name select * from staged")  # noqa: S608 - names are ours
