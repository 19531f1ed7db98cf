"""The room for bodies: what waits is bounded in bytes, and all of it is given back."""

import asyncio
import gzip
from datetime import UTC, datetime

import pytest

from extractors.records import Entry
from flows.fetch.client import open_fetcher
from flows.fetch.pages import visit_all
from flows.fetch.robots import RobotsRules
from flows.fetch.room import Room
from flows.lists.settings import FetchSettings
from tests.flows.site import Answer, serve

NOW = datetime(2026, 1, 2, tzinfo=UTC)
BIG = gzip.compress(b"<html><body>" + b"<p>words</p>" * 400_000)


def entry(url: str) -> Entry:
    return Entry(entry_id=url, source_id="s", location=url, state="due", next_attempt_at=NOW, first_seen_at=NOW)


@pytest.mark.parametrize("kind", ["big", "small", "no page", "missing", "raises"])
def test_bodies_wait_in_bounded_room(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    html = {"Content-Type": "text/html"}
    answer = {
        "big": Answer(BIG, headers=html | {"Content-Encoding": "gzip"}),
        "small": Answer("<html><body>words", headers=html),
        "no page": Answer(b"%PDF-1.7" + b"x" * 3_000_000, headers=html),
        "missing": Answer("no", status=404),
        "raises": Answer("<html><body>words", headers=html),
    }[kind]
    if kind == "raises":
        monkeypatch.setattr("flows.fetch.pages._success", lambda *_: 1 / 0)

    async def run() -> tuple[int, int]:
        room, most, count = Room(20_000_000), 0, 0
        settings = FetchSettings(
            host_interval_seconds=0.0, allowed_addresses=(site.address,), body_bytes_limit=5_000_000
        )
        async with open_fetcher(settings, room) as fetcher:
            entries = [entry(f"{site.origin}/page/{number}") for number in range(12)]
            rules = RobotsRules(fetcher, {})
            async for visited in visit_all(entries, fetcher, rules, run_id="r", connection_limit=10):
                count += 1
                most = max(most, 20_000_000 - room._free)
                fetcher.leave(visited.held_bytes)
            assert room._free == 20_000_000
        return most, count

    with serve({f"/page/{number}": answer for number in range(12)}) as site:
        most, count = asyncio.run(run())
    assert count == 12
    assert most <= 26_000_000
