"""Rows of Parquet files, read by DuckDB under limits."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

# What the file says of itself may lie, so memory is limited too.
_MAX_UNPACKED_BYTES = 50_000_000_000
_MEMORY_LIMIT = "1GB"
_ROWS_AT_ONCE = 16


class ParquetUnreadable(Exception):
    """The file cannot be read, or not within limits; the message says why."""


def parquet_columns(path: Path) -> dict[str, str]:
    """Return the columns of the file with their types; raises ParquetUnreadable."""
    with _opened() as db:
        size = db.execute(
            "select sum(total_uncompressed_size) from parquet_metadata(?)", [_plain(path)]
        ).fetchone()
        if size and size[0] and size[0] > _MAX_UNPACKED_BYTES:
            raise ParquetUnreadable(f"{size[0]} bytes unpacked")
        rows = db.execute(
            "select column_name, column_type from (describe from read_parquet(?))", [_plain(path)]
        ).fetchall()
    return dict(rows)


def parquet_rows(path: Path, *, max_bytes: int) -> Iterator[dict[str, Any]]:
    """Yield the rows one after the other; a text beyond `max_bytes` is null.

    Raises ParquetUnreadable, also amid the rows.
    """
    found = parquet_columns(path)
    with _opened() as db:
        selected = ", ".join(_selected(name, kind, max_bytes) for name, kind in found.items())
        rows = db.execute(f"select {selected} from read_parquet(?)", [_plain(path)])  # noqa: S608 - names are quoted
        while batch := rows.fetchmany(_ROWS_AT_ONCE):
            for row in batch:
                yield dict(zip(found, row, strict=True))


@contextmanager
def _opened() -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection under limits; what DuckDB cannot read is raised as ParquetUnreadable."""
    try:
        with duckdb.connect(config={"memory_limit": _MEMORY_LIMIT, "threads": 1}) as db:
            yield db
    except (duckdb.Error, UnicodeDecodeError) as error:
        raise ParquetUnreadable(str(error).partition("\n")[0][:300]) from error


def _selected(name: str, kind: str, max_bytes: int) -> str:
    """Return the column as it is asked for: null where it is too long."""
    column = _quoted(name)
    if kind not in ("VARCHAR", "BLOB"):
        return column
    length = f"strlen({column})" if kind == "VARCHAR" else f"octet_length({column})"
    return f"if({length} <= {int(max_bytes)}, {column}, null) as {column}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _plain(path: Path) -> str:
    """Return the name so that DuckDB takes it for that of one file, whatever stands in it.

    >>> _plain(Path("a[1]*?.parquet"))
    'a[[]1][*][?].parquet'
    """
    return re.sub(r"[\[*?]", r"[\g<0>]", str(path))
