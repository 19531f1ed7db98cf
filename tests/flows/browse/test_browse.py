"""The reading room over the seeds: every link leads on, nothing runs, nothing changes, nobody else may ask."""

import asyncio
import re
import time
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import duckdb
import httpx
import pytest

from flows.browse.alike import shared_spans
from flows.browse.app import make_app
from flows.browse.article import paragraphs_of
from flows.lists.settings import Settings
from tests.conftest import ask, load_paths, seeds
from warehouse.browsing.contents import PAGES, VARIANTS
from warehouse.browsing.read import read_page
from warehouse.browsing.shelf import Shelf
from warehouse.errors import QueryRefused
from warehouse.place import place_of

HOST = "127.0.0.1:8765"
HREF = re.compile(r'(?:href|action)="([^"]+)"')
HOSTILE = """<script>alert(1)</script> & "Meta" \u202etxt.exe\u202c buys =1+1 \x1b[31mred

Meta Platforms <img src=x onerror=alert(1)> said javascript:alert(1) that Scale AI is worth $14.3 billion.
"""


class Room:
    """Asks the application without a network, and keeps its cookies."""

    def __init__(self, database: Path, *, token: str | None = None, settings: Settings | None = None) -> None:
        hosts = [HOST, "localhost:8765"]
        self._app = make_app(Shelf(place_of(database)), hosts=hosts, token=token, settings=settings)
        self._cookies = httpx.Cookies()

    def ask(self, method: str, address: str, **others: Any) -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app)
            async with httpx.AsyncClient(
                transport=transport, base_url=f"http://{HOST}", cookies=self._cookies
            ) as client:
                answer = await client.request(method, address, **others)
                self._cookies = client.cookies
                return answer

        return asyncio.run(asked())

    def get(self, address: str, **others: Any) -> httpx.Response:
        return self.ask("GET", address, **others)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browse")
    (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    load_paths(folder / "news.duckdb", *seeds(), folder / "hostile.txt")
    return folder / "news.duckdb"


@pytest.fixture(scope="module")
def client(database: Path) -> Room:
    return Room(database)


def links(page: str) -> set[str]:
    return {unescape(href) for href in HREF.findall(page)}


def test_every_link_leads_to_a_page_and_nothing_runs(client: Room) -> None:
    waiting, seen, asked = ["/"], {"/"}, Counter[str]()
    while waiting:
        address = waiting.pop(0)
        kind = address.split("/")[1].split("?")[0]
        if asked[kind] >= 25:
            continue
        asked[kind] += 1
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        if answer.headers["content-type"].startswith("text/html"):
            found = links(answer.text)
            assert not re.search(r"<script|<[^>]*\sonerror|<img", answer.text)
            assert all(href.startswith(("http://", "https://", "/", "#")) for href in found)
            inside = {href for href in found if href.startswith("/")}
            waiting += sorted(inside - seen)
            seen |= inside
    assert set(asked) == {"", "story", "article", "entity", "rows", "way", "views", "sql", "search", "style.css"}
    # The counts of the front page open what they count.
    assert {"/rows/article_facts", "/rows/report_stories", "/rows/report_reuse_by_outlet"} <= seen


def test_a_story_shows_its_articles_figures_and_quotes(client: Room, database: Path) -> None:
    [(story,)] = ask(database, "select story_id from story_summaries order by article_count desc limit 1")
    page = client.get(f"/story/{story}").text
    for words in ("Who wrote it, and who copied", "14.3 billion", "Alexandr Wang", "What several texts state"):
        assert words in page
    short = client.get(f"/story/{story[:6]}")
    assert (short.status_code, short.headers["location"]) == (303, f"/story/{story}")
    rows = client.get(f"/story/{story}.json").json()
    assert set(rows) <= {part.name for part in (*PAGES["story"], VARIANTS)}
    assert len(rows["story_articles"]) == 5
    sheet = client.get(f"/story/{story}?format=csv&part=story_figures")
    assert sheet.headers["content-type"].startswith("text/csv")
    assert sheet.text.startswith("value,kind,article_count")


def test_an_entity_shows_its_sentences_as_the_view_of_mentions_has_them(database: Path) -> None:
    entities = ask(database, "select distinct entity_id from article_entities order by all")
    assert len(entities) > 20
    with Shelf(place_of(database)).reading(seconds=60) as db:
        for (entity,) in entities:
            page = read_page(db, "entity", entity)
            shown = next(each for each in page.parts if each.part.name == "entity_sentences")
            of_view = db.execute(_FIRST_SENTENCES, [entity]).fetchall()
            assert sorted(map(str, shown.rows)) == sorted(map(str, of_view))
            assert page.facts["article_count"] == len(of_view)


_FIRST_SENTENCES = """
    select article_id, published_day, article_label, outlet_name, surface, sentence
    from base_mentions
    where entity_id = ? and is_coverage
    qualify row_number() over (partition by article_id order by field, span_start) = 1
"""


def test_all_rows_of_each_part_of_each_page_are_there(client: Room, database: Path) -> None:
    [(story,)] = ask(database, "select story_id from story_summaries order by article_count desc limit 1")
    [(article,)] = ask(database, "select article_id from article_facts where label like 'Unveiling%'")
    pages = ("/", "/way", f"/story/{story}", f"/article/{article}", "/entity/org:scale-ai", "/outlet/unknown")
    rows = {href for page in pages for href in links(client.get(page).text) if href.startswith("/rows/")}
    assert {href.partition("?")[0] for href in rows} > {"/rows/report_stories", "/rows/article_entities"}
    for href in sorted(rows):
        answer = client.get(href)
        assert answer.status_code == 200, (href, answer.text[:200])
        assert "No rows" not in answer.text, href


def test_an_article_shows_its_text_with_its_mentions(client: Room, database: Path) -> None:
    [(article,)] = ask(database, "select article_id from article_facts where label like 'Unveiling%'")
    page = client.get(f"/article/{article}").text
    assert re.search(r'<mark class="organization"[^>]*><a href="/entity/org:scale-ai">Scale AI</a></mark>', page)
    assert "Where each field comes from" in page
    assert "cuttings-000001.warc.gz" in page


def test_two_articles_stand_side_by_side(client: Room, database: Path) -> None:
    (one,), (other,) = ask(database, "select article_id from article_facts order by word_count desc limit 2")
    page = client.get(f"/compare/{one}/{other}")
    assert page.status_code == 200
    assert page.text.count('class="card text"') == 2


def test_search_marks_what_it_found_and_tells_mistakes(client: Room) -> None:
    page = client.get("/search", params={"q": '"non-voting" OR superintelligence'}).text
    assert "<mark>" in page
    assert "articles in 1 story" in page
    mistake = client.get("/search", params={"q": '"stake'}).text
    assert "the quotation mark is never closed" in mistake
    assert client.get("/search").status_code == 200


def test_a_search_is_paged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_text(_MILL.format(hurt="12"), encoding="utf-8")
    load_paths(tmp_path / "news.duckdb", seeds()[0], tmp_path / "a.html")
    monkeypatch.setattr("warehouse.browsing.read._FOUND_STORIES", 1)
    room = Room(tmp_path / "news.duckdb")
    first, second = (room.get(f"/search?q=meta+OR+mill&page={number}").text for number in (0, 1))
    assert ('rel="next"' in first, 'rel="prev"' in first) == (True, False)
    assert ('rel="next"' in second, 'rel="prev"' in second) == (False, True)
    stories = [re.findall(r'class="card hit"><h2><a href="([^"]+)"', page) for page in (first, second)]
    assert [len(each) for each in stories] == [1, 1]
    assert stories[0] != stories[1]
    assert room.get("/search?q=meta&page=9").status_code == 200


def test_rows_are_paged_and_asked_by_columns(client: Room) -> None:
    assert "No rows" in client.get("/rows/articles?page=99999").text
    assert len(client.get("/rows/base_mention_facts?entity_id=org:uber&format=json").json()["rows"]) >= 1
    assert client.get("/rows/report_agreement?page=1e9").status_code == 200
    assert len(client.get("/rows/report_stories?since=24h&entity=Scale+AI&format=json").json()["rows"]) == 1
    assert client.get("/rows/report_stories?until=2001-01-01&format=json").json()["rows"] == []
    for address, told in (
        ("/rows/report_storys", "no view or table 'report_storys'; the nearest: report_stories"),
        ("/rows/articles?title=x", "articles has no column 'title'"),
        ("/rows/report_stories?entity=nobody+at+all", "nobody at all"),
        ("/rows/report_stories?since=0d", "looks back at nothing"),
        ("/rows/report_runs?entity=org:uber", "no filter reaches report_runs"),
        ("/rows/articles%22;drop%20table%20articles", "no view or table"),
    ):
        answer = client.get(address)
        assert (answer.status_code, told in answer.text) == (400, True)
    for address in ("/story/nothing", "/article/nothing", "/entity/nobody", "/outlet/nowhere", "/nothing"):
        assert client.get(address).status_code == 404


def test_what_is_not_there_is_told_on_a_page_to_those_who_read_pages(client: Room) -> None:
    for address, status in (("/story/nothing", 404), ("/nothing", 404), ("/rows/report_storys", 400)):
        plain, page = client.get(address), client.get(address, headers={"Accept": "text/html,*/*"})
        assert (plain.status_code, page.status_code) == (status, status)
        assert plain.headers["content-type"].startswith("text/plain")
        assert plain.text.strip() in unescape(page.text)
        assert 'role="search"' in page.text
    assert "Nothing has all of this" in client.get("/search?q=zebra").text


@pytest.mark.parametrize(
    "statement",
    [
        "drop table articles", "insert into articles select * from articles", "create table x as select 1",
        "select 1; select 2", "copy articles to '/tmp/x.csv'", "attach 'x.duckdb'",
        "explain analyze delete from articles", "select * from read_text('/etc/passwd')", "select getenv('HOME')",
        "pragma database_list", "set threads = 1", "selec 1",
        "use memory", "install httpfs", "export database 'x'", "call pragma_version()", "",
    ],
)  # fmt: skip
def test_sql_only_reads(client: Room, database: Path, statement: str) -> None:
    before = database.read_bytes()
    page = client.get("/sql", params={"statement": statement, "format": "json"})
    assert page.headers["content-type"].startswith("text/html")
    assert ('class="problem"' in page.text) == bool(statement)
    assert database.read_bytes() == before


def test_sql_answers_bounded_in_rows_and_time(client: Room, database: Path) -> None:
    page = client.get("/sql", params={"statement": "select n as n, n as n from range(5000) t(n)"}).text
    assert "1,000 rows, there are more" in page
    start = time.monotonic()
    with (
        pytest.raises(QueryRefused, match=r"took more than 0\.3 s"),
        Shelf(place_of(database)).reading(seconds=0.3) as db,
    ):
        db.execute(
            "select count(*) from range(100000000) a, range(100000) b where a.range % 7 = b.range % 3"
        ).fetchall()
    assert time.monotonic() - start < 10


def test_only_this_host_and_this_site_may_ask(client: Room) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    for origin in ("https://evil.example", "null", "http://[", f"http://evil.example@{HOST}"):
        assert client.get("/", headers={"origin": origin}).status_code == 403
    foreign = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}
    assert client.get("/sql?statement=select%201", headers=foreign).status_code == 403
    followed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get("/", headers=followed).status_code == 200
    assert client.ask("POST", "/").status_code == 405
    assert client.get("/", headers={"host": "localhost:8765"}).status_code == 200


