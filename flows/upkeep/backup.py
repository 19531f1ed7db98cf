"""Backups: the published copy and the archive in a folder, with a manifest that says what belongs to it.

The published copy is whole at any time and points only to bodies that the archive held before, so a backup is
consistent while a run is at work. Files of the archive only grow, so one that is in the backup already is not
copied again, and an earlier manifest stays true while a later backup is under way: each file counts up to its
`bytes`. The manifest is written last; without it there is no backup.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.bodies.files import file_bytes
from flows.errors import BackupRefused, NotWritable
from flows.lists.settings import Settings
from flows.lists.version import code_version
from flows.output import Talk
from warehouse.collecting.polling import archive_ends
from warehouse.database import made_at, open_reader
from warehouse.place import Place, flush_folder, must_be_file, place_of

_FORMAT = 1  # of the manifest; one of another number is refused
_MANIFEST = "manifest.json"
_MANIFEST_BYTES = 100_000_000  # of half a million files
HALF = "database.restoring"  # in the work folder, until all of it is in place
_CHUNK_BYTES = 1 << 20  # read at once for a digest
_NAME = re.compile(r"(?:archive/)?[A-Za-z0-9][A-Za-z0-9._-]{0,127}")  # of a file in it
_SHOWN_PROBLEMS = 10  # the rest is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A file of a backup: its name in the folder, and its first `bytes` bytes with their SHA-256."""

    file: str
    bytes: int
    sha256: str


_OF_A_LAKE = "back up its PostgreSQL (pg_dump), its data folder and the archive"


def back_up(settings: Settings, folder: Path, talk: Talk, *, is_incomplete: bool = False) -> int:
    """Bring the backup in the folder up to date; return how many bytes were copied.

    Raises BackupRefused, before anything is written, where the folder holds something else or another database's
    backup, and, unless it may be incomplete, where bodies that the database knows are missing in the archive.
    """
    place = place_of(settings.database)
    must_be_file(place, _OF_A_LAKE)
    with open_reader(place) as db:
        missing = missing_of(place, archive_ends(db))
    made = str(made_at(place))
    before = _manifest_before(folder, made)
    if missing and not is_incomplete:
        raise BackupRefused(f"{place.archive}: {listed(missing)}; --incomplete backs up the rest")
    for line in missing:
        talk.say(line)
    try:
        (folder / "archive").mkdir(parents=True, exist_ok=True)
        database = _copied_database(place, folder)
        # Asked of the copy: the published one may have been replaced since, and know more than what was copied.
        with open_reader(place_of(folder / database.file)) as db:
            ends = archive_ends(db)
        files, copied = _copied_archive(wanted_files(place, ends), folder, before, talk)
        # Neither may the manifest reach the disk before what it names, nor the old database go before it.
        flush_folder(folder / "archive")
        flush_folder(folder)
        _write_manifest(folder, made, database, files)
        flush_folder(folder)
    except OSError as error:
        raise NotWritable(f"{folder}: the backup is not complete: {error.strerror}") from error
    for older in folder.glob("database-*.duckdb"):
        if older.name != database.file:
            older.unlink(missing_ok=True)
    return database.bytes + copied


def missing_of(place: Place, ends: list[tuple[str, int, int]]) -> list[str]:
    """Return what the archive lacks of the bodies that the database knows, file by file."""
    return [
        f"{name}: {'too short' if (place.archive / name).exists() else 'missing'}, {count:,} bodies lie in it"
        for name, end, count in ends
        if _size(place.archive / name) < end
    ]


def _copied_database(place: Place, folder: Path) -> _Kept:
    staged = folder / "database.part"
    copied = copy_start(place.published, staged, None)
    database = replace(copied, file=f"database-{copied.sha256[:16]}.duckdb")
    staged.replace(folder / database.file)
    return database


