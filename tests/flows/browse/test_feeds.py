"""Pages as Atom feeds: what they lead to, under which ids, and who may read them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest

from flows.alerts.outbox import Message, open_outbox
from flows.lists.settings import Settings
from tests.conftest import ask
from tests.flows.browse.test_browse import HOST, Room
from warehouse.place import place_of

ALERTS = """
[[alert]]
id = "meta"
name = "Meta"
watch = "Meta Platforms"
every = "day"
to = ["stdout:", "json://example.org/?token=abc"]
"""


@pytest.fixture
def settings(seed_database: Path, tmp_path: Path) -> Settings:
    (tmp_path / "alerts.toml").write_text(ALERTS, encoding="utf-8")
    return Settings(database=seed_database, alerts=tmp_path / "alerts.toml")


def read(room: Room, address: str) -> Any:
    answer = room.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = feedparser.parse(answer.text)
    assert not feed.bozo
    assert next(link.href for link in feed.feed.links if link.rel == "self").startswith(f"http://{HOST}/")
    return feed


def test_stories_are_fed_from_each_page_that_lists_them(seed_database: Path) -> None:
    room = Room(seed_database)
    [(story, title)] = ask(seed_database, "select story_id, title from report_stories")
    for address in (
        "/?format=atom", "/entity/org:scale-ai.atom", "/entity/org:scale-ai?format=atom", "/outlet/unknown.atom",
        "/search.atom?q=stake", "/search?q=stake&format=atom",
    ):  # fmt: skip
        (entry,) = read(room, address).entries
        assert (entry.id, entry.title) == (f"urn:cuttings:story:{story}", title)
        assert room.get(entry.link).status_code == 200
    assert read(room, "/search.atom?q=zebra").entries == []
    feeds = {read(room, address).feed.id for address in ("/search.atom?q=stake", "/search.atom?q=board")}
    assert len(feeds) == 2


def test_a_story_feeds_its_articles(seed_database: Path) -> None:
    room = Room(seed_database)
    [(story,)] = ask(seed_database, "select story_id from stories")
    page = room.get(f"/story/{story}").text
    assert 'type="application/atom+xml" title=' in page
    feed = read(room, f"/story/{story}.atom")
    assert sorted(entry.id.removeprefix("urn:cuttings:article:") for entry in feed.entries) == [
        article for (article,) in ask(seed_database, "select article_id from articles order by 1")
    ]
    assert all(room.get(entry.link).status_code == 200 for entry in feed.entries)


def test_what_is_no_feed_says_so(seed_database: Path) -> None:
    room = Room(seed_database)
    [(article,)] = ask(seed_database, "select article_id from articles order by 1 limit 1")
    for address, status in (
        (f"/article/{article}.atom", 404), ("/way?format=atom", 404), ("/rows/articles?format=atom", 404),
        ("/search.atom?q=(", 400), ("/entity/nobody.atom", 404), ("/story/nothing.atom", 404),
    ):  # fmt: skip
        answer = room.get(address)
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (status, "text/plain")


def test_an_alert_feeds_each_thing_that_it_found_and_no_channel(settings: Settings) -> None:
    room = Room(settings.database, settings=settings)
    now = datetime.now(UTC)
    about = Message(
        message_id="m0", alert_id="meta", story_id="s", channel="stdout:", title="T0", body="\x1b\n<b>"
    )
    messages = [replace(about, message_id=f"m{n}", title=f"T{n}") for n in range(3)]
    late = replace(about, message_id="late", story_id="", title="L")
    with open_outbox(place_of(settings.database).work) as outbox:
        outbox.put(messages, now=now, until=now + timedelta(hours=1))
        outbox.gather(now=now + timedelta(days=1), names={})
        outbox.put([late], now=now + timedelta(days=2))
    feed = read(room, "/alert/meta.atom")
    assert [entry.title for entry in feed.entries] == ["L", "T0", "T1", "T2"]
    assert feed.entries[1].link == f"http://{HOST}/story/s"
    page = room.get("/watch").text
    assert 'href="/alert/meta.atom"' in page
    assert "token=abc" not in page + room.get("/alert/meta.atom").text
    assert room.get("/alert/other.atom").status_code == 404
    settings.alerts.write_text("[[alert", encoding="utf-8")
    assert "not valid TOML" in room.get("/watch").text
    assert room.get("/alert/meta.atom").status_code == 500


def test_a_reader_of_feeds_shows_the_token_each_time_and_no_page_is_opened_so(seed_database: Path) -> None:
    room = Room(seed_database, token="geheim")
    assert room.get("/?format=atom").status_code == 401
    assert room.get("/?format=atom&token=falsch").status_code == 401
    fed = room.get("/?format=atom&token=geheim")
    assert (fed.status_code, "geheim" in fed.text, "set-cookie" in fed.headers) == (200, False, False)
    assert room.get("/search.atom?q=stake&token=geheim").status_code == 200
    assert room.get("/").status_code == 401
