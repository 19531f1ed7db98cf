"""Parsers, and what people type, given mutations of what they know: an exception that gets out is a finding."""

# ruff: noqa: E501 - seeds stand as they come
import atexit
import gzip
import json
import random
import shutil
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractors.errors import WatchlistError
from extractors.feeds.dates import read_date
from extractors.feeds.discovery import named_feeds
from extractors.feeds.entries import announced_entries
from extractors.feeds.lenient import read_lenient
from extractors.feeds.markup import plain_text
from extractors.feeds.read_feed import read_feed
from extractors.mentions.finders import find_mentions
from extractors.mentions.names.watchlist import parse_watchlist
from extractors.page.extract import PageOptions, extract_article
from extractors.records import Extraction, RawDocument
from extractors.robots import is_allowed, read_robots
from extractors.unescape import unescape
from extractors.urls.identity import canonical_url, fetchable_url, identity_key
from flows.archive.warc_records import members, raw_of
from flows.bodies.decoding import DecodingFailed, decode_body
from flows.bodies.media import media_type_of
from flows.errors import CuttingsError
from flows.fetch.politeness import retry_after_seconds
from flows.lists.corrections_file import read_corrections
from flows.lists.lexicon import load_lexicon
from flows.lists.outlets import read_outlets
from flows.lists.settings import load_settings
from flows.lists.sources import read_opml, read_sources
from flows.readers.paths import read_paths
from flows.readers.urls import read_url_list
from tests.attacks import asked

NOW = datetime(2026, 1, 2, tzinfo=UTC)
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
LEXICON = load_lexicon(mode="rules")

