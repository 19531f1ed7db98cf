"""The published copy held open for many readers at once, always the newest one."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from warehouse.connection import as_warehouse_error, in_utc
from warehouse.database import open_reader
from warehouse.errors import DatabaseMissing, QueryRefused, SchemaOlder
from warehouse.lockdown import lock_down
from warehouse.place import Place, must_be_file

_MEMORY = "2GB"


class Shelf:
    """The published copy of one database.

    DuckDB answers a second `connect` to a replaced file from the old one while a connection is open, so each copy
    is attached by an instance of its own, which goes when its last reader has gone.
    """

    def __init__(self, place: Place) -> None:
        must_be_file(place, "export it to a file to browse it")
        self.place = place
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._instance: duckdb.DuckDBPyConnection | None = None

    @contextmanager
    def reading(self, *, seconds: float) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor on the newest copy, which reaches nothing else; what takes longer is interrupted.

        Raises DatabaseMissing, DatabaseUnreadable, SchemaNewer or SchemaOlder where it cannot be read, and
        QueryRefused for what was interrupted.
        """
        cursor = self._newest().cursor()
        timer = threading.Timer(seconds, cursor.interrupt)
        timer.start()
        try:
            # A new cursor looks at the instance's own empty database.
            cursor.execute("use published")
            yield cursor
        except duckdb.InterruptException as error:
            raise QueryRefused(self.place.published, f"took more than {seconds:g} s") from error
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            # What people ask in SQL is refused where it is asked; this is a statement of ours.
            reason = "was made by an older version; the next run or load makes what this one shows"
            raise SchemaOlder(self.place.published, reason) from error
        finally:
            timer.cancel()
            cursor.close()

    def _newest(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            seen = self._stamp()
            if self._instance is None or seen != self._seen:
                self._instance, self._seen = self._opened(), seen
            return self._instance

    def _stamp(self) -> tuple[int, int, int]:
        """Return what tells one published file from the next."""
        try:
            found = os.stat(self.place.published)  # noqa: PTH116 - three of its fields, at once
        except OSError as error:
            raise DatabaseMissing(self.place.published, "no such database; `cuttings load` makes one") from error
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _opened(self) -> duckdb.DuckDBPyConnection:
        with open_reader(self.place):
            pass  # which says what is wrong with it, if anything is
        with as_warehouse_error(self.place):
            db = in_utc(duckdb.connect(config={"memory_limit": _MEMORY}))
            name = str(self.place.published).replace("'", "''")
            db.execute(f"attach '{name}' as published (read_only)")
            db.execute("use published")
            lock_down(db, self.place)
        return db
