"""The one writer of a lake: an advisory lock in its PostgreSQL, which goes with the process that holds it.

DuckLake lets several write at once and takes in what each appends, so two runs on one batch would double every row
without a word. A catalog in a DuckDB file is locked by DuckDB itself.
"""

import ctypes
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from warehouse.errors import DatabaseUnreadable, WriterBusy
from warehouse.lake.catalog import Catalog
from warehouse.lake.extensions import NEVER_DOWNLOADED, load_extensions, quoted

# One number for all lakes ("cuttings"): each has a database of its own, and such locks are a database's.
_KEY = 0x63757474696E6773

# Held by a transaction, as DuckDB keeps one connection to PostgreSQL for the whole of it.
_TRY = f"select pg_try_advisory_xact_lock({_KEY}) as is_held"

# What PostgreSQL, or DuckDB for it, says where it is not there or has gone.
_GONE = (
    "Unable to connect to Postgres",
    "connection to server",
    "server closed the connection",
    "terminating connection",
    "the database system is",
    "no connection to the server",
)

# "Could not connect to server error for HTTP GET to …", which has no type of its own.
_S3 = " for HTTP "

# The connections that hold locks, by the databases of their writers.
_HELD: dict[Path, duckdb.DuckDBPyConnection] = {}


@contextmanager
def catalog_lock(
    catalog: Catalog, database: Path, *, deadline: float, on_wait: Callable[[str], None]
) -> Iterator[None]:
    """Hold the lock of the lake `database`; raise WriterBusy where it is not free at `deadline` (monotonic)."""
    if catalog.postgres is None:
        yield
        return
    holder = _connect(catalog, database)
    try:
        is_told = False
        while not _ask(holder, _TRY)[0][0]:
            if time.monotonic() >= deadline:
                raise WriterBusy(database, "another process, maybe on another machine, is writing to this lake")
            if not is_told:
                on_wait("another process, maybe on another machine")
                is_told = True
            time.sleep(0.1)
        _HELD[database] = holder
        yield
    finally:
        _HELD.pop(database, None)
        # Closed amid a transaction whose connection is gone, DuckDB 1.5.5 ends the process.
        with suppress(duckdb.Error):
            holder.execute("rollback")
        with suppress(duckdb.Error):
            holder.close()


def must_hold_lock(database: Path) -> None:
    """Raise DatabaseUnreadable where the lock of this lake was lost: PostgreSQL ended, or ended our connection."""
    holder = _HELD.get(database)
    if holder is None:
        return
    try:
        _ask(holder, "select 1 as one")
    except duckdb.Error as error:
        raise DatabaseUnreadable(database, "lost its lock in PostgreSQL; nothing more was written") from error


def close_writer(db: duckdb.DuckDBPyConnection, database: Path) -> None:
    """Close the writer's connection to this lake, or leave it open for good where PostgreSQL has gone.

    DuckLake takes back what was begun when it is closed, and DuckDB 1.5.5 ends the process where that fails.
    """
    try:
        must_hold_lock(database)
    except DatabaseUnreadable:
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(db))
        return
    db.close()


def unreachable(error: Exception) -> str | None:
    """Return what to say where PostgreSQL or S3 could not be reached, or went away; None for another error.

    >>> unreachable(ValueError('Unable to connect to Postgres at "x": connection to server failed: No such file'))
    'its catalog cannot be reached (connection to server failed: No such file)'
    """
    words = " ".join(str(error).split())
    if isinstance(error, duckdb.HTTPException) or _S3 in words:
        return f"its data on S3 cannot be reached, and nothing was published ({words[:300]})"
    if not any(sign in words for sign in _GONE):
        return None
    start = max(0, words.find("connection to server"))
    return f"its catalog cannot be reached ({words[start:][:300]})"


def _connect(catalog: Catalog, database: Path) -> duckdb.DuckDBPyConnection:
    db = duckdb.connect(config=NEVER_DOWNLOADED)
    try:
        load_extensions(db, database, ("postgres_scanner",))
        db.execute(f"attach {quoted(catalog.libpq)} as catalog (type postgres, read_only)")
        db.execute("begin")
    except duckdb.Error as error:
        db.close()
        raise DatabaseUnreadable(database, unreachable(error) or str(error)) from error
    return db


def _ask(db: duckdb.DuckDBPyConnection, statement: str) -> list[tuple[object, ...]]:
    return db.execute(f"from postgres_query('catalog', {quoted(statement)})").fetchall()
