"""One request at a time and a least interval for each host; a host that asks for peace is left alone.

A pause is never slept through: requests to a host that is paused longer than `max_wait_seconds` fail at once with
HostPaused and are tried in a later run.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# What a server may ask for at most; more is taken for a mistake.
_MAX_RETRY_AFTER_SECONDS = 86_400.0


class HostPaused(Exception):
    """The host asked to be left alone until `until` (seconds of the monotonic clock)."""

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(f"{host} is paused for {seconds:.0f} s more")
        self.host = host
        self.seconds = seconds


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    interval_seconds: float = 0.0
    free_at: float = 0.0
    paused_until: float = 0.0


class Hosts:
    """The hosts of a run; a host is a name with its port."""

    def __init__(
        self,
        interval_seconds: float,
        *,
        max_wait_seconds: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._interval = interval_seconds
        self._max_wait = max_wait_seconds
        self._clock = clock
        self._hosts: dict[str, _Host] = {}

    def _host(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host(interval_seconds=self._interval))

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for the host's turn and hold it; raise HostPaused where that would take too long."""
        place = self._host(host)
        async with place.lock:
            now = self._clock()
            pause = place.paused_until - now
            wait = max(pause, place.free_at - now)
            if wait > self._max_wait or pause > 0:
                raise HostPaused(host, wait)
            if wait > 0:
                await asyncio.sleep(wait)
            try:
                yield
            finally:
                place.free_at = self._clock() + place.interval_seconds

    def slow_down(self, host: str, interval_seconds: float) -> None:
        """Leave at least so many seconds between two requests to the host."""
        place = self._host(host)
        place.interval_seconds = max(place.interval_seconds, interval_seconds)

    def pause(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long."""
        place = self._host(host)
        place.paused_until = max(place.paused_until, self._clock() + min(seconds, _MAX_RETRY_AFTER_SECONDS))

    def pause_seconds(self, host: str) -> float:
        """Return for how long the host is still to be left alone; 0 where it is not."""
        return max(0.0, self._host(host).paused_until - self._clock())


def retry_after_seconds(header: str | None, *, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, at most a day; None where it asks for nothing valid.

    >>> retry_after_seconds("120", now=datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    >>> retry_after_seconds("-5", now=datetime(2026, 1, 1, tzinfo=UTC)) is None
    True
    """
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), _MAX_RETRY_AFTER_SECONDS)
    if not text or len(text) > 60:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    seconds = (moment - now) / timedelta(seconds=1)
    return min(seconds, _MAX_RETRY_AFTER_SECONDS) if seconds > 0 else None
