"""Pages: the article of a made-up page, and bad pages."""

import hashlib
from datetime import UTC, date, datetime

from extractors.page import extract_article
from extractors.records import Extraction, RawDocument

SEEN_AT = datetime(2026, 1, 2, tzinfo=UTC)
PROSE = "<p>The council of Utrecht voted on Tuesday to widen the canal, which has carried no ships since 1973.</p>"
PAGE = f"""<!doctype html><html><head><title>Utrecht widens its canal | The Example</title>
<meta property="article:published_time" content="2025-03-04T08:00:00+01:00"></head>
<body><nav><a href="/a">News</a> <a href="/b">Sport</a></nav>
<article><h1>Utrecht widens its canal</h1>{PROSE * 4}<h2>Ships of old</h2>{PROSE * 3}</article></body></html>"""


def read(body, **fields):
    body = body.encode() if isinstance(body, str) else body
    known = {"location": "a.html", "seen_at": SEEN_AT, "raw_id": hashlib.sha256(body).hexdigest(), **fields}
    return extract_article(RawDocument(body=body, media_type="text/html", **known))


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
