"""A lake filled from a file, and a file filled from a lake: every row of every table, or nothing."""

import re
from collections.abc import Callable
from pathlib import Path

import duckdb

from warehouse.connection import WRITER_MEMORY, Connection, as_warehouse_error, connect, transaction
from warehouse.database import migrate, open_reader, read_migrations
from warehouse.errors import DatabaseOccupied, DatabaseUnreadable, SchemaOlder
from warehouse.lake.extensions import quoted
from warehouse.lake.session import connect_lake
from warehouse.place import Place, place_of

# Every new database has rows in them: of the schema and the views that it has.
_OF_THE_SCHEMA = ("schema_migrations", "views_state")

_RENEWED = "a run of this one, such as `cuttings load`, brings it up to date"

# Told the number of tables that are done, and of all.
OnTable = Callable[[int, int], None]


def create_lake(place: Place, data: str) -> None:
    """Make a lake whose Parquet files lie in `data`, an absolute folder or `s3://bucket/prefix`.

    Raises DatabaseOccupied where there is one already, and DatabaseUnreadable for any other `data`.
    """
    if not re.fullmatch(r"(?:s3://[a-z0-9][a-z0-9.-]+(?:/[^?#]*)?|/.*)", data):
        raise DatabaseUnreadable(
            place.published, f"data are kept in a folder or in s3://BUCKET/PREFIX, not {data!r}"
        )
    with as_warehouse_error(place):
        connect_lake(place, {}, read_only=False, data=f"{data.rstrip('/')}/").close()


def fill_lake(db: Connection, place: Place, file: Path, on_table: OnTable) -> int:
    """Copy the file's tables into a lake that holds nothing, and return how many rows they have.

    One that holds the file's rows and was not published yet is what an import that was killed left, and stays as
    it is. Raises DatabaseOccupied where it holds anything else, and SchemaOlder for a file that was not migrated.
    """
    db.execute(f"attach {quoted(str(file))} as file (read_only)")
    try:
        _must_be_migrated(db, file)
        tables = _tables(db, "lake")
        there, wanted = _counts(db, "lake", tables), _counts(db, "file", tables)
        if any(count for table, count in there.items() if table not in _OF_THE_SCHEMA):
            if db.execute("from publication.snapshots limit 1").fetchall() or there != wanted:
                raise DatabaseOccupied(place.published, "holds something already; nothing was imported")
            return sum(wanted.values())
        with transaction(db):
            db.execute("delete from schema_migrations")
            try:
                _copy(db, [table for table in tables if table != "views_state"], "file", "lake", on_table)
            except duckdb.ConversionException as error:
                # Numbers of 128 bits, which Parquet has not; summaries held some until 0.5.
                raise SchemaOlder(file, f"holds what an older Cuttings made; {_RENEWED}") from error
            _must_hold(place, wanted, _counts(db, "lake", tables))
        return sum(wanted.values())
    finally:
        db.execute("detach file")


def write_file(place: Place, file: Path, on_table: OnTable, *, as_of: str | None = None) -> int:
    """Write the lake's tables, as readers see them, into a new file, and return how many rows they have.

    With `as_of` as the run of this id left them. A file of any other kind than whole is the caller's to remove.
    """
    made = place_of(file)
    new = connect(file, made, read_only=False)
    try:
        migrate(new)
    finally:
        new.close()
    with open_reader(place, as_of=as_of) as db:
        _must_be_migrated(db, place.published, "lake")
        db.execute(f"set memory_limit = '{WRITER_MEMORY}'")
        db.execute(f"set temp_directory = {quoted(f'{file}.spill')}")
        db.execute(f"attach {quoted(str(file))} as file")
        tables = _tables(db, "file")
        wanted = _counts(db, "lake", tables)
        with transaction(db):
            db.execute("delete from file.schema_migrations")
            _copy(db, [table for table in tables if table != "views_state"], "lake", "file", on_table)
            _must_hold(made, wanted, _counts(db, "file", tables))
        db.execute("checkpoint file")
        db.execute("detach file")
    return sum(wanted.values())


def _must_be_migrated(db: Connection, path: Path, name: str = "file") -> None:
    applied = {version for (version,) in db.execute(f"select version from {name}.schema_migrations").fetchall()}  # noqa: S608 - names are ours
    if any(migration.version not in applied for migration in read_migrations()):
        raise SchemaOlder(
            path, "is of an older Cuttings; a run of this one, such as `cuttings load`, brings it up to date"
        )


def _tables(db: Connection, name: str) -> list[str]:
    rows = db.execute(
        "select table_name from duckdb_tables() where database_name = ? and schema_name = 'main' order by 1",
        [name],
    ).fetchall()
    return [table for (table,) in rows]


def _counts(db: Connection, name: str, tables: list[str]) -> dict[str, int]:
    counts = " union all ".join(f"select '{table}', count(*) from {name}.main.{table}" for table in tables)  # noqa: S608 - names are ours
    return dict(db.execute(counts).fetchall())


def _copy(db: Connection, tables: list[str], source: str, target: str, on_table: OnTable) -> None:
    for number, table in enumerate(tables, 1):
        db.execute(f"insert into {target}.main.{table} by name from {source}.main.{table}")
        on_table(number, len(tables))


def _must_hold(place: Place, wanted: dict[str, int], found: dict[str, int]) -> None:
    wrong = sorted(table for table, count in wanted.items() if found.get(table) != count)
    if wrong:
        raise DatabaseUnreadable(place.published, f"not made: the copy differs in {', '.join(wrong)}")
