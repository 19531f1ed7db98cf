"""What asking a source led to."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from extractors.feeds.announced import Feed
from extractors.records import Entry, FetchRecord, Rejected, Source, SourceHint
from extractors.rejections import reject
from flows.fetch.answer import Fetched
from flows.fetch.schedule import after_failure
from flows.workers.process import describe


@dataclass(slots=True)
class Polled:
    """What asking a source led to, to be stored together; `forced` entries are due whatever is stored of them."""

    source: Source
    entries: list[Entry] = field(default_factory=list)
    forced: list[Entry] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    hints: list[SourceHint] = field(default_factory=list)
    fetches: list[FetchRecord] = field(default_factory=list)
    fetched: Fetched | None = None
    feed: Feed | None = None
    is_whole: bool = True
    held_bytes: int = 0


def failed_poll(source: Source, error: Exception, *, now: datetime) -> Polled:
    """Return the poll of a source at which something was raised that nobody expected."""
    failed = Fetched(url=source.location, final_url=source.location, outcome="error", requested_at=now)
    failed = replace(failed, detail=describe(error))
    row = reject(
        "discover", "error", location=source.location, at=now, detail=failed.detail, source_id=source.source_id
    )
    return Polled(source=after_failure(source, failed, now=now), rejected=[row])
