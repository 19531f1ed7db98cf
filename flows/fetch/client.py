"""One request, redirects followed by us: guarded, bounded in time and bytes, with a typed outcome for everything.

httpx builds and sends single requests here: its decoding has no cap, its redirects ask nobody, its cookie jar
keeps what any host sets.
Connections are used once: what a server sends beyond its answer would be taken for the next answer.
"""

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpcore
import httpx

from extractors.urls.identity import fetchable_url, url_origin
from flows import __version__
from flows.bodies.decoding import DecodingFailed
from flows.fetch.answer import (
    PERMANENT,
    AnswerRefused,
    Ask,
    Fetched,
    Limits,
    decoded,
    judged,
    network_failure,
    read,
    redirected,
)
from flows.fetch.guard import Guard, GuardedBackend, Resolver, resolve
from flows.fetch.politeness import HostPaused, Hosts, retry_after_seconds
from flows.fetch.room import Room
from flows.lists.settings import FetchSettings

# The name that robots.txt knows us by.
AGENT = "Cuttings"

_MAX_HOPS = 7  # moved hosts and consent pages take a few; httpx itself would follow 20


class Fetcher:
    """The one client of a run. Use as an async context manager."""

    def __init__(
        self,
        *,
        user_agent: str,
        guard: Guard,
        hosts: Hosts,
        limits: Limits,
        connection_limit: int = 50,
        proxy: str = "",
        resolver: Resolver = resolve,
        room: Room | None = None,
    ) -> None:
        self.hosts = hosts
        self.room = room
        self.limits = limits
        self._transport = _transport(guard, resolver, connection_limit, proxy)
        self._client = httpx.AsyncClient(
            transport=self._transport,
            headers={
                "User-Agent": user_agent,
                "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "Accept-Encoding": "gzip, deflate, br, zstd",
            },
            timeout=httpx.Timeout(limits.deadline_seconds, pool=None),
            follow_redirects=False,
            trust_env=False,
        )

    async def __aenter__(self) -> "Fetcher":
        await self._client.__aenter__()
        return self

    async def __aexit__(self, *error: Any) -> None:
        await self._client.__aexit__(*error)

    async def fetch(self, ask: Ask) -> Fetched:
        """Return what the URL leads to. Waiting for a host's turn is not part of the deadline.

        Where the client has a room, the body takes of it what `leave` gives back.
        """
        if self.room is not None:
            await self.room.open()
        result = Fetched(url=ask.url, final_url=ask.url, outcome="bad_url", requested_at=datetime.now(UTC))
        seen: set[str] = set()
        is_permanent = True
        for _ in range(_MAX_HOPS + 1):
            target = fetchable_url(result.final_url)
            if target is None:
                return replace(result, outcome="bad_url")
            if target in seen:
                return replace(result, outcome="redirect_loop")
            seen.add(target)
            result = await self._hop(replace(result, final_url=target), ask)
            if result.outcome != "redirect":
                return result
            is_permanent = is_permanent and result.status in PERMANENT
            result = redirected(result, is_permanent=is_permanent)
            if result.outcome != "redirect":
                return result
        return replace(result, outcome="too_many_redirects")

    def leave(self, size: int) -> None:
        """Give back the room of a body, or a part of it, that is held no longer."""
        if self.room is not None:
            self.room.leave(size)

    async def _hop(self, so_far: Fetched, ask: Ask) -> Fetched:
        """Ask one URL when its host's turn comes; the outcome "redirect" asks for another hop."""
        refusal = await ask.permit(so_far.final_url)
        if refusal is not None:
            return replace(so_far, outcome=refusal, status=None)
        host = host_of(so_far.final_url)
        try:
            async with self.hosts.turn(host):
                return await self._ask(so_far, ask, host)
        except HostPaused as pause:
            return replace(so_far, outcome="host_paused", retry_seconds=pause.seconds, detail=str(pause))

    async def _ask(self, so_far: Fetched, ask: Ask, host: str) -> Fetched:
        start = time.monotonic()
        budget = ask.limits.deadline_seconds - so_far.duration_seconds
        try:
            async with asyncio.timeout(max(budget, 0.01)) as deadline:
                outcome = await self._exchange(so_far, ask, deadline)
        except TimeoutError:
            detail = f"more than {ask.limits.deadline_seconds:g} s"
            outcome = replace(so_far, outcome="deadline", detail=detail)
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            outcome = replace(so_far, outcome="timeout", detail=type(error).__name__)
        except (httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError) as error:
            outcome = network_failure(so_far, error)
        except (httpx.InvalidURL, ValueError, OSError) as error:
            outcome = replace(so_far, outcome="protocol_error", detail=f"{type(error).__name__}: {error}"[:300])
        if outcome.status in (429, 503):
            pause = retry_after_seconds(outcome.headers.get("retry-after"), now=datetime.now(UTC))
            outcome = replace(outcome, retry_seconds=pause)
            if pause is not None:
                self.hosts.pause(host, pause)
        if self.room is not None:
            self.room.take(len(outcome.body))
        return replace(outcome, duration_seconds=so_far.duration_seconds + time.monotonic() - start)

    async def _exchange(self, so_far: Fetched, ask: Ask, deadline: asyncio.Timeout) -> Fetched:
        is_first_origin = url_origin(so_far.final_url) == url_origin(ask.url)
        headers = {**ask.headers, **(ask.secrets if is_first_origin else {})}
        lines = [(name.encode(), _as_bytes(value)) for name, value in headers.items()]
        request = self._client.build_request("GET", so_far.final_url, headers=lines)
        # Not through the client, which would parse the next location of a redirect by its own rules.
        response = await self._transport.handle_async_request(request)
        found = replace(so_far, status=response.status_code, headers=response.headers)
        place = _Place(self.room, ask.limits.body_bytes, deadline)
        try:
            outcome = judged(response, headers)
            if outcome != "ok":
                return replace(found, outcome=outcome)
            media_type = response.headers.get("content-type")
            if not ask.is_wanted_type(media_type):
                return replace(found, outcome="wrong_type", detail=(media_type or "")[:100])
            raw = await read(response, ask.limits.body_bytes, place.grow)
            body = await decoded(raw, response.headers.get("content-encoding"), ask.limits.body_bytes, place.grow)
            return replace(found, outcome="ok", body=body.body, is_truncated=body.is_truncated)
        except DecodingFailed as failure:
            return replace(found, outcome=failure.reason, detail=failure.detail)
        except AnswerRefused as refusal:
            return replace(found, outcome=refusal.outcome, detail=refusal.detail)
        finally:
            place.leave()
            await response.aclose()


