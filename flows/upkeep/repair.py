"""Starting again after damage, from the published copy and the archive of all bodies; nothing is thrown away."""

from flows.archive import archive_files
from flows.lists.settings import Settings
from flows.output import Talk
from flows.upkeep.from_archive import load_from_archive
from warehouse.connection import transaction
from warehouse.database import open_writer, stored_place
from warehouse.errors import DatabaseUnreadable
from warehouse.place import Place, must_be_file, writer_lock
from warehouse.publication import publish
from warehouse.summaries.keep import keep_summaries
from warehouse.upkeep.repair import damage_of, set_aside


def repair(settings: Settings, talk: Talk) -> int:
    """Put a database in order whose files are damaged; return how many documents came from the archive.

    A damaged file is set aside. The writer's database is begun again from the published copy, without one anew;
    then what the archive holds beyond it is loaded. What people decided since the last publication stays in the
    file that was set aside.
    """
    place = stored_place(settings.database)
    must_be_file(place, "PostgreSQL mends its catalog, or a backup of it does")
    with writer_lock(
        place, wait_seconds=settings.lock_wait_seconds, on_wait=lambda who: talk.say(f"waits for {who}")
    ):
        if not _set_damaged_aside(place, talk):
            talk.say("both databases can be read in full")
        with open_writer(place) as db:
            count = load_from_archive(db, place, settings, talk).documents
            with transaction(db):
                keep_summaries(db)
        publish(place)
    return count


def _set_damaged_aside(place: Place, talk: Talk) -> bool:
    """Set aside what cannot be read; return whether there was something.

    Raises DatabaseUnreadable where nothing would be left to begin from: perhaps the file is no database of ours.
    """
    found = {database: damage_of(database, place) for database in (place.writer, place.published)}
    damaged = {database: problem for database, problem in found.items() if problem is not None}
    is_one_whole = any(database.exists() and database not in damaged for database in found)
    if damaged and not is_one_whole and not archive_files(place.archive):
        raise DatabaseUnreadable(
            place.published, "cannot be read, and no archive lies beside it to make it anew from; restore a backup"
        )
    for database, problem in damaged.items():
        talk.say(problem)
        talk.say(f"set aside as {set_aside(database, place)}")
    return bool(damaged)
