"""What readers of a lake see: a publication is a row that names a snapshot, and what each run left stays one.

The rows stand in a schema of their own, `publication`, so that the tables are those of a file.
"""

from datetime import datetime

import duckdb

from warehouse.errors import DatabaseMissing, NotOneFound
from warehouse.place import Place

_TABLE = "publication.snapshots"


def keep_publications(db: duckdb.DuckDBPyConnection) -> None:
    """Make the table of publications where there is none, inside the caller's transaction."""
    db.execute("create schema if not exists publication")
    db.execute(
        f"create table if not exists {_TABLE} (snapshot_id bigint, run_id varchar, published_at timestamptz)"
    )


def add_publication(db: duckdb.DuckDBPyConnection) -> None:
    """Publish what is committed, inside the caller's transaction; the run is the last that wrote of itself."""
    db.execute(f"""
        insert into {_TABLE}
        select
            (select id from lake.current_snapshot()),
            (select run_id from runs order by run_number desc nulls last limit 1),
            now()
    """)  # noqa: S608 - names are ours


def published_snapshot(db: duckdb.DuckDBPyConnection, place: Place, *, as_of: str | None = None) -> int:
    """Return the snapshot that was published last, or first after the run whose id begins with `as_of`.

    Raises DatabaseMissing where nothing is published yet, and NotOneFound for no run or several.
    """
    try:
        rows = db.execute(f"select snapshot_id, run_id from {_TABLE} order by snapshot_id").fetchall()  # noqa: S608 - names are ours
    except duckdb.CatalogException:
        rows = []
    if not rows:
        raise DatabaseMissing(place.published, "nothing is published in it yet")
    if as_of is None:
        return int(rows[-1][0])
    found = {run_id: int(snapshot) for snapshot, run_id in reversed(rows) if run_id and run_id.startswith(as_of)}
    if len(found) != 1 or not as_of:
        reason = f"the ids of {len(found)} begin so" if found else "no run with this id is published here"
        raise NotOneFound("run", as_of, reason)
    return next(iter(found.values()))


def kept_snapshots(db: duckdb.DuckDBPyConnection) -> set[int]:
    """Return the snapshots that are published."""
    return {int(snapshot) for (snapshot,) in db.execute(f"select snapshot_id from {_TABLE}").fetchall()}  # noqa: S608 - names are ours


def forget_before(db: duckdb.DuckDBPyConnection, moment: datetime) -> None:
    """Forget what was published before the moment, but for the last, inside the caller's transaction."""
    db.execute(
        f"delete from {_TABLE} where published_at < ? and snapshot_id < (select max(snapshot_id) from {_TABLE})",  # noqa: S608 - names are ours
        [moment],
    )
