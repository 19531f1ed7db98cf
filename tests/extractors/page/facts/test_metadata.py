"""Dates and authors of made-up pages, each with one piece of evidence or two that disagree."""

import time
from datetime import UTC, date, datetime

import pytest

from extractors.page.facts.metadata import read_metadata
from extractors.page.html import parse_page
from extractors.page.words.dates import DateFound

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


META_2025 = meta("article:published_time", "2025-11-19T03:00:00+00:00")
BUILT_2025 = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-11-20"}</script>'
TIMES_OF_OTHERS = {
    "ticker": "<div class='ticker'><time datetime='2025-12-01T07:00Z'>now</time> Ferry late</div>",
    "latest": "<aside class='latest'><ul><li><time datetime='2025-12-01'></time> A</li></ul></aside>",
    "comment": "<div class='top-comment'><time datetime='2025-12-01T07:00Z'>8 hours ago</time></div>",
    "programme": "<section class='tv-tonight'><p><time datetime='2025-12-01'>20:15</time> Film</p></section>",
}
LISTS_OF_OTHERS = {
    "script-of-an-offer": ("<script>var offer = {'expires': '2025-10-31'};</script>", None),
    "event": ("<div class='event'><b>Meeting</b><p>12 October 2025, town hall</p></div>", None),
    "teasers": (
        "<ul><li><a href='/a'>Council split over car park fees</a> <span>3 October 2025</span></li></ul>",
        None,
    ),
    "comments": ("<div class='comments'><p>Ann, 3 October 2025</p></div>", None),
    "foot": ("<footer><p>Site last updated: 3 October 2025</p></footer>", None),
    "line-of-its-own": ("<p>Utrecht, 3 October 2025</p>", "2025-10-03"),
}
FORMS = {
    "epoch-seconds": (meta("article:published_time", "1741100000"), "", "2025-03-04"),
    "epoch-milliseconds": ("", "<time datetime='1741100000000'>an hour ago</time>", "2025-03-04"),
    "net": (meta("pubdate", "/Date(1741100000000+0100)/"), "", "2025-03-04"),
    "reiwa": ("", "<span class='date'>令和7年3月4日</span>", "2025-03-04"),
    "heisei-one": ("", "<span class='date'>平成元年1月8日</span>", "1989-01-08"),
    "minguo": ("", "<span class='date'>民國114年3月4日</span>", "2025-03-04"),
    "buddhist": ("", "<span class='date'>4 มี.ค. 2568</span>", "2025-03-04"),
    "persian": ("", "<span class='date'>۱۴ اسفند ۱۴۰۳</span>", "2025-03-04"),
    "russian": ("", "<span class='date'>4 марта 2025</span>", "2025-03-04"),
    "turkish": ("", "<span class='date'>4 Mart 2025 Salı</span>", "2025-03-04"),
    "korean": ("", "<span class='date'>2025년 3월 4일</span>", "2025-03-04"),
    "vietnamese": ("", "<span class='date'>ngày 4 tháng 3 năm 2025</span>", "2025-03-04"),
    "two-days": ("", "<span class='date'>Posted 04/03/2025</span>", None),
}
OUT_OF_PLACE = {
    "two-against-the-build": (
        META_2025,
        "<span class='date'>9 March 2017</span>",
        "/2017/03/09/canal",
        "2017-03-09",
    ),
    "named-month": (BUILT_2025, "<time datetime='2014-05-02'></time>", "/news/2014/may/02/canal", "2014-05-02"),
    "address-alone": (META_2025, "", "/2017/03/09/canal", None),
    "address-and-head": (META_2025, "<span class='date'>9 March 2017</span>", "/2025/11/19/canal", "2025-11-19"),
    "later-update": (
        meta("pubdate", "2014-05-02"),
        "<span class='date'>2 May 2025</span>",
        "/canal",
        "2014-05-02",
    ),
    "number": ("", "<span class='date'>4 March 2025</span>", "/news/model-20210305-review", "2025-03-04"),
    "number-alone": ("", "", "/20250304/canal", "2025-03-04"),
    "six-digits": ("", "", "/2015/08/150803-canal/", "2015-08-03"),
}


@pytest.mark.parametrize("name", TIMES_OF_OTHERS)
def test_a_time_of_something_else_before_the_title_is_not_the_articles(name):
    page = f"<html><body>{TIMES_OF_OTHERS[name]}<h1>Utrecht widens its canal</h1>{{}}{PROSE * 3}</body></html>"
    dated = parse_page(page.format("<p class='meta'>Ann Lee, 18 November 2025, 9.15 am</p>"))
    assert read_metadata(dated, url=None, seen_at=SEEN_AT).facts.published.value.day == date(2025, 11, 18)
    assert read_metadata(parse_page(page.format("")), url=None, seen_at=SEEN_AT).facts.published is None


@pytest.mark.parametrize("name", LISTS_OF_OTHERS)
def test_a_date_of_something_else_is_no_guess(name):
    body, day = LISTS_OF_OTHERS[name]
    found = facts("", PROSE * 3 + body).published
    assert (found.value.day.isoformat() if found else None) == day


