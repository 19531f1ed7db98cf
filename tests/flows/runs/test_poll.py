"""`cuttings run` against a small site: polls, pages, second polls, failures, crashes."""

import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extractors.records import RawDocument
from flows.errors import SourcesError
from flows.lists.settings import MentionSettings, Settings
from flows.output import Quiet
from flows.runs import pipeline
from flows.runs.extraction import Outcome, WorkerState, extract_document, start_worker
from flows.runs.jobs import make_job
from flows.runs.pipeline import Report, run_job
from flows.upkeep.rebuild import rebuild
from tests.compare import differences
from tests.flows.site import Answer, Request, Site, conditional, feed, item, page, rss, serve
from warehouse.collecting.sources import reset_sources, source_standings
from warehouse.connection import in_utc
from warehouse.database import migrate
from warehouse.place import place_of
from warehouse.shipped import SEEDS
from warehouse.upkeep.standing import published_standing
from warehouse.upkeep.status import read_status


class Desk:
    """A site, a list of sources and a database, with which runs are made."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site = site
        self.folder = folder
        settings = Settings(
            database=folder / "news.duckdb", sources=folder / "sources.toml", outlets=SEEDS / "outlets.csv"
        )
        self.settings = replace(
            settings,
            extract=replace(settings.extract, processes=1),
            fetch=replace(
                settings.fetch,
                host_interval_seconds=0.0,
                deadline_seconds=5.0,
                allowed_addresses=(site.address,),
            ),
        )

    def sources(self, *paths: str, kind: str = "feed") -> None:
        lines = [
            f'[[source]]\nname = "{path}"\nurl = "{self.site.origin}{path}"\nkind = "{kind}"\n' for path in paths
        ]
        (self.folder / "sources.toml").write_text("\n".join(lines))

    def run(self, **parameters: Any) -> Report:
        return asyncio.run(run_job(make_job("run", parameters, self.settings), self.settings, Quiet()))

    def ask(self, statement: str, *, is_writing: bool = False) -> list[tuple[Any, ...]]:
        with in_utc(duckdb.connect(place_of(self.settings.database).writer, read_only=not is_writing)) as db:
            return db.execute(statement).fetchall()

    def make_due(self) -> None:
        """Let all waiting times be over."""
        self.ask("update sources set next_poll_at = null", is_writing=True)
        self.ask("update entries set next_attempt_at = null where state = 'failed'", is_writing=True)


@pytest.fixture(scope="module")
def worker_state() -> WorkerState:
    return start_worker(replace(Settings(), mentions=MentionSettings(mode="rules")))


@pytest.fixture
def desk(tmp_path: Path, worker_state: WorkerState, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Give a desk whose extraction runs in this process: starting workers would take most of the time."""

    @contextmanager
    def open_extractor(*_: object) -> Iterator[Callable[[Sequence[RawDocument]], list[Outcome]]]:
        yield lambda raws: [extract_document(raw, worker_state) for raw in raws]

    monkeypatch.setattr("flows.runs.pipeline.open_extractor", open_extractor)
    with serve({f"/page/{number}": page(number) for number in range(10)}) as site:
        yield Desk(site, tmp_path)


def links(desk: Desk, *numbers: int) -> str:
    return rss(*(item(f"{desk.site.origin}/page/{number}", f"Story {number}", f"g{number}") for number in numbers))


def test_new_pages_become_articles_and_the_second_poll_is_conditional(desk: Desk) -> None:
    desk.site.routes["/feed"] = conditional(links(desk, 1, 2, 3), '"v1"')
    desk.sources("/feed")
    first = desk.run()
    assert (first.counts.new, first.counts.rejected, first.stored["articles"]) == (3, 0, 3)
    assert desk.ask("select count(*), count(archive_file) from raw_documents") == [(3, 3)]
    desk.make_due()
    second = desk.run()
    assert second.counts.found == 0
    assert [request.headers.get("if-none-match") for request in desk.site.requests if request.path == "/feed"] == [
        None,
        '"v1"',
    ]
    assert desk.ask("select outcome, count(*) from fetches group by outcome order by outcome") == [
        ("not_modified", 1),
        ("ok", 4),
    ]
    assert {request.path for request in desk.site.requests} >= {"/robots.txt"}
    assert desk.site.asked("/robots.txt") == 1


