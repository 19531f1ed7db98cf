"""A file taken into a lake and a lake written into a file: database and archive, all or nothing."""

from pathlib import Path

from flows.errors import BackupRefused, NotWritable
from flows.lists.settings import Settings
from flows.output import Talk
from flows.upkeep.backup import HALF, copy_start, listed, missing_of, must_be_free, put_in_place, wanted_files
from warehouse.collecting.polling import archive_ends
from warehouse.database import open_reader
from warehouse.errors import LakeUnsupported
from warehouse.lake.transfer import create_lake, fill_lake, write_file
from warehouse.place import Place, must_be_file, place_of, writer_lock
from warehouse.publication import writing


def make_lake(settings: Settings, data: str, talk: Talk) -> None:
    """Make the lake of the settings, with its data in the folder or behind the prefix on S3."""
    place = _lake_of(settings)
    with writer_lock(
        place, wait_seconds=settings.lock_wait_seconds, on_wait=lambda who: talk.say(f"waits for {who}")
    ):
        create_lake(place, data if data.startswith("s3:") else str(Path(data).absolute()))


def import_file(settings: Settings, file: Path, talk: Talk, *, is_incomplete: bool = False) -> int:
    """Fill the lake of the settings, which holds nothing yet, from a database file; return its number of rows.

    Killed, it is done by the same command once more. Raises BackupRefused, before anything is written, where the
    file's archive lacks bodies (unless it may be incomplete) or the lake's has others.
    """
    place, source = _lake_of(settings), place_of(file)
    must_be_file(source, "name the file that goes into it")
    archive = _archive_of(source, talk, is_incomplete=is_incomplete)
    if others := _others(place, archive):
        raise BackupRefused(f"{place.archive}: holds {listed(others)} already; nothing was imported")
    with writing(
        place, wait_seconds=settings.lock_wait_seconds, on_wait=lambda who: talk.say(f"waits for {who}")
    ) as db:
        _copy_archive(archive, place.archive)
        return fill_lake(db, place, source.published, lambda done, total: talk.progress("tables", done, total))


def export_file(
    settings: Settings, file: Path, talk: Talk, *, as_of: str | None = None, is_incomplete: bool = False
) -> int:
    """Write the published lake, or what the run `as_of` left, into a new file; return its number of rows.

    Raises BackupRefused, before anything is written, where there is something at the file's place, or where the
    archive on this machine lacks bodies (unless it may be incomplete).
    """
    place, made = _lake_of(settings), place_of(file)
    must_be_file(made, "name the file that is to be made of it")
    must_be_free(made)
    archive = _archive_of(place, talk, as_of=as_of, is_incomplete=is_incomplete)
    with put_in_place(made) as staged:
        _copy_archive(archive, staged / "archive")
        return write_file(
            place, staged / HALF, lambda done, total: talk.progress("tables", done, total), as_of=as_of
        )


def _lake_of(settings: Settings) -> Place:
    place = place_of(settings.database)
    if place.lake is None:
        raise LakeUnsupported(place.published, "is no lake; name one (ducklake:postgres:…) as the database")
    return place


def _archive_of(
    place: Place, talk: Talk, *, is_incomplete: bool, as_of: str | None = None
) -> list[tuple[Path, int]]:
    """Return the files of the archive, with how much of each belongs to what is published."""
    with open_reader(place, as_of=as_of) as db:
        ends = archive_ends(db)
    missing = missing_of(place, ends)
    if missing and not is_incomplete:
        raise BackupRefused(f"{place.archive}: {listed(missing)}; --incomplete leaves them out")
    for line in missing:
        talk.say(line)
    return wanted_files(place, ends)


def _others(place: Place, archive: list[tuple[Path, int]]) -> list[str]:
    """Return the files of the lake's archive that an import of these, cut off, did not leave there."""
    ours = {path.name: size for path, size in archive}
    return [
        path.name for path in sorted(place.archive.glob("*.warc.gz")) if ours.get(path.name) != path.stat().st_size
    ]


def _copy_archive(archive: list[tuple[Path, int]], folder: Path) -> None:
    """Copy the files, each whole or not at all, but for those that are there."""
    try:
        folder.mkdir(exist_ok=True)
        for path, size in archive:
            if not (folder / path.name).exists():
                staged = folder / f"{path.name}.part"
                copy_start(path, staged, size)
                staged.replace(folder / path.name)
    except OSError as error:
        raise NotWritable(f"{folder}: the archive cannot be copied: {error.strerror}") from error
