"""The database: opened for reading or writing, migrated, its errors told as ours."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from weakref import WeakKeyDictionary, WeakSet

import duckdb

from warehouse.errors import (
    DatabaseMissing,
    DatabaseUnreadable,
    DiskFull,
    LakeUnsupported,
    SchemaChanged,
    SchemaNewer,
    WarehouseError,
    WriterBusy,
    is_interruption,
)
from warehouse.lake.lock import close_writer, must_hold_lock, unreachable
from warehouse.lake.publications import keep_publications
from warehouse.lake.session import connect_lake
from warehouse.lake.wording import table_wording, view_wording
from warehouse.place import NO_SPACE, Place, copy_file, is_published, place_of
from warehouse.views import create_views

Connection = duckdb.DuckDBPyConnection

MIGRATIONS = Path(__file__).parent / "migrations"

# Clients that still run DuckDB 1.5 open files of this storage version.
_STORAGE_VERSION = "v1.5.0"

# Copies that migrations leave behind; the rest would fill the disk over the years.
_KEPT_COPIES = 2

MISSING = "no such database; `cuttings load` makes one"

# Main header and two database headers of 4,096 bytes; before they are whole, nothing is committed.
_HEADER_BYTES = 12_288

# DuckDB takes four fifths of the machine by default; beyond this it spills into the work folder.
_WRITER_MEMORY = "2GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """A numbered SQL file; `sha256` is the hex digest of its text."""

    version: int
    name: str
    sql: str
    sha256: str


@contextmanager
def open_writer(place: Place) -> Iterator[Connection]:
    """Open the writer's database, migrated; the caller holds the lock. A full disk is raised as DiskFull."""
    if place.lake is None:
        _ready_writer(place)
    with as_warehouse_error(place):
        db = connect(place.writer, place, read_only=False)
        try:
            migrate(db, place)
            yield db
        finally:
            if place.lake is None:
                db.close()
            else:
                close_writer(db, place.published)


def _ready_writer(place: Place) -> None:
    """Bring about that the writer's database is there: from the published copy, or a new one."""
    _remove_stillborn(place.writer)
    for partial in place.work.glob("*.part"):
        if partial.is_dir():  # of an archive that was being copied
            shutil.rmtree(partial, ignore_errors=True)
        else:
            partial.unlink(missing_ok=True)
    if not place.writer.exists() and place.published.exists():
        # Opened first, so that a file which is no database is not taken into the work folder.
        with open_reader(place):
            pass
        copy_file(place.published, place.writer, place)
    elif not place.writer.exists():
        _make_writer(place)


def _make_writer(place: Place) -> None:
    """Make the writer's database whole or not at all: a disk that fills up leaves nothing under its name."""
    made = place.writer.with_name(f"new.{place.writer.name}")
    for path in (made, made.with_name(f"{made.name}.wal")):
        path.unlink(missing_ok=True)
    with as_warehouse_error(place):
        db = connect(made, place, read_only=False)
        try:
            migrate(db)
            db.execute("checkpoint")
        finally:
            db.close()
        made.replace(place.writer)


def _remove_stillborn(writer: Path) -> None:
    """Remove a file in which nothing was ever committed, as a disk that was full at once left it."""
    if writer.exists() and writer.stat().st_size < _HEADER_BYTES:
        for path in (writer, writer.with_name(f"{writer.name}.wal")):
            path.unlink(missing_ok=True)


@contextmanager
def open_reader(place: Place, *, as_of: str | None = None) -> Iterator[Connection]:
    """Open the published copy, read-only; of a lake also as the run whose id begins with `as_of` left it."""
    if not is_published(place):
        raise DatabaseMissing(place.published, MISSING)
    if as_of is not None and place.lake is None:
        raise LakeUnsupported(place.published, "only a lake keeps what each run left; `cuttings pin` keeps a copy")
    with as_warehouse_error(place):
        db = connect(place.published, place, read_only=True, as_of=as_of)
        try:
            _check_schema(place, _applied_migrations(db))
            yield db
        finally:
            db.close()


def stored_place(database: Path) -> Place:
    """Return the place of a database that is there; raises DatabaseMissing.

    Asked by whatever changes what is stored: a mistyped name would leave an empty database behind.
    """
    place = place_of(database)
    if not is_published(place) and not place.writer.exists() and not place.archive.exists():
        raise DatabaseMissing(place.published, MISSING)
    return place


def made_at(place: Place) -> datetime | None:
    """Return when the published database was made, which tells it from others; None where there is none yet."""
    try:
        with open_reader(place) as db:
            moments: list[tuple[datetime]] = db.execute("select min(applied_at) from schema_migrations").fetchall()
    except DatabaseMissing:
        return None
    return moments[0][0].astimezone(UTC)