def _copied_archive(
    wanted: list[tuple[Path, int]], folder: Path, before: dict[str, _Kept], talk: Talk
) -> tuple[list[_Kept], int]:
    """Copy what the backup does not hold yet; return all files with how much counts, and the bytes copied."""
    files, copied = [], 0
    for number, (path, end) in enumerate(wanted, 1):
        name = f"archive/{path.name}"
        known = before.get(name)
        if known is None or known.bytes != end or _size(folder / name) < end:
            staged = folder / f"{name}.part"
            known = replace(copy_start(path, staged, end), file=name)
            staged.replace(folder / name)
            copied += known.bytes
        files.append(known)
        talk.progress("files", number, len(wanted))
    return files, copied


def restore(settings: Settings, folder: Path, talk: Talk) -> None:
    """Restore the backup under the database's name, where nothing may be yet; all of it is checked first.

    Raises BackupRefused, before anything is written, where the backup is not whole or something is there already.
    """
    place = place_of(settings.database)
    must_be_file(place, _OF_A_LAKE)
    must_be_free(place)
    manifest = _read_manifest(folder)
    kept = [_kept_of(manifest["database"]), *(_kept_of(row) for row in manifest["archive"])]
    talk.say(f"checks {len(kept):,} files")
    if problems := [problem for each in kept if (problem := _problem_of(folder, each))]:
        raise BackupRefused(f"{folder}: {listed(problems)}; nothing was restored")
    with put_in_place(place) as staged:
        for each in kept[1:]:
            copy_start(folder / each.file, staged / each.file, each.bytes)
        copy_start(folder / kept[0].file, staged / HALF, kept[0].bytes)
    talk.say(
        f"{place.published}: restored as of {manifest['made_at']}, with {len(kept) - 1:,} files of the archive"
    )


def must_be_free(place: Place) -> None:
    """Raise BackupRefused where something is at the database's place.

    What a restoring that was killed at its very end left, all but the database in place, is removed.
    """
    is_half = (place.work / HALF).exists() and not os.path.lexists(place.published)
    if is_half and {path.name for path in place.work.iterdir()} == {"archive", HALF}:
        shutil.rmtree(place.work)
    for path in (place.published, place.work):
        if os.path.lexists(path):
            raise BackupRefused(f"{path}: is there already; nothing is overwritten")


@contextmanager
def put_in_place(place: Place) -> Iterator[Path]:
    """Give a folder for the archive and the database, as `HALF`; once the block has ended well both get in place.

    Raises NotWritable where a file cannot be written; then, and after any other error, nothing is left.
    """
    staged = place.work.with_name(f"{place.work.name}.restoring")
    try:
        shutil.rmtree(staged, ignore_errors=True)
        (staged / "archive").mkdir(parents=True)
        yield staged
        flush_folder(staged / "archive")
        flush_folder(staged)
        staged.rename(place.work)
        flush_folder(place.work.parent)
        (place.work / HALF).rename(place.published)
        flush_folder(place.published.parent)
    except OSError as error:
        raise NotWritable(f"{place.published}: cannot be restored: {error.strerror}") from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def wanted_files(place: Place, ends: list[tuple[str, int, int]]) -> list[tuple[Path, int]]:
    """Return the files of the archive with how much of each counts: of the last one what the database knows."""
    if not ends:
        return []
    last, end, _ = ends[-1]
    earlier = sorted(path for path in place.archive.glob("*.warc.gz") if path.name < last)
    whole = [(path, path.stat().st_size) for path in earlier]
    return whole + ([(place.archive / last, end)] if _size(place.archive / last) >= end else [])


def _manifest_before(folder: Path, made: str) -> dict[str, _Kept]:
    """Return the archive's files of the backup that the folder holds, by name; raise BackupRefused for others."""
    if not folder.exists():
        return {}
    if not (folder / _MANIFEST).exists():
        # What a first backup that was cut off leaves may be written over; other things may not.
        if not folder.is_dir() or any(not _is_ours(path) for path in folder.iterdir()):
            raise BackupRefused(f"{folder}: holds something that is no backup; nothing was written")
        return {}
    manifest = _read_manifest(folder)
    if manifest["database_made_at"] != made:
        raise BackupRefused(f"{folder}: holds the backup of another database; nothing was written")
    return {row["file"]: _kept_of(row) for row in manifest["archive"]}


