"""Words within a line that readers do not see: for screen readers, icons by name, messages not yet due."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

_STYLE = re.compile(
    r"display\s?:\s?none|visibility\s?:\s?hidden|clip(?:-path)?\s?:\s?(?:rect\(\s?[01](?:px)?[\s,]|inset\(\s?(?:50|100)%)|"
    r"font-size\s?:\s?0(?![.\d])|(?:left|right|top|text-indent)\s?:\s?-\d{3,}",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|(?:screen-?reader|assistive)(?:-only|-text)?|a11y-hidden|hidden-accessible|"
    r"accessib\w*-hid\w*|hide-visually|off-?screen|element-invisible)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ICON = re.compile(r"(?:^|[\s_-])(?:icons?|symbols?|glyphs?|fa[bsr]?)(?:$|[\s_-])", re.IGNORECASE)
# Of a name alone: with others beside it (`hidden md:inline`, `d-none d-md-block`) it holds for small screens only.
_PLAIN_NAMES = frozenset(("hidden", "d-none", "hide", "is-hidden", "u-hidden"))
_TELLING = frozenset(("class", "style", "hidden", "aria-hidden"))
# Longer ones are the rest of an article that waits for a click.
_MAX_CHARACTERS = 200
_MAX_ICON_CHARACTERS = 40


def is_hidden(element: HtmlElement) -> bool:
    """Return whether an element within a line holds a few words that no reader sees.

    What is hidden from screen readers only (aria-hidden) is seen, unless it is the name of an icon.
    """
    attributes = element.keys()
    if not attributes or not _TELLING.intersection(attributes):
        return False
    names = (element.get("class") or "")[:300]
    style = element.get("style")
    is_unseen = (
        "hidden" in attributes
        or (style is not None and _STYLE.search(style[:1000]) is not None)
        or (bool(names) and hides(names))
    )
    if is_unseen:
        return _is_short(element, _MAX_CHARACTERS)
    if element.get("aria-hidden") != "true":
        return False
    return (element.tag == "i" or _ICON.search(names) is not None) and _is_short(element, _MAX_ICON_CHARACTERS)


@lru_cache(maxsize=20_000)  # the elements of a page share most of their names
def hides(names: str) -> bool:
    """Return whether a class is one of those that hide words."""
    return _NAME.search(names) is not None or names.strip() in _PLAIN_NAMES


def _is_short(element: HtmlElement, most: int) -> bool:
    """Return whether there are a few words; punctuation alone parts what stands before and after it."""
    count, has_words = 0, False
    for words in element.itertext():
        count += len(words)
        has_words = has_words or any(map(str.isalnum, words))
        if count > most:
            return False
    return has_words
