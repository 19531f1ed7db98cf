"""What readers of a lake see: a publication is a row that names a snapshot, and what each run left stays one.

The rows stand in a schema of their own, `publication`, so that the tables are those of a file.
"""

from datetime import UTC, datetime

import duckdb

from warehouse.errors import DatabaseMissing, NotOneFound
from warehouse.place import Place

_TABLE = "publication.snapshots"

# What DuckLake calls a change that moves rows from one place to another: a whole statement of tidying each.
_MOVING = ("flushed", "merge", "compact", "rewr")

_NOTHING = "nothing is published in it yet"


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
        raise DatabaseMissing(place.published, _NOTHING)
    if as_of is None:
        return int(rows[-1][0])
    found = {run_id: int(snapshot) for snapshot, run_id in reversed(rows) if run_id and run_id.startswith(as_of)}
    if len(found) != 1 or not as_of:
        reason = f"the ids of {len(found)} begin so" if found else "no run with this id is published here"
        raise NotOneFound("run", as_of, reason)
    return next(iter(found.values()))


def last_published(db: duckdb.DuckDBPyConnection, place: Place) -> tuple[int, datetime]:
    """Return the snapshot that was published last, and when; raises DatabaseMissing where nothing is yet."""
    try:
        rows = db.execute(
            f"select snapshot_id, epoch_us(published_at) from {_TABLE} order by snapshot_id desc limit 1"  # noqa: S608 - names are ours
        ).fetchall()
    except duckdb.CatalogException:
        rows = []
    if not rows:
        raise DatabaseMissing(place.published, _NOTHING)
    snapshot, microseconds = rows[0]
    return int(snapshot), datetime.fromtimestamp(microseconds / 1e6, UTC)


def is_all_published(db: duckdb.DuckDBPyConnection) -> bool:
    """Return whether nothing was committed since the last publication but that itself, and what tidying moved."""
    rows = db.execute(f"""
        select map_keys(changes), flatten(map_values(changes))
        from ducklake_snapshots('lake')
        where snapshot_id > (select max(snapshot_id) from {_TABLE})
    """).fetchall()  # noqa: S608 - names are ours
    own = db.execute("select table_id from ducklake_table_info('lake') where table_name = 'snapshots'").fetchall()
    ours = {str(table_id) for (table_id,) in own}
    # Without any row nothing is published: a publication follows the snapshot that it names.
    return bool(rows) and all(
        ours.issuperset(tables) or any(kind.startswith(_MOVING) for kind in kinds) for kinds, tables in rows
    )


def kept_snapshots(db: duckdb.DuckDBPyConnection) -> set[int]:
    """Return the snapshots that are published."""
    return {int(snapshot) for (snapshot,) in db.execute(f"select snapshot_id from {_TABLE}").fetchall()}  # noqa: S608 - names are ours


def forget_before(db: duckdb.DuckDBPyConnection, moment: datetime) -> None:
    """Forget what was published before the moment, but for the last, inside the caller's transaction."""
    db.execute(
        f"delete from {_TABLE} where published_at < ? and snapshot_id < (select max(snapshot_id) from {_TABLE})",  # noqa: S608 - names are ours
        [moment],
    )
