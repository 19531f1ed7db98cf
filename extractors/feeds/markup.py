"""Markup of strangers as plain text; linear whatever the input."""

import re

from extractors.unescape import unescape

# What opens a tag, a comment or a declaration; "<" before anything else is a character.
_TAG = re.compile(r"<(?:!--|[!?/]?[A-Za-z])")
_BLOCK = frozenset(
    [
        "p",
        "br",
        "div",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "td",
        "th",
        "table",
        "blockquote",
        "section",
        "article",
        "hr",
        "pre",
    ]
)
_HIDDEN = frozenset(
    [
        "script",
        "style",
        "iframe",
        "object",
        "noscript",
        "template",
        "svg",
        "math",
        "head",
        "title",
        "xmp",
        "applet",
    ]
)
# What is never closed hides the rest where it is code.
_CODE = frozenset(["script", "style", "template", "xmp"])
_TAG_PART = re.compile("[>\"']")
# Longer values are taken for an apostrophe that opened none.
_MAX_VALUE = 2000
_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:-]{0,40})")
_SPACES = re.compile(r"\s+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def plain_text(markup: str | None, *, max_length: int = 20_000) -> str | None:
    """Return the words of the markup on one line, without scripts; None where there are none.

    >>> plain_text("<p>One<br>two &amp; <script>alert(1)</script>three 1 < 2")
    'One two & three 1 < 2'
    """
    if not markup:
        return None
    pieces: list[str] = []
    never_closed: set[str] = set()
    markup = markup[: max_length * 10]
    position = 0
    while match := _TAG.search(markup, position):
        pieces.append(markup[position : match.start()])
        position = _behind_tag(markup, match, pieces, never_closed)
    pieces.append(markup[position:])
    text = _SPACES.sub(" ", _CONTROLS.sub("", unescape("".join(pieces)))).strip()
    return text[:max_length] or None


def _behind_tag(markup: str, match: re.Match[str], pieces: list[str], never_closed: set[str]) -> int:
    """Return the position behind the tag, with all that it hides; add what separates words."""
    if match.group() == "<!--":
        end = markup.find("-->", match.end())
        return len(markup) if end < 0 else end + 3
    end = _tag_end(markup, match.end())
    name_match = _NAME.match(markup, match.start() + 1)
    name = name_match.group(1).lower() if name_match else ""
    if name in _BLOCK:
        pieces.append(" ")
    is_open = markup[match.start() + 1] != "/" and markup[end - 2 : end] != "/>"
    if name in _HIDDEN and is_open and name not in never_closed:
        return _behind_closing(markup, name, end, never_closed)
    return end


def _tag_end(markup: str, position: int) -> int:
    """Return the position behind the ">" that ends a tag; one in a quoted value does not."""
    while match := _TAG_PART.search(markup, position):
        if match.group() == ">":
            return match.end()
        closing = markup.find(match.group(), match.end(), match.end() + _MAX_VALUE)
        position = match.end() if closing < 0 else closing + 1
    return len(markup)


def _behind_closing(markup: str, name: str, start: int, never_closed: set[str]) -> int:
    """Return the position behind the closing tag; what is never closed hides the rest if it is code."""
    closing = re.compile(rf"(?i)</{name}[\s>]").search(markup, start)
    if closing:
        return _tag_end(markup, closing.end() - 1)
    never_closed.add(name)
    return len(markup) if name in _CODE else start
