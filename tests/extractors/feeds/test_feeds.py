"""Feeds of every kind, broken feeds, and hostile ones: what is read, in how much time."""

import json
import time
from datetime import UTC, datetime

import pytest

from extractors.feeds.announced import Feed, NoFeed
from extractors.feeds.dates import read_date
from extractors.feeds.markup import plain_text
from extractors.feeds.read_feed import read_feed, read_feed_leniently

URL = "https://e.example/feed/rss"


def rss(items: str, head: str = "", attributes: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"{attributes}><channel><title>T</title>{head}'
        f"{items}</channel></rss>"
    ).encode()


def feed(body: bytes, charset: str | None = None) -> Feed:
    found = read_feed(body, url=URL, charset=charset)
    assert isinstance(found, Feed), found
    return found


def test_rss() -> None:
    (item,) = feed(
        rss(
            "<item><title>A &amp; B</title><link>/a-1</link><guid>g1</guid><author>a@e.example (Ann)</author>"
            "<pubDate>Mon, 05 Jan 2026 10:00:00 EST</pubDate>"
            "<description>&lt;p&gt;Hi&lt;/p&gt;</description></item>"
        )
    ).items
    assert (item.link, item.external_id, item.authors) == ("https://e.example/a-1", "g1", ("Ann",))
    assert plain_text(item.title_html) == "A & B"
    assert plain_text(item.summary_html) == "Hi"
    assert item.published is not None
    assert item.published.at == datetime(2026, 1, 5, 15, tzinfo=UTC)


def test_atom_with_nested_bases_and_kinds_of_text() -> None:
    found = feed(
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/base/" xml:lang="de"><title>t</title>'
        b'<entry xml:base="a/"><id>urn:1</id><title type="text">1 &lt;b&gt; 2</title><link href="x"/>'
        b'<link rel="self" href="no"/>'
        b"<author><name>Ann</name></author><updated>2026-01-01T00:00:00+02:00</updated>"
        b'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><script>x</script></div></content>'
        b"</entry></feed>"
    )
    (entry,) = found.items
    assert entry.link == "https://e.example/base/a/x"
    assert plain_text(entry.title_html) == "1 <b> 2"
    assert plain_text(entry.content_html) == "One"
    assert found.language == "de"
    assert entry.updated is not None
    assert entry.updated.at == datetime(2025, 12, 31, 22, tzinfo=UTC)


def test_rdf_with_items_beside_the_channel() -> None:
    found = feed(
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        b' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>t</title></channel>'
        b'<item rdf:about="https://e.example/1"><title>One</title><link>https://e.example/1</link>'
        b"<dc:creator>Ann</dc:creator><dc:date>2026-01-02</dc:date></item></rdf:RDF>"
    )
    (item,) = found.items
    assert (item.external_id, item.authors) == ("https://e.example/1", ("Ann",))
    assert item.updated is not None
    assert item.updated.at is None


def test_json_feed_with_number_as_id_and_null_link() -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "items": [{"id": 3, "url": None, "title": "N"}, {"id": "a", "url": "b", "authors": [{"name": "Ann"}]}, 7],
    }
    first, second = feed(json.dumps(document).encode()).items
    assert (first.link, first.external_id) == (None, "3")
    assert (second.link, second.authors) == ("https://e.example/feed/b", ("Ann",))


def test_news_sitemap_index_and_list() -> None:
    news = feed(
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        b' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://e.example/1</loc>'
        b"<news:news><news:publication><news:name>G</news:name><news:language>en</news:language></news:publication>"
        b"<news:publication_date>2026-01-02T00:00:00+01:00</news:publication_date><news:title>One</news:title>"
        b"</news:news></url></urlset>"
    )
    assert (news.items[0].title_html, news.items[0].language) == ("One", "en")
    index = feed(b"<sitemapindex><sitemap><loc>https://e.example/s1.xml</loc></sitemap></sitemapindex>")
    assert [child.location for child in index.child_sitemaps] == ["https://e.example/s1.xml"]
    assert len(feed(b"\xef\xbb\xbfhttps://e.example/1\nhttps://e.example/2\n").items) == 2


