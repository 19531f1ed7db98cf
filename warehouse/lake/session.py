"""A lake attached: the writer's as it is now, a reader's as it was published."""

import duckdb

from warehouse.errors import DatabaseMissing, DatabaseOccupied
from warehouse.lake.extensions import NEVER_DOWNLOADED, load_extensions, quoted
from warehouse.lake.publications import published_snapshot
from warehouse.lake.s3 import ready_s3
from warehouse.place import Place

Configuration = dict[str, str | bool | int | float | list[str]]

_MISSING = "no such lake; `cuttings load` makes one"

# DuckDB's for a data path on S3, told by the catalog.
_ON_S3 = "requires the extension httpfs"

# DuckLake's words for a database of PostgreSQL without its tables.
_NO_CATALOG = "Existing DuckLake"

_READING = "read_only, create_if_not_exists false"


def connect_lake(
    place: Place,
    configuration: Configuration,
    *,
    read_only: bool,
    as_of: str | None = None,
    data: str | None = None,
) -> duckdb.DuckDBPyConnection:
    """Return a connection whose database is the lake; with `as_of` as the run of this id left it.

    With `data` it is a new one, which keeps its Parquet files in this folder or behind this prefix on S3. Raises
    DatabaseMissing where nothing is published, DatabaseOccupied where there is one in place of a new one, and
    LakeUnsupported outside of the lake's environment.
    """
    db = _connect(place, configuration)
    try:
        if read_only:
            _attach_published(db, place, as_of)
        else:
            _attach_writer(db, place, data)
    except BaseException:
        db.close()
        raise
    return db


def connect_current(place: Place) -> duckdb.DuckDBPyConnection:
    """Return a connection that reads the lake and sees each commit; raises DatabaseMissing for none."""
    db = _connect(place, {})
    try:
        _attach_current(db, place)
    except BaseException:
        db.close()
        raise
    return db


def _connect(place: Place, configuration: Configuration) -> duckdb.DuckDBPyConnection:
    """Return a connection that knows lakes, and has none yet."""
    assert place.lake is not None
    db = duckdb.connect(config={**configuration, **NEVER_DOWNLOADED})
    try:
        load_extensions(db, place.published, ("ducklake",))
        if place.lake.postgres is not None:
            load_extensions(db, place.published, ("postgres_scanner",))
    except BaseException:
        db.close()
        raise
    return db


def _attach_writer(db: duckdb.DuckDBPyConnection, place: Place, data: str | None) -> None:
    """Attach the lake, made where there is none: it knows where its data lie, a new one is told."""
    try:
        _attach(db, place, "create_if_not_exists false")
    except duckdb.InvalidInputException as error:
        if _NO_CATALOG not in str(error):
            raise
        folder = place.work.with_suffix("")  # news.lake beside news.lake.work
        _attach(db, place, f"data_path {quoted(data or f'{folder}/')}")
        db.execute("call lake.set_option('parquet_compression', 'zstd')")
    else:
        if data:
            raise DatabaseOccupied(place.published, f"is a lake already; its data lie in {data_path(db)}")


def _attach_published(db: duckdb.DuckDBPyConnection, place: Place, as_of: str | None) -> None:
    _attach_current(db, place)
    snapshot = published_snapshot(db, place, as_of=as_of)
    db.execute("use memory")
    db.execute("detach lake")
    _attach(db, place, f"{_READING}, snapshot_version {snapshot}")


def _attach_current(db: duckdb.DuckDBPyConnection, place: Place) -> None:
    """Attach the lake to be read, as whatever was committed last left it."""
    assert place.lake is not None
    if place.lake.file is not None and not place.lake.file.exists():
        raise DatabaseMissing(place.published, _MISSING)
    try:
        _attach(db, place, _READING)
    except duckdb.InvalidInputException as error:
        if _NO_CATALOG in str(error):
            raise DatabaseMissing(place.published, _MISSING) from error
        raise


def _attach(db: duckdb.DuckDBPyConnection, place: Place, options: str) -> None:
    assert place.lake is not None
    statement = f"attach {quoted(place.lake.attached)} as lake ({options})"
    try:
        db.execute(statement)
    except duckdb.Error as error:
        if _ON_S3 not in str(error):
            raise
        ready_s3(db, place.published)
        db.execute(statement)
    db.execute("use lake")


def data_path(db: duckdb.DuckDBPyConnection) -> str:
    """Return where the lake keeps its Parquet files: a folder, or a prefix on S3."""
    return str(db.execute("select data_path from ducklake_settings('lake')").fetchall()[0][0])


def lake_bytes(db: duckdb.DuckDBPyConnection) -> int:
    """Return how large the Parquet files of the present tables are together; what is inlined is not counted."""
    rows = db.execute(
        "select coalesce(sum(file_size_bytes + delete_file_size_bytes), 0) from ducklake_table_info('lake')"
    ).fetchall()
    return int(rows[0][0])
