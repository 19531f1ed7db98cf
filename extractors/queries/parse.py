"""A query as people type it into its tree; a mistake is told with its place."""

import re
from datetime import date, timedelta
from itertools import product
from math import prod
from typing import get_args

from extractors.errors import QueryError
from extractors.queries.scan import Token, scan
from extractors.queries.tree import And, Days, Leaf, Named, Near, Node, Not, Or, Phrase, TextField
from extractors.queries.words import fold_words

_TEXT_FIELDS = ("title", "quote")
_NAMED_FIELDS = get_args(Named.__annotations__["field"])
_FIELDS = (*_TEXT_FIELDS, *_NAMED_FIELDS, "date")
_MOST_DEPTH = 50  # a person nests a few; each takes several calls of Python's stack
_MOST_WORDS = 1_000  # a person's query has a dozen; a list of names is the watchlist's
_MOST_PAIRS = 100  # of words in brackets beside NEAR, each a nearness of its own: ten names near ten words
_LEAST_PREFIX = 2  # letters before a *: fewer are half of all words
_MONTH = re.compile(r"\d{4}-\d{2}")


def parse_query(query: str) -> Node:
    """Return what the query asks for; raise QueryError at its first mistake, or where it asks for everything."""
    tokens = list(scan(query))
    if len(tokens) > 4 * _MOST_WORDS:
        raise QueryError(f"more than {_MOST_WORDS:,} words", tokens[4 * _MOST_WORDS].at)
    parser = _Parser(tokens)
    if parser.peek().kind == "end":
        raise QueryError("the query is empty", 0)
    node = parser.either(field="any", depth=0)
    if parser.peek().kind != "end":
        raise QueryError("this bracket closes nothing", parser.peek().at)
    _must_be_bounded(node)
    return node