RSS = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>News &amp; more</title><link>https://e.example/</link><ttl>60</ttl><item><title>One &amp;#233; &lt;b&gt;x&lt;/b&gt;</title>
<link>https://e.example/a?utm_source=x</link><guid isPermaLink="false">7</guid><pubDate>Tue, 02 Jan 2024 10:00:00 +0100</pubDate>
<dc:creator>A B</dc:creator><description><![CDATA[<p>Words</p>]]></description></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://e.example/"><title type="html">N</title><entry>
<id>x</id><link href="a/b"/><updated>2024-01-02T10:00:00Z</updated><content type="xhtml"><div>w</div></content></entry></feed>"""
JSON = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [
    {"id": 1, "url": "https://e.example/1", "title": "T", "date_published": "2024-01-02T10:00:00Z"}]}).encode()  # fmt: skip
MAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://e.example/1</loc><lastmod>2024-01-02
</lastmod></url></urlset>"""
PAGE = b"""<!doctype html><html lang=en><head><meta charset=utf-8><title>Harbour bridge shut - The Gazette</title>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour bridge shut","datePublished":"2024-01-02",
"author":{"name":"A B"}}</script><meta property="og:title" content="Harbour &#233;"></head><body><article><h1>Harbour bridge shut</h1>
<p>The swing bridge will stay closed until April, after inspectors found a crack worth $14.3 billion, 5 % of all, "we said", Meta
said on Tuesday.</p><p>The port authority of Norvik said that it would pay 45 000 euros to 1,200 people on 3 March 2024.</p>
</article></body></html>"""
WARC = (b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://e.example/1\r\nWARC-Date: 2024-01-02T10:00:00Z\r\n"
        b"Content-Type: application/http\r\nContent-Length: 66\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        b"<html>words words</html>\r\n\r\n\r\n")  # fmt: skip
ROWS = b'{"id": 1, "url": "https://e.example/1", "text": "words", "date": "2024-01-02", "authors": ["A"]}\n{"html": "<p>x"}\n'
RULES = b'[[entity]]\nid = "org:meta"\nname = "Meta"\ntype = "organization"\naliases = ["Meta Platforms"]\n'
SOURCES = b'[[source]]\nname = "x"\nurl = "https://e.example/feed?key=${K}"\nkind = "feed"\nheaders = { A = "Bearer $T" }\n'
SETTINGS = b'lock_wait_seconds = 3\n[fetch]\nproxy = "http://a:1"\n[extract]\nlanguages = ["en"]\n'
OUTLETS = (
    b"outlet_id,domain,alias_domains,name,country,language,kind,owner_group\na,a.example,b.example,A,US,en,,\n"
)
CORRECTIONS = b"change,story,articles,into,title,reason\nrename,17be,,,A title,\n"
OPML = b'<opml version="2.0"><body><outline text="x" xmlUrl="https://e.example/feed"/></body></opml>'
URLS = b"https://user@e.example:8080/a/../b?x=%41&utm_source=1#f"
ROBOTS = b"User-agent: *\nDisallow: /a*b$\nCrawl-delay: 3\nSitemap: https://e.example/s.xml\n"
DATE = b"Tue, 02 Jan 2024 10:00:00 +0100"
GZIP = gzip.compress(ROWS, mtime=0)


def _file(body: bytes, name: str) -> Path:
    path = FOLDER / name
    path.write_bytes(body)
    return path


def _text(body: bytes) -> str:
    return body.decode("utf-8", "surrogateescape")


def _feed(body: bytes) -> None:
    feed = read_feed(body, url="https://e.example/feed", charset=None)
    if hasattr(feed, "items"):
        announced_entries(feed, source_id="s", url="https://e.example/feed", now=NOW)


def _page(body: bytes) -> None:
    raw = RawDocument(
        raw_id="x", body=body, media_type="text/html", url="https://e.example/1", location="x", seen_at=NOW
    )
    found = extract_article(raw, PageOptions())
    if isinstance(found, Extraction):
        find_mentions(found.revision, LEXICON)


def _plain(body: bytes) -> None:
    raw = RawDocument(raw_id="x", body=body, media_type="text/plain", location="/x.txt", seen_at=NOW)
    found = extract_article(raw, PageOptions())
    if isinstance(found, Extraction):
        find_mentions(found.revision, LEXICON)


def _url(body: bytes) -> None:
    text = _text(body)
    canonical, _ = canonical_url(text), fetchable_url(text)
    identity_key(text)
    if canonical is not None:
        assert canonical_url(canonical) == canonical, "not idempotent"


def _paths(name: str) -> Callable[[bytes], object]:
    return lambda body: list(read_paths([_file(body, name)], now=NOW, max_bytes=1_000_000))


def _coded(body: bytes) -> None:
    for coding in ("gzip", "deflate", "br", "zstd"):
        try:
            decode_body(body, [coding], 1_000_000)
        except DecodingFailed:
            continue


def _archive(body: bytes) -> None:
    for _, _, record in members(body, 0):
        raw_of(record)
    raw_of(body)


def _lenient(body: bytes) -> Any:
    return read_lenient(body[:20_000], base="https://e.example/", charset=None)


# Parser → what it is given; each raises its own errors only.
PARSERS: dict[str, tuple[Callable[[bytes], object], tuple[bytes, ...]]] = {
    "feed": (_feed, (RSS, ATOM, JSON, MAP)),
    "lenient feed": (_lenient, (RSS, ATOM)),
    "date": (lambda body: read_date(_text(body)), (DATE, b"2024-01-02T10:00:00.5Z", b"2 janvier 2024")),
    "markup": (lambda body: plain_text(_text(body)), (b"<p>a &amp;#233; <script>x</script>", b"&#99999999999;")),
    "unescape": (lambda body: unescape(_text(body)), (b"&amp; &#233; &#x1F600; &nosuch;",)),
    "discovery": (
        lambda body: named_feeds(body, "https://e.example/"),
        (PAGE, b"<link rel=alternate href=&#1; type=x>"),
    ),
    "page": (_page, (PAGE,)),
    "plain text": (
        _plain,
        (b"Harbour bridge shut\n\nThe bridge, worth $14.3 billion, will stay closed, he said.\n" * 4,),
    ),
    "url": (_url, (URLS, b"https://[::1]/x", "https://ä.example/ü?ß=1".encode())),
    "robots": (lambda body: is_allowed(read_robots(body, "Cuttings"), "https://e.example/a/b"), (ROBOTS,)),
    "url list": (
        lambda body: list(read_url_list(_file(body, "u.txt"), source_id="s", now=NOW)),
        (URLS + b"\n" + URLS,),
    ),
    "warc": (_paths("f.warc"), (WARC, WARC * 2)),
    "jsonl": (_paths("f.jsonl"), (ROWS,)),
    "packed jsonl": (_paths("f.jsonl.gz"), (GZIP,)),
    "content codings": (_coded, (GZIP, b"\x28\xb5\x2f\xfd\x04\x00\x19\x00\x00abc")),
    "archive": (_archive, (GZIP, WARC)),
    "media type": (lambda body: media_type_of(body.decode("latin-1")), (b'text/html; charset="utf-8"',)),
    "retry-after": (lambda body: retry_after_seconds(body.decode("latin-1"), now=NOW), (b"120", DATE)),
    "watchlist": (lambda body: parse_watchlist(body.decode("utf-8", "replace"), "x"), (RULES, *asked.RULES)),
    "sources": (lambda body: read_sources(_file(body, "s.toml")), (SOURCES,)),
    "settings": (lambda body: load_settings(_file(body, "c.toml"), {}), (SETTINGS,)),
    "outlets": (lambda body: read_outlets(_file(body, "o.csv")), (OUTLETS,)),
    "corrections": (lambda body: read_corrections(_file(body, "c.csv")), (CORRECTIONS,)),
    "opml": (read_opml, (OPML,)),
    **asked.PARSERS,
}
OWN_ERRORS = (CuttingsError, WatchlistError, *asked.OWN_ERRORS)
PIECES = (
    b"", b"\0", b"\xff", b"9" * 5000, b"&#" + b"9" * 5000 + b";", b"<" * 300, b"[" * 3000, b"{" * 3000, b"\xed\xa0\x80", b"\r",
    b"-1", b"1e999", b"NaN", b"%", b"${HOME}", b"\xe2\x80\xae", b"]]>", b"<!--", b"<![CDATA[", b"'", b'"', b"\\u0000", b"\\ud800",
    "ß".encode() * 50, b"0000-00-00", b"9999-12-31", b"://", b"::", b"/../", b"<!DOCTYPE x [<!ENTITY a 'b'>]>&a;", b"\n" * 100,
    b"(" * 200, b"\xf0\x9f\x98\x80",
)  # fmt: skip


def mutated(body: bytes, dice: random.Random) -> bytes:
    """Return the body with a few changes: pieces put in, cut out, doubled, bytes flipped."""
    for _ in range(dice.randint(1, 4)):
        start = dice.randint(0, len(body))
        end = min(len(body), start + dice.choice((0, 1, 2, 8, 64)))
        kind = dice.randrange(5)
        if kind == 0:
            body = body[:start] + dice.choice(PIECES) + body[end:]
        elif kind == 1:
            body = body[:start] + body[end:]
        elif kind == 2:
            body = body[:start] + body[start:end] * dice.choice((2, 30)) + body[end:]
        elif kind == 3 and body:
            body = body[:start] + bytes([dice.randrange(256)]) + body[start + 1 :]
        else:
            body = body[:start]
    return body


def fuzz(seconds: float, dice: random.Random, *, parsers: tuple[str, ...] = tuple(PARSERS)) -> Counter[str]:
    """Return the inputs tried and the exceptions that got out, by parser, kind and place."""
    found: Counter[str] = Counter()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        name = dice.choice(parsers)
        parse, seeds = PARSERS[name]
        body = mutated(dice.choice(seeds), dice)
        found["inputs"] += 1
        try:
            parse(body)
        except OWN_ERRORS:
            continue
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            found[f"{name}: {type(error).__name__} at {Path(place.filename).name}:{place.lineno}"] += 1
    return found
