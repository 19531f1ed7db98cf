"""Asking one source: request, feed, entries, and when to ask again."""

import hashlib
import re
import time
import uuid
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from extractors.feeds.announced import Feed, NoFeed
from extractors.feeds.children import order_children
from extractors.feeds.entries import announced_entries
from extractors.ids import content_id
from extractors.records import Entry, FetchRecord, Source, SourceHint
from extractors.rejections import reject, storable
from extractors.urls.identity import identity_key, registrable_domain, url_host
from flows.bodies.decoding import DecodingFailed, decode_body
from flows.bodies.media import may_be_feed, media_type_of
from flows.fetch.answer import Ask, Fetched, Limits
from flows.fetch.at_once import at_once
from flows.fetch.client import Fetcher, host_of
from flows.fetch.lenient import LenientReader
from flows.fetch.polled import Polled, failed_poll
from flows.fetch.robots import RobotsRules
from flows.fetch.schedule import after_failure, after_success
from flows.lists.secrets import hidden, secret_values

# Ten times the largest of 206 labelled feeds that is no archive.
_MAX_FEED_BYTES = 10_000_000
_MAX_SITEMAPS = 50
_MAX_SITEMAP_DEPTH = 3
# A site's sitemap lists all that it ever published; news are what was touched lately.
_SITEMAP_DAYS = 7
_HUB_LINK = re.compile(r"<([^<>]{1,1000})>\s*;\s*rel\s*=\s*\"?hub\b")

