"""Finding and trying sources: what lies behind a URL, how much it announces, and how fresh that is."""

import asyncio
import os
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime

from extractors.feeds.discovery import named_feeds, usual_places
from extractors.feeds.markup import plain_text
from extractors.records import Source, SourceKind
from extractors.urls.identity import fetchable_url, identity_key, registrable_domain
from flows.errors import SourcesError
from flows.fetch.answer import Ask
from flows.fetch.client import open_fetcher
from flows.fetch.feeds import Poller
from flows.fetch.lenient import LenientReader
from flows.fetch.polled import Polled
from flows.fetch.robots import RobotsRules
from flows.lists.secrets import masked_url
from flows.lists.settings import FetchSettings
from flows.lists.source_kinds import is_polled
from flows.lists.sources import SourceConfig, secret_headers, secret_url

# Sitemaps of everything that a site ever published are no news; those named like this are.
_NEWS_WORDS = ("news", "latest", "recent", "today")
# What the reasons mean to whom they tell too little.
_MEANINGS = {
    "robots_unreachable": "robots.txt could not be had (unknown name, no answer or an error), so nothing is asked",
    "robots_disallowed": "robots.txt forbids it",
    "forbidden_address": "leads to a non-public address; allow it with fetch.allowed_addresses",
    "not_a_feed": "what came is neither a feed nor a sitemap",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A place that was asked: what it is, or why it is nothing (`problem`)."""

    name: str
    kind: SourceKind
    location: str
    entry_count: int = 0
    newest: date | None = None
    problem: str | None = None


def discover(url: str, settings: FetchSettings) -> list[Tried]:
    """Return the feeds and news sitemaps behind the URL: itself, or what its page and site name.

    Raises SourcesError where the URL cannot be used.
    """
    return asyncio.run(_discover(usable_url(url), settings))


def usable_url(url: str) -> str:
    """Return the URL as it is fetched, https where no scheme is named; raise SourcesError where it cannot be."""
    target = fetchable_url(url if "://" in url else f"https://{url}")
    if target is None:
        raise SourcesError(f"not a usable http or https URL: {masked_url(url)!r}")
    return target


def try_sources(configs: Sequence[SourceConfig], settings: FetchSettings) -> list[Tried]:
    """Ask each source once, storing nothing; sources on disk are not opened."""
    return asyncio.run(_try_all([config for config in configs if is_polled(config.kind)], settings))


async def _discover(url: str, settings: FetchSettings) -> list[Tried]:
    async with AsyncExitStack() as stack:
        poller = await _open(stack, settings)
        itself = await _try(poller, url, None)
        if itself.problem is None:
            return [itself]
        ask = Ask(url=url, permit=poller.rules.permit, limits=poller.fetcher.limits)
        fetched = await poller.fetcher.fetch(ask)
        if fetched.outcome != "ok":
            raise SourcesError(f"{url}: {fetched.outcome}{f' {fetched.status}' if fetched.status else ''}")
        sitemaps = [each for each in await poller.rules.sitemaps(url) if any(word in each for word in _NEWS_WORDS)]
        places = [*named_feeds(fetched.body, fetched.final_url), *sitemaps, *usual_places(fetched.final_url)]
        distinct = {identity_key(place): place for place in reversed(places) if identity_key(place)}
        found: dict[tuple[int, date | None, str], Tried] = {}
        for place in reversed(distinct.values()):
            tried = await _try(poller, place, None)
            if tried.problem is None and tried.entry_count:
                found.setdefault((tried.entry_count, tried.newest, tried.name), tried)
        return list(found.values())


async def _try_all(configs: Sequence[SourceConfig], settings: FetchSettings) -> list[Tried]:
    async with AsyncExitStack() as stack:
        poller = await _open(stack, settings, configs)
        return [
            await _try(poller, secret_url(config, os.environ) or config.location, config) for config in configs
        ]


async def _open(stack: AsyncExitStack, settings: FetchSettings, configs: Sequence[SourceConfig] = ()) -> Poller:
    fetcher = await stack.enter_async_context(open_fetcher(settings))
    reader = stack.enter_context(LenientReader())
    rules = RobotsRules(fetcher, {}, is_obeyed=settings.is_robots_obeyed)
    secrets = {config.source_id: secret_headers(config, os.environ) for config in configs}
    return Poller(fetcher=fetcher, rules=rules, reader=reader, run_id="", secrets=secrets)


async def _try(poller: Poller, url: str, config: SourceConfig | None) -> Tried:
    now = datetime.now(UTC)
    source = Source(
        source_id=config.source_id if config else "", name=url, kind="feed", location=url, first_seen_at=now
    )
    polled = await poller.poll(source, now=now)
    return _tried(polled, url, config)


def _tried(polled: Polled, url: str, config: SourceConfig | None) -> Tried:
    feed = polled.feed
    if feed is None:
        problem = polled.source.last_error or "no feed"
        problem = f"{problem}: {_MEANINGS[problem]}" if problem in _MEANINGS else problem
        return Tried(
            name=config.name if config else url,
            kind=config.kind if config else "feed",
            location=masked_url(url) if config else url,
            problem=problem,
        )
    dates = [entry.announced_date for entry in polled.entries if entry.announced_date]
    kind: SourceKind = "sitemap" if feed.method == "sitemap" else "feed"
    return Tried(
        name=config.name
        if config
        else plain_text(feed.title_html, max_length=100) or registrable_domain(url) or url,
        kind=kind,
        location=masked_url(polled.source.location) if config else polled.source.location,
        entry_count=len(polled.entries),
        newest=max(dates, default=None),
    )
