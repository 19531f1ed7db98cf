"""Robots rules over time, turns of hosts, and when to ask again."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from unittest.mock import Mock

import httpx
import pytest

from extractors.feeds.announced import Feed
from extractors.records import Entry, RobotsFile, Source
from flows.fetch import pages
from flows.fetch.answer import Fetched, Limits
from flows.fetch.client import Fetcher
from flows.fetch.feeds import Poller, validators
from flows.fetch.guard import Guard
from flows.fetch.politeness import HostPaused, Hosts, retry_after_seconds
from flows.fetch.robots import RobotsRules
from flows.fetch.schedule import MAX_POLL_SECONDS, MIN_POLL_SECONDS, after_attempt, after_failure, after_success
from tests.flows.site import Answer, Site, serve

NOW = datetime(2026, 1, 2, tzinfo=UTC)
SOURCE = Source(source_id="s", name="s", kind="feed", location="https://e.example/f", first_seen_at=NOW)
ENTRY = Entry(entry_id="e", source_id="s", location="https://e.example/1", state="due", first_seen_at=NOW)


async def collected(stream: AsyncIterator[Any]) -> list[Any]:
    return [each async for each in stream]


def fetched(outcome: str, status: int | None = None, **others: object) -> Fetched:
    fields = {"headers": httpx.Headers(), **others}
    return Fetched(url="u", final_url="u", outcome=outcome, status=status, requested_at=NOW, **fields)  # type: ignore[arg-type]


def verdicts(site: Site, known: dict[str, RobotsFile], *paths: str) -> tuple[list[str | None], RobotsRules]:
    async def run() -> tuple[list[str | None], RobotsRules]:
        client = Fetcher(user_agent="Cuttings/0", guard=Guard([site.address]), hosts=Hosts(0.0), limits=Limits())
        async with client:
            rules = RobotsRules(client, known)
            return [await rules.permit(site.origin + path) for path in paths], rules

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (Answer("User-agent: *\nDisallow: /x"), "robots_disallowed"),
        (Answer("User-agent: *\nDisallow: /y"), None),
        (Answer("<html>User-agent: *\nDisallow: /"), None),
        (Answer(status=404), None),
        (Answer(status=403), None),
        (Answer(status=500), "robots_unreachable"),
        (Answer(status=429, headers={"Retry-After": "5"}), "robots_unreachable"),
        (Answer(status=301, headers={"Location": "/moved"}), "robots_disallowed"),
        (
            Answer("User-agent: *\nDisallow: /x\n" + "# pad\n" * 100_000 + "User-agent: *\nDisallow: /"),
            "robots_disallowed",
        ),
    ],
)
def test_robots_by_status(answer: Answer, verdict: str | None) -> None:
    with serve({"/robots.txt": answer, "/moved": Answer("User-agent: *\nDisallow: /x")}) as site:
        assert verdicts(site, {}, "/x/1", "/x/2")[0] == [verdict, verdict]
        assert site.asked("/robots.txt") == 1


def file(site: Site, rules: str | None, *, status: int | None = 200, age_hours: float = 1) -> RobotsFile:
    now = datetime.now(UTC)
    at = now - timedelta(hours=age_hours)
    return RobotsFile(
        origin=site.origin, status=status, rules=rules, fetched_at=at, valid_until=at + timedelta(hours=24)
    )


def test_rules_that_hold_are_not_asked_for_and_old_ones_serve_when_the_origin_is_down() -> None:
    with serve({"/robots.txt": Answer(status=500)}) as site:
        held = file(site, "User-agent: *\nDisallow: /x")
        assert verdicts(site, {site.origin: held}, "/x", "/y")[0] == ["robots_disallowed", None]
        assert site.asked("/robots.txt") == 0
        old = file(site, "User-agent: *\nDisallow: /x", age_hours=30)
        found, rules = verdicts(site, {site.origin: old}, "/x", "/y")
        assert found == ["robots_disallowed", None]
        assert [each.fetched_at for each in rules.take_changed()] == [old.fetched_at]


def test_origin_that_is_long_unreachable_is_open() -> None:
    with serve({"/robots.txt": Answer(status=500)}) as site:
        long_gone = file(site, None, status=None, age_hours=24 * 40)
        assert verdicts(site, {site.origin: long_gone}, "/x")[0] == [None]


def test_crawl_delay_slows_the_host() -> None:
    with serve({"/robots.txt": Answer("User-agent: *\nCrawl-delay: 300")}) as site:
        _, rules = verdicts(site, {}, "/x")
        assert rules._fetcher.hosts._hosts[site.address].interval_seconds == 300


def test_turns_of_one_host_keep_their_distance_and_others_do_not_wait() -> None:
    async def run() -> list[tuple[str, float]]:
        hosts = Hosts(0.2)
        times: list[tuple[str, float]] = []

        async def visit(host: str) -> None:
            async with hosts.turn(host):
                times.append((host, time.monotonic()))

        await asyncio.gather(*(visit(host) for host in ("a", "a", "b", "a")))
        return times

    times = asyncio.run(run())
    own = [at for host, at in times if host == "a"]
    assert all(later - earlier >= 0.19 for earlier, later in pairwise(own))
    assert next(at for host, at in times if host == "b") - own[0] < 0.15


def test_pause_is_not_slept_through() -> None:
    async def run() -> None:
        hosts = Hosts(0.0)
        hosts.pause("a", 99_999_999)
        assert hosts.pause_seconds("a") <= 86_400
        async with hosts.turn("a"):
            pass

    start = time.monotonic()
    with pytest.raises(HostPaused):
        asyncio.run(run())
    assert time.monotonic() - start < 1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("2", 2.0), ("99999999999", 86_400.0), ("9" * 500, 86_400.0), ("-5", None),
     ("soon", None), (None, None), ("", None),
     ("Fri, 02 Jan 2026 00:00:10 GMT", 10.0), ("Thu, 01 Jan 2026 00:00:00 GMT", None), ("\u0661", None)],
)  # fmt: skip
def test_retry_after(header: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(header, now=NOW) == seconds


def test_backoff_doubles_to_a_day_and_gone_is_for_ever() -> None:
    waits = []
    source = SOURCE
    for _ in range(10):
        source = after_failure(source, fetched("http_error", 500), now=NOW)
        assert source.next_poll_at is not None
        waits.append((source.next_poll_at - NOW).total_seconds())
    assert waits[:3] == [900, 1800, 3600]
    assert max(waits) == MAX_POLL_SECONDS
    assert source.state == "failing"
    gone = after_failure(source, fetched("gone", 410), now=NOW)
    assert (gone.state, gone.next_poll_at) == ("gone", None)


@pytest.mark.parametrize(
    ("headers", "hint", "seconds"),
    [
        ({}, None, 3600 * 0.7),
        ({"cache-control": "public, max-age=7200"}, None, 7200),
        ({"cache-control": "max-age=" + "9" * 500}, None, MAX_POLL_SECONDS),
        ({}, 7200, 7200),
        ({}, 31_536_000, MAX_POLL_SECONDS),
        ({"cache-control": "max-age=1"}, 1, 3600 * 0.7),
    ],
)
def test_next_poll_honours_hints_within_bounds(headers: dict[str, str], hint: int | None, seconds: float) -> None:
    done = after_success(
        SOURCE, fetched("ok", 200, headers=httpx.Headers(headers)), now=NOW, new_count=1,
        feed=Feed(method="xml", poll_seconds=hint), entries=(),
    )  # fmt: skip
    assert done.next_poll_at == NOW + timedelta(seconds=int(seconds))
    assert done.last_new_entry_at == NOW


def test_interval_follows_the_rate_that_is_seen() -> None:
    entries = [replace(ENTRY, announced_at=NOW - timedelta(hours=4 * i)) for i in range(10)]
    done = after_success(SOURCE, fetched("ok"), now=NOW, new_count=1, feed=None, entries=entries)
    assert done.poll_interval_seconds == 7200
    fast = [replace(ENTRY, announced_at=NOW - timedelta(seconds=i)) for i in range(10)]
    done = after_success(SOURCE, fetched("ok"), now=NOW, new_count=1, feed=None, entries=fast)
    assert done.poll_interval_seconds == MIN_POLL_SECONDS


def test_entry_is_given_up_after_five_tries_or_at_once() -> None:
    entry = ENTRY
    states = []
    for _ in range(5):
        entry = after_attempt(entry, fetched("http_error", 500), now=NOW)
        states.append(entry.state)
    assert states == ["failed"] * 4 + ["given_up"]
    assert after_attempt(ENTRY, fetched("forbidden_address"), now=NOW).state == "given_up"
    paused = after_attempt(ENTRY, fetched("host_paused", retry_seconds=50.0), now=NOW)
    assert (paused.state, paused.attempt_count) == ("failed", 0)
    assert paused.next_attempt_at == NOW + timedelta(seconds=50)


def test_stored_validators_are_sent_as_they_came() -> None:
    source = replace(SOURCE, etag='"a b\xe9"', last_modified="Thu, 01 Jan 2026 00:00:00 GMT")
    assert validators(source) == {
        "If-None-Match": b'"a b\xe9"',
        "If-Modified-Since": b"Thu, 01 Jan 2026 00:00:00 GMT",
    }


def test_a_slow_host_keeps_nobody_elses_feeds_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    async def poll(poller: Poller, source: Source, *, now: datetime) -> Source:
        if "slow" in source.location:
            await asyncio.sleep(0.15)
        return source

    monkeypatch.setattr(Poller, "poll", poll)
    sources = [
        replace(SOURCE, source_id=f"{host}{n}", location=f"https://{host}.example/{n}")
        for n in range(9)
        for host in ("slow", "quick")
    ]
    poller = Poller(fetcher=Mock(), rules=Mock(), reader=Mock(), run_id="r", host_seconds=0.2)
    polled = [source.source_id for source in asyncio.run(collected(poller.poll_all(sources)))]
    assert sum("quick" in name for name in polled) == 9
    assert 0 < sum("slow" in name for name in polled) < 4


def test_a_slow_host_keeps_nobody_elses_pages_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    async def visit(entry: Entry, *rest: object, run_id: str) -> Entry:
        if "slow" in entry.location:
            await asyncio.sleep(0.15)
        return entry

    monkeypatch.setattr(pages, "visit", visit)
    monkeypatch.setattr(pages, "_HOST_SECONDS", 0.2)
    entries = [
        replace(ENTRY, entry_id=f"{host}{n}", location=f"https://{host}.example/{n}")
        for n in range(9)
        for host in ("slow", "quick")
    ]
    visits = pages.visit_all(entries, Mock(), Mock(), run_id="r", connection_limit=50)
    visited = [entry.entry_id for entry in asyncio.run(collected(visits))]
    assert sum("quick" in name for name in visited) == 9
    assert 0 < sum("slow" in name for name in visited) < 4
