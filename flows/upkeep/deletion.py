"""`cuttings delete`: one article gone from database, archive, index and alerts; and the proof that it is."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flows.alerts.outbox import open_outbox
from flows.archive.erasing import erase
from flows.lists.settings import Settings
from flows.output import Talk
from warehouse.connection import transaction
from warehouse.database import open_reader, open_writer, stored_place
from warehouse.errors import NotOneFound
from warehouse.place import must_be_file, place_of, writer_lock
from warehouse.publication import publish
from warehouse.query import find_article
from warehouse.searching.index import rebuild_index
from warehouse.upkeep.deletion import compact, delete_article, deleted_before, doomed_by, traces_of
from warehouse.upkeep.pins import pins_with


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """The article's id, and which rows name it or what is its alone: table, column, rows; before and after.

    `pins` are those that hold it: a pin is not changed, but removed by hand.
    """

    article_id: str
    pins: tuple[str, ...]
    before: tuple[tuple[str, str, int], ...]
    after: tuple[tuple[str, str, int], ...] = ()


def what_goes(settings: Settings, article: str) -> Deletion:
    """Return which rows would go; nothing is written. Raises NotOneFound for an id that names none or several."""
    place = place_of(settings.database)
    with open_reader(place) as db:
        doomed = doomed_by(db, find_article(db, article))
        before = tuple(traces_of(db, doomed))
    return Deletion(article_id=doomed.article_id, pins=tuple(pins_with(place, doomed.article_id)), before=before)


def delete(settings: Settings, article: str, talk: Talk, *, reason: str | None) -> Deletion:
    """Delete the article for good and return the proof, read from the new published copy.

    The archive is overwritten before the deletion is committed, so a kill at any time leaves what the same command
    finishes. Raises NotOneFound for an id that names none or several.
    """
    place, now = stored_place(settings.database), datetime.now(UTC)
    must_be_file(place, "articles are deleted from a file only")
    with writer_lock(
        place, wait_seconds=settings.lock_wait_seconds, on_wait=lambda who: talk.say(f"waits for {who}")
    ):
        with open_writer(place) as db:
            try:
                doomed = doomed_by(db, find_article(db, article))
            except NotOneFound:
                if (gone := deleted_before(db, article)) is None:
                    raise
                doomed = doomed_by(db, gone)
            before = tuple(traces_of(db, doomed))
            if deleted_before(db, doomed.article_id) is None:
                with transaction(db):
                    delete_article(
                        db, doomed, now=now, reason=reason,
                        erase=lambda: erase(place.archive, set(doomed.raw_ids), set(doomed.entry_ids), now=now),
                    )  # fmt: skip
            rebuild_index(db, place)
        with open_outbox(place.work) as outbox:
            outbox.forget_words()
        compact(place)
        publish(place)
        with open_reader(place) as db:
            after = tuple(traces_of(db, doomed))
    pins = tuple(pins_with(place, doomed.article_id))
    return Deletion(article_id=doomed.article_id, pins=pins, before=before, after=after)
