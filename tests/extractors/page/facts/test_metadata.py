"""Dates and authors of made-up pages, each with one piece of evidence or two that disagree."""

import time
from datetime import UTC, date, datetime

import pytest

from extractors.page.facts.metadata import read_metadata
from extractors.page.html import parse_page

SEEN_AT = datetime(2026, 1, 2, tzinfo=UTC)
PROSE = (
    "<p>The council of Utrecht voted on Tuesday to widen the canal "
    "by one metre next spring, the widest it has been since ships sailed there.</p>"
)


def facts(head="", body="", url=None):
    tree = parse_page(f"<html><head>{head}</head><body><h1>Utrecht widens its canal</h1>{body}</body></html>")
    return read_metadata(tree, url=url, seen_at=SEEN_AT).facts


def meta(name, content):
    return f"<meta name='{name}' content='{content}'>"


UTC_EVENING = meta("article:published_time", "2025-03-05T03:37:00+00:00")
DATES = {
    "meta-with-value": ("<meta name='article:published_time' value='2025-03-04T08:00:00Z'>", "", "2025-03-04"),
    "vague-meta-yields-to-time": (meta("date", "2025-03-09"), "<time>04.03.2025, 12:01 Uhr</time>", "2025-03-04"),
    "vague-meta-alone": (meta("dcterms.date", "2025-03-09T10:00+01:00"), "", "2025-03-09"),
    "label-in-line": ("", "<p>Erstellt am: 04.03.2025</p>", "2025-03-04"),
    "label-then-element": ("", "<div><span>Erschienen am:</span><h2>04.03.2025</h2></div>", "2025-03-04"),
    "label-then-tail": ("", "<ul><li><strong>Datum</strong> 04.03.2025</li></ul>", "2025-03-04"),
    "label-of-change": ("", "<p>Letzte Änderung: 05.03.2025</p><p>Erschienen am: 04.03.2025</p>", "2025-03-04"),
    "updated-before-time": (
        "",
        "<p>last updated <time datetime='2025-04-01'>1 April</time></p><time datetime='2025-03-04'></time>",
        "2025-03-04",
    ),
    "marked-time-of-a-teaser": (
        meta("date", "2025-03-04"),
        "<div class='card'><span itemprop='datePublished' content='2025-12-12'></span></div>",
        "2025-03-04",
    ),
    "evening-in-the-west": (UTC_EVENING, "<div class='date'>March 4, 2025</div>", "2025-03-04"),
    "another-day-altogether": (UTC_EVENING, "<div class='date'>March 2, 2025</div>", "2025-03-05"),
    "day-before-too-late": (
        meta("article:published_time", "2025-03-05T16:00:00Z"),
        "<div class='date'>March 4, 2025</div>",
        "2025-03-05",
    ),
    "shown-day-is-the-update": (
        meta("article:published_time", "2025-03-04T12:00:00Z")
        + meta("article:modified_time", "2025-03-05T12:00:00Z"),
        "<div class='date'>March 5, 2025</div>",
        "2025-03-04",
    ),
    "offset-is-the-pages-own": (
        meta("article:published_time", "2025-03-05T00:30:00+01:00"),
        "<div class='date'>March 4, 2025</div>",
        "2025-03-05",
    ),
    "no-date-no-guess": ("", "<p>Since 04.03.2025 the canal is closed.</p>", None),
}


@pytest.mark.parametrize("name", DATES)
def test_published(name):
    head, body, day = DATES[name]
    found = facts(head, body).published
    assert (found.value.day.isoformat() if found else None) == day


def test_the_day_in_the_address_corrects_the_one_in_utc_but_not_the_moment():
    found = facts(UTC_EVENING, url="https://example.com/2025/03/04/canal/").published
    assert found.value.day == date(2025, 3, 4)
    assert found.value.at == datetime(2025, 3, 5, 3, 37, tzinfo=UTC)


