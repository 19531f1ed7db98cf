"""What a lake published last, asked again and again by whoever shows it for long."""

from datetime import UTC, datetime

import duckdb

from warehouse.connection import as_warehouse_error
from warehouse.errors import DatabaseUnreadable
from warehouse.lake.publications import last_published
from warehouse.lake.session import connect_current
from warehouse.place import Place


class Newest:
    """The last publication of a lake, by a connection that is kept and follows what is committed."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._db: duckdb.DuckDBPyConnection | None = None
        self.published_at = datetime.min.replace(tzinfo=UTC)

    def snapshot(self) -> int:
        """Return the snapshot that was published last, and note when.

        Raises DatabaseMissing where nothing is, and DatabaseUnreadable where PostgreSQL cannot be reached twice: a
        connection that it ended is made anew.
        """
        for is_last in (self._db is None, True):
            try:
                with as_warehouse_error(self._place):
                    self._db = self._db or connect_current(self._place)
                    snapshot, self.published_at = last_published(self._db, self._place)
                    return snapshot
            except DatabaseUnreadable:
                self._db = None
                if is_last:
                    raise
        raise AssertionError
