"""The rules of each origin: fetched once, kept in the warehouse while they hold, asked before every request."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from extractors.records import RobotsFile
from extractors.robots import ALLOW_ALL, DISALLOW_ALL, MAX_ROBOTS_BYTES, Robots, is_allowed, read_robots
from extractors.urls.identity import url_origin
from flows.fetch.answer import Ask, Fetched, Limits
from flows.fetch.client import AGENT, Fetcher, host_of

_HOLDS = timedelta(hours=24)
# RFC 9309, 2.3.1.4: what cannot be reached disallows everything; it is asked again before long.
_UNREACHABLE_HOLDS = timedelta(minutes=30)
# After such a time without an answer the standard lets a crawler take the rules for none.
_UNREACHABLE_FOR = timedelta(days=30)
_LIMITS = Limits(deadline_seconds=15.0, body_bytes=2_000_000)


class RobotsRules:
    """Judges URLs by the robots.txt of their origin; `changed` collects what is to be stored."""

    def __init__(self, fetcher: Fetcher, known: Mapping[str, RobotsFile], *, is_obeyed: bool = True) -> None:
        self.changed: dict[str, RobotsFile] = {}
        self._fetcher = fetcher
        self._files = dict(known)
        self._read: dict[str, Robots] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._forbidden: set[str] = set()
        self._is_obeyed = is_obeyed

    async def permit(self, url: str) -> str | None:
        """Return None where the URL may be fetched, else why not."""
        if not self._is_obeyed:
            return None
        origin = url_origin(url)
        if origin is None:
            return "bad_url"
        rules = await self._rules(origin)
        if origin in self._forbidden:
            return "forbidden_address"
        if is_allowed(rules, url):
            return None
        return "robots_unreachable" if rules is DISALLOW_ALL else "robots_disallowed"

    def take_changed(self) -> list[RobotsFile]:
        """Return the rules fetched since the last call, to be stored."""
        return [self.changed.pop(origin) for origin in list(self.changed)]

    async def sitemaps(self, url: str) -> tuple[str, ...]:
        """Return the sitemaps that the robots.txt of the URL's origin names."""
        origin = url_origin(url)
        return (await self._rules(origin)).sitemaps if origin else ()

    async def _rules(self, origin: str) -> Robots:
        async with self._locks.setdefault(origin, asyncio.Lock()):
            file = self._files.get(origin)
            now = datetime.now(UTC)
            # Rules that hold for longer than they may were fetched by a clock that was wrong.
            if file is None or not now < file.valid_until <= now + _HOLDS:
                file = self._files[origin] = await self._fetch(origin, file, now)
                self._read.pop(origin, None)
                # Addresses that are forbidden come from strangers' links; nothing of them is kept.
                if origin not in self._forbidden:
                    self.changed[origin] = file
            if origin not in self._read:
                self._read[origin] = rules = _rules_of(file)
                if rules.crawl_delay_seconds:
                    self._fetcher.hosts.slow_down(host_of(origin), rules.crawl_delay_seconds)
            return self._read[origin]

    async def _fetch(self, origin: str, old: RobotsFile | None, now: datetime) -> RobotsFile:
        async def permit(_: str) -> None:
            return None

        fetched = await self._fetcher.fetch(Ask(url=f"{origin}/robots.txt", permit=permit, limits=_LIMITS))
        self._fetcher.leave(len(fetched.body))
        if _is_answer(fetched):
            body = fetched.body[:MAX_ROBOTS_BYTES].decode("utf-8", "replace").replace("\0", "\ufffd")
            rules = body if fetched.outcome == "ok" else None
            return RobotsFile(
                origin=origin, status=fetched.status, rules=rules, fetched_at=now, valid_until=now + _HOLDS
            )
        if fetched.outcome == "forbidden_address":
            self._forbidden.add(origin)
        wait = timedelta(seconds=fetched.retry_seconds) if fetched.retry_seconds else _UNREACHABLE_HOLDS
        if old is not None and (old.rules is not None or _is_long_gone(old, now)):
            return replace(old, valid_until=now + wait)
        # The time of the first failure stays, so that it can become a long one.
        since = old.fetched_at if old is not None and old.status is None else now
        return RobotsFile(origin=origin, status=None, rules=None, fetched_at=since, valid_until=now + wait)


def _is_answer(fetched: Fetched) -> bool:
    """Return whether the origin has said something: a body, or that there is none (4xx but 429)."""
    return fetched.outcome == "ok" or (
        fetched.status is not None and 400 <= fetched.status < 500 and fetched.status != 429
    )


def _is_long_gone(file: RobotsFile, now: datetime) -> bool:
    return file.status is None and now - file.fetched_at > _UNREACHABLE_FOR


def _rules_of(file: RobotsFile) -> Robots:
    if file.rules is not None:
        return read_robots(file.rules.encode("utf-8"), AGENT)
    is_open = file.status is not None or _is_long_gone(file, datetime.now(UTC))
    return ALLOW_ALL if is_open else DISALLOW_ALL
