"""Pages: the article of a made-up page, and bad pages."""

import hashlib
from datetime import UTC, date, datetime

import pytest

from extractors.page.extract import PageOptions, extract_article
from extractors.records import Entry, Extraction, RawDocument, Rejected

SEEN_AT = datetime(2026, 1, 2, tzinfo=UTC)
PROSE = "<p>The council of Utrecht voted on Tuesday to widen the canal, which has carried no ships since 1973.</p>"
PAGE = f"""<!doctype html><html><head><title>Utrecht widens its canal | The Example</title>
<meta property="article:published_time" content="2025-03-04T08:00:00+01:00"></head>
<body><nav><a href="/a">News</a> <a href="/b">Sport</a></nav>
<article><h1>Utrecht widens its canal</h1>{PROSE * 4}<h2>Ships of old</h2>{PROSE * 3}</article></body></html>"""


def raw(body, **fields):
    body = body.encode() if isinstance(body, str) else body
    known = {"location": "a.html", "seen_at": SEEN_AT, "raw_id": hashlib.sha256(body).hexdigest(), **fields}
    return RawDocument(body=body, media_type="text/html", **known)


def read(body, **fields):
    return extract_article(raw(body, **fields))


def test_a_simple_page():
    found = read(PAGE, url="https://news.example.com/utrecht-canal?utm_source=x")
    assert isinstance(found, Extraction)
    assert found.revision.title == "Utrecht widens its canal"
    assert found.revision.published_date == date(2025, 3, 4)
    assert found.revision.published_at == datetime(2025, 3, 4, 7, tzinfo=UTC)
    assert found.revision.text.startswith("The council of Utrecht")
    assert found.article.outlet_id == "example.com"
    assert found.article.canonical_url == "https://news.example.com/utrecht-canal"
    headings = [found.revision.text[z.start : z.end] for z in found.revision.zones if z.zone == "heading"]
    assert headings == ["Ships of old"]


PARAGRAPHS = PROSE * 6
LINKS = "".join(f"<a href='/{at}'>Link {at}</a> " for at in range(3000))
BAD_PAGES = {
    "empty": (b"", {"empty"}),
    "truncated": (PAGE.encode()[: len(PAGE) * 2 // 3], None),
    "only-a-tag": (b"<html>", {"too_short"}),
    "pdf-named-html": (b"%PDF-1.7\n" + b"x " * 400, {"binary"}),
    "picture-named-html": (b"\xff\xd8\xff\xe0" + bytes(400), {"binary"}),
    "50-mb": (b"<html><body>" + b"<p>word</p>" * 4_600_000, {"too_large"}),
    "only-links": (
        "".join(f"<a href='/{at}'>Link {at}</a> " for at in range(3000)).encode(),
        {"too_short", "index_page"},
    ),
    "nested-tags": (b"<html><body>" + b"<div>" * 100_000 + PARAGRAPHS.encode(), None),
    "nested-inline": (b"<html><body><p>" + b"<b><i>" * 50_000 + b"text", {"too_short"}),
    "title-of-1-mb": (f"<html><title>{'x' * 1_000_000}</title><body>{PARAGRAPHS}".encode(), None),
    "attribute-of-1-mb": (f"<html><body class='{'a ' * 500_000}'>{PARAGRAPHS}".encode(), None),
    "json-ld-bomb": (f"<script type='application/ld+json'>{'[' * 100_000}</script>{PARAGRAPHS}".encode(), None),
    "dollars": (f"<html><body><p>{'$' * 100_000}</p>{PARAGRAPHS}".encode(), None),
    "surrogates": (f"<html><body><p>&#xD800;&#x0;&#x110000;</p>{PARAGRAPHS}".encode(), None),
}


@pytest.mark.parametrize("name", BAD_PAGES)
def test_bad_pages_end_in_a_record(name):
    body, reasons = BAD_PAGES[name]
    found = read(body)
    if reasons is not None:
        assert isinstance(found, Rejected)
        assert found.reason in reasons
    if isinstance(found, Extraction):
        found.revision.text.encode("utf-8")


UMLAUTS = "<p>Größe und Maß der Brücke über die Neiße: fünf Meter.</p>"


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        pytest.param((UMLAUTS + PARAGRAPHS).encode("utf-8"), None, id="nothing-declared"),
        pytest.param((UMLAUTS + PARAGRAPHS).encode("utf-8"), "iso-8859-1", id="lying-header"),
        pytest.param(b"<meta charset='ascii'>" + (UMLAUTS + PARAGRAPHS).encode(), None, id="lying-meta"),
        pytest.param(b"<meta charset='latin1'>" + (UMLAUTS + PARAGRAPHS).encode("latin-1"), None, id="meta"),
        pytest.param(b"<meta charset='utf-8'>" + (UMLAUTS + PARAGRAPHS).encode("latin-1"), "latin1", id="header"),
        pytest.param((UMLAUTS + PARAGRAPHS).encode("utf-16"), None, id="utf-16"),
        pytest.param((UMLAUTS + PARAGRAPHS).encode("utf-16-le"), None, id="utf-16-without-mark"),
        pytest.param((UMLAUTS + PARAGRAPHS).encode("utf-7"), "utf-7", id="utf-7"),
        pytest.param((UMLAUTS + PARAGRAPHS).encode("utf-8-sig"), "koi8-r", id="mark-wins"),
        pytest.param((UMLAUTS * 20 + PARAGRAPHS).encode("cp1252"), "x-bogus", id="bogus-label"),
        pytest.param((UMLAUTS + "\x00" + PARAGRAPHS).encode(), None, id="nul"),
    ],
)
def test_charsets(body, charset):
    found = read(body, charset=charset)
    assert isinstance(found, Extraction), found
    assert "Größe und Maß der Brücke über die Neiße" in found.revision.text + " ".join(
        span.surface for span in found.removed_spans
    )


