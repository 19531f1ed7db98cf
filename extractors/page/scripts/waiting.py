"""Markup that waits for a script or for browsers without one: noscript, template, textarea, attributes."""

import html
import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from extractors.unescape import unescape

_TAGS = ("noscript", "template", "textarea")
_MANY = 200  # bound
_MIN_CHARACTERS = 300  # a shorter one holds no article
_MAX_CHARACTERS = 2_000_000  # bound
_LEAST_PARAGRAPHS = 2  # one alone is a notice
_PARAGRAPH = re.compile(r"<p\b[^<>]{0,300}>")
_TEMPLATE_TYPES = re.compile(r"template|text/html|text/plain", re.IGNORECASE)
_LONG_ATTRIBUTES = etree.XPath(f"//*/@*[string-length(.) > {_MIN_CHARACTERS}]")
_NOT_VALUES = ("style", "class", "srcset", "src", "href", "content", "d", "data-srcset")


def waiting_markup(tree: HtmlElement) -> Iterator[str]:
    """Yield what waits in elements and scripts for templates, as markup, where it has paragraphs."""
    for count, element in enumerate(tree.iter(*_TAGS, "script")):
        if count >= _MANY:
            return
        if element.tag == "script" and not _TEMPLATE_TYPES.search(element.get("type") or ""):
            continue
        markup = _inner(element)
        if markup and len(_PARAGRAPH.findall(markup)) >= _LEAST_PARAGRAPHS:
            yield markup


def long_attributes(tree: HtmlElement) -> Iterator[str]:
    """Yield the long values of attributes that may hold data or markup, as Inertia and Astro write them."""
    found = _LONG_ATTRIBUTES(tree)
    for value in found[:_MANY]:
        if value.attrname not in _NOT_VALUES and len(value) < _MAX_CHARACTERS:
            yield str(value)


def unfold(tree: HtmlElement) -> None:
    """Put the paragraphs that wait between those of a page's text into their place; the tree is changed."""
    for element in list(tree.iter(*_TAGS))[:_MANY]:
        if not _goes_on(element):
            continue
        markup = _inner(element)
        if not markup or len(_PARAGRAPH.findall(markup)) < _LEAST_PARAGRAPHS:
            continue
        try:
            body = lxml_html.fragment_fromstring(markup, create_parent="div")
        except (etree.ParserError, ValueError):
            continue
        body.tail = element.tail
        parent = element.getparent()
        if parent is not None:
            parent.replace(element, body)


def _goes_on(element: HtmlElement) -> bool:
    """Return whether a paragraph stands before the element, within the same one."""
    before = element.getprevious()
    return before is not None and before.tag == "p"


def _inner(element: HtmlElement) -> str:
    """Return the markup within an element; of a text area it is written as text."""
    words = element.text or ""
    if not len(element):
        return (unescape(words) if "&lt;p" in words else words)[:_MAX_CHARACTERS]
    inner = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return (html.escape(words) + "".join(inner))[:_MAX_CHARACTERS]
