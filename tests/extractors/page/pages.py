"""Made-up pages for the tests of messy pages, and their reading with the settings in force."""

import hashlib
from datetime import UTC, datetime

from extractors.page.extract import extract_article
from extractors.records import Extraction, RawDocument
from flows.lists.page_options import load_page_options
from flows.lists.settings import ExtractSettings

OPTIONS = load_page_options(ExtractSettings())
TITLE = "Utrecht widens its canal for the first ships in fifty years"
STORY = [
    "The council of Utrecht voted on Tuesday to widen the canal, which has carried no ships since 1973.",
    "Residents of the old quarter had asked for a park instead, and 1,200 of them signed a petition in May.",
    "“Water is what most people asked for,” said Anna de Wit, the alderman for planning, after the vote.",
    "The work will cost 31 million euros and last three years, if the province of Utrecht pays half of it.",
    "Zwolle did the same in 2019, and the shops along its canal have since done far better than before.",
    "Opponents announced that they would go to court over the trees that have to be felled on the north bank.",
]
NAVIGATION = "<header><a href='/'>The Example</a><nav><ul>" + "".join(
    f"<li><a href='/{name}'>{name}</a></li>" for name in ("world", "economy", "sport", "culture")
) + "</ul></nav></header>"  # fmt: skip
FOOT = "<footer><p>© 2026 The Example</p><a href='/privacy'>Privacy</a></footer>"
DAY = "<time datetime='2026-01-02'>2 January 2026</time>"
META = f"<div class='meta'><span class='byline'>By Jane Doe</span> {DAY}</div>"


def paragraphs(lines):
    return "".join(f"<p>{line}</p>\n" for line in lines)


def article(body, *, title=TITLE, above="", below="", head=""):
    """Return an article's page: `above` stands between headline and byline, `below` under the article."""
    inner = f"<article><h1>{title}</h1>{above}{META}<div class='story-body'>{body}</div></article>"
    return page(f"{NAVIGATION}<main>{inner}{below}</main>{FOOT}", title=f"{title} | The Example", head=head)


def page(body, *, title, head=""):
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def read(html, *, charset="utf-8", url="https://news.example.com/story-7"):
    body = html if isinstance(html, bytes) else html.encode()
    raw = RawDocument(
        raw_id=hashlib.sha256(body).hexdigest(),
        body=body,
        media_type="text/html",
        charset=charset,
        url=url,
        location=url,
        seen_at=datetime(2026, 1, 3, tzinfo=UTC),
    )
    return extract_article(raw, OPTIONS)


def text_of(html, **fields):
    found = read(html, **fields)
    assert isinstance(found, Extraction), found
    return found.revision.text