def test_a_secret_of_the_environment_goes_into_requests_and_nowhere_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def private(request: Request) -> Answer:
        is_known = request.headers.get("authorization") == "Bearer s3cret-token"
        return feed(links(desk, 1)) if is_known else Answer(status=401)

    desk.site.routes["/feed"] = private
    desk.sources("/feed")
    with (desk.folder / "sources.toml").open("a") as file:
        file.write('headers = { Authorization = "Bearer $GAZETTE_TOKEN" }\n')
    monkeypatch.delenv("GAZETTE_TOKEN", raising=False)
    with pytest.raises(SourcesError, match="environment variable GAZETTE_TOKEN is not set"):
        desk.run()
    monkeypatch.setenv("GAZETTE_TOKEN", "s3cret\r\nX-Other: 1")
    with pytest.raises(SourcesError, match="cannot stand in a header"):
        desk.run()
    monkeypatch.setenv("GAZETTE_TOKEN", "s3cret-token")
    assert desk.run().counts.new == 1
    asked = [request for request in desk.site.requests if "authorization" in request.headers]
    assert [request.path for request in asked] == ["/feed"]
    for path in desk.folder.rglob("*"):
        assert not path.is_file() or b"s3cret-token" not in path.read_bytes(), path


def test_a_run_of_one_part_asks_its_own_sources_only(desk: Desk) -> None:
    desk.site.routes["/feed"] = feed(links(desk, 1))
    desk.site.routes["/other"] = feed(links(desk, 2))
    desk.sources("/feed", "/other")
    found = sorted(desk.run(part=[number, 2]).counts.new for number in (1, 2))
    assert found == [0, 2]  # one host is of one part


def test_source_that_is_not_due_is_not_asked(desk: Desk) -> None:
    desk.site.routes["/feed"] = feed(links(desk, 1))
    desk.sources("/feed")
    desk.run()
    desk.run()
    assert desk.site.asked("/feed") == 1


def test_page_that_failed_is_tried_again_though_the_feed_says_not_modified(desk: Desk) -> None:
    desk.site.routes["/feed"] = conditional(links(desk, 1, 2), '"v1"')
    desk.site.routes["/page/2"] = Answer(status=500)
    desk.sources("/feed")
    assert desk.run().counts.new == 1
    assert desk.ask("select state, reason, attempt_count from entries where location like '%/2'") == [
        ("failed", "http_error", 1)
    ]
    desk.site.routes["/page/2"] = page(2)
    desk.make_due()
    assert desk.run().counts.new == 1
    assert desk.ask("select distinct state from entries") == [("fetched",)]


def test_edited_entry_is_fetched_again_as_a_revision(desk: Desk) -> None:
    desk.site.routes["/feed"] = feed(links(desk, 1))
    desk.sources("/feed")
    desk.run()
    desk.site.routes["/feed"] = feed(links(desk, 1).replace("Story 1", "Story 1, edited"))
    desk.site.routes["/page/1"] = page(11)
    desk.make_due()
    assert desk.run().counts.new == 1
    assert desk.ask("select (select count(*) from articles), (select count(*) from revisions)") == [(1, 2)]


def test_gone_source_is_never_asked_again_and_reset_brings_it_back(desk: Desk) -> None:
    desk.site.routes["/feed"] = Answer(status=410)
    desk.sources("/feed")
    assert desk.run().counts.rejected == 1
    assert desk.ask("select state from sources") == [("gone",)]
    desk.make_due()
    desk.run()
    assert desk.site.asked("/feed") == 1
    with in_utc(duckdb.connect(place_of(desk.settings.database).writer)) as db:
        assert reset_sources(db, [row[0] for row in db.execute("select source_id from sources").fetchall()]) == 1
    desk.run()
    assert desk.site.asked("/feed") == 2


def test_retry_after_pauses_the_whole_host(desk: Desk) -> None:
    desk.site.routes["/a"] = Answer(status=429, headers={"Retry-After": "3600"})
    desk.site.routes["/b"] = feed(links(desk, 1))
    desk.sources("/a", "/b")
    desk.run()
    assert desk.site.asked("/b") == 0
    waits = desk.ask("select round(epoch(next_poll_at - last_polled_at) / 600) from sources order by name")
    assert waits == [(6.0,), (6.0,)]
    assert desk.ask("select failure_count from sources where name = '/b'") == [(0,)]


