"""The JSON values that stand in a page's scripts: data islands, assignments, and the rows that Next.js streams.

Formats: `<script type="application/json">`, `window.X = {...}`, `X.push({...})`, `JSON.parse("...")`, and React's
flight rows (`self.__next_f.push([1, "..."])`: `id:json` a line, or `id:T<bytes in hex>,<text>`).
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

_MAX_SCRIPTS = 300
_MAX_PAGE_CHARACTERS = 6_000_000
_MIN_SCRIPT_CHARACTERS = 300
# What failed attempts may read in all: a script that breaks off late costs its length each time.
_MAX_FAILED_CHARACTERS = 6_000_000
_MAX_ATTEMPTS = 1000
_VALUE_START = re.compile(r"[=(]\s{0,20}(?=\{\s{0,20}\"|\[\s{0,20}[\[{\"\d]|\"[\[{])")
_FLIGHT = "self.__next_f"
# JavaScript's word for nothing, where JSON has null.
_UNDEFINED = re.compile(r"(?<=[:,\[])\s{0,3}undefined\s{0,3}(?=[,}\]])")
_FLIGHT_ROW = re.compile(rb"[0-9a-f]{1,8}:(?:T([0-9a-f]{1,7}),)?")
_DECODER = json.JSONDecoder(strict=False)


def script_values(tree: HtmlElement) -> Iterator[Any]:
    """Yield the values of the page's scripts other than JSON-LD, as far as they are JSON; text rows as strings."""
    flight: list[str] = []
    left = _MAX_PAGE_CHARACTERS
    failed = 0
    for count, script in enumerate(tree.iter("script")):
        words, kind = script.text or "", (script.get("type") or "").lower()
        if count >= _MAX_SCRIPTS or left <= 0 or failed > _MAX_FAILED_CHARACTERS:
            break
        is_short = len(words) < _MIN_SCRIPT_CHARACTERS and not words.startswith(_FLIGHT)
        if is_short or "ld+json" in kind:
            continue
        words = words[:left]
        left -= len(words)
        found, misread = _island(words) if "json" in kind else _assigned(words)
        failed += misread
        for value in found:
            row = _pushed_row(value)
            flight += [row] if row is not None else []
            yield from (value,) if row is None else ()
    yield from _flight_values("".join(flight))


def _island(words: str) -> tuple[list[Any], int]:
    """Return the value that the whole script is, and the number of characters read in vain."""
    try:
        return [json.loads(words, strict=False)], 0
    except (ValueError, RecursionError):
        return [], len(words)


def _assigned(words: str) -> tuple[list[Any], int]:
    """Return the values that the script assigns or passes on, and the number of characters read in vain."""
    words = _UNDEFINED.sub("null", words)
    found: list[Any] = []
    at = failed = 0
    for _ in range(_MAX_ATTEMPTS):
        start = _VALUE_START.search(words, at)
        if start is None or failed > _MAX_FAILED_CHARACTERS:
            break
        try:
            value, at = _DECODER.raw_decode(words, start.end())
        except json.JSONDecodeError as error:
            # Where a string never ends, the error stands at its start, but all the rest was read.
            read_to = len(words) if error.msg.startswith("Unterminated") else error.pos
            failed += max(1, read_to - start.end())
            at = start.end()
            continue
        except (ValueError, RecursionError):
            return found, failed + len(words)
        # JSON within a string, as JSON.parse("...") has it.
        found += _island(value)[0] if isinstance(value, str) and value[:1] in ("{", "[") else [value]
    return [value for value in found if isinstance(value, dict | list)], failed


def _pushed_row(value: Any) -> str | None:
    is_row = isinstance(value, list) and len(value) == 2 and value[0] == 1 and isinstance(value[1], str)
    return value[1] if is_row else None


def _flight_values(flight: str) -> Iterator[Any]:
    rows = flight.encode("utf-8", "replace")
    at = 0
    while at < len(rows):
        head = _FLIGHT_ROW.match(rows, at)
        if head is not None and head[1] is not None:
            end = head.end() + int(head[1], 16)
            yield rows[head.end() : end].decode("utf-8", "replace")
            at = end
            continue
        end = rows.find(b"\n", at)
        end = len(rows) if end < 0 else end
        row = rows[head.end() if head else at : end]
        if row[:1] in (b"{", b"["):
            yield from _island(row.decode("utf-8", "replace"))[0]
        at = end + 1