def test_with_a_token_only_who_knows_it(database: Path) -> None:
    client = Room(database, token="secret")
    assert client.get("/").status_code == 401
    assert client.get("/?token=wrong").status_code == 401
    welcome = client.get("/?token=secret")
    assert (welcome.status_code, welcome.headers["location"]) == (303, "/")
    assert "HttpOnly" in welcome.headers["set-cookie"]
    assert client.get("/").status_code == 200


def test_the_newest_copy_is_shown_and_a_missing_one_told(tmp_path: Path) -> None:
    database = tmp_path / "news.duckdb"
    first, *others = seeds()
    load_paths(database, first)
    client = Room(database)
    assert client.get("/?format=json").status_code == 200
    assert len(client.get("/rows/articles?format=json").json()["rows"]) == 1
    load_paths(database, *others)
    assert len(client.get("/rows/articles?format=json").json()["rows"]) == 4
    database.unlink()
    missing = client.get("/")
    assert (missing.status_code, "no such database" in missing.text) == (503, True)


def test_a_copy_of_an_older_version_is_told(tmp_path: Path) -> None:
    database = tmp_path / "news.duckdb"
    load_paths(database, *seeds()[:1])
    with duckdb.connect(str(database)) as db:
        db.execute("drop view report_story_timeline")
        [(story,)] = db.execute("select story_id from stories").fetchall()
    told = Room(database).get(f"/story/{story}")
    assert (told.status_code, "was made by an older version" in told.text) == (503, True)


