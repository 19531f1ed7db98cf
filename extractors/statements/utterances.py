"""One utterance in different words: two quotations that render the same words, and where they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from extractors.queries.words import Words, split_words

# On the labelled events (2026-11-27, 205 pairs; flat from .50 to .60): pair F1 .98, of other words .92.
_LEAST_SHARE = 0.55  # of the shorter quotation's words, in order
_LEAST_CONTENT = 3  # words that both have and that are no function words
_LEAST_CUT = 4  # words of a quotation that is a stretch of the other
_FUNCTION = frozenset(
    """a an the of in on at to from by with for as and or but nor not is are was were be been being have has had do
    does did will would can could may might should must it its this that these those he she they we i you him us
    them me his her their our my your so if very just all more who what which there about up
    out no am s t""".split()
)

Kind = Literal["same", "cut", "reworded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """How two quotations render one utterance; `only_first`, `only_second`: spans of what the other lacks."""

    kind: Kind
    only_first: tuple[tuple[int, int], ...]
    only_second: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its words, made once for all its comparisons."""

    text: str
    words: Words
    content: frozenset[str]


def read_quotation(text: str) -> Quotation:
    """Return the quotation ready to be compared."""
    words = split_words(text)
    return Quotation(text, words, frozenset(words.words) - _FUNCTION)


def compare_quotations(first: Quotation, second: Quotation) -> Alike | None:
    """Return how both render one utterance; None where they are two, or too short to say.

    "same": the same words; "cut": one is a stretch of the other; "reworded": words differ between those shared.
    """
    a, b = first.words.words, second.words.words
    if a == b:
        return Alike(kind="same", only_first=(), only_second=()) if a else None
    shared_content = len(first.content & second.content)
    if not shared_content:
        return None
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    shorter = min(len(a), len(b))
    if max(block.size for block in blocks) == shorter >= _LEAST_CUT:
        kind: Kind = "cut"
    elif shared_content >= _LEAST_CONTENT and sum(block.size for block in blocks) >= _LEAST_SHARE * shorter:
        kind = "reworded"
    else:
        return None
    return Alike(
        kind=kind,
        only_first=_others(first.words, [(block.a, block.size) for block in blocks]),
        only_second=_others(second.words, [(block.b, block.size) for block in blocks]),
    )


def _others(words: Words, shared: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the spans of the runs of words that are not among those shared."""
    spans, place = [], 0
    for start, size in shared:
        if start > place:
            spans.append((words.spans[place][0], words.spans[start - 1][1]))
        place = start + size
    return tuple(spans)
