"""What a page's markup says of its kind: it asks for a password, leads on to another page, withholds a part."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml.html import HtmlElement

_MANY = 400  # bound
_LEADS_ON = re.compile(
    r"\blocation(?:\.href)?\s{0,5}=\s{0,5}[\"'`]|\blocation\.(?:replace|assign)\s{0,5}\(", re.IGNORECASE
)
_REFRESH = re.compile(r"\s{0,5}\d{0,3}\s{0,5}[;,]\s{0,5}url\s{0,5}=", re.IGNORECASE)
# Longer scripts do much besides.
_MAX_SCRIPT_CHARACTERS = 4000
_SELECTOR = re.compile(r"\s{0,5}\w{0,20}(?P<kind>[.#])(?P<name>[\w-]{1,80})\s{0,5}$")
_LEAST_WORDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """Whether there is a field for a password, a way on to another page, a locked part that is not there."""

    asks_password: bool = False
    leads_on: bool = False
    is_withheld: bool = False


def read_statements(tree: HtmlElement, *, locked_parts: Iterable[str]) -> Statements:
    """Return what a page's markup says; `locked_parts` are the CSS selectors of what JSON-LD calls not free."""
    asked = (element for _, element in zip(range(_MANY), tree.iter("input"), strict=False))
    selectors = [part for words in locked_parts for part in words.split(",")]
    found = [_words_of_part(tree, selector) for selector in selectors]
    return Statements(
        asks_password=any((element.get("type") or "").lower() == "password" for element in asked),
        leads_on=_leads_on(tree),
        is_withheld=bool(found) and all(count is not None and count < _LEAST_WORDS for count in found),
    )


def _leads_on(tree: HtmlElement) -> bool:
    for _, meta in zip(range(_MANY), tree.iter("meta"), strict=False):
        if (meta.get("http-equiv") or "").lower() == "refresh" and _REFRESH.match(meta.get("content") or ""):
            return True
    for _, script in zip(range(_MANY), tree.iter("script"), strict=False):
        words = script.text or ""
        if "location" in words and len(words) < _MAX_SCRIPT_CHARACTERS and _LEADS_ON.search(words):
            return True
    return False


def _words_of_part(tree: HtmlElement, selector: str) -> int | None:
    """Return the number of words in the elements that a simple selector names; None where it names nothing.

    Pages name parts that their markup does not have and yet hold the whole text: two of the labelled ones.
    """
    match = _SELECTOR.match(selector)
    if match is None:
        return None
    if match["kind"] == "#":
        elements = tree.xpath("//*[@id=$name]", name=match["name"])
    else:
        elements = tree.xpath(
            "//*[contains(concat(' ', normalize-space(@class), ' '), $name)]", name=f" {match['name']} "
        )
    if not elements:
        return None
    return sum(len(element.text_content()[:20_000].split()) for element in elements[:_MANY])
