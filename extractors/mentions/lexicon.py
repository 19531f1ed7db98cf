"""All that the finders know before they read: watch rules, gazetteers and the name model, as one value."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal
from unicodedata import combining

from ahocorasick_rs import AhoCorasick, MatchKind

from extractors.ids import content_id
from extractors.records import MentionKind

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
CaseRule = Literal["name", "exact", "any"]

# Each pair has the same length, so that offsets in the folded text are offsets in the text itself.
LIKE_CHARACTERS = str.maketrans("’‘ʼ`‐‑\u00a0\u202f\u2009\n\r\tİ", "''''--      I")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A watched entity's tie to another one, as the watchlist's author states it."""

    kind: str
    entity_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchRule:
    """A watched entity and how its names are recognized; `line` is where the watchlist states it.

    `case`: "name" is as written or all in capitals, "exact" is as written, "any" is in any case.
    """

    rule_id: str
    entity_id: str
    name: str
    kind: MentionKind
    aliases: tuple[str, ...] = ()
    case: CaseRule = "name"
    requires: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()
    is_short_allowed: bool = True
    ticker: str | None = None
    domain: str | None = None
    relations: tuple[Relation, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Terms that must stand within so many words of each other."""

    terms: tuple[str, ...]
    within_words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchQuery:
    """A named topic: all of `all_of`, one of `any_of`, none of `none_of`, and each group of `near`."""

    rule_id: str
    entity_id: str
    name: str
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    near: tuple[Near, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """A name in one text, before it is resolved; `method` is the finder, `confidence` from 0 to 1."""

    start: int
    end: int
    kind: MentionKind
    method: str
    confidence: float
    entity_id: str | None = None
    rule_id: str | None = None


NameModel = Callable[[tuple[str, ...]], tuple[tuple[NameSpan, ...], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An entity of a gazetteer."""

    entity_id: str
    name: str
    kind: MentionKind
    aliases: tuple[str, ...] = ()
    ticker: str | None = None
    domain: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Names known beforehand, and the words that tell names apart; all words but names are in lower case."""

    known: tuple[Known, ...] = ()
    given_names: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    common_words: frozenset[str] = frozenset()
    version: str = "none"


class Automaton:
    """Finds the longest of many patterns in a text, each with the things that it stands for."""

    def __init__(self, patterns: Mapping[str, tuple[int, ...]]) -> None:
        self.owners = tuple(patterns.values())
        keys = list(patterns)
        self.machine = AhoCorasick(keys, matchkind=MatchKind.LeftmostLongest) if keys else None

    def find(self, folded: str) -> list[tuple[int, int, tuple[int, ...]]]:
        """Return (start, end, owners) of each match on word borders, left to right, without overlap."""
        if self.machine is None:
            return []
        sound = folded.encode("utf-8", "replace").decode() if has_lone_surrogate(folded) else folded
        return [
            (start, end, self.owners[pattern])
            for pattern, start, end in self.machine.find_matches_as_indexes(sound)
            if is_word(folded, start, end)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The one value that is passed to the finders; made by `compile_lexicon`."""

    rules: tuple[WatchRule, ...] = ()
    queries: tuple[WatchQuery, ...] = ()
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    model: NameModel | None = None
    model_version: str | None = None
    cased: Automaton = field(default_factory=lambda: Automaton({}))
    folded: Automaton = field(default_factory=lambda: Automaton({}))
    terms: Automaton = field(default_factory=lambda: Automaton({}))
    term_words: tuple[str, ...] = ()
    known_names: Automaton = field(default_factory=lambda: Automaton({}))
    version: str = "empty"


def empty_lexicon() -> Lexicon:
    """Return a lexicon that knows nothing: rules alone find names."""
    return Lexicon()


def compile_lexicon(
    *,
    rules: tuple[WatchRule, ...] = (),
    queries: tuple[WatchQuery, ...] = (),
    gazetteer: Gazetteer | None = None,
    model: NameModel | None = None,
    model_version: str | None = None,
) -> Lexicon:
    """Return the lexicon of these parts; its version changes when any of them does."""
    gazetteer = gazetteer or Gazetteer()
    term_words = tuple(sorted({fold(term) for term in context_terms(rules, queries)}))
    return Lexicon(
        rules=rules,
        queries=queries,
        gazetteer=gazetteer,
        model=model,
        model_version=model_version,
        cased=Automaton(owners_of(cased_names(rules))),
        folded=Automaton(owners_of((fold(n), i) for n, i in names_of(rules) if rules[i].case == "any")),
        terms=Automaton({term: (number,) for number, term in enumerate(term_words)}),
        term_words=term_words,
        known_names=Automaton(owners_of(known_names(gazetteer))),
        version=content_id(rules, queries, gazetteer.version, model_version),
    )


def names_of(rules: tuple[WatchRule, ...]) -> Iterable[tuple[str, int]]:
    """Yield each name and alias with the number of its rule."""
    return ((name, number) for number, rule in enumerate(rules) for name in (rule.name, *rule.aliases) if name)


def cased_names(rules: tuple[WatchRule, ...]) -> Iterable[tuple[str, int]]:
    """Yield the writings that are looked for in the text as it is."""
    for name, number in names_of(rules):
        if rules[number].case != "any":
            yield straighten(name), number
        # Short names in capitals ("US", "IT", "MAY") are other words too often.
        if rules[number].case == "name" and len(name) > 4:
            yield straighten(name).upper(), number


def known_names(gazetteer: Gazetteer) -> Iterable[tuple[str, int]]:
    """Yield each name of the gazetteer with the number of its entity."""
    return (
        (straighten(name), number)
        for number, known in enumerate(gazetteer.known)
        for name in (known.name, *known.aliases)
    )


def context_terms(rules: tuple[WatchRule, ...], queries: tuple[WatchQuery, ...]) -> Iterable[str]:
    """Yield each word or phrase that some rule looks for around a name, or some query anywhere."""
    for rule in rules:
        yield from (*rule.requires, *rule.forbids)
    for query in queries:
        yield from (*query.any_of, *query.all_of, *query.none_of)
        for near in query.near:
            yield from near.terms


def owners_of(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Return for each pattern the numbers that it stands for, in order."""
    owners: dict[str, tuple[int, ...]] = {}
    for pattern, number in pairs:
        if number not in owners.setdefault(pattern, ()):
            owners[pattern] += (number,)
    return owners


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list that is written with spaces."""
    return frozenset(words.split())


def straighten(text: str) -> str:
    """Return the text with like characters made the same, code point for code point.

    >>> straighten("O’Brien\\u00a0& Co")
    "O'Brien & Co"
    """
    return text.translate(LIKE_CHARACTERS)


def fold(text: str) -> str:
    """Return the text straightened and in lower case, code point for code point.

    >>> fold("İSTANBUL’A")
    "istanbul'a"
    """
    return straighten(text).lower()


def is_word(text: str, start: int, end: int) -> bool:
    """Return whether [start, end) stands on word borders; scripts without spaces have none to ask for."""
    return not (joins(text, start - 1, start) or joins(text, end - 1, end))


def joins(text: str, left: int, right: int) -> bool:
    """Return whether two neighbouring code points belong to one word."""
    if left < 0 or right >= len(text):
        return False
    return (
        is_wordlike(text[left])
        and is_wordlike(text[right])
        and not (is_spaceless(text[left]) or is_spaceless(text[right]))
    )


def has_lone_surrogate(text: str) -> bool:
    """Return whether the text holds half a character, which no UTF-8 can say."""
    return not text.isascii() and LONE_SURROGATE.search(text) is not None


def is_wordlike(char: str) -> bool:
    """Return whether the character is part of words; combining marks are, where a name ends they go on."""
    return char.isalnum() or char == "_" or (char > "\u02ff" and combining(char) > 0)


def is_spaceless(char: str) -> bool:
    """Return whether the character is of a script that puts no spaces between words (or ties on particles)."""
    point = ord(char)
    return point >= 0x0E00 and (
        point <= 0x0EFF
        or 0x1000 <= point <= 0x109F
        or 0x1780 <= point <= 0x17FF
        or 0x2E80 <= point <= 0xA4CF
        or 0xAC00 <= point <= 0xD7AF
        or 0xF900 <= point <= 0xFAFF
        or 0x20000 <= point <= 0x3FFFF
    )
