"""Fetching the pages of entries: all hosts at once, one page at a time on each."""

import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from extractors.records import Entry, FetchRecord, RawDocument, Rejected
from extractors.rejections import reject
from flows.bodies.media import may_be_page, media_type_of, page_type
from flows.fetch.answer import Ask, Fetched
from flows.fetch.at_once import at_once
from flows.fetch.client import Fetcher, host_of
from flows.fetch.feeds import body_id, record_of
from flows.fetch.robots import RobotsRules
from flows.fetch.schedule import after_attempt
from flows.workers.process import describe

# A slow host's further pages wait for the next run, so that one host does not hold up a run for hours.
_HOST_SECONDS = 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """What a try to fetch an entry's page led to: a body, or a failure (a row, if it was the last try)."""

    entry: Entry
    fetch: FetchRecord
    raw: RawDocument | None = None
    rejected: Rejected | None = None

    @property
    def held_bytes(self) -> int:
        """Return what it takes of the room until it is loaded."""
        return len(self.raw.body) if self.raw else 0


async def visit(entry: Entry, fetcher: Fetcher, rules: RobotsRules, *, run_id: str) -> Visited:
    """Fetch one page."""
    ask = Ask(url=entry.location, permit=rules.permit, limits=fetcher.limits, is_wanted_type=may_be_page)
    fetched = await fetcher.fetch(ask)
    try:
        visited = _visited(entry, fetched, run_id)
    except Exception:
        fetcher.leave(len(fetched.body))
        raise
    fetcher.leave(len(fetched.body) - visited.held_bytes)
    return visited


def _visited(entry: Entry, fetched: Fetched, run_id: str) -> Visited:
    now = datetime.now(UTC)
    if fetched.outcome == "ok":
        media_type = page_type(fetched.body, fetched.headers.get("content-type"))
        if media_type is not None and fetched.body.strip():
            return _success(entry, fetched, media_type, run_id)
        fetched = replace(fetched, outcome="wrong_type" if fetched.body.strip() else "empty")
    return _failure(entry, fetched, run_id, now)


def failed_visit(entry: Entry, error: Exception, *, run_id: str) -> Visited:
    """Return the visit at which something was raised that nobody expected: a failed try of this entry."""
    now = datetime.now(UTC)
    fetched = Fetched(url=entry.location, final_url=entry.location, outcome="error", requested_at=now)
    return _failure(entry, replace(fetched, detail=describe(error)), run_id, now)


def _failure(entry: Entry, fetched: Fetched, run_id: str, now: datetime) -> Visited:
    failed = after_attempt(entry, fetched, now=now)
    row = None
    if failed.state == "given_up":
        detail = f"status {fetched.status}" if fetched.status else fetched.detail
        row = reject(
            "fetch", fetched.outcome, location=entry.location, at=now, detail=detail, source_id=entry.source_id
        )
    record = record_of(fetched, run_id=run_id, source_id=entry.source_id, entry_id=entry.entry_id)
    return Visited(entry=failed, fetch=record, rejected=row)


def _success(entry: Entry, fetched: Fetched, media_type: str, run_id: str) -> Visited:
    raw_id = body_id(fetched.body)
    done = replace(
        entry,
        state="fetched",
        raw_id=raw_id,
        loaded_article_id=entry.loaded_article_id if entry.raw_id == raw_id else None,
        attempt_count=entry.attempt_count + 1,
        next_attempt_at=None,
        reason=None,
    )
    raw = RawDocument(
        raw_id=raw_id,
        body=fetched.body,
        media_type=media_type,
        charset=media_type_of(fetched.headers.get("content-type"))[1],
        url=fetched.final_url,
        location=entry.location,
        external_id=entry.external_id,
        entry=done,
        is_truncated=fetched.is_truncated,
        seen_at=fetched.requested_at,
    )
    record = record_of(fetched, run_id=run_id, source_id=entry.source_id, entry_id=entry.entry_id, raw_id=raw_id)
    return Visited(entry=done, fetch=record, raw=raw)


async def visit_all(
    entries: Sequence[Entry], fetcher: Fetcher, rules: RobotsRules, *, run_id: str, connection_limit: int
) -> AsyncIterator[Visited]:
    """Yield what each entry led to, as it is known. Entries of hosts that are paused or slow stay as they are."""
    by_host: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_host[host_of(entry.location)].append(entry)

    async def visit_host(host: str) -> AsyncIterator[Visited]:
        end = time.monotonic() + _HOST_SECONDS
        for entry in by_host[host]:
            if time.monotonic() > end:
                return
            try:
                visited = await visit(entry, fetcher, rules, run_id=run_id)
            except Exception as error:
                visited = failed_visit(entry, error, run_id=run_id)
            yield visited

    async for visited in at_once([visit_host(host) for host in by_host], connection_limit):
        yield visited
