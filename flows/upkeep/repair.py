"""Starting again after damage, from the published copy and the archive of all bodies; nothing is thrown away."""

from collections.abc import Iterator
from datetime import UTC, datetime

from extractors.records import RawDocument
from flows.archive import ArchiveAddress, archived_records
from flows.lists.outlets import owners_of, read_outlets
from flows.lists.settings import Settings
from flows.output import Talk
from flows.runs.steps import load_outcomes, open_extractor
from warehouse.database import Connection, open_writer, transaction
from warehouse.grouping import GROUPINGS, group_new
from warehouse.load import replace_rows
from warehouse.place import Place, place_of, writer_lock
from warehouse.publication import publish
from warehouse.repeated_lines import read_repeated_lines
from warehouse.summaries.keep import keep_summaries
from warehouse.upkeep.repair import damage_of, known_bodies, set_aside

_BATCH_BYTES = 64_000_000


def repair(settings: Settings, talk: Talk) -> int:
    """Put a database in order whose files are damaged; return how many bodies came from the archive.

    A damaged file is set aside. The writer's database is begun again from the published copy, without one anew;
    then what the archive holds beyond it is loaded. What people decided since the last publication stays in the
    file that was set aside.
    """
    place = place_of(settings.database)
    with writer_lock(
        place, wait_seconds=settings.lock_wait_seconds, on_wait=lambda who: talk.say(f"waits for {who}")
    ):
        if not _set_damaged_aside(place, talk):
            talk.say("both databases can be read in full")
        with open_writer(place) as db:
            count = _load_from_archive(db, place, settings, talk)
            with transaction(db):
                keep_summaries(db)
        publish(place)
    return count


def _set_damaged_aside(place: Place, talk: Talk) -> bool:
    """Set aside what cannot be read; return whether there was something."""
    is_damaged = False
    for database in (place.writer, place.published):
        problem = damage_of(database, place)
        if problem is None:
            continue
        is_damaged = True
        talk.say(problem)
        kept = set_aside(database, place)
        talk.say(f"set aside as {kept}")
    return is_damaged


def _load_from_archive(db: Connection, place: Place, settings: Settings, talk: Talk) -> int:
    """Load the bodies that the database does not know, and group them; return how many there were."""
    listed = read_outlets(settings.outlets)
    with transaction(db):
        replace_rows(db, listed)
    count = 0
    with open_extractor(settings, read_repeated_lines(db)) as extract:
        for batch in _unknown(db, place, settings.extract.batch_articles):
            addresses = {raw.raw_id: address for address, raw in batch}
            load_outcomes(db, extract([raw for _, raw in batch]), (), addresses, owners_of(listed))
            count += len(batch)
            talk.progress("bodies", count, None)
    for grouping in GROUPINGS.values():
        group_new(db, grouping, datetime.now(UTC))
    return count


def _unknown(db: Connection, place: Place, most: int) -> Iterator[list[tuple[ArchiveAddress, RawDocument]]]:
    known, batch, size = known_bodies(db), [], 0
    for address, raw in archived_records(place.archive, None):
        if raw.raw_id in known:
            continue
        known.add(raw.raw_id)
        batch.append((address, raw))
        size += len(raw.body)
        if len(batch) >= most or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
