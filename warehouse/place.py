"""Where a database's files lie, who may write, and how one is copied whole or not at all.

Beside the published copy `news.duckdb` lies the folder `news.duckdb.work/` with the writer's database, the lock
and the archive. People and programs read the copy; only a run with the lock opens the writer's database. The copy
is replaced as a whole at the end of a run, so no query ever waits for a load.
"""

import errno
import fcntl
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import DatabaseUnreadable, DiskFull, LakeUnsupported, WriterBusy
from warehouse.lake.catalog import Catalog, read_catalog, split_lake
from warehouse.lake.lock import catalog_lock

# What a DuckDB file holds behind its first checksum.
_MAGIC = b"DUCK"

# Bytes that are copied by one call.
_COPIED_BYTES = 1 << 30

# ioctl of Linux that lets a file share the blocks of another one; XFS, Btrfs and others know it.
_FICLONE = 0x40049409

# No space left, a quota used up, a file larger than the process may write.
NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a database and what belongs to it lie."""

    published: Path
    work: Path
    writer: Path
    lock: Path
    archive: Path
    pending_runs: Path
    spill: Path
    lake: Catalog | None = None


def place_of(database: Path) -> Place:
    """Return where the database published at `database` keeps its files; of a lake, those that are local.

    Raises DatabaseUnreadable for the name of a lake that cannot be used.
    """
    published = Path(os.path.abspath(database))  # noqa: PTH100 - resolve() would follow a link that is to be replaced
    work, lake = published.with_name(f"{published.name}.work"), None
    if named := split_lake(published):
        lake = read_catalog(*named)
        work = named[0] / f"{lake.label}.lake.work"
    return Place(
        published=published,
        work=work,
        writer=work / "writer.duckdb",
        lock=work / "lock",
        archive=work / "archive",
        pending_runs=work / "pending_runs",
        spill=work / "spill",
        lake=lake,
    )


def is_published(place: Place) -> bool:
    """Return whether there is a published copy; of a lake only asking tells."""
    return place.lake is not None or place.published.exists()


def belongs_to_database(path: Path) -> bool:
    """Return whether the path is a DuckDB file or a log of one, or lies in the work folder of a database."""
    is_log = path.suffix == ".wal" and _is_duckdb(path.with_suffix(""))
    return (
        is_log
        or _is_duckdb(path)
        or any((folder / "lock").exists() for folder in path.parents if folder.suffix == ".work")
    )


def must_be_file(place: Place, instead: str) -> None:
    """Raise LakeUnsupported, with what to do instead, where the database is a lake."""
    if place.lake is not None:
        raise LakeUnsupported(place.published, f"is a lake, which cannot do this; {instead}")


@contextmanager
def writer_lock(
    place: Place, *, wait_seconds: float, on_wait: Callable[[str], None] = lambda _: None
) -> Iterator[None]:
    """Hold the writer's lock; raise WriterBusy after `wait_seconds`. `on_wait` is told once who holds it."""
    _take_old_folder(place)
    _make_folder(place)
    with place.lock.open("a+", encoding="utf-8") as handle:
        deadline = time.monotonic() + wait_seconds
        is_told = False
        while not _try_lock(handle.fileno()):
            handle.seek(0)
            holder = handle.read().strip() or "another process"
            if time.monotonic() >= deadline:
                raise WriterBusy(place.published, f"{holder} is writing; waited {wait_seconds:g} s")
            if not is_told:
                on_wait(holder)
                is_told = True
            time.sleep(0.1)
        handle.seek(0)
        handle.truncate()
        handle.write(f"process {os.getpid()}")
        handle.flush()
        if place.lake is None:
            yield
            return
        with catalog_lock(place.lake, place.published, deadline=deadline, on_wait=on_wait):
            yield


def is_locked(place: Place) -> bool:
    """Return whether a writer is at work."""
    if not place.lock.exists():
        return False
    with place.lock.open("a+", encoding="utf-8") as handle:
        return not _try_lock(handle.fileno())


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _take_old_folder(place: Place) -> None:
    """Move the work folder of an older Cuttings, named without what stands behind the last dot, to its name.

    Databases that differ behind the last dot shared one; which of them it holds nobody can tell.
    """
    old = place.published.with_suffix(".work")
    if (place.work.exists() and place.work != old) or not (old / place.writer.name).exists():
        return
    sharers = [path.name for path in _databases_beside(place.published, old)]
    if sharers and not place.published.exists():
        return
    if sharers:
        raise DatabaseUnreadable(
            place.published,
            f"the folder {old.name} is of an older Cuttings and belongs to this database or to"
            f" {', '.join(sorted(sharers))}; rename it to the name of the one that it holds, followed by .work",
        )
    if place.work != old:
        old.rename(place.work)


def _databases_beside(database: Path, old: Path) -> Iterator[Path]:
    """Yield the other DuckDB files whose work folder the old one may be: they have no other."""
    for path in database.parent.iterdir():
        is_other = path.name != database.name and path.suffix not in (".wal", ".work") and path.is_file()
        own = path.with_name(f"{path.name}.work")
        if is_other and path.with_suffix(".work") == old and (own == old or not own.is_dir()) and _is_duckdb(path):
            yield path


def _is_duckdb(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as handle:
            return handle.read(12)[8:] == _MAGIC
    except OSError:
        return False


def set_rights(path: Path, rights: int) -> None:
    """Give the file or folder these rights, as far as a new one would have them: the settings may have changed."""
    mask = os.umask(0o077)
    os.umask(mask)
    found = path.stat()
    wanted = stat.S_IMODE(found.st_mode) & 0o7000 | rights & ~mask
    if stat.S_IMODE(found.st_mode) != wanted and found.st_uid == os.getuid():
        path.chmod(wanted)


def _make_folder(place: Place) -> None:
    try:
        place.work.mkdir(parents=True, exist_ok=True)
        set_rights(place.work, 0o777)
    except OSError as error:
        raise DatabaseUnreadable(
            place.published, f"cannot make its folder {place.work}: {error.strerror}"
        ) from error


def copy_file(source: Path, target: Path, place: Place) -> None:
    """Copy the file as a whole or not at all, flushed to the disk."""
    partial = target.with_name(f"{target.name}.part")
    try:
        _copy_content(source, partial)
        with partial.open("rb+") as handle:
            os.fsync(handle.fileno())
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        if error.errno in NO_SPACE:
            raise DiskFull(place.published, "no space left on the disk; the old copy stays") from error
        raise DatabaseUnreadable(place.published, f"cannot copy {source} to {target}: {error.strerror}") from error


def flush_folder(folder: Path) -> None:
    """Bring to the disk which files there are in the folder; what is in them is another matter."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy_content(source: Path, target: Path) -> None:
    """Let the target share the blocks of the source where the file system can, else copy them."""
    with source.open("rb") as original, target.open("wb") as copy:
        try:
            fcntl.ioctl(copy.fileno(), _FICLONE, original.fileno())
        except OSError as error:
            if error.errno in NO_SPACE:
                raise
        else:
            return
        try:
            # Shared by the kernel or the server (NFS, CIFS) where they can.
            while os.copy_file_range(original.fileno(), copy.fileno(), _COPIED_BYTES):
                pass
        except OSError as error:
            if error.errno in NO_SPACE:
                raise
        else:
            return
    shutil.copyfile(source, target)