def _is_ours(path: Path) -> bool:
    return path.name in ("archive", "database.part") or path.match("database-*.duckdb")


def _read_manifest(folder: Path) -> dict[str, Any]:
    path = folder / _MANIFEST
    if not path.exists():
        raise BackupRefused(f"{folder}: no backup, or one that was cut off before its end: it has no {_MANIFEST}")
    try:
        manifest: dict[str, Any] = json.loads(file_bytes(path, _MANIFEST_BYTES))
        if type(manifest["format"]) is int and manifest["format"] > _FORMAT:
            raise BackupRefused(f"{path}: of a newer Cuttings; update Cuttings")
        if type(manifest["format"]) is not int or manifest["format"] < 1:
            raise ValueError(manifest["format"])
        for name in ("made_at", "database_made_at"):
            datetime.fromisoformat(manifest[name])
        [_kept_of(row) for row in (manifest["database"], *manifest["archive"])]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BackupRefused(f"{path}: damaged ({type(error).__name__})") from error
    return manifest


def _kept_of(row: dict[str, Any]) -> _Kept:
    """Return the file that the row names; raises ValueError or TypeError for what no backup of ours says."""
    kept = _Kept(**row)
    if not _NAME.fullmatch(kept.file) or type(kept.bytes) is not int or kept.bytes < 0:
        raise ValueError(kept.file)
    if type(kept.sha256) is not str:
        raise TypeError(kept.sha256)
    return kept


def _write_manifest(folder: Path, made: str, database: _Kept, files: list[_Kept]) -> None:
    manifest = {
        "format": _FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "code_version": code_version(),
        "database_made_at": made,
        "database": asdict(database),
        "archive": [asdict(each) for each in files],
    }
    staged = folder / f"{_MANIFEST}.part"
    with staged.open("w", encoding="utf-8") as out:
        json.dump(manifest, out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    staged.replace(folder / _MANIFEST)


def _problem_of(folder: Path, kept: _Kept) -> str | None:
    """Return what is wrong with a file of the backup; None where nothing is."""
    path = folder / kept.file
    if not path.is_file():
        return f"{kept.file}: missing"
    if _size(path) < kept.bytes:
        return f"{kept.file}: {_size(path):,} of {kept.bytes:,} bytes"
    digest = hashlib.sha256()
    for piece in _pieces(path, kept.bytes):
        digest.update(piece)
    return None if digest.hexdigest() == kept.sha256 else f"{kept.file}: damaged"


def copy_start(source: Path, target: Path, most: int | None) -> _Kept:
    """Copy the file, or its first `most` bytes, to the disk; return what was copied."""
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as out:
        for piece in _pieces(source, most):
            out.write(piece)
            digest.update(piece)
            size += len(piece)
        out.flush()
        os.fsync(out.fileno())
    return _Kept(file=target.name, bytes=size, sha256=digest.hexdigest())


def _pieces(path: Path, most: int | None) -> Iterator[bytes]:
    with path.open("rb") as handle:
        left = most
        while piece := handle.read(_CHUNK_BYTES if left is None else min(left, _CHUNK_BYTES)):
            left = None if left is None else left - len(piece)
            yield piece


def _size(path: Path) -> int:
    """Return the size of the file; -1 where there is none."""
    return path.stat().st_size if path.is_file() else -1


def listed(problems: list[str]) -> str:
    """Return the first of them as words, and how many more there are."""
    more = len(problems) - _SHOWN_PROBLEMS
    return "; ".join(problems[:_SHOWN_PROBLEMS]) + (f"; and {more:,} more" if more > 0 else "")
