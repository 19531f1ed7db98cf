"""A query held against one article: where what it asks for stands, or that it does not hold."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from extractors.queries.tree import And, Days, Named, Near, Node, Not, Or, Phrase
from extractors.queries.words import Words, split_words

PlainField = Literal["title", "text"]
Span = tuple[PlainField, int, int]  # in code points of the field
Holds = Callable[[Named | Days], bool]


@dataclass(frozen=True)
class SearchedText:
    """One field of an article; `quotes` are the spans of its direct quotations, in order."""

    field: PlainField
    text: str
    quotes: Sequence[tuple[int, int]] = ()

    @cached_property
    def words(self) -> Words:
        """The words with their places."""
        return split_words(self.text)

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """By word the numbers of its places."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.words.words):
            found[word].append(number)
        return found

    def is_quoted(self, start: int, end: int) -> bool:
        """Return whether the code points lie within one quotation."""
        return any(low <= start and end <= high for low, high in self.quotes)


def find_matches(node: Node, texts: Sequence[SearchedText], holds: Holds = lambda _: False) -> list[Span] | None:
    """Return where what the query asks for stands, in order; None where it does not hold.

    `holds` says whether the article is of an outlet, entity, language or day.
    """
    if isinstance(node, Not):
        return [] if find_matches(node.part, texts, holds) is None else None
    if isinstance(node, And):
        found = [find_matches(part, texts, holds) for part in node.parts]
        return None if any(spans is None for spans in found) else _merged(found)
    if isinstance(node, Or):
        found = [find_matches(part, texts, holds) for part in node.parts]
        return None if all(spans is None for spans in found) else _merged(found)
    if isinstance(node, Named | Days):
        return [] if holds(node) else None
    return _of_texts(node, texts) or None


def _merged(found: Sequence[list[Span] | None]) -> list[Span]:
    return sorted({span for spans in found for span in spans or ()})


def _of_texts(leaf: Phrase | Near, texts: Sequence[SearchedText]) -> list[Span]:
    """Return where the leaf stands in the fields that it may stand in."""
    spans: list[Span] = []
    for text in texts:
        if leaf.field == "title" and text.field != "title":
            continue
        phrases = (leaf,) if isinstance(leaf, Phrase) else leaf.phrases
        starts = [_starts(phrase, text) for phrase in phrases]
        clumps = [(start,) for start in starts[0]] if isinstance(leaf, Phrase) else _clumps(leaf, starts)
        for clump in clumps:
            places = [_span(text, start, phrase) for start, phrase in zip(clump, phrases, strict=True)]
            low, high = min(places)[0], max(end for _, end in places)
            if leaf.field != "quote" or text.is_quoted(low, high):
                spans += [(text.field, start, end) for start, end in places]
    return sorted(set(spans))


def _span(text: SearchedText, start: int, phrase: Phrase) -> tuple[int, int]:
    spans = text.words.spans
    return spans[start][0], spans[start + len(phrase.words) - 1][1]


def _starts(phrase: Phrase, text: SearchedText) -> list[int]:
    """Return the numbers of the words that the phrase begins at, in order."""
    words = text.words.words
    *whole, last = phrase.words
    if phrase.is_prefix:
        ends = sorted(
            number for word, numbers in text.places.items() if word.startswith(last) for number in numbers
        )
    else:
        ends = list(text.places.get(last, ()))
    behind = len(whole)
    return [end - behind for end in ends if end >= behind and list(words[end - behind : end]) == whole]


def _clumps(near: Near, starts: Sequence[list[int]]) -> list[tuple[int, ...]]:
    """Return, for each place where some phrase is the last to begin, the nearest places of the others, if any."""
    clumps = []
    for number, own in enumerate(starts):
        for place in own:
            clump = [
                _before(phrase, at, place, near.within) for phrase, at in zip(near.phrases, starts, strict=True)
            ]
            clump[number] = place
            if None not in clump:
                clumps.append(tuple(start for start in clump if start is not None))
    return clumps


def _before(phrase: Phrase, starts: list[int], last: int, within: int) -> int | None:
    """Return the latest place at or before `last`, `within` words or fewer between; None for none."""
    at = bisect_left(starts, last + 1) - 1
    return starts[at] if at >= 0 and last - starts[at] - len(phrase.words) <= within else None
