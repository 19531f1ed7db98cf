"""Bylines and dates that stand in a page's markup near its title, for pages whose head says nothing."""

import re
from collections.abc import Iterator
from datetime import datetime

from lxml.html import HtmlElement

from extractors.page.dates import DateFound, parse_date
from extractors.page.pieces import tidy

BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|author|autor|writer|contributor|signature)(?:s|line|short|-?names?|_names?)?(?:$|[\s_-])",
    re.IGNORECASE,
)
AUTHOR_LINK = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|reporters?|writers?|contributors?|journalists?)/", re.IGNORECASE
)
DATE_NAME = re.compile(
    r"date|datum|time(?!line)|publish|posted|veröff|byline|meta(?:$|[\s_-])|info(?:$|[\s_-])|stamp", re.IGNORECASE
)
BESIDE = re.compile(
    r"comment|related|recommend|teaser|sidebar|footer|widget|popular|promo|nav|card|trending", re.IGNORECASE
)
MAX_MARKED = 12
MAX_STEPS_AFTER_TITLE = 250
MAX_LINE_CHARACTERS = 120


def names_of(element: HtmlElement) -> str:
    """Return class and id of an element."""
    return f"{(element.get('class') or '')[:300]} {(element.get('id') or '')[:100]}"


def byline_words(tree: HtmlElement) -> Iterator[list[str]]:
    """Yield the words of bylines, the surest marks first: rel and itemprop, links to author pages, class names."""
    elements = [element for element in tree.iter() if isinstance(element.tag, str) and element.attrib]
    kinds = (
        lambda element: element.get("rel") == "author" and element.tag != "link",
        lambda element: (element.get("itemprop") or "").lower() == "author",
        lambda element: BYLINE.search(names_of(element)) and element.tag not in ("body", "html", "meta", "link"),
        lambda element: element.tag == "a" and AUTHOR_LINK.search(element.get("href") or ""),
    )
    for is_marked in kinds:
        marked = [element for element in elements if is_marked(element)][:MAX_MARKED]
        for element in [each for each in marked if not _is_beside(each)] or marked:
            parts = [tidy(part) for part in element.itertext()]
            parts = [part for part in parts if part][:20]
            if parts and sum(map(len, parts)) <= 300:
                yield parts


def visible_date(tree: HtmlElement, *, seen_at: datetime) -> DateFound | None:
    """Return the first date that stands alone in an element named for dates, close behind or before the title."""
    for element in _around_title(tree):
        if not DATE_NAME.search(names_of(element)) and element.tag not in ("time", "dt", "dd"):
            continue
        words = tidy(" ".join(part for part in list(element.itertext())[:12]))
        if 6 <= len(words) <= MAX_LINE_CHARACTERS and not _is_beside(element):
            found = parse_date(words, seen_at=seen_at)
            if found is not None:
                return found
    return None


def _around_title(tree: HtmlElement) -> Iterator[HtmlElement]:
    title = next(iter(tree.iter("h1")), None)
    if title is None:
        return
    for step, element in enumerate(title.xpath("following::*")):
        if step > MAX_STEPS_AFTER_TITLE:
            break
        if isinstance(element.tag, str):
            yield element
    before = title.xpath("preceding::*")
    yield from (element for element in reversed(before[-40:]) if isinstance(element.tag, str))


def _is_beside(element: HtmlElement) -> bool:
    chain = [element, *list(element.iterancestors())[:6]]
    return any(each.tag in ("aside", "footer", "nav") or BESIDE.search(names_of(each)) for each in chain)
