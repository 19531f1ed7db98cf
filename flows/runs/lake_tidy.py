"""`cuttings lake tidy`, by hand or by the schedule of `cuttings serve`."""

from datetime import UTC, datetime

from flows.lists.settings import Settings
from flows.output import Talk
from warehouse.lake.tidy import tidy
from warehouse.place import place_of, writer_lock


def tidy_lake(settings: Settings, talk: Talk, *, days: int | None = None) -> None:
    """Tidy the lake and say what came of it; what runs left `days` ago (else the setting) is forgotten.

    Raises WriterBusy where a run is at work for longer than a writer waits.
    """
    days = settings.lake.forget_days or None if days is None else days
    place = place_of(settings.database)
    with writer_lock(
        place, wait_seconds=settings.lock_wait_seconds, on_wait=lambda who: talk.say(f"waits for {who}")
    ):
        before, after = tidy(place, now=datetime.now(UTC), days=days)
    talk.say(
        f"{settings.database}: snapshots {before.snapshots:,} → {after.snapshots:,}, files {before.files:,} →"
        f" {after.files:,}, bytes {before.bytes:,} → {after.bytes:,}"
    )