def test_what_a_click_counter_hides_and_what_a_comma_breaks() -> None:
    counted = rss(
        "<item><link>https://counter.example/~r/1</link>"
        "<f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>https://e.example/1</f:origLink></item>"
    )
    assert [item.link for item in feed(counted).items] == ["https://e.example/1"]
    items = b'{"id": "1", "url": "https://e.example/1", "title": "a, ]",}, {"id": "2",},'
    commas = feed(b'\xef\xbb\xbf{"version": "https://jsonfeed.org/version/1.1", "items": [' + items + b"],}")
    assert [(item.external_id, item.title_html) for item in commas.items] == [("1", "a, ]"), ("2", None)]


def test_relative_locations_of_sitemaps() -> None:
    body = b"<urlset><url><loc>\n /a </loc></url><url><loc><![CDATA[https://e.example/b]]></loc></url></urlset>"
    found = read_feed(body, url="https://e.example/sitemap.xml")
    assert isinstance(found, Feed)
    assert [item.link for item in found.items] == ["https://e.example/a", "https://e.example/b"]


def titled(title: str, encoding: str, declared: str = "UTF-8") -> bytes:
    return rss(f"<item><title>{title}</title></item>").decode().replace("UTF-8", declared).encode(encoding)


@pytest.mark.parametrize(
    ("body", "charset", "title"),
    [
        (titled("Zażółć", "utf-8"), "iso-8859-1", "Zażółć"),
        (titled("Привет", "cp1251", "windows-1251"), None, "Привет"),
        (titled("Zażółć", "utf-16", "UTF-16"), None, "Zażółć"),
        (titled("Zażółć", "utf-16-le"), None, "Zażółć"),
        (titled("Zażółć", "utf-8", "x-bogus"), "foo-bar", "Zażółć"),
        (titled("+ADw-script+AD4-", "utf-8"), "utf-7", "+ADw-script+AD4-"),
        (titled("café", "latin-1", "us-ascii"), None, "café"),
        (titled("日本", "shift_jis", "Shift_JIS"), None, "日本"),
    ],
    ids=["header lies", "windows-1251", "utf-16", "utf-16 without mark", "bogus", "utf-7", "latin-1", "shift_jis"],
)
def test_encoding(body: bytes, charset: str | None, title: str) -> None:
    assert feed(body, charset).items[0].title_html == title


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        (b"\n\n<b>Warning</b>: foo\n" + rss("<item><title>a</title></item>"), ["a"]),
        (rss("<item><title>a</title></item>") + b"\n<!-- c --><script>x()</script>", ["a"]),
        (rss("<item><title>a &nbsp; &amp; b & c &copy; &bogus;</title></item>"), ["a & b & c © &bogus;"]),
        (rss("<item><title>a\x00\x08b</title></item>"), ["ab"]),
        (rss("<item><title>a &#1114112; &#xD800; &#0; &#150;</title></item>"), ["a � � � –"]),
        (rss("<item><title>a &#" + "9" * 5000 + ";</title></item>"), ["a �"]),
        (rss('<item><title>a</title><x title="&nbsp;"/></item>'), ["a"]),
    ],
)
def test_repairs(body: bytes, titles: list[str]) -> None:
    assert [plain_text(item.title_html) for item in feed(body).items] == titles


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<html><title>Log in</title></html>", "not_a_feed"),
        (b"<!DOCTYPE html><html><p>x", "not_a_feed"),
        (b"<note/>", "not_a_feed"),
        (b"plain words", "not_a_feed"),
        (b"https://e.example/\n/etc/passwd", "not_a_feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "not_a_feed"),
        (b"[1]", "not_a_feed"),
        (b'{"a":' + b"[" * 10_000 + b"]" * 10_000 + b"}", "bad_json"),
        (b'{"a": ' + b"9" * 10_000 + b"}", "bad_json"),
        (rss("<item><title>a</title></item>")[:-20], "not_well_formed"),
    ],
)
def test_no_feed(body: bytes, reason: str) -> None:
    found = read_feed(body, url=URL)
    assert isinstance(found, NoFeed)
    assert found.reason == reason