def test_moved_feed_is_stored_only_where_it_is_a_feed(desk: Desk) -> None:
    desk.site.routes |= {
        "/old": Answer(status=301, headers={"Location": "/middle"}),
        "/middle": Answer(status=302, headers={"Location": "/feed"}),
        "/feed": feed(links(desk, 1)),
        "/dead": Answer(status=301, headers={"Location": "/page/1"}),
    }
    desk.sources("/old", "/dead")
    desk.run()
    found = dict(desk.ask("select name, location from sources"))
    assert found == {"/old": f"{desk.site.origin}/middle", "/dead": f"{desk.site.origin}/dead"}


def test_robots_are_obeyed_and_forbidden_links_never_asked(desk: Desk) -> None:
    forbidden = [f"{desk.site.origin}/private/1", "http://169.254.169.254/latest", "http://127.0.0.1:1/x"]
    desk.site.routes["/robots.txt"] = Answer("User-agent: *\nDisallow: /private/\n")
    desk.site.routes["/feed"] = feed(rss(*(item(link) for link in forbidden)))
    desk.sources("/feed")
    desk.run()
    assert desk.site.asked("/private/1") == 0
    assert desk.ask("select reason, count(*) from entries group by reason order by reason") == [
        ("forbidden_address", 2),
        ("robots_disallowed", 1),
    ]
    assert desk.ask("select stage, reason from rejections where stage = 'fetch' order by reason") == [
        ("fetch", "forbidden_address"),
        ("fetch", "forbidden_address"),
        ("fetch", "robots_disallowed"),
    ]


def test_sitemap_index_and_single_page(desk: Desk) -> None:
    origin = desk.site.origin
    desk.site.routes |= {
        "/index.xml": Answer(f"<sitemapindex><sitemap><loc>{origin}/map.xml</loc></sitemap>"
                             f"<sitemap><loc>{origin}/index.xml</loc></sitemap></sitemapindex>"),
        "/map.xml": Answer(f"<urlset><url><loc>{origin}/page/1</loc></url><url><loc>https://x.example/</loc></url>"
                           f"<url><loc>{origin}/page/2</loc><lastmod>2001-01-01</lastmod></url></urlset>"),
    }  # fmt: skip
    desk.sources("/index.xml", kind="sitemap")
    report = desk.run()
    assert (report.counts.new, dict(report.counts.rejections)) == (1, {"link_elsewhere": 1})
    assert desk.ask("select reason from entries where state = 'given_up'") == [("too_old",)]
    desk.sources("/page/3", kind="page")
    assert desk.run().counts.new == 1
    desk.make_due()
    again = desk.run()
    assert (again.counts.unchanged, again.counts.new) == (1, 0)


def test_a_child_sitemap_that_was_not_touched_since_is_not_asked_again(desk: Desk) -> None:
    def index(touched: str) -> str:
        maps = (("old", "2020-01-01T00:00:00Z"), ("new", touched))
        children = "".join(
            f"<sitemap><loc>{desk.site.origin}/{name}.xml</loc><lastmod>{day}</lastmod></sitemap>"
            for name, day in maps
        )
        return f"<sitemapindex>{children}</sitemapindex>"

    def pages(number: int) -> Answer:
        return Answer(f"<urlset><url><loc>{desk.site.origin}/page/{number}</loc></url></urlset>")

    desk.site.routes |= {
        "/index.xml": Answer(index("2020-02-01T00:00:00Z")),
        "/old.xml": pages(1),
        "/new.xml": pages(2),
    }
    desk.sources("/index.xml", kind="sitemap")
    assert desk.run().counts.new == 2
    later = datetime.now(UTC) + timedelta(seconds=5)
    desk.site.routes["/index.xml"] = Answer(index(later.isoformat()))
    desk.make_due()
    desk.run()
    assert (desk.site.asked("/old.xml"), desk.site.asked("/new.xml")) == (1, 2)


@pytest.mark.parametrize("batch_articles", [1, 4, 50])
def test_pages_of_the_same_bytes_at_six_addresses_are_six_articles(desk: Desk, batch_articles: int) -> None:
    extract = replace(desk.settings.extract, batch_articles=batch_articles)
    desk.settings = replace(desk.settings, extract=extract)
    desk.site.routes |= {f"/same/{number}": page(1) for number in range(6)}
    desk.site.routes["/feed"] = feed(rss(*(item(f"{desk.site.origin}/same/{number}") for number in range(6))))
    desk.sources("/feed")
    desk.run()
    assert desk.ask("select count(*), count(distinct canonical_url) from articles") == [(6, 6)]
    assert desk.ask("select count(*) from entries join articles on article_id = loaded_article_id") == [(6,)]
    desk.make_due()
    assert desk.run().counts.new == 0


