"""A lake kept small: snapshots that no run published go, and the many small files of batches become few.

What each kept run left stays askable, and answers the same: what its snapshot names is not removed, and
merged files know which of their rows it had.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import duckdb

from warehouse.connection import transaction
from warehouse.database import open_writer
from warehouse.errors import LakeUnsupported
from warehouse.lake.publications import forget_before, kept_snapshots
from warehouse.place import Place

# A reader that began before may still have files open that nothing names any more.
_READING = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How many snapshots there are, and of how many Parquet files with how many bytes the present tables are."""

    snapshots: int
    files: int
    bytes: int


def tidy(place: Place, *, now: datetime, days: int | None = None) -> tuple[Extent, Extent]:
    """Tidy the lake, and return its extent before and after; the caller holds the writer's lock.

    With `days` the runs published longer ago are forgotten, but never the last one. Files go an hour after nothing
    names them. Raises LakeUnsupported for a file.
    """
    if place.lake is None:
        raise LakeUnsupported(place.published, "is no lake; a file needs no tidying")
    with open_writer(place) as db:
        before = _extent(db)
        if days is not None:
            with transaction(db):
                forget_before(db, now - timedelta(days=days))
        kept = kept_snapshots(db)
        rows = db.execute("select snapshot_id from ducklake_snapshots('lake')").fetchall()
        newest = max(snapshot for (snapshot,) in rows)
        gone = sorted({snapshot for (snapshot,) in rows} - kept - {newest})
        if gone:
            db.execute(f"call ducklake_expire_snapshots('lake', versions => {gone})")
        db.execute("call ducklake_flush_inlined_data('lake')")
        db.execute("call ducklake_merge_adjacent_files('lake')")
        until = (now - _READING).isoformat()
        db.execute(f"call ducklake_cleanup_old_files('lake', older_than => timestamptz '{until}')")
        return before, _extent(db)


def _extent(db: duckdb.DuckDBPyConnection) -> Extent:
    ((snapshots, files, size),) = db.execute("""
        select
            (select count(*) from ducklake_snapshots('lake')),
            coalesce(sum(file_count + delete_file_count), 0),
            coalesce(sum(file_size_bytes + delete_file_size_bytes), 0)
        from ducklake_table_info('lake')
    """).fetchall()
    return Extent(snapshots=snapshots, files=int(files), bytes=int(size))
