"""The published copy held open for many readers at once, always the newest one."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import duckdb

from warehouse.connection import as_warehouse_error, connect, in_utc
from warehouse.database import open_reader
from warehouse.errors import DatabaseMissing, DatabaseUnreadable, QueryRefused, SchemaOlder
from warehouse.lake.lock import unreachable
from warehouse.lake.newest import Newest
from warehouse.lockdown import lock_down
from warehouse.place import Place

_MEMORY = "2GB"


class Shelf:
    """The published copy of one database, or what a lake last published.

    DuckDB answers a second `connect` to a replaced file from the old one while a connection is open, so each copy
    is attached by an instance of its own, which goes when its last reader has gone; so is each snapshot of a lake.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self._lock = threading.Lock()
        self._seen: tuple[int, ...] | None = None
        self._instance: duckdb.DuckDBPyConnection | None = None
        self._lake = None if place.lake is None else Newest(place)

    @property
    def name(self) -> str:
        """What the database is called on a page."""
        return self.place.published.name if self.place.lake is None else self.place.lake.label

    def published_at(self) -> datetime:
        """Return when what is read was published."""
        if self._lake is not None:
            return self._lake.published_at
        return datetime.fromtimestamp(self.place.published.stat().st_mtime, UTC)

    @contextmanager
    def reading(self, *, seconds: float) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor on the newest copy, which reaches nothing else; what takes longer is interrupted.

        Raises DatabaseMissing, DatabaseUnreadable, SchemaNewer or SchemaOlder where it cannot be read, and
        QueryRefused for what was interrupted.
        """
        instance = self._newest(seconds)
        cursor = instance.cursor()
        timer = threading.Timer(seconds, cursor.interrupt)
        timer.start()
        try:
            # A new cursor looks at the instance's own empty database.
            cursor.execute("use published" if self._lake is None else "use lake")
            yield cursor
        except duckdb.InterruptException as error:
            raise QueryRefused(self.place.published, f"took more than {seconds:g} s") from error
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            # What people ask in SQL is refused where it is asked; this is a statement of ours.
            reason = "was made by an older version; the next run or load makes what this one shows"
            raise SchemaOlder(self.place.published, reason) from error
        except duckdb.Error as error:
            if self._lake is None or not (told := unreachable(error)):
                raise
            self._forget(instance)
            raise DatabaseUnreadable(self.place.published, told) from error
        finally:
            timer.cancel()
            cursor.close()

    def _newest(self, seconds: float) -> duckdb.DuckDBPyConnection:
        """Return the newest instance; who asks a catalog that is silent keeps the lock, and the others give up."""
        if not self._lock.acquire(timeout=seconds):
            raise DatabaseUnreadable(self.place.published, f"its catalog has not answered for {seconds:g} s")
        try:
            seen = self._stamp()
            if self._instance is None or seen != self._seen:
                self._instance, self._seen = self._opened(), seen
            return self._instance
        finally:
            self._lock.release()

    def _forget(self, instance: duckdb.DuckDBPyConnection) -> None:
        """Let the next reader open the lake anew, as the catalog of this instance has gone."""
        with self._lock:
            if self._instance is instance:
                self._instance = None

    def _stamp(self) -> tuple[int, ...]:
        """Return what tells one publication from the next."""
        if self._lake is not None:
            return (self._lake.snapshot(),)
        try:
            found = os.stat(self.place.published)  # noqa: PTH116 - three of its fields, at once
        except OSError as error:
            raise DatabaseMissing(self.place.published, "no such database; `cuttings load` makes one") from error
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _opened(self) -> duckdb.DuckDBPyConnection:
        with open_reader(self.place):
            pass  # which says what is wrong with it, if anything is
        if self._lake is not None:
            return self._opened_lake()
        with as_warehouse_error(self.place):
            db = in_utc(duckdb.connect(config={"memory_limit": _MEMORY}))
            name = str(self.place.published).replace("'", "''")
            db.execute(f"attach '{name}' as published (read_only)")
            db.execute("use published")
            lock_down(db, self.place)
        return db

    def _opened_lake(self) -> duckdb.DuckDBPyConnection:
        with as_warehouse_error(self.place):
            db = connect(self.place.published, self.place, read_only=True)
            db.execute(f"set memory_limit = '{_MEMORY}'")
            lock_down(db, self.place)
        return db