@pytest.mark.parametrize("name", FORMS)
def test_forms(name):
    head, body, day = FORMS[name]
    found = facts(head, body + PROSE).published
    assert (found.value.day.isoformat() if found else None) == day


@pytest.mark.parametrize("name", OUT_OF_PLACE)
def test_evidence_against_evidence(name):
    head, body, path, day = OUT_OF_PLACE[name]
    found = facts(head, body + PROSE, url=f"https://example.com{path}")
    assert (found.published.value.day.isoformat() if found.published else None) == day
    assert found.published_doubt == (None if day else "contradicted:meta,url")


def test_what_the_feed_says_goes_before_a_time_that_nothing_marks():
    tree = parse_page(f"<html><body>{PROSE}<time datetime='2025-03-09'></time></body></html>")
    announced = DateFound(day=date(2025, 3, 4))
    found = read_metadata(tree, url=None, seen_at=SEEN_AT, announced=announced).facts.published
    assert (found.value.day, found.origin) == (date(2025, 3, 4), "announced")


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


def linked(author):
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {author}}}</script>'


BYLINE = "<div class='byline'>By <a href='/ann'>Ann Lee</a></div>"
AUTHORS |= {
    "by-is-a-name": (linked('{"@type": "Person", "name": "Par Holm"}'), "", ("Par Holm",)),
    "two-names-that-open-so": (
        "",
        "<a rel='author'>Di Rossi</a> and <a rel='author'>Von Lee</a>",
        ("Di Rossi", "Von Lee"),
    ),
    "by-before-a-whole-name": ("", "<p class='byline'>Von Max Holm und Eva Roth</p>", ("Max Holm", "Eva Roth")),
    "and-within": (
        linked('[{"name": "Juan Soler y Prats"}, {"name": "Ana Ruiz"}]'),
        "",
        ("Juan Soler y Prats", "Ana Ruiz"),
    ),
    "and-between": ("", "<p class='byline'>Por Juan Soler y Ana Ruiz</p>", ("Juan Soler", "Ana Ruiz")),
    "firm-with-and": (
        linked('{"@type": "Organization", "name": "Holm Press and Picture Agency"}'),
        "",
        ("Holm Press and Picture Agency",),
    ),
    "junior": (meta("author", "Ann Lee, Jr. and Bo Ray, MD"), "", ("Ann Lee, Jr.", "Bo Ray, MD")),
    "surname-first": (meta("dc.creator", "Lee, Ann; Ray, Bo"), "", ("Ann Lee", "Bo Ray")),
    "firm-beside-a-person": (
        linked('{"@type": "Organization", "name": "Example Corporation"}'),
        BYLINE,
        ("Ann Lee",),
    ),
    "desk-beside-a-person": (linked('{"@type": "Person", "name": "News Desk"}'), BYLINE, ("Ann Lee",)),
    "desk-alone": (linked('{"@type": "Person", "name": "News Desk"}'), "", ("News Desk",)),
    "agency-beside-an-editor": (linked('{"@type": "Organization", "name": "dpa"}'), BYLINE, ("dpa",)),
    "given-and-family": (
        linked('{"givenName": "Ann", "additionalName": "", "familyName": "Lee"}'),
        "",
        ("Ann Lee",),
    ),
    "markup": (linked('{"name": "<b>Zo&euml; O&#39;Lee</b>"}'), "", ("Zoë O'Lee",)),
    "russian-label": ("", "<p class='byline'>Автор: Анна Ли</p>", ("Анна Ли",)),
    "chinese-label": ("", "<p class='byline'>文／記者李小明</p>", ("李小明",)),
    "chinese-place": ("", "<p class='byline'>記者李小明／台北報導</p>", ("李小明",)),
    "surname-like-a-label": (meta("author", "文在寅"), "", ("文在寅",)),
}
TITLES = {
    "outlets-word-in-lower-case": (
        "Time",
        "Rules for trams – and about time",
        "",
        "Rules for trams – and about time",
    ),
    "outlets-name": ("Example Times", "Rules for trams | Example Times", "", "Rules for trams"),
    "piece-of-the-name": ("The Example Times", "Rules for trams – Example Times", "", "Rules for trams"),
    "twice-escaped": ("Example", "Why &amp;amp;quot;trams&amp;amp;quot; last", "", 'Why "trams" last'),
    "bait": (
        "Example",
        "You will not believe this",
        "Council of Utrecht widens a canal",
        "Council of Utrecht widens a canal",
    ),
}


@pytest.mark.parametrize("name", TITLES)
def test_titles(name):
    site, og, h1, title = TITLES[name]
    head = f"<meta property='og:site_name' content='{site}'><meta property='og:title' content='{og}'>"
    page = f"<html><head>{head}</head><body>{f'<h1>{h1}</h1>' if h1 else ''}{PROSE * 3}</body></html>"
    found = read_metadata(parse_page(page), url="https://example.com/canal", seen_at=SEEN_AT).facts
    assert found.title.value == title


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