class _Parser:
    """Goes over the tokens once; each method takes what it returns the tree of."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._place = 0
        self._words = 0

    def peek(self) -> Token:
        """The token that comes next; it is not taken."""
        return self._tokens[self._place]

    def _take(self) -> Token:
        self._place += 1
        return self._tokens[self._place - 1]

    def either(self, *, field: TextField, depth: int) -> Node:
        """Parts with OR between them."""
        parts = [self._all(field=field, depth=depth)]
        while self.peek().kind == "or":
            self._take()
            parts.append(self._all(field=field, depth=depth))
        return parts[0] if len(parts) == 1 else Or(parts=tuple(parts))

    def _all(self, *, field: TextField, depth: int) -> Node:
        """Parts with AND, or nothing, between them."""
        parts = [self._maybe_not(field=field, depth=depth)]
        while self.peek().kind not in ("or", "close", "end"):
            if self.peek().kind == "and":
                self._take()
            parts.append(self._maybe_not(field=field, depth=depth))
        return parts[0] if len(parts) == 1 else And(parts=tuple(parts))

    def _maybe_not(self, *, field: TextField, depth: int) -> Node:
        if self.peek().kind != "not":
            return self._near(field=field, depth=depth)
        at = self._take().at
        if self.peek().kind == "not":
            raise QueryError("two NOT follow each other", self.peek().at)
        return Not(part=self._near(field=field, depth=depth), at=at)

    def _near(self, *, field: TextField, depth: int) -> Node:
        """A part, or phrases with NEAR between them; in brackets with OR any of them may stand there."""
        first = self._part(field=field, depth=depth)
        if self.peek().kind != "near":
            return first
        within, at, parts = self.peek().within or 0, self.peek().at, [_choices(first, self.peek().at)]
        while self.peek().kind == "near":
            near = self._take()
            if near.within != within:
                raise QueryError("two NEAR of different widths side by side", near.at)
            parts.append(_choices(self._part(field=field, depth=depth), near.at))
        if prod(map(len, parts)) > _MOST_PAIRS:
            raise QueryError(f"more than {_MOST_PAIRS} ways to stand near each other", at)
        nears = tuple(_nearness(phrases, within, at) for phrases in product(*parts))
        return nears[0] if len(nears) == 1 else Or(parts=nears)

    def _part(self, *, field: TextField, depth: int) -> Node:
        token = self._take()
        if token.kind == "open":
            return self._bracket(token, field=field, depth=depth)
        if token.kind == "field":
            return self._of_field(token, field=field, depth=depth)
        if token.kind in ("word", "phrase"):
            return self._phrase(token, field=field)
        if token.kind == "end":
            raise QueryError("the query ends where a word was expected", token.at)
        raise QueryError(f"{token.text or ')'} stands where a word was expected", token.at)

    def _bracket(self, opening: Token, *, field: TextField, depth: int) -> Node:
        if depth == _MOST_DEPTH:
            raise QueryError(f"more than {_MOST_DEPTH} brackets within each other", opening.at)
        node = self.either(field=field, depth=depth + 1)
        if self.peek().kind != "close":
            raise QueryError("the bracket is never closed", opening.at)
        self._take()
        return node

    def _of_field(self, token: Token, *, field: TextField, depth: int) -> Node:
        name = token.text.lower()
        if name not in _FIELDS:
            raise QueryError(f"unknown field {token.text[:40]!r}; known are {', '.join(_FIELDS)}", token.at)
        if field != "any":
            raise QueryError(f"{name}: stands inside {field}:", token.at)
        if name in _TEXT_FIELDS:
            return self._part(field=name, depth=depth)  # type: ignore[arg-type]
        value = self._take()
        if value.kind not in ("word", "phrase") or not value.text.strip():
            raise QueryError(f"{name}: wants a word or a phrase in quotation marks", value.at)
        return _days(value) if name == "date" else Named(field=name, value=value.text.strip(), at=value.at)  # type: ignore[arg-type]

    def _phrase(self, token: Token, *, field: TextField) -> Leaf:
        text = token.text.rstrip()
        is_prefix = text.endswith("*")
        text = text.rstrip("*")
        if "*" in text:
            raise QueryError("* stands behind the beginning of a word", token.at)
        words = tuple(fold_words(text))
        self._words += len(words)
        if self._words > _MOST_WORDS:
            raise QueryError(f"more than {_MOST_WORDS:,} words", token.at)
        if not words:
            raise QueryError(f"{token.text[:40]!r} has no letter or digit", token.at)
        if is_prefix and len(words[-1]) < _LEAST_PREFIX:
            raise QueryError(f"* wants {_LEAST_PREFIX} letters or more before it", token.at)
        if token.within is None:
            return Phrase(words=words, is_prefix=is_prefix, field=field)
        phrases = [Phrase(words=(word,), field=field) for word in words[:-1]]
        last = Phrase(words=words[-1:], is_prefix=is_prefix, field=field)
        return Near(phrases=(*phrases, last), within=token.within, field=field)


def _choices(node: Node, at: int) -> tuple[Phrase, ...]:
    """Return the phrases of which one is to stand there."""
    if isinstance(node, Or):
        return tuple(phrase for part in node.parts for phrase in _choices(part, at))
    if isinstance(node, Phrase):
        return (node,)
    raise QueryError("NEAR stands between words or phrases, or words in brackets with OR between them", at)


def _nearness(phrases: tuple[Phrase, ...], within: int, at: int) -> Near:
    if len({phrase.field for phrase in phrases}) > 1:
        raise QueryError("what is near each other stands in one field", at)
    return Near(phrases=phrases, within=within, field=phrases[0].field)


def _days(token: Token) -> Days:
    """Return the days of `2026-11-01`, `2026-11`, `2026-11-01..2026-11-07` or one with an end left out."""
    first, dots, last = token.text.partition("..")
    days = Days(first=_day(first, token, is_last=False), last=_day(last if dots else first, token, is_last=True))
    if days.first is None and days.last is None:
        raise QueryError("date: wants a day, a month or two of them with .. between", token.at)
    if days.first and days.last and days.first > days.last:
        raise QueryError("the days end before they begin", token.at)
    return days


def _day(text: str, token: Token, *, is_last: bool) -> date | None:
    """Return the day; of a month its first or last one; None for nothing."""
    if not text:
        return None
    try:
        if not _MONTH.fullmatch(text):
            return date.fromisoformat(text)
        first = date.fromisoformat(f"{text}-01")
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1) if is_last else first
    except (ValueError, OverflowError):
        raise QueryError(f"{text[:40]!r} is no day such as 2026-11-07 and no month", token.at) from None


def _must_be_bounded(node: Node) -> None:
    """Raise QueryError where an article of which nothing is known would do."""
    if _holds_of_nothing(node):
        raise QueryError("this only says what must not be there; say with AND what to look for", _first_not(node))


def _holds_of_nothing(node: Node) -> bool:
    if isinstance(node, Not):
        return not _holds_of_nothing(node.part)
    if isinstance(node, And):
        return all(_holds_of_nothing(part) for part in node.parts)
    return isinstance(node, Or) and any(_holds_of_nothing(part) for part in node.parts)


def _first_not(node: Node) -> int:
    if isinstance(node, Not):
        return node.at
    return (
        min((_first_not(part) for part in node.parts if _holds_of_nothing(part)), default=0)
        if isinstance(node, And | Or)
        else 0
    )