AUTHORS = {
    "owner-is-no-author": (
        meta("author", "Example Media")
        + meta("copyright", "(c) Example Media 2025")
        + meta("article:author", "Ann Lee"),
        "",
        ("Ann Lee",),
    ),
    "owner-for-want-of-others": (
        meta("author", "Example Media") + meta("copyright", "(c) Example Media 2025"),
        "",
        ("Example Media",),
    ),
    "label-in-a-list": ("", "<ul><li><strong>Autorin/Autor</strong> Ann Lee</li></ul>", ("Ann Lee",)),
    "label-in-brackets": ("", "<div>（责编：李明、王芳）</div>", ("李明", "王芳")),
    "unnamed-by-line": ("", "<p>By Ann Lee and Bo Ray</p>", ("Ann Lee", "Bo Ray")),
    "prose-that-opens-so": ("", "<p>By 2030 the canal will be wider.</p>", None),
    "signed-behind": ("", PROSE * 3 + "<p><strong>Ann Lee</strong></p>", ("Ann Lee",)),
    "signed-before": ("", f"<p><strong>Ann Lee/Bo Ray</strong></p>{PROSE * 3}", ("Ann Lee", "Bo Ray")),
    "heading-before": ("", f"<p><strong>The Council</strong></p>{PROSE * 3}", None),
    "bold-among-prose": ("", PROSE * 2 + "<p><strong>Old Ships</strong></p>" + PROSE * 2, None),
    "role-is-no-name": (
        "",
        "<div class='byline'><a>Ann Lee</a><span>Senior Politics Editor</span></div>",
        ("Ann Lee",),
    ),
    "korean-role": (meta("author", "김민수 기자"), "", ("김민수",)),
    "label-before-names": (
        "",
        "<li>Von:" + "\t" * 400 + "<span>Ann Lee,</span> <span>Bo Ray</span></li>",
        ("Ann Lee", "Bo Ray"),
    ),
    "agency-by-line": ("", "<p>By TPN,</p>", ("TPN",)),
    "date-is-no-name": ("", "<p>By March 4</p>", None),
    "initials-in-markup": ("", "<p>Source; <span itemprop='author'>abc/lee;kes</span></p>", ("abc", "lee", "kes")),
}


@pytest.mark.parametrize("name", AUTHORS)
def test_authors(name):
    head, body, names = AUTHORS[name]
    found = facts(head, body).authors
    assert (found.value if found else None) == names


@pytest.mark.parametrize(
    "bomb", ["$" * 100_000, "By " * 40_000, "Published on " * 10_000, "<p>" * 50_000, "a/" * 50_000]
)
def test_bombs_end_soon(bomb):
    started = time.process_time()
    facts("", f"<p><b>{bomb}</b></p>{PROSE * 3}")
    assert time.process_time() - started < 5


GUESSES = {
    "year-of-the-rights": ("<footer>© 2019 Example</footer>", None, None),
    "new-year": ("<footer>Posted 1 January 2019</footer>", None, "2019-01-01"),
    "another-month-than-the-address": (
        "<footer>© 2019-05-02</footer>",
        "https://example.com/2016/12/a-canal",
        None,
    ),
}


@pytest.mark.parametrize("name", GUESSES)
def test_guesses(name):
    body, url, day = GUESSES[name]
    tree = parse_page(f"<html><body>{PROSE}{body}</body></html>")
    found = read_metadata(tree, url=url, seen_at=SEEN_AT).facts.published
    assert (found.value.day.isoformat() if found else None) == day


def test_a_day_in_the_address_that_no_zone_has_is_another_date():
    found = facts(meta("date", "2016-09-19T11:46:00Z"), url="https://example.com/2016/09/20/canal").published
    assert found.value.day == date(2016, 9, 20)  # the address goes before a vague tag
    found = facts(meta("pubdate", "2016-09-19T11:46:00Z"), url="https://example.com/2016/09/20/canal").published
    assert found.value.day == date(2016, 9, 19)
