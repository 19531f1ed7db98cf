"""Bylines that stand in a page's markup near its title, for pages whose head says nothing."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, islice

from lxml.html import HtmlElement

from extractors.page.facts.placement import around, is_beside, names_of
from extractors.page.words.pieces import tidy

_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|author|autor|writer|contributor|signature)(?:s|line|short|-?names?|_names?)?(?:$|[\s_-])",
    re.IGNORECASE,
)
_AUTHOR_LINK = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|reporters?|writers?|contributors?|journalists?)/", re.IGNORECASE
)
_OPENING = re.compile(r"(?:by|von|par|por|door|di)\b", re.IGNORECASE)
# Two to four words, each capitalized.
_SIGNATURE = re.compile(
    r"(?!(?:the|key|a|in|about|die|der|das|le|la|el)\b)[^\W\d_][\w.'-]{1,20}(?: [^\W\d_][\w.'-]{1,20}){1,3}$",
    re.IGNORECASE,
)
_MIN_PROSE_CHARACTERS = 120  # a paragraph; captions and signatures are shorter
_MAX_READ_CHARACTERS = 500  # enough to tell prose from a signature
_MIN_SIGNED_PROSE = 3  # less text is a teaser, which nobody signs
_MAX_SIGNATURE_CHARACTERS = 60  # a name and a place
_STEPS_TO_BYLINE = 60  # elements behind the title, a screen of them
_MAX_OPENING_CHARACTERS = 80  # two names with their places; a sentence may open with "By" too
_MAX_MARKED = 12  # bound; lists of teasers mark hundreds
_UNSEEN = frozenset(("body", "html", "meta", "link"))


def listed_names(tree: HtmlElement) -> Iterator[list[str]]:
    """Yield the words of what schema.org's markup in the page calls its author: initials and handles too."""
    marked = [each for each in tree.iter() if isinstance(each.tag, str) and each.get("itemprop") == "author"]
    for element in marked[:_MAX_MARKED]:
        words = tidy(" ".join(islice(element.itertext(), 12)))
        if words and len(words) <= _MAX_OPENING_CHARACTERS and not is_beside(element):
            yield words.split("/")


def byline_words(tree: HtmlElement) -> Iterator[list[str]]:
    """Yield the words of bylines, the surest marks first: rel and itemprop, links to author pages, class names."""
    for found in _marked(tree):
        marked = found[:_MAX_MARKED]
        placed = [each for each in marked if not is_beside(each)] or marked
        # Two links side by side name two people.
        for _, group in groupby(placed, key=lambda each: each.getparent() if each.tag == "a" else each):
            parts = [tidy(part) for element in group for part in element.itertext()]
            parts = [part for part in parts if part][:20]
            if parts and sum(map(len, parts)) <= 300:
                yield parts


def _marked(tree: HtmlElement) -> tuple[list[HtmlElement], ...]:
    """Return the elements that each kind of mark calls a byline, the surest kind first."""
    by_rel: list[HtmlElement] = []
    by_property: list[HtmlElement] = []
    by_name: list[HtmlElement] = []
    by_link: list[HtmlElement] = []
    for element in tree.iter():
        names, tag = element.keys() if isinstance(element.tag, str) else (), element.tag
        if "rel" in names and element.get("rel") == "author" and tag != "link":
            by_rel.append(element)
        if "itemprop" in names and (element.get("itemprop") or "").lower() == "author":
            by_property.append(element)
        if ("class" in names or "id" in names) and tag not in _UNSEEN and _is_byline(names_of(element)):
            by_name.append(element)
        if tag == "a" and _AUTHOR_LINK.search(element.get("href") or ""):
            by_link.append(element)
    return by_rel, by_property, by_name, by_link


@lru_cache(maxsize=20_000)  # the pages of an outlet share most of their names, and the elements of a page
def _is_byline(names: str) -> bool:
    return _BYLINE.search(names) is not None


def opening_names(tree: HtmlElement) -> Iterator[list[str]]:
    """Yield the words of short elements close behind the title that open with "By", whatever their names."""
    for element in islice(around(next(tree.iter("h1"), None), after=_STEPS_TO_BYLINE, before=0), _STEPS_TO_BYLINE):
        if not _OPENING.match((element.text or "").lstrip()[:20]) or is_beside(element):
            continue
        words = tidy(" ".join(islice(element.itertext(), 12)))
        if len(words) <= _MAX_OPENING_CHARACTERS:
            yield [words]


def signatures(tree: HtmlElement) -> Iterator[list[str]]:
    """Yield the words of paragraphs that are wholly set apart and stand right before or behind all the prose.

    Some outlets sign so and leave the name of the outlet in the head of the page.
    """
    groups: dict[HtmlElement, list[tuple[HtmlElement, str]]] = {}
    for each in tree.iter("p"):
        line = tidy(each.text_content()[:_MAX_READ_CHARACTERS])
        if line:
            groups.setdefault(each.getparent(), []).append((each, line))
    told = max(groups.values(), key=lambda group: sum(map(_is_prose, group)), default=[])
    prose = [at for at, each in enumerate(told) if _is_prose(each)]
    if len(prose) < _MIN_SIGNED_PROSE:
        return
    for at in (prose[-1] + 1, prose[0] - 1):
        if not 0 <= at < len(told):
            continue
        element, line = told[at]
        if len(line) <= _MAX_SIGNATURE_CHARACTERS and _is_set_apart(element):
            yield [part for part in line.split("/") if _SIGNATURE.match(part.strip())]


def _is_prose(paragraph: tuple[HtmlElement, str]) -> bool:
    return len(paragraph[1]) >= _MIN_PROSE_CHARACTERS


def _is_set_apart(element: HtmlElement) -> bool:
    if len(element) != 1 or (element.text or "").strip() or (element[0].tail or "").strip():
        return False
    return element[0].tag in ("b", "strong", "em", "i")