@contextmanager
def transaction(db: Connection, *, is_trial: bool = False) -> Iterator[None]:
    """Commit what the block does, or nothing of it; a trial keeps nothing either way."""
    db.execute("begin")
    try:
        yield
    except BaseException:
        db.execute("rollback")
        raise
    if not is_trial and db in _WRITERS:
        must_hold_lock(_WRITERS[db])
    db.execute("rollback" if is_trial else "commit")


def read_migrations() -> tuple[Migration, ...]:
    """Return the migrations in order of their number."""
    migrations = []
    for path in sorted(MIGRATIONS.glob("*.sql")):
        number, _, name = path.stem.partition("_")
        sql = path.read_text(encoding="utf-8")
        digest = hashlib.sha256(sql.encode()).hexdigest()
        migrations.append(Migration(version=int(number), name=name, sql=sql, sha256=digest))
    return tuple(migrations)


def migrate(db: Connection, place: Place | None = None) -> None:
    """Bring the schema up to date, each migration in one transaction with its own record, then make the views.

    A database that holds something is copied first, beside the original (`…before-0007`).
    """
    applied = _applied_migrations(db)
    if place is not None:
        _check_schema(place, applied)
    missing = [migration for migration in read_migrations() if migration.version not in applied]
    if place is not None and place.lake is not None:
        # Its commits are dear (.5 s), and the snapshot before it is the copy.
        with transaction(db):
            for migration in missing:
                _apply(db, migration, table_wording(migration.sql))
            keep_publications(db)
            create_views(db, reworded=view_wording)
        return
    if place is not None and applied and missing:
        _keep_copy(db, place, missing[0].version)
    for migration in missing:
        with transaction(db):
            _apply(db, migration, migration.sql)
    with transaction(db):
        create_views(db)


def _apply(db: Connection, migration: Migration, sql: str) -> None:
    db.execute(sql)
    db.execute(
        "insert into schema_migrations by name select ? as version, ? as name, ? as sha256, now() as applied_at",
        [migration.version, migration.name, migration.sha256],
    )


def _keep_copy(db: Connection, place: Place, version: int) -> None:
    db.execute("checkpoint")
    copy_file(place.writer, place.writer.with_name(f"writer.before-{version:04}.duckdb"), place)
    for older in sorted(place.work.glob("writer.before-*.duckdb"))[:-_KEPT_COPIES]:
        older.unlink(missing_ok=True)


def _applied_migrations(db: Connection) -> dict[int, tuple[str, str]]:
    try:
        rows = db.execute("select version, name, sha256 from schema_migrations").fetchall()
    except duckdb.CatalogException:  # asking duckdb_tables() first takes .01 s, of each command
        return {}
    return {version: (name, sha256) for version, name, sha256 in rows}


def _check_schema(place: Place, applied: dict[int, tuple[str, str]]) -> None:
    known = {migration.version: migration for migration in read_migrations()}
    newer = sorted(set(applied) - set(known))
    if newer:
        raise SchemaNewer(place.published, f"has schema {newer[-1]}, made by a newer Cuttings; update Cuttings")
    for version, (name, sha256) in applied.items():
        if known[version].sha256 != sha256:
            raise SchemaChanged(place.published, f"migration {version:04}_{name} has another text now")


def in_utc(db: Connection) -> Connection:
    """Make the connection count days and show times in UTC; the wheel has icu built in but does not load it."""
    db.execute("load icu")
    db.execute("set TimeZone = 'UTC'")
    return db


# Those in use, so that a signal can end what they are at.
_OPEN: WeakSet[Connection] = WeakSet()

# The lakes that connections write to.
_WRITERS: WeakKeyDictionary[Connection, Path] = WeakKeyDictionary()


def interrupt_statements() -> None:
    """End the statements that run in any thread: each raises duckdb.InterruptException there.

    DuckDB looks for signals between statements only: one of minutes went on for minutes after SIGTERM.
    """
    for db in list(_OPEN):
        with suppress(duckdb.Error):
            db.interrupt()


def connect(path: Path, place: Place, *, read_only: bool, as_of: str | None = None) -> Connection:
    """Open the file, with the writer's limits unless it is only read; raises WriterBusy or DatabaseUnreadable.

    Of a lake, what it is in that file's place: the writer's tables or the published ones.
    """
    settings: dict[str, str | bool | int | float | list[str]] = {"storage_compatibility_version": _STORAGE_VERSION}
    if not read_only:
        settings["memory_limit"] = _WRITER_MEMORY
        settings["temp_directory"] = str(place.work / "spill")
    try:
        if place.lake is None:
            db = in_utc(duckdb.connect(str(path), read_only=read_only, config=settings))
        else:
            db = in_utc(connect_lake(place, settings, read_only=read_only, as_of=as_of))
            if not read_only:
                _WRITERS[db] = place.published
        _OPEN.add(db)
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