def test_entities_are_never_expanded_or_read() -> None:
    bombs = [
        '<!DOCTYPE r [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE r [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE r [<!ENTITY % z SYSTEM "http://127.0.0.1:9/x"> %z;]>',
        '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x">',
    ]
    for doctype in bombs:
        body = f'{doctype}<rss><channel><item a="&b;"><title>x &b;</title></item></channel></rss>'
        assert feed(body.encode()).items[0].title_html == "x &b;"


HOSTILE = {
    "deep": b"<rss><channel><item><title>"
    + b"<b>" * 100_000
    + b"</b>" * 100_000
    + b"</title></item></channel></rss>",
    "unclosed": b"<rss><channel>" + b"<item><title>a&lt;" * 100_000,
    "attributes": b"<rss><channel><item "
    + b" ".join(b'a%d="1"' % i for i in range(100_000))
    + b"/></channel></rss>",
    "references": b"<rss><channel><title>" + b"&#" * 300_000 + b"</title></channel></rss>",
    "ampersands": b"<rss><channel><title>" + b"&" * 300_000 + b"</title></channel></rss>",
    "cdata": b"<rss><channel><title>&x;" + b"<![CDATA[" * 50_000 + b"</title></channel></rss>",
    "doctype": b"<!DOCTYPE " + b"[" * 300_000,
    "open": b"<" * 300_000,
    "declaration": b"<?xml " * 50_000,
    "namespaces": b"<rss " + b" ".join(b'xmlns:a%d="u%d"' % (i, i) for i in range(4_000)) + b"><channel/></rss>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_feed_takes_linear_time(name: str) -> None:
    start = time.process_time()
    read_feed(HOSTILE[name], url=URL)
    assert time.process_time() - start < 2


@pytest.mark.parametrize("body", [b"http://127.0.0.1:9/secret", b"/etc/passwd", b"file:///etc/passwd"])
def test_body_that_is_a_url_or_path_is_never_opened(body: bytes) -> None:
    found = read_feed_leniently(body)
    assert isinstance(found, NoFeed)


def test_truncated_feed_keeps_whole_items() -> None:
    body = rss("".join(f"<item><title>T{i}</title><link>https://e.example/{i}</link></item>" for i in range(10)))
    found = read_feed_leniently(body[: len(body) * 6 // 10], url=URL)
    assert isinstance(found, Feed)
    assert [item.link for item in found.items[:5]] == [f"https://e.example/{i}" for i in range(5)]
    assert found.flaw


@pytest.mark.parametrize("body", [b"<rss><item><title>&#1114112;</title></item>", b"<rss><" * 50, b"\xff\xfe<rss"])
def test_lenient_reader_never_raises(body: bytes) -> None:
    assert isinstance(read_feed_leniently(body), Feed | NoFeed)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Mon, 05 Jan 2026 10:00:00 +0100", "2026-01-05T09:00:00+00:00"),
        ("05 Jan 26 10:00 GMT", "2026-01-05T10:00:00+00:00"),
        ("Monday, 5 January 2026 10:00:00 PDT", "2026-01-05T17:00:00+00:00"),
        ("2026-01-05T10:00:00.123Z", "2026-01-05T10:00:00+00:00"),
        ("2026-01-05T24:00:00Z", "2026-01-06T00:00:00+00:00"),
        ("20260105T100000Z", "2026-01-05T10:00:00+00:00"),
        ("2026-01-05 10:00", "2026-01-05T10:00:00+00:00 zone unknown"),
        ("Mon Jan  5 10:00:00 2026", "2026-01-05T10:00:00+00:00 zone unknown"),
        ("2026-01-05", "2026-01-05"),
        ("2026-01", "2026-01-01"),
        ("Mon, 05 Jan 2026 10:00:00 GMT+7", "2026-01-05T03:00:00+00:00"),
        ("Mon, 05 Jan 2026 10:00:00 UTC+05:30", "2026-01-05T04:30:00+00:00"),
        ("Mon, 05 Jan 2026 10:00:00 -03", "2026-01-05T13:00:00+00:00"),
        ("Mon, Jan 5 2026 10:00:00 +0000", "2026-01-05T10:00:00+00:00"),
        ("Mon Jan 05 2026 10:00:00 GMT+0100 (CET)", "2026-01-05T09:00:00+00:00"),
        ("2026-01-05T10:00:00+01:00[Europe/Oslo]", "2026-01-05T09:00:00+00:00"),
        ("Mon Jan 5 10:00:00 EST 2026", "2026-01-05T15:00:00+00:00"),
        ("Monday, January 5, 2026 - 10:15", "2026-01-05T10:15:00+00:00 zone unknown"),
        ("January 5, 2026 1:15 PM EST", "2026-01-05T18:15:00+00:00"),
        ("Mo, 05 Mär 2026 10:00:00 +0100", "2026-03-05T09:00:00+00:00"),
        ("lun., 05 janv. 2026 10:00:00 +0100", "2026-01-05T09:00:00+00:00"),
        ("lun, 05 ene 2026 10:00:00 +0100", "2026-01-05T09:00:00+00:00"),
        ("lun, 05 gen 2026 10:00:00 +0100", "2026-01-05T09:00:00+00:00"),
        ("seg, 05 dez 2026 10:00:00 -0300", "2026-12-05T13:00:00+00:00"),
        ("ma, 05 mrt 2026 10:00:00 +0100", "2026-03-05T09:00:00+00:00"),
        ("pon, 05 sty 2026 10:00:00 +0100", "2026-01-05T09:00:00+00:00"),
        ("Пн, 05 янв 2026 10:00:00 +0300", "2026-01-05T07:00:00+00:00"),
        ("1767607200", "2026-01-05T10:00:00+00:00"),
        ("25.01.2026 10:15", "2026-01-25T10:15:00+00:00 zone unknown"),
        ("2026年1月5日", "2026-01-05"),
        ("01/02/2026 10:00", None),
        ("-0001-11-30T00:00:00+00:00", None),
        ("0000-00-00 00:00:00", None),
        ("Mon, 99 Foo 99999 99:99:99 +9999", None),
        ("Mon, 31 Feb 2026 10:00:00 GMT", None),
        ("9" * 5000, None),
        ("", None),
        (None, None),
        ("soon", None),
    ],
)
def test_date(text: str | None, want: str | None) -> None:
    found = read_date(text)
    shown = None
    if found is not None:
        shown = found.at.isoformat() if found.at else found.day.isoformat()
        shown += " zone unknown" if found.at and not found.is_zone_known else ""
    assert shown == want


@pytest.mark.parametrize(
    "bomb",
    ["<" * 200_000, "<a" * 100_000, "<object>" * 30_000, "<!--" * 50_000, '<a "' * 50_000, "&#" * 100_000],
)
def test_markup_takes_linear_time(bomb: str) -> None:
    start = time.process_time()
    plain_text(bomb)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("markup", "want"),
    [
        ("<script>alert(1)</script>T", "T"),
        ('<img src=x onerror="alert(1)">ok', "ok"),
        ('<iframe src="javascript:alert(1)"></iframe>ok', "ok"),
        ('<a title="a > b">c</a>', "c"),
        ("a<br>b", "a b"),
        ("a<style>b", "a"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("a<!-- b -->c", "ac"),
        ("", None),
        ("<p></p>", None),
    ],
)
def test_plain_text(markup: str, want: str | None) -> None:
    assert plain_text(markup) == want
