"""Publication: the published copy replaced as a whole, by a file that was opened and counted before the swap.

What another client left beside the old copy (a write-ahead log; a view is enough for one) belongs to the old copy
and makes DuckDB refuse the new one for good, so it goes with the old copy. What cannot be published is raised, and
the old copy stays.

Beside the writer's database lies a note of the copy that holds all of it; every write session takes the note away
first. Where it was there, and a run changed nothing but its log, the copy stays as it is, for an hour at most.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from warehouse.connection import Connection, as_warehouse_error, connect, transaction
from warehouse.database import open_writer, read_migrations
from warehouse.errors import CorrectionRefused, DatabaseUnreadable, NotOneFound, WarehouseError, WriterBusy
from warehouse.lake.publications import add_publication, is_all_published
from warehouse.place import Place, copy_file, flush_folder, writer_lock
from warehouse.queries import read_sql
from warehouse.searching.index import try_keep_index
from warehouse.summaries.keep import keep_summaries
from warehouse.views import view_statements

# What DuckDB 2.0 may leave beside a database file, by its ending.
_LOG_ENDINGS = (".wal", ".wal.checkpoint", ".wal.recovery")

# What a run writes of itself and of whom it asked.
_LOG_TABLES = ("runs", "fetches", "robots")

# How far the log of runs and of polls may be behind in the copy.
_QUIET_SECONDS = 3600.0


@contextmanager
def writing(
    place: Place,
    *,
    wait_seconds: float,
    on_wait: Callable[[str], None] = lambda _: None,
    is_trial: bool = False,
) -> Iterator[Connection]:
    """Be the one writer: the lock, the writer's database, and publication once the block has ended well.

    A block that refuses a change has changed nothing, as it is one transaction. Where the copy is behind then, an
    earlier command was killed after it had committed, and perhaps this one asks for the same: it is published, and
    the refusal goes on with a note of that. A trial publishes nothing; its block keeps nothing by
    `transaction(db, is_trial=True)`.
    """
    refused: WarehouseError | None = None
    with writer_lock(place, wait_seconds=wait_seconds, on_wait=on_wait):
        note = take_note(place)
        with open_writer(place) as db:
            try:
                yield db
            except (CorrectionRefused, NotOneFound) as error:
                refused = error
            is_left = is_trial or (refused is not None and _is_published(db, place, note))
            if not is_left:
                with transaction(db):
                    keep_summaries(db)
                try_keep_index(db, place)  # a search tells what is not indexed
        if not is_left:
            publish(place)
        elif note is not None:
            _note_path(place).write_text(note, encoding="utf-8")
    if refused is not None:
        if not is_left:
            refused.add_note("what was changed before is published now")
        raise refused


def _is_published(db: Connection, place: Place, note: str | None) -> bool:
    """Return whether readers see all that the writer's database holds."""
    if place.lake is not None:
        return is_all_published(db)
    return note is not None and note == _note_of(place)


def take_note(place: Place) -> str | None:
    """Take away and return the note of the copy that holds all that the writer holds; None where there is none."""
    path = _note_path(place)
    try:
        note = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    path.unlink()
    flush_folder(path.parent)  # else it is back after a power cut, and speaks of what was written since
    return note


def holds_all(place: Place) -> bool:
    """Return whether the copy holds all that the writer holds; the note stays where it is."""
    try:
        return _note_path(place).read_text(encoding="utf-8") == _note_of(place)
    except FileNotFoundError:
        return False


def stays_published(place: Place, note: str | None) -> bool:
    """Leave the copy as it is where the note is of it and it is not old; False where it is to be replaced."""
    if note is None or logs_of(place.published) or note != _note_of(place):
        return False
    if not 0 <= time.time() - place.published.stat().st_mtime < _QUIET_SECONDS:
        return False
    _note_path(place).write_text(note, encoding="utf-8")
    return True


def content_state(db: Connection, place: Place) -> tuple[Any, ...]:
    """Return what differs after a run that changed more than its log, or ended otherwise than the one before.

    Nothing of a lake, where a publication is a row, and to count all tables a fourth of a small run's CPU.
    """
    if place.lake is not None:
        return ()
    counts = {table: count for table, count in _table_counts(db).items() if table not in _LOG_TABLES}
    return counts, *db.execute(read_sql("upkeep/content_state")).fetchall()


