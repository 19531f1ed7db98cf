"""Columns into tables: rows that are made by the thousand are built column by column, as Arrow."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

import duckdb
import pyarrow as pa


@contextmanager
def staged(db: duckdb.DuckDBPyConnection, rows: pa.Table, name: str = "staged") -> Iterator[None]:
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


def insert_arrow(db: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, pa.Array]) -> None:
    """Insert the columns into the table by name."""
    with staged(db, pa.table(dict(columns))):
        db.execute(f"insert into {table} by name select * from staged")  # noqa: S608 - names are ours