def test_two_sources_of_one_article_ask_for_it_once(desk: Desk) -> None:
    desk.site.routes |= {"/a": feed(links(desk, 1)), "/b": feed(links(desk, 1))}
    desk.sources("/a", "/b")
    assert desk.run().counts.new == 1
    desk.run()
    assert desk.site.asked("/page/1") == 1
    assert desk.ask("select state, count(*) from entries group by state") == [("fetched", 2)]


def test_what_was_archived_before_a_crash_is_loaded_without_asking_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.site.routes["/feed"] = feed(links(desk, 1, 2))
    desk.sources("/feed")

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("flows.runs.overlap.load_outcomes", crash)
        with pytest.raises(KeyboardInterrupt):
            desk.run()
    assert desk.ask("select count(*) from raw_documents") == [(0,)]
    assert desk.run().counts.new == 2
    assert desk.site.asked("/page/1") == 1
    assert desk.ask("select count(*) from articles") == [(2,)]


def test_what_was_lost_in_a_crash_is_asked_for_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.site.routes["/feed"] = feed(links(desk, 1))
    desk.sources("/feed")

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("flows.archive.Archive.append", crash)
        with pytest.raises(KeyboardInterrupt):
            desk.run()
    assert desk.run().counts.new == 1
    assert desk.ask("select state, attempt_count from entries") == [("fetched", 1)]


def test_a_quiet_run_leaves_the_copy_and_tells_how_it_and_the_sources_stand(desk: Desk) -> None:
    desk.site.routes["/feed"] = conditional(rss(item(f"{desk.site.origin}/page/1")), '"1"')
    desk.sources("/feed")
    place = place_of(desk.settings.database)
    desk.run()
    copy = place.published.stat()
    for _ in range(2):
        desk.make_due()
        report = desk.run()
        assert place.published.stat() == copy
        standing = published_standing(place)
        assert (standing.outcome, standing.finished_at) == ("clean", report.run.finished_at)
        [source] = standing.sources
        assert source.last_succeeded_at is not None
        assert source.last_succeeded_at >= report.run.started_at
        assert source_standings(place)[source.source_id].source == source
    assert read_status(place.published, stale_hours=24)[2]
    # Beside another copy the note says nothing.
    os.utime(place.published)
    assert published_standing(place).finished_at != report.run.finished_at


def test_run_is_limited_to_sources_and_number(desk: Desk) -> None:
    desk.site.routes |= {"/a": feed(links(desk, 1, 2, 3)), "/b": feed(links(desk, 4))}
    desk.sources("/a", "/b")
    assert desk.run(sources=["/a"], limit=2).counts.new == 2
    assert desk.site.asked("/b") == 0


def test_what_a_source_says_of_itself_is_recorded_and_not_followed(desk: Desk) -> None:
    said = '<itunes:new-feed-url xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">http://10.0.0.1/</itunes:new-feed-url>'
    desk.site.routes["/feed"] = Answer(
        links(desk, 1).replace("<item>", f"{said}<item>", 1), headers={"Link": '<https://hub.example/>; rel="hub"'}
    )
    desk.sources("/feed")
    assert desk.run().counts.new == 1
    assert desk.ask("select kind, hint from source_hints order by kind") == [
        ("hub", "https://hub.example/"),
        ("new_feed_url", "http://10.0.0.1/"),
    ]


def test_schema_knows_the_hints(tmp_path: Path) -> None:
    with duckdb.connect() as db:
        migrate(in_utc(db))
        assert db.execute("select count(*) from source_hints").fetchall() == [(0,)]


def test_a_polled_database_is_rebuilt_as_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.upkeep.from_archive.open_extractor", pipeline.open_extractor)
    desk.site.routes["/feed"] = feed(links(desk, 1, 2))
    desk.sources("/feed")
    desk.run()
    desk.make_due()
    desk.site.routes |= {"/feed": feed(links(desk, 1, 2, 3)), "/page/1": page(9)}
    desk.run()
    again = replace(desk.settings, database=desk.folder / "again.duckdb")
    rebuild(again, Quiet(), archive=place_of(desk.settings.database).archive)
    assert differences(desk.settings.database, again.database) == []