def test_paragraphs_keep_every_word_and_cut_marks_at_lines() -> None:
    text = "one two three\n\nfour five"
    pieces = paragraphs_of(text, [(4, 20, "shared", None, None), (8, 13, "date", None, None)])
    assert [[(piece.words, piece.kind) for piece in line] for line in pieces] == [
        [("one ", None), ("two three", "shared")],
        [("four ", "shared"), ("five", None)],
    ]


def test_shared_words_are_runs_of_seven_and_more() -> None:
    one = "He said that the board would meet again on Monday in Paris, he hoped."
    other = "Reports: the board would meet again on Monday, in Paris they say; he hoped"
    marked, other_marked = shared_spans(one, other)
    assert [one[start:end] for start, end, *_ in marked] == ["the board would meet again on Monday in Paris"]
    assert [other[start:end] for start, end, *_ in other_marked] == [
        "the board would meet again on Monday, in Paris"
    ]
    assert shared_spans("a b", "a b") == ([], [])


def test_a_story_shows_what_changed_in_its_articles(tmp_path: Path) -> None:
    database = tmp_path / "news.duckdb"
    for number, hurt in enumerate(("12", "17")):
        page = tmp_path / f"{number}.html"
        page.write_text(_MILL.format(hurt=hurt), encoding="utf-8")
        load_paths(database, page)
    with duckdb.connect(str(database), read_only=True) as db:
        [(story,)] = db.execute("select story_id from stories").fetchall()
    changed = Room(database).get(f"/story/{story}.json").json()["story_changed"]
    assert {(row["change"], row["value"]) for row in changed} == {("went", "12 people"), ("came", "17 people")}


_MILL = """<!doctype html><html lang="en"><head><title>Fire at the mill in Ashford</title>
<link rel="canonical" href="https://gazette.example/2026/mill-fire"></head><body><article><h1>Fire at the mill</h1>
<p>A fire broke out at the old paper mill in Ashford on Monday, and {hurt} people were hurt, the police said.</p>
<p>Firefighters from four towns fought the flames until morning, while the road along the river stayed shut.</p>
<p>The owner of the mill said that nobody had worked there since the spring, and that its cause was not known.</p>
<p>Neighbours told the newspaper that they had heard a loud noise shortly before smoke rose over its roof.</p>
</article></body></html>"""
