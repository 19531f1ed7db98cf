"""The text of an article as its JSON-LD repeats it: body and updates of a live blog; and what of it is locked."""

import re
from collections.abc import Iterator
from typing import Any

from extractors.page.facts.linked_data import LinkedData
from extractors.page.words.pieces import tidy
from extractors.unescape import unescape

_MAX_CHARACTERS = 1_000_000  # bound
_MAX_UPDATES = 500  # bound
_MAX_SELECTORS = 20  # bound
_BLOCK_END = re.compile(
    r"</?(?:p|div|li|ul|ol|h[1-6]|blockquote|section|tr|table|figure)\b[^<>]{0,500}>|<br\b[^<>]{0,99}>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{0,500}>")


def linked_body(data: LinkedData) -> str:
    """Return the lines of JSON-LD's body, paragraphs and headlines of updates one a line; empty without."""
    updates = data.article.get("liveBlogUpdate")
    listed = updates if isinstance(updates, list) else [updates]
    lines = [*_lines(data.article.get("articleBody"))]
    for update in listed[:_MAX_UPDATES]:
        if isinstance(update, dict):
            lines += [*_lines(update.get("headline")), *_lines(update.get("articleBody") or update.get("text"))]
    return "\n".join(lines) if sum(map(len, lines)) <= _MAX_CHARACTERS else ""


def locked_parts(data: LinkedData) -> tuple[str, ...]:
    """Return the CSS selectors of the parts that JSON-LD says are not free."""
    parts = data.article.get("hasPart")
    listed = parts if isinstance(parts, list) else [parts]
    locked = [part for part in listed[:_MAX_UPDATES] if isinstance(part, dict) and _is_locked(part)]
    selectors = [each for part in locked for each in _strings(part.get("cssSelector"))]
    return tuple(selector[:500] for selector in selectors[:_MAX_SELECTORS])


def _is_locked(part: dict[str, Any]) -> bool:
    return str(part.get("isAccessibleForFree")).rpartition("/")[2].strip().lower() in ("false", "0", "no")


def _strings(value: Any) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    return [each for each in listed if isinstance(each, str)]


def _lines(words: Any) -> Iterator[str]:
    """Yield the tidy lines of a property, which may be marked up, also with its marks written as entities."""
    if not isinstance(words, str) or len(words) > _MAX_CHARACTERS:
        return
    plain = words
    if "<" in words or "&" in words:
        plain = _TAG.sub(" ", _BLOCK_END.sub("\n", unescape(words)))
    for line in plain.split("\n"):
        if told := tidy(line):
            yield told
