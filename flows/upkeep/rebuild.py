"""A database made anew from an archive alone: the bodies, and what their sources said of them, as they came in."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from flows.archive import archive_files, missing_files
from flows.errors import NotWritable, RebuildRefused
from flows.lists.settings import Settings
from flows.lists.sources import as_source, read_sources
from flows.output import Talk
from flows.upkeep.from_archive import Loaded, load_from_archive
from warehouse.collecting.sources import configure_sources
from warehouse.connection import Connection, transaction
from warehouse.place import Place, must_be_file, place_of
from warehouse.publication import writing
from warehouse.upkeep.repair import known_sources


def rebuild(settings: Settings, talk: Talk, *, archive: Path | None = None, is_incomplete: bool = False) -> Loaded:
    """Make the database anew from its archive, or from a copy of `archive`, and publish it.

    Raises RebuildRefused, before anything is written, where there is a database already, nothing to read, or a
    file missing among those of the archive (unless it `is_incomplete`). One that was cut off is gone on with by
    `cuttings repair`. What people decided, and what a source announced that was never fetched, is in no archive.
    """
    place = place_of(settings.database)
    must_be_file(place, "load what it was loaded from")
    _check(place, archive)
    _check_whole(archive or place.archive, talk, is_incomplete=is_incomplete)
    if archive is not None:
        _copy(archive, place, talk)
    with writing(
        place, wait_seconds=settings.lock_wait_seconds, on_wait=lambda who: talk.say(f"waits for {who}")
    ) as db:
        loaded = load_from_archive(db, place, settings, talk)
        _configure(db, settings)
        return loaded


def _check(place: Place, archive: Path | None) -> None:
    for path in (place.published, place.writer):
        if os.path.lexists(path):
            raise RebuildRefused(f"{path}: is there already; nothing is overwritten")
    folder = archive or place.archive
    if not archive_files(folder):
        raise RebuildRefused(f"{folder}: holds no archive (files named cuttings-000001.warc.gz and so on)")
    if archive is not None and any(place.archive.glob("*")):
        raise RebuildRefused(f"{place.archive}: is there already; nothing is overwritten")


def _check_whole(folder: Path, talk: Talk, *, is_incomplete: bool) -> None:
    missing = missing_files(folder)
    if not missing:
        return
    told = f"{folder}: missing {', '.join(missing[:5])}{', …' if len(missing) > 5 else ''}"
    if not is_incomplete:
        raise RebuildRefused(f"{told}; restore it from a backup, or make a database of the rest with --incomplete")
    talk.say(told)


def _copy(archive: Path, place: Place, talk: Talk) -> None:
    files = archive_files(archive)
    staged = place.archive.with_name("archive.part")
    try:
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir(parents=True)
        for number, path in enumerate(files, 1):
            shutil.copyfile(path, staged / path.name)
            talk.progress("files", number, len(files))
        if place.archive.exists():
            place.archive.rmdir()
        staged.rename(place.archive)
    except OSError as error:
        shutil.rmtree(staged, ignore_errors=True)
        raise NotWritable(f"{place.archive}: cannot be copied: {error.strerror}") from error


def _configure(db: Connection, settings: Settings) -> None:
    """Store those of the configured sources that announced what was archived; a run adds the others."""
    if not settings.sources.is_file():
        return
    sources = [as_source(config, now=datetime.now(UTC)) for config in read_sources(settings.sources)]
    named = known_sources(db)
    with transaction(db):
        configure_sources(db, [source for source in sources if source.source_id in named])