# Nobody's page is fetched before the polls are over, so one slow host must not make a run wait: a hundred feeds of
# 30 s took 50 minutes. A host that answers within a second has time for ninety feeds.
_HOST_SECONDS = 90.0
# An entry with its title, its location and its names.
_ENTRY_BYTES = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Poller:
    """What polling needs, the same for all sources of a run.

    By the ids of sources: `secrets` are their headers, `urls` those URLs that hold a secret and are shown masked.
    """

    fetcher: Fetcher
    rules: RobotsRules
    reader: LenientReader
    run_id: str
    connection_limit: int = 50
    read_at: Mapping[str, Mapping[str, datetime]] = field(default_factory=dict)
    host_seconds: float = _HOST_SECONDS
    secrets: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    urls: Mapping[str, str] = field(default_factory=dict)

    async def poll_all(self, sources: Sequence[Source]) -> AsyncIterator[Polled]:
        """Yield what each source says, as it is known; a host's sources one after the other.

        What a slow host has no time for stays due, and comes first in the next run.
        """
        by_host: defaultdict[str, list[Source]] = defaultdict(list)
        for source in sources:
            by_host[host_of(source.location)].append(source)

        async def poll_host(host: str) -> AsyncIterator[Polled]:
            end = time.monotonic() + self.host_seconds
            for source in by_host[host]:
                if time.monotonic() > end:
                    return
                yield await self.poll(source, now=datetime.now(UTC))

        async for polled in at_once([poll_host(host) for host in by_host], self.connection_limit):
            yield polled

    async def poll(self, source: Source, *, now: datetime) -> Polled:
        """Return what the source says now; a surprise on the way is a failure of this source, never of the run."""
        try:
            return await self._poll(source, now)
        except Exception as error:
            return failed_poll(source, error, now=now)

    async def _poll(self, source: Source, now: datetime) -> Polled:
        if source.kind == "page":
            return _page(source, now)
        url = self.urls.get(source.source_id, source.location)
        fetched, feed = await self._feed(url, validators(source), now, secrets=self.secrets.get(source.source_id))
        if source.source_id in self.urls:
            fetched = _masked(fetched, source)
        polled = Polled(source=source, fetched=fetched)
        polled.fetches.append(record_of(fetched, run_id=self.run_id, source_id=source.source_id))
        if isinstance(feed, NoFeed):
            failed = (
                fetched if fetched.outcome != "ok" else replace(fetched, outcome=feed.reason, detail=feed.detail)
            )
            polled.source = after_failure(source, failed, now=now)
            polled.rejected.append(
                reject("discover", failed.outcome, location=source.location, at=now, source_id=source.source_id,
                       detail=f"status {failed.status}" if failed.status else None)
            )  # fmt: skip
            return polled
        if feed is None:
            polled.source = after_success(source, fetched, now=now, new_count=0, feed=None, entries=())
            return polled
        polled.feed = await self._with_children(feed, polled, now) if feed.child_sitemaps else feed
        self._note(polled, now)
        # What is kept until it is stored: the entries, not the feed that they were made of.
        polled.fetched, polled.feed = replace(fetched, body=b""), replace(polled.feed, items=())
        polled.held_bytes = sum(_ENTRY_BYTES + 4 * len(each.announced_summary or "") for each in polled.entries)
        if self.fetcher.room is not None:
            self.fetcher.room.take(polled.held_bytes)
        return polled

    async def _feed(
        self,
        url: str,
        headers: dict[str, str | bytes],
        now: datetime,
        *,
        secrets: Mapping[str, str] | None = None,
    ) -> tuple[Fetched, Feed | NoFeed | None]:
        """Return the answer and the feed in it; None where the answer is "not modified"."""
        limits = replace(self.fetcher.limits, body_bytes=min(self.fetcher.limits.body_bytes, _MAX_FEED_BYTES))
        ask = Ask(
            url=url, permit=self.rules.permit, limits=limits, headers=headers, secrets=secrets or {},
            is_wanted_type=may_be_feed,
        )  # fmt: skip
        fetched = await self.fetcher.fetch(ask)
        if fetched.outcome == "not_modified":
            return fetched, None
        if fetched.outcome != "ok":
            return fetched, NoFeed(reason=fetched.outcome)
        try:
            return fetched, await self._read(fetched, limits, now)
        finally:
            self.fetcher.leave(len(fetched.body))

    async def _read(self, fetched: Fetched, limits: Limits, now: datetime) -> Feed | NoFeed:
        body = _unzipped(fetched.body, limits)
        if body is None:
            return NoFeed(reason="too_large")
        _, charset = media_type_of(fetched.headers.get("content-type"))
        return await self.reader.read(body, url=fetched.final_url, charset=charset, now=now)

    async def _with_children(self, index: Feed, polled: Polled, now: datetime) -> Feed:
        """Return the index with the locations of its sitemaps, the newest ones first, each read once.

        What the bound on requests leaves is for the next poll, which the index's validators must not spare.
        """
        source = polled.source
        items = list(index.items)
        read_at = self.read_at.get(source.source_id, {})
        seen = {identity_key(source.location)}
        waiting = deque((child, 1) for child in order_children(index.child_sitemaps, read_at=read_at, now=now))
        while waiting and len(seen) <= _MAX_SITEMAPS:
            child, depth = waiting.popleft()
            url, key = child.location, identity_key(child.location)
            if key in seen or key is None or depth > _MAX_SITEMAP_DEPTH or not _is_same_site(url, source.location):
                continue
            seen.add(key)
            fetched, feed = await self._feed(url, {}, now)
            polled.fetches.append(record_of(fetched, run_id=self.run_id, source_id=source.source_id))
            if isinstance(feed, Feed):
                items += feed.items
                inner = order_children(feed.child_sitemaps, read_at=read_at, now=now)
                waiting.extendleft((each, depth + 1) for each in reversed(inner))
            else:
                reason = feed.reason if feed else fetched.outcome
                polled.rejected.append(
                    reject("discover", reason, location=url, at=now, source_id=source.source_id)
                )
        polled.is_whole = not waiting
        return replace(index, items=tuple(items))

    def _note(self, polled: Polled, now: datetime) -> None:
        """Put into `polled` what its feed announces, and the source with its validators and next time."""
        source, feed, fetched = polled.source, polled.feed, polled.fetched
        assert feed is not None
        assert fetched is not None
        is_sitemap = feed.method == "sitemap"
        polled.entries, rejected = announced_entries(
            feed,
            source_id=source.source_id,
            url=fetched.final_url,
            now=now,
            is_wanted=lambda link: not is_sitemap or _is_same_site(link, fetched.final_url),
            oldest=(now - timedelta(days=_SITEMAP_DAYS)).date() if is_sitemap else None,
        )
        polled.rejected += rejected
        polled.hints = _hints(feed, fetched, source.source_id, now)
        # A part of a feed must not be taken for all of it by a later "not modified".
        is_whole = polled.is_whole and not fetched.is_truncated
        polled.source = replace(
            source,
            location=fetched.permanent_url or source.location,
            etag=_validator(fetched, "etag") if is_whole else None,
            last_modified=_validator(fetched, "last-modified") if is_whole else None,
        )


