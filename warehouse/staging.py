"""Columns into tables: rows that are made by the thousand are built column by column, as Arrow."""

from collections.abc import Mapping

import duckdb
import pyarrow as pa


def insert_arrow(db: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, pa.Array]) -> None:
    """Insert the columns into the table by name."""
    db.register("staged", pa.table(dict(columns)))
    db.execute(f"insert into {table} by name select * from staged")  # noqa: S608 - names are ours
    db.unregister("staged")
