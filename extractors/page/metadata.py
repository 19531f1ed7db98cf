"""Title, authors, dates and rights of a page, each with the evidence that it rests on."""

from datetime import datetime

from lxml.html import HtmlElement

from extractors.page.dates import parse_date
from extractors.page.pieces import tidy
from extractors.page.reading import Fact, Facts


def read_metadata(tree: HtmlElement, *, seen_at: datetime) -> Facts:
    """Return what the page's head says of the article."""
    titles = [tidy(element.text_content()) for element in tree.iter("h1")]
    title = next((words for words in titles if words), None)
    stated = {meta.get("property") or meta.get("name"): meta.get("content") for meta in tree.iter("meta")}
    found = parse_date(stated.get("article:published_time") or "", seen_at=seen_at)
    return Facts(
        title=Fact(value=title, origin="h1") if title else None,
        published=Fact(value=found, origin="meta") if found else None,
        canonical_url=next(
            (link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None
        ),
    )
