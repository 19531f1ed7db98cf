"""A connection to a database's file or lake: made, made to stop, its transactions, its errors told as ours."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from weakref import WeakKeyDictionary, WeakSet

import duckdb

from warehouse.errors import DatabaseUnreadable, DiskFull, WarehouseError, WriterBusy, is_interruption
from warehouse.lake.lock import must_hold_lock, unreachable
from warehouse.lake.session import connect_lake
from warehouse.place import NO_SPACE, Place

Connection = duckdb.DuckDBPyConnection

# Clients that still run DuckDB 1.5 open files of this storage version.
_STORAGE_VERSION = "v1.5.0"

# DuckDB takes four fifths of the machine by default; beyond this it spills into the work folder.
WRITER_MEMORY = "2GB"

# Those in use, so that a signal can end what they are at.
OPEN: WeakSet[Connection] = WeakSet()

# The lakes that connections write to.
_WRITERS: WeakKeyDictionary[Connection, Path] = WeakKeyDictionary()


def in_utc(db: Connection) -> Connection:
    """Make the connection count days and show times in UTC; the wheel has icu built in but does not load it."""
    db.execute("load icu")
    db.execute("set TimeZone = 'UTC'")
    return db


def interrupt_statements() -> None:
    """End the statements that run in any thread: each raises duckdb.InterruptException there.

    DuckDB looks for signals between statements only: one of minutes went on for minutes after SIGTERM.
    """
    for db in list(OPEN):
        with suppress(duckdb.Error):
            db.interrupt()


def connect(path: Path, place: Place, *, read_only: bool, as_of: str | None = None) -> Connection:
    """Open the file, with the writer's limits unless it is only read; raises WriterBusy or DatabaseUnreadable.

    Of a lake, what it is in that file's place: the writer's tables or the published ones.
    """
    settings: dict[str, str | bool | int | float | list[str]] = {"storage_compatibility_version": _STORAGE_VERSION}
    if not read_only:
        settings["memory_limit"] = WRITER_MEMORY
        settings["temp_directory"] = str(place.spill)
    try:
        if place.lake is None:
            db = in_utc(duckdb.connect(str(path), read_only=read_only, config=settings))
        else:
            db = in_utc(connect_lake(place, settings, read_only=read_only, as_of=as_of))
            if not read_only:
                _WRITERS[db] = place.published
        OPEN.add(db)
        return db
    except (duckdb.Error, RuntimeError) as error:
        if is_interruption(error):
            raise
        reason = str(error).strip().splitlines()[0]
        # DuckDB has one type for a lock, a full disk and a damaged block; and "block" is not "lock".
        if "set lock on file" in reason:
            raise WriterBusy(place.published, f"another program has it open for writing ({reason})") from error
        if _is_disk_full(str(error)):
            raise DiskFull(place.published, "no space left on the disk; nothing was published") from error
        if place.lake is not None and (told := unreachable(error)):
            raise DatabaseUnreadable(place.published, told) from error
        what = "" if path == place.published else f"{path.name} "
        raise DatabaseUnreadable(
            place.published, f"{what}cannot be read as a DuckDB database ({reason}); `cuttings repair` may help"
        ) from error


def _is_disk_full(message: str) -> bool:
    return "out of disk" in message.lower() or any(os.strerror(number) in message for number in NO_SPACE)


@contextmanager
def as_warehouse_error(place: Place) -> Iterator[None]:
    """Turn what a full disk or a damaged file makes DuckDB raise into one of our errors."""
    try:
        yield
    except WarehouseError:
        raise
    except OSError as error:
        if error.errno in NO_SPACE:
            raise DiskFull(place.published, "no space left on the disk; nothing was published") from error
        raise
    except duckdb.Error as error:
        reason = str(error).strip().splitlines()[0]
        if _is_disk_full(str(error)):
            raise DiskFull(place.published, "no space left on the disk; nothing was published") from error
        if place.lake is not None and (told := unreachable(error)):
            raise DatabaseUnreadable(place.published, told) from error
        if isinstance(error, duckdb.FatalException | duckdb.InternalException | duckdb.SerializationException) or (
            "Corrupt" in reason or "checksum" in reason
        ):
            raise DatabaseUnreadable(place.published, f"damaged ({reason}); `cuttings repair` may help") from error
        raise


@contextmanager
def transaction(db: Connection, *, is_trial: bool = False) -> Iterator[None]:
    """Commit what the block does, or nothing of it; a trial keeps nothing either way."""
    db.execute("begin")
    try:
        yield
    except BaseException:
        with suppress(duckdb.ConnectionException):  # one that a signal closed has rolled back
            db.execute("rollback")
        raise
    if not is_trial and db in _WRITERS:
        must_hold_lock(_WRITERS[db])
    db.execute("rollback" if is_trial else "commit")
