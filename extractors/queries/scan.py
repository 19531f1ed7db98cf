"""The tokens of a query with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.errors import QueryError

TokenKind = Literal["word", "phrase", "field", "and", "or", "not", "near", "open", "close", "end"]

_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<field>[A-Za-z_]+):(?=[^\s)])
    | ["“”„](?P<phrase>[^"“”„]*)["“”](?:~(?P<slop>\d+))?
    | (?P<quote>["“”„])
    | (?P<minus>-(?=[^\s)-]))
    | (?P<word>[^\s()"“”„]+)
    """,
    re.VERBOSE,
)
_NEAR = re.compile(r"NEAR(?:/(\d+))?")
_OPERATORS: dict[str, TokenKind] = {"AND": "and", "OR": "or", "NOT": "not"}
_BARE_FIELD = re.compile(r"(title|quote|outlet|entity|lang|date):", re.IGNORECASE)
_NEARNESS = 10  # words in between, where NEAR names no number, as in SQLite's FTS5
_MOST_BETWEEN = 1_000  # an article has some 500 words: more is no nearness


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of the query: its words without their marks, and for nearness how many words may stand between."""

    kind: TokenKind
    text: str
    at: int
    within: int | None = None


def scan(query: str) -> Iterator[Token]:
    """Yield the tokens, an "end" last; raise QueryError at a quotation mark or a field left open."""
    place = 0
    while match := _TOKEN.match(query, place):
        at, place = place, match.end()
        kind = match.lastgroup
        if match["phrase"] is not None:
            yield Token(kind="phrase", text=match["phrase"], at=at, within=_bounded(match["slop"], at))
        elif kind == "quote":
            raise QueryError("the quotation mark is never closed", at)
        elif kind == "minus":
            yield Token(kind="not", text="-", at=at)
        elif kind == "word":
            yield _word(match["word"], at)
        elif kind in ("open", "close", "field"):
            yield Token(kind=kind, text=match[kind], at=at)  # type: ignore[arg-type]
    yield Token(kind="end", text="", at=len(query))


def _word(text: str, at: int) -> Token:
    if text in _OPERATORS:
        return Token(kind=_OPERATORS[text], text=text, at=at)
    if near := _NEAR.fullmatch(text):
        return Token(kind="near", text=text, at=at, within=_bounded(near[1] or str(_NEARNESS), at))
    if _BARE_FIELD.fullmatch(text):
        raise QueryError(f"{text} wants something right behind it", at)
    return Token(kind="word", text=text, at=at)


def _bounded(digits: str | None, at: int) -> int | None:
    """Return how many words may stand between; raise QueryError where they are too many."""
    if digits is None:
        return None
    if len(digits) > 4 or int(digits) > _MOST_BETWEEN:
        raise QueryError(f"nearness goes up to {_MOST_BETWEEN:,} words", at)
    return int(digits)
