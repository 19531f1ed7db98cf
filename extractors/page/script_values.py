"""The values that stand in a page's scripts: data islands, assignments, arguments, and rows that are streamed.

Formats: `<script type="application/json">`, `window.X = {...}` in JSON or as JavaScript writes objects,
`X.push({...})`, `JSON.parse("...")`, functions that are called at once (Nuxt), text in base64 or per cent signs,
and React's flight rows (`self.__next_f.push([1, "..."])`: `id:json` a line, or `id:T<bytes in hex>,<text>`).
"""

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from lxml.html import HtmlElement

from extractors.page.scripts.literals import Malformed, read_function, read_literal
from extractors.page.scripts.references import resolve

_MAX_SCRIPTS = 300  # bound
_MAX_PAGE_CHARACTERS = 6_000_000  # bound
_MIN_SCRIPT_CHARACTERS = 300  # shorter ones hold no article
# What failed attempts may read in all: a script that breaks off late costs its length each time.
_MAX_FAILED_CHARACTERS = 6_000_000
_MAX_ATTEMPTS = 5000
_VALUE_START = re.compile(
    r"(?P<function>[=(]\s{0,20}(?=\(?\s{0,9}(?:function\s{0,9}\(|\([\w$,\s]{0,2000}\)\s{0,9}=>\s{0,9}\{)))|"
    r"[=(,]\s{0,20}(?=[\[{]\s{0,20}[\[{\"'\w$]|[\"'`](?:[\[{<]|%7B|%5B|eyJ|eyA|W3s|PHA))|\breturn\s{0,20}(?=\{)"
)
# A literal of fewer characters holds no article: a value that is read in vain costs the length of its start only.
_MIN_LITERAL_CHARACTERS = 300
# What `{"`, `[{` and `<p` begin with in base64.
_BASE64_STARTS = ("eyJ", "eyAi", "W3s", "PHA", "PHAg")
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


def attribute_values(values: Iterable[str]) -> Iterator[Any]:
    """Yield what the long values of attributes hold: values of JSON, or markup as it is."""
    for value in values:
        if value.lstrip().startswith("<"):
            yield value
        else:
            yield from _unpacked(value.strip())


def _island(words: str) -> tuple[list[Any], int]:
    """Return the value that the whole script is, and the number of characters read in vain."""
    try:
        return [resolve(json.loads(words, strict=False))], 0
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
            value, at = _value_at(words, start)
        except Malformed as malformed:
            failed += max(1, malformed.at - start.end())
            at = start.end()
            continue
        except RecursionError:
            return found, failed + len(words)
        found += _unpacked(value) if isinstance(value, str) else [resolve(value)]
    return [value for value in found if isinstance(value, dict | list | str)], failed


def _value_at(words: str, start: re.Match[str]) -> tuple[Any, int]:
    """Return the value behind a start and where it ends; JSON is read first, as it is read fastest."""
    if start["function"] is not None:
        return read_function(words, start.end())
    try:
        return _DECODER.raw_decode(words, start.end())
    except json.JSONDecodeError as error:
        # Where a string never ends, the error stands at its start, but all the rest was read.
        read_to = len(words) if error.msg.startswith("Unterminated") else error.pos
    try:
        return read_literal(words, start.end())
    except Malformed as malformed:
        raise Malformed(max(read_to, malformed.at)) from malformed


def _unpacked(value: str) -> list[Any]:
    """Return the JSON within a string, as JSON.parse("...") has it, bare, in base64 or in per cent signs."""
    if len(value) < _MIN_LITERAL_CHARACTERS:
        return []
    if value.startswith(("%7B", "%5B")):
        value = unquote(value)
    elif value.startswith(_BASE64_STARTS):
        try:
            value = base64.b64decode(value + "===").decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return []
        value = unquote(value) if value.startswith(("%7B", "%5B")) else value
    if value.startswith("<"):
        return [value]
    return _island(value)[0] if value[:1] in ("{", "[") else []


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