def _note_path(place: Place) -> Path:
    return place.work / "published.note"


def _note_of(place: Place) -> str | None:
    """Return what tells the published copy from any other file, and from one of other views or migrations."""
    if not place.published.exists():
        return None
    definitions = [*(migration.sha256 for migration in read_migrations()), *view_statements().values()]
    digest = hashlib.sha256("\n".join(definitions).encode()).hexdigest()
    found = place.published.stat()
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns} {digest}"


def publish(place: Place) -> None:
    """Replace the published copy by the writer's database, which nobody has open; readers keep the old file.

    Of a lake it is a row. Raises DiskFull, or DatabaseUnreadable where what would be published is not what the
    writer holds.
    """
    if place.lake is not None:
        with as_warehouse_error(place), connect(place.writer, place, read_only=False) as db, transaction(db):
            add_publication(db)
        return
    counts = _settled_counts(place)
    staged = place.published.with_name(f".{place.published.name}.new")
    try:
        copy_file(place.writer, staged, place)
        _must_hold(staged, place, counts)
        # Before the swap: a kill between the two leaves the old copy, which opens without the log too.
        _remove_logs(place.published, place)
        staged.replace(place.published)
        flush_folder(place.published.parent)
    except OSError as error:
        raise DatabaseUnreadable(place.published, f"cannot be replaced: {error.strerror}") from error
    finally:
        staged.unlink(missing_ok=True)
        for log in logs_of(staged):
            log.unlink(missing_ok=True)
    # A client that still has the old copy open may have begun a log meanwhile.
    _remove_logs(place.published, place)
    _must_open(place)
    _note_path(place).write_text(_note_of(place) or "", encoding="utf-8")


def logs_of(database: Path) -> list[Path]:
    """Return the write-ahead logs that lie beside the database."""
    paths = [database.with_name(database.name + ending) for ending in _LOG_ENDINGS]
    return [path for path in paths if os.path.lexists(path)]


def _remove_logs(database: Path, place: Place) -> None:
    """Remove the write-ahead logs beside the database; raises DatabaseUnreadable where one cannot be removed."""
    for log in logs_of(database):
        try:
            log.unlink()
        except OSError as error:
            raise DatabaseUnreadable(
                place.published, f"not replaced, for {log} would make it unreadable and stays: {error.strerror}"
            ) from error


def _table_counts(db: Connection) -> dict[str, int]:
    """Return how many rows each table holds."""
    tables = [
        name
        for (name,) in db.execute(
            "select table_name from duckdb_tables() where not temporary and schema_name = current_schema()"
        ).fetchall()
    ]
    counts = " union all ".join(f"select '{name}', count(*) from \"{name}\"" for name in sorted(tables))  # noqa: S608 - names are ours
    return dict(db.execute(counts).fetchall()) if tables else {}


def _settled_counts(place: Place) -> dict[str, int]:
    """Bring all that the writer wrote into its file, log included, and return the counts of its tables.

    A checkpoint at the end of a run fails without a word on a full disk; then the file alone is an older state.
    """
    with as_warehouse_error(place), connect(place.writer, place, read_only=False) as db:
        counts = _table_counts(db)
        db.execute("checkpoint")
    left = [log for log in logs_of(place.writer) if log.stat().st_size]
    if left:
        raise DatabaseUnreadable(place.published, f"not replaced: {left[0].name} still holds what the run wrote")
    return counts


def _must_hold(staged: Path, place: Place, counts: dict[str, int]) -> None:
    with as_warehouse_error(place), connect(staged, place, read_only=True) as db:
        found = _table_counts(db)
    if found != counts:
        wrong = sorted(name for name in counts.keys() | found.keys() if counts.get(name) != found.get(name))
        raise DatabaseUnreadable(place.published, f"not replaced: the new copy differs in {', '.join(wrong)}")


def _must_open(place: Place) -> None:
    """Open what was published as its readers will; one that has it open for writing is no fault of ours."""
    try:
        with as_warehouse_error(place):
            connect(place.published, place, read_only=True).close()
    except WriterBusy:
        return