class _Place:
    """What one answer takes of the room while it is read: nothing while it is small, then what it may need."""

    def __init__(self, room: Room | None, limit: int, deadline: asyncio.Timeout) -> None:
        self._room, self._deadline = room, deadline
        self._needed, self._held = 2 * limit, 0

    async def grow(self) -> None:
        """Wait for room, once; the time that it takes is not the host's."""
        if self._room is None or self._held:
            return
        start = time.monotonic()
        when = self._deadline.when()
        self._deadline.reschedule(None)
        await self._room.enter(self._needed)
        self._held = self._needed
        self._deadline.reschedule(None if when is None else when + time.monotonic() - start)

    def leave(self) -> None:
        """Give back what reading took."""
        if self._room is not None:
            self._room.leave(self._held)


def _as_bytes(value: str | bytes) -> bytes:
    """Return the value of a header as it is sent."""
    return value if isinstance(value, bytes) else value.encode("latin-1")


def host_of(url: str) -> str:
    """Return name and port of an accepted URL, as politeness counts hosts."""
    return (url_origin(url) or "").partition("//")[2]


def _transport(guard: Guard, resolver: Resolver, limit: int, proxy: str) -> httpx.AsyncHTTPTransport:
    """Return a transport that connects through the guard, once a request.

    Behind a configured proxy it is the proxy that resolves names, so it has to keep its own guard.
    """
    limits = httpx.Limits(max_connections=limit, max_keepalive_connections=0)
    transport = httpx.AsyncHTTPTransport(trust_env=False, limits=limits, proxy=proxy or None)
    if not proxy:
        transport._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=limit,
            max_keepalive_connections=0,
            http1=True,
            http2=False,
            network_backend=GuardedBackend(guard, resolver),
        )
    return transport


def open_fetcher(settings: FetchSettings, room: Room | None = None) -> Fetcher:
    """Return the client that the settings describe."""
    contact = f" (+{settings.contact})" if settings.contact else ""
    return Fetcher(
        user_agent=f"{AGENT}/{__version__}{contact}",
        guard=Guard(settings.allowed_addresses),
        hosts=Hosts(settings.host_interval_seconds),
        limits=Limits(deadline_seconds=settings.deadline_seconds, body_bytes=settings.body_bytes_limit),
        connection_limit=settings.connection_limit,
        proxy=settings.proxy,
        room=room,
    )
