"""One utterance in different words: two quotations that render it, and where they differ; who only reports it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from extractors.mentions.languages import LANGUAGES
from extractors.queries.words import fold_words, split_words
from extractors.statements.about import stem

# Content stems, stems in order and their share of the shorter quotation, each way enough. On the labelled events
# (2026-11-27, 202 pairs, rules written with them in sight): pair F1 .983, of other words .936 (.958 where the two
# that the labels lack, of one sentence in three articles, count as right); of 46 that real stories show a reader
# accepts 41. Two of the three missed are titles ("voted 'Most Likely to Succeed'"), which nobody says.
_LEAST = ((3, 5, 0.55), (2, 6, 0.7))
# Of fewer shared ones than these two quotations are one utterance only where one of the two has no more.
LEAST_SHARED = min(content for content, *_ in _LEAST)
# Those in order stand together in the longer one, at most so many times the shorter's words apart.
_MOST_REACH = 1.6
# Of all content stems of the one that has more, whatever their order.
_LEAST_CONTENT = (4, 0.65)
# Words of a quotation that is a stretch of the other. A reader takes 40 of 42 pairs of real stories (2026-11-28)
# and refuses phrases: "state of the Union". Tried and taken back: at least three content stems lose six of 15
# labelled cuts; parting those of two people, known apart, loses 12 true pairs of 21, as one speaker is wrong.
_LEAST_CUT = 4
# A word or two left over ("never known", "known never") is a change of order; a clause has three.
_LEAST_JOINED = 3
# Indirect speech has so many content stems of a quotation, and so large a share of them.
_LEAST_REPORTED = (5, 0.6)
_CUES = frozenset(cue for language in LANGUAGES.values() for cue in language.speech.cues)
_FUNCTION = frozenset(
    """a an the of in on at to from by with for as and or but nor not is are was were be been being have has had do
    does did will would can could may might should must it its this that these those he she they we i you him us
    them me his her their our my your so if very just all more who what which there about up
    out no am s t""".split()
)

Kind = Literal["same", "cut", "joined", "reworded"]


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
    words: tuple[str, ...]
    stems: tuple[str, ...]
    content: frozenset[str]


def read_quotation(text: str) -> Quotation:
    """Return the quotation ready to be compared."""
    return _read(text, fold_words(text))


def read_report(text: str) -> Quotation | None:
    """Return a sentence without quotation ready to be compared; None where it has no cue and reports nothing."""
    words = fold_words(text)
    return None if _CUES.isdisjoint(words) else _read(text, words)


def _read(text: str, words: Sequence[str]) -> Quotation:
    stems = tuple(map(stem, words))
    content = frozenset(each for each, word in zip(stems, words, strict=True) if word not in _FUNCTION)
    return Quotation(text, tuple(words), stems, content)


def compare_quotations(first: Quotation, second: Quotation) -> Alike | None:
    """Return how both render one utterance; None where they are two, or too short to say.

    "same": the same words; "cut": one is a stretch of the other; "joined": stretches of the other put
    together; "reworded": words differ between those shared.
    """
    a, b = first.words, second.words
    if a == b:
        return Alike(kind="same", only_first=(), only_second=()) if a else None
    shared_content = len(first.content & second.content)
    if not shared_content:
        return None
    if _is_cut(a, b):
        kind: Kind = "cut"
    elif _is_reworded(first, second, shared_content):
        kind = "reworded"
    else:
        return None
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    if kind == "reworded" and _is_joined([block.size for block in blocks[:-1]], min(len(a), len(b))):
        kind = "joined"
    return Alike(
        kind=kind,
        only_first=_others(first.text, [(block.a, block.size) for block in blocks]),
        only_second=_others(second.text, [(block.b, block.size) for block in blocks]),
    )


def _is_cut(first: Sequence[str], second: Sequence[str]) -> bool:
    """Return whether the words of one are a stretch of the other's, long enough to be one utterance."""
    shorter, longer = sorted((first, second), key=len)
    size = len(shorter)
    return (
        size >= _LEAST_CUT
        and set(shorter) <= set(longer)
        and any(longer[at : at + size] == shorter for at in range(len(longer) - size + 1))
    )


def _is_joined(sizes: Sequence[int], count: int) -> bool:
    """Return whether all words of the shorter quotation are stretches of the longer one, none of a word or two."""
    return len(sizes) > 1 and sum(sizes) == count and min(sizes) >= _LEAST_JOINED


def _is_reworded(first: Quotation, second: Quotation, shared_content: int) -> bool:
    """Return whether two quotations share so many stems in order, near each other, or so many of their content."""
    least, part = _LEAST_CONTENT
    if shared_content >= least and shared_content >= part * max(len(first.content), len(second.content)):
        return True
    if shared_content < LEAST_SHARED:
        return False
    shorter, longer = sorted((first, second), key=lambda each: len(each.stems))
    # No more stand in order than stand there at all, which tells of most pairs that they are two utterances.
    if not _are_enough(shared_content, sum((Counter(shorter.stems) & Counter(longer.stems)).values()), shorter):
        return False
    blocks = SequenceMatcher(None, shorter.stems, longer.stems, autojunk=False).get_matching_blocks()[:-1]
    reach = blocks[-1].b + blocks[-1].size - blocks[0].b if blocks else 0
    is_near = reach <= _MOST_REACH * len(shorter.stems)
    return is_near and _are_enough(shared_content, sum(block.size for block in blocks), shorter)


def _are_enough(shared_content: int, shared: int, shorter: Quotation) -> bool:
    share = shared / len(shorter.stems)
    return any(
        shared_content >= content and shared >= words and share >= least for content, words, least in _LEAST
    )


def reports(sentence: Quotation, quotation: Quotation) -> bool:
    """Return whether a sentence without quotation says in indirect speech what the quotation says: with a cue.

    Of 13 that 200 real stories show a reader accepts nine; without a cue three more only tell of the same event.
    """
    least, part = _LEAST_REPORTED
    shared = len(sentence.content & quotation.content)
    is_close = shared >= least and shared >= part * len(quotation.content)
    return is_close and not _CUES.isdisjoint(sentence.words)


def mark_others(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the text with what the other one lacks in brackets.

    >>> mark_others("to work on our efforts", [(8, 14), (15, 22)])
    'to work [on our] [efforts]'
    """
    marked, at = [], 0
    for start, end in spans:
        marked += [text[at:start], "[", text[start:end], "]"]
        at = end
    return "".join([*marked, text[at:]])


def _others(text: str, shared: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the spans of the runs of words of a text that are not among those shared."""
    of_words = split_words(text).spans
    spans, place = [], 0
    for start, size in shared:
        if start > place:
            spans.append((of_words[place][0], of_words[start - 1][1]))
        place = start + size
    return tuple(spans)
