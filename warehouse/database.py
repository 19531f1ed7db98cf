"""The database: opened for reading or writing, and migrated."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from warehouse.connection import Connection, as_warehouse_error, connect, transaction
from warehouse.errors import (
    DatabaseMissing,
    DatabaseUnreadable,
    LakeUnsupported,
    SchemaChanged,
    SchemaNewer,
)
from warehouse.lake.lock import close_writer
from warehouse.lake.publications import keep_publications
from warehouse.lake.wording import table_wording, view_wording
from warehouse.place import Place, copy_file, is_published, place_of
from warehouse.views import create_views

MIGRATIONS = Path(__file__).parent / "migrations"

# Copies that migrations leave behind; the rest would fill the disk over the years.
_KEPT_COPIES = 2

MISSING = "no such database; `cuttings load` makes one"

# Main header and two database headers of 4,096 bytes; before they are whole, nothing is committed.
_HEADER_BYTES = 12_288


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
    # DuckDB removes what a killed run had spilled when it spills again, which may be never.
    shutil.rmtree(place.spill, ignore_errors=True)
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
    """Return the place of a database that is there; raises DatabaseMissing, or DatabaseUnreadable for a folder.

    Asked by whatever changes what is stored: a mistyped name would leave an empty database behind.
    """
    place = place_of(database)
    if not is_published(place) and not place.writer.exists() and not place.archive.exists():
        raise DatabaseMissing(place.published, MISSING)
    if place.published.exists() and not place.published.is_file():
        raise DatabaseUnreadable(place.published, "is no file")
    return place


def made_at(place: Place) -> datetime | None:
    """Return when the published database was made, which tells it from others; None where there is none yet."""
    try:
        with open_reader(place) as db:
            moments: list[tuple[datetime]] = db.execute("select min(applied_at) from schema_migrations").fetchall()
    except DatabaseMissing:
        return None
    return moments[0][0].astimezone(UTC)


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
