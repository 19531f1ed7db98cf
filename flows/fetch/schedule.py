"""When a source is asked again and an entry tried again: pure decisions from what happened."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from extractors.feeds.announced import Feed
from extractors.records import Entry, Source
from flows.fetch.answer import Fetched

MIN_POLL_SECONDS = 600  # a feed that asks for less is asked no oftener: politeness
_FIRST_POLL_SECONDS = 3600  # until its own pace is known
MAX_POLL_SECONDS = 86_400  # a day: whatever a feed says, its news are no older
_FIRST_BACKOFF_SECONDS = 900  # after one failure, doubled with each further one
# With doubling waits this is more than a month of silence.
_MAX_FAILURES = 40
_MAX_ATTEMPTS = 5
_FIRST_RETRY_SECONDS = 1800

# Trying again would be refused again.
_FINAL_OUTCOMES = frozenset(
    {"bad_url", "bad_redirect", "redirect_loop", "too_many_redirects", "forbidden_address", "robots_disallowed",
     "wrong_type", "too_large", "gone", "unknown_encoding", "no_content", "partial_content"}
)  # fmt: skip
# Not the entry's fault, so no try of it is used up.
_POSTPONED_OUTCOMES = frozenset({"host_paused", "robots_unreachable"})
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


def after_success(
    source: Source, fetched: Fetched, *, now: datetime, new_count: int, feed: Feed | None, entries: Sequence[Entry]
) -> Source:
    """Return the source after an answer; `feed` None means that it said "not modified"."""
    seconds = _interval(source, new_count=new_count, entries=entries)
    asked = [_cache_seconds(fetched), feed.poll_seconds if feed else None]
    seconds = max([seconds, *(value for value in asked if value)])
    seconds = min(max(seconds, MIN_POLL_SECONDS), MAX_POLL_SECONDS)
    return replace(
        source,
        state="active",
        poll_interval_seconds=seconds,
        next_poll_at=now + timedelta(seconds=seconds),
        last_polled_at=now,
        last_succeeded_at=now,
        last_new_entry_at=now if new_count else source.last_new_entry_at,
        failure_count=0,
        last_error=None,
    )


def after_failure(source: Source, fetched: Fetched, *, now: datetime) -> Source:
    """Return the source after a failure: asked again later and later, never again when it is gone."""
    count = source.failure_count + (fetched.outcome not in _POSTPONED_OUTCOMES)
    seconds = min(_FIRST_BACKOFF_SECONDS * 2 ** min(max(count - 1, 0), 10), MAX_POLL_SECONDS)
    seconds = int(max(seconds if fetched.retry_seconds is None else 0, fetched.retry_seconds or 0))
    is_gone = fetched.outcome == "gone"
    is_over = is_gone or count >= _MAX_FAILURES
    state = "gone" if is_gone else "paused" if is_over else "failing" if count else source.state
    status = f" {fetched.status}" if fetched.status else ""
    return replace(
        source,
        state=state,
        next_poll_at=None if is_over else now + timedelta(seconds=seconds),
        last_polled_at=now,
        failure_count=count,
        last_error=f"{fetched.outcome}{status}{f': {fetched.detail}' if fetched.detail else ''}"[:500],
    )


def after_attempt(entry: Entry, fetched: Fetched, *, now: datetime) -> Entry:
    """Return the entry after a failed try: tried again later, or given up."""
    attempts = entry.attempt_count + (fetched.outcome not in _POSTPONED_OUTCOMES)
    is_over = fetched.outcome in _FINAL_OUTCOMES or attempts >= _MAX_ATTEMPTS
    seconds = _FIRST_RETRY_SECONDS * 4 ** max(attempts - 1, 0)
    seconds = fetched.retry_seconds if fetched.retry_seconds is not None else seconds
    return replace(
        entry,
        state="given_up" if is_over else "failed",
        attempt_count=attempts,
        next_attempt_at=None if is_over else now + timedelta(seconds=seconds),
        reason=fetched.outcome,
    )


def _cache_seconds(fetched: Fetched) -> int | None:
    """Return the seconds for which the answer says that it is fresh."""
    header = fetched.headers.get("cache-control", "")
    match = _MAX_AGE.search(header[:1000])
    return min(int(match.group(1)), MAX_POLL_SECONDS) if match else None


def _interval(source: Source, *, new_count: int, entries: Sequence[Entry]) -> int:
    """Return half the usual time between two entries; without their times, less after news, more without."""
    times = sorted(entry.announced_at for entry in entries if entry.announced_at)[-20:]
    if len(times) >= 5:
        gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(times)]
        return int(median(gaps) / 2)
    now = source.poll_interval_seconds or _FIRST_POLL_SECONDS
    return int(now * (0.7 if new_count else 1.3))
