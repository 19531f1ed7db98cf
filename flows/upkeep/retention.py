"""`cuttings expire`: texts taken away by the rule of retention, from database, archive and index."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flows.alerts.outbox import open_outbox
from flows.archive.erasing import erase
from flows.errors import SettingsError
from flows.lists.settings import Settings
from flows.output import Talk
from warehouse.connection import transaction
from warehouse.database import open_reader, open_writer, stored_place
from warehouse.place import must_be_file, place_of, writer_lock
from warehouse.publication import holds_all, publish, take_note
from warehouse.searching.index import rebuild_index
from warehouse.upkeep.deletion import compact
from warehouse.upkeep.retention import LEAST_DAYS, MOST_DAYS, Rule, stage_expiring, take_away


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """What went, or would go, by outlet; bytes wiped in the archive; size of the database before and after."""

    rows: list[tuple[Any, ...]]
    archived_bytes: int = 0
    bytes_before: int = 0
    bytes_after: int = 0


def rule_of(
    settings: Settings, *, days: int | None, outlets: tuple[str, ...] | None, is_reserved_only: bool
) -> Rule:
    """Return the rule of the settings, with what the command says instead; raise SettingsError for none."""
    rule = Rule(
        days=settings.retention.texts_days if days is None else days,
        outlets=settings.retention.outlets if outlets is None else outlets,
        is_reserved_only=is_reserved_only or settings.retention.is_reserved_only,
    )
    if not rule.days:
        raise SettingsError("no rule: set retention.texts_days, or give --days")
    if rule.days < LEAST_DAYS:
        raise SettingsError(
            f"texts go after {rule.days} days: {LEAST_DAYS} or more, as copies are sought two weeks back"
        )
    if rule.days > MOST_DAYS:
        raise SettingsError(f"texts go after {rule.days} days: {MOST_DAYS:,} at most")
    if not all(outlet.strip() for outlet in rule.outlets):
        raise SettingsError("an outlet is named by its id, which is not empty")
    return rule


def what_expires(settings: Settings, rule: Rule) -> Expiry:
    """Return what would go now; nothing is written."""
    with open_reader(place_of(settings.database)) as db:
        return Expiry(rows=stage_expiring(db, rule, now=datetime.now(UTC)))


def expire(settings: Settings, rule: Rule, talk: Talk) -> Expiry:
    """Take the texts away and publish what is left; a database of which nothing goes is left as it is.

    The archive is overwritten before the rest is committed, so a kill at any time leaves what the same command
    finishes.
    """
    place, now = stored_place(settings.database), datetime.now(UTC)
    must_be_file(place, "texts go from a file only")
    archived_bytes = 0
    with writer_lock(
        place, wait_seconds=settings.lock_wait_seconds, on_wait=lambda who: talk.say(f"waits for {who}")
    ):
        with open_writer(place) as db:
            rows = stage_expiring(db, rule, now=now)
            # Where one was killed after it had committed, nothing goes any more and the old copy stands.
            if not rows and holds_all(place):
                return Expiry(rows=rows)
            take_note(place)
            with transaction(db):
                archived_bytes = take_away(
                    db, rule, now=now, erase=lambda bodies: erase(place.archive, bodies, (), now=now)
                )
            rebuild_index(db, place)
        with open_outbox(place.work) as outbox:
            outbox.forget_words()
        before = place.writer.stat().st_size
        compact(place)
        publish(place)
    return Expiry(
        rows=rows,
        archived_bytes=archived_bytes,
        bytes_before=before,
        bytes_after=place.writer.stat().st_size,
    )