@pytest.mark.parametrize(
    "stamp", ["0001-01-01", "9999-12-31T00:00:00Z", "1970-01-01", "2031-05-05", "yesterday", "0"]
)
def test_impossible_dates_are_none(stamp):
    page = f"<html><head><meta property='article:published_time' content='{stamp}'></head><body>{PARAGRAPHS}"
    found = read(page)
    assert isinstance(found, Extraction)
    assert found.revision.published_date is None


def test_an_author_who_is_a_paragraph_is_none():
    words = "We are a team of people who write. " * 9
    page = f"<html><head><meta name='author' content='{words}'></head><body>{PARAGRAPHS}"
    found = read(page)
    assert isinstance(found, Extraction)
    assert found.revision.authors == ()


def test_the_canonical_of_another_publisher_is_not_ours():
    page = PAGE.replace("</head>", "<link rel='canonical' href='https://other.example.org/utrecht-canal'></head>")
    found = read(page, url="https://news.example.com/copy-of-it")
    assert isinstance(found, Extraction)
    assert found.article.canonical_url == "https://news.example.com/copy-of-it"


def announced(**fields):
    known = {
        "entry_id": "e",
        "source_id": "s",
        "location": "https://news.example.com/utrecht-canal",
        "state": "due",
        "first_seen_at": SEEN_AT,
        **fields,
    }
    return Entry(**known)


def test_what_a_feed_said_fills_what_the_page_leaves_open():
    page = PAGE.replace("article:published_time", "x").replace("<h1>Utrecht widens its canal</h1>", "")
    entry = announced(announced_at=datetime(2025, 3, 5, 7, tzinfo=UTC), announced_authors=("Jane Doe",))
    found = read(page, url=entry.location, entry=entry)
    assert isinstance(found, Extraction)
    assert found.revision.published_origin == "announced"
    assert found.revision.authors == ("Jane Doe",)


def test_a_feed_alone_makes_a_partial_article():
    entry = announced(
        announced_title="Utrecht widens its canal",
        announced_summary="<p>The council of Utrecht voted on Tuesday to widen the canal.</p>",
    )
    found = read(b"", url=entry.location, entry=entry)
    assert isinstance(found, Extraction)
    assert found.revision.verdict == "partial"
    assert found.revision.verdict_reason == "announced_only:empty"
    assert found.revision.text == "The council of Utrecht voted on Tuesday to widen the canal."
    assert found.revision.title_origin == "announced"


def test_languages_asked_for():
    found = extract_article(raw(PAGE), PageOptions(languages=frozenset({"de"})))
    assert isinstance(found, Rejected)
    assert found.reason == "wrong_language"


def test_a_short_article_is_in_the_language_of_its_outlet():
    entry = announced(announced_title="Kurz", announced_summary="<p>A 1 B 2 C 3 D 4 E 5 F 6.</p>")
    options = PageOptions(outlet_languages={"example.org": "de"})
    for url, expected in (
        ("https://example.org/kurz", ("de", "outlet")),
        ("https://example.net/kurz", (None, None)),
    ):
        found = extract_article(raw(b"", url=url, entry=entry), options)
        assert isinstance(found, Extraction)
        assert (found.revision.language, found.revision.language_origin) == expected
