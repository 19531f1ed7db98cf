"""The report is one safe, self-contained page, whatever the database holds."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

from warehouse.report.chart import draw_days
from warehouse.report.page import Limits, render_report
from warehouse.summaries.keep import keep_summaries

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; drop table articles; --",
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnp.exe\u2066",
    "\x00\x1b[31m\x85\ufffe",
    "</style><style>*{display:none}",
    "&lt;b&gt; &amp;",
    "w" * 5_000,
)
LINKS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "//evil.example/x",
    "http:///nohost",
    "http://[",
    "java\nscript:alert(1)",
    'https://ok.example/?a=1&b="><script>',
)


class Page(HTMLParser):
    """What a browser would make of the page: its tags, attributes and words."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def put_articles(
    db: duckdb.DuckDBPyConnection, count: int, *, words: tuple[str, ...] = ("Meta",), urls: tuple[str, ...] = ()
) -> None:
    """Put articles, ten a story and three a text; names, titles and all else are the words in turn."""
    db.execute(
        "create or replace temp table numbers as"
        " select number, number::varchar as id, $words[1 + number % len($words)] as words,"
        " $urls[1 + number % greatest(len($urls), 1)] as url,"
        " 10 * (number // 10) as story, 3 * (number // 3) as text"
        " from range(1, $count + 1) as numbers(number)",
        {"count": count, "words": list(words), "urls": list(urls)},
    )
    db.execute((Path(__file__).parent / "many_articles.sql").read_text(encoding="utf-8"))
    keep_summaries(db)


def test_an_empty_database_makes_a_page(db: duckdb.DuckDBPyConnection) -> None:
    assert "Nothing is loaded yet" in Page(render_report(db, made_at=NOW)).text


def test_each_number_opens_to_its_sentences(db: duckdb.DuckDBPyConnection) -> None:
    put_articles(db, 4)
    source = render_report(db, made_at=NOW)
    page = Page(source)
    assert "Meta paid <mark>$5 million</mark>." in source
    assert "<mark>Meta</mark> paid $5 million." in source
    assert "“<mark>We will go on,</mark>” it said." in source
    assert "4 articles" in page.text
    assert "5 million USD" in page.text
    assert "4 without a known outlet" not in page.text
    assert page.tags.count("details") > 8


def test_hostile_words_stay_words(db: duckdb.DuckDBPyConnection) -> None:
    put_articles(db, 200, words=HOSTILE, urls=LINKS)
    page = Page(render_report(db, made_at=NOW, title=HOSTILE[0], limits=Limits(stories=100)))
    assert not {"script", "img", "iframe", "object", "link", "base", "form"} & set(page.tags)
    assert page.tags.count("style") == 1
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert not set("\x00\x1b\x85\ufffe") & set("".join(page.words))
    assert [words for words in HOSTILE if words.isprintable() and words[:60] not in page.text] == []


def test_only_web_addresses_become_links(db: duckdb.DuckDBPyConnection) -> None:
    put_articles(db, 80, urls=LINKS)
    page = Page(render_report(db, made_at=NOW))
    links = {value for name, value in page.attributes if name == "href" and value and not value.startswith("#")}
    assert links == {LINKS[-1]}


def test_nothing_comes_from_elsewhere(db: duckdb.DuckDBPyConnection) -> None:
    put_articles(db, 12, urls=("https://example.org/a",))
    source = render_report(db, made_at=NOW)
    page = Page(source)
    assert not [name for name, _ in page.attributes if name in ("src", "srcset", "data", "action", "poster")]
    assert "@import" not in source
    assert "url(" not in source


def test_ten_thousand_articles_make_a_bounded_page(db: duckdb.DuckDBPyConnection) -> None:
    put_articles(db, 10_000, words=("Meta Platforms",))
    source = render_report(db, made_at=NOW)
    text = Page(source).text
    assert len(source) < 1_000_000
    assert "40 of 1,001 stories shown" in text
    assert "30 of 50 entities shown" in text
    assert "25 of 10,000 reasons shown" in text
    assert len(render_report(db, made_at=NOW, limits=Limits(stories=5, entities=5))) < len(source) / 2


def test_a_million_letters_are_cut(db: duckdb.DuckDBPyConnection) -> None:
    put_articles(db, 3, words=("w" * 1_000_000,), urls=("https://example.org/" + "w" * 1_000_000,))
    assert len(render_report(db, made_at=NOW, title="w" * 1_000_000)) < 150_000


@pytest.mark.parametrize(
    ("days", "unit", "bar_count"),
    [
        ([date(2025, 6, 13)], "day", 1),
        ([date(2025, 6, 13), date(2025, 6, 20)], "day", 8),
        ([date(2025, 1, 1), date(2025, 12, 31)], "week", 53),
        ([date(2022, 1, 1), date(2025, 12, 31)], "month", 48),
        ([date(1, 1, 1), date(2025, 12, 31), date(9999, 12, 31)], "century", 62),
        ([date(1897, 3, 4), date(2025, 12, 31)], "decade", 14),
        ([date(1, 1, 1), date(2025, 12, 31)], "century", 21),
        ([date(1, 1, 1), date(1, 12, 31)], "week", 53),
    ],
)
def test_bars_fit_and_count_every_article(days: list[date], unit: str, bar_count: int) -> None:
    rows = [{"published_day": day, "article_count": 2, "reused_article_count": 1} for day in [*days, None]]
    chart = draw_days(rows)
    assert chart is not None
    assert (chart.unit, len(chart.bars)) == (unit, bar_count)
    assert sum(bar.article_count for bar in chart.bars) + chart.earlier_count == 2 * len(days)
    assert chart.unknown_count == 2
    assert all(0 <= bar.reused_height <= bar.height <= chart.height for bar in chart.bars)