def _masked(fetched: Fetched, source: Source) -> Fetched:
    """Return the answer to a request with a secret in its URL as it may be stored."""
    values = secret_values(fetched.url)
    detail = None if fetched.detail is None else hidden(fetched.detail, values)
    final_url = hidden(fetched.final_url, values)
    return replace(fetched, url=source.location, final_url=final_url, permanent_url=None, detail=detail)


def validators(source: Source) -> dict[str, str | bytes]:
    """Return the headers that make the request conditional, the stored validators byte for byte."""
    found = {"If-None-Match": source.etag, "If-Modified-Since": source.last_modified}
    return {name: value.encode("latin-1") for name, value in found.items() if value}


def _validator(fetched: Fetched, name: str) -> str | None:
    """Return the header's value as Latin-1; None where it cannot be sent back as it is."""
    values = [value for key, value in fetched.headers.raw if key.lower() == name.encode()]
    text = values[0].decode("latin-1") if len(values) == 1 else ""
    is_sendable = 0 < len(text) <= 1000 and all(" " <= character != "\x7f" for character in text)
    return text if is_sendable else None


def _is_same_site(url: str, other: str) -> bool:
    """Return whether two URLs lie on one registrable domain (for bare addresses: one host)."""
    first, second = registrable_domain(url) or url_host(url), registrable_domain(other) or url_host(other)
    return first is not None and first == second


def record_of(
    fetched: Fetched, *, run_id: str, source_id: str | None, entry_id: str | None = None, raw_id: str | None = None
) -> FetchRecord:
    """Return the row of a request."""
    robots_tag = fetched.headers.get("x-robots-tag")
    detail = fetched.detail or (f"x-robots-tag: {robots_tag}"[:300] if robots_tag else None)
    return FetchRecord(
        fetch_id=uuid.uuid4().hex,
        run_id=run_id,
        source_id=source_id,
        entry_id=entry_id,
        url=storable(fetched.url)[:4096],
        final_url=fetched.final_url[:4096],
        requested_at=fetched.requested_at,
        duration_seconds=fetched.duration_seconds,
        status=fetched.status,
        outcome=fetched.outcome,
        body_bytes=len(fetched.body),
        raw_id=raw_id,
        detail=None if detail is None else storable(detail),
    )


def _unzipped(body: bytes, limits: Limits) -> bytes | None:
    """Return the body, unpacked where it is a gzip file of its own (sitemap.xml.gz); None beyond the limit."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return decode_body(body, ["gzip"], limits.body_bytes).body
    except DecodingFailed:
        return None


def _hints(feed: Feed, fetched: Fetched, source_id: str, now: datetime) -> list[SourceHint]:
    link = _HUB_LINK.search(fetched.headers.get("link", "")[:4000])
    found = (("hub", feed.hub or (link.group(1) if link else None)), ("new_feed_url", feed.new_feed_url))
    return [
        SourceHint(source_id=source_id, kind=kind, hint=storable(hint)[:1000], first_seen_at=now)  # type: ignore[arg-type]
        for kind, hint in found
        if hint
    ]


def _page(source: Source, now: datetime) -> Polled:
    """Return a single page as its own entry, due at every poll."""
    entry = Entry(
        entry_id=content_id(source.source_id, "link", identity_key(source.location)),
        source_id=source.source_id,
        location=source.location,
        state="due",
        next_attempt_at=now,
        first_seen_at=now,
    )
    nothing = Fetched(url=source.location, final_url=source.location, outcome="ok", requested_at=now)
    done = after_success(source, nothing, now=now, new_count=0, feed=None, entries=())
    return Polled(source=done, forced=[entry])


def body_id(body: bytes) -> str:
    """Return the id of a body."""
    return hashlib.sha256(body).hexdigest()
