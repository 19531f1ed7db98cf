"""Which words of a text stand in quotations, and which tell who, when and how much.

Quoted speech, and documents that reports quote at length, are in both texts because both heard the same person; so
words in them are told apart from the running text that somebody wrote. A quotation is

- what stands between quotation marks, to the end of the paragraph at most;
- a paragraph behind one that ends in a colon ("... said in a statement:");
- a paragraph that gives an account in brackets: a post, as embedded ("... Jane Doe (@jane) May 3, 2018").
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

_TABLE_SIZE = 0x10000  # the characters of one plane; rarer ones are no quotation marks
_BREAK, _DOUBLE, _SINGLE, _AT, _STOP, _ALONE = 1, 2, 3, 4, 5, 6
_DOUBLES = '"“”„«»「」『』'
_SINGLES = "'‘’"
_ALWAYS_OPEN, _ALWAYS_CLOSE = "„「『", "」』"
_BEFORE_OPENING = " \t\n\r\0\xa0\u202f([{-–—/\"“„«‘'"
_SENTENCE_ENDS = ".!?:;…\"“”„«»‘'\n\r\0"
_FULL_STOPS = ".!?…।؟۔։"
# Scripts written without spaces: each character stands as a word of its own, and is no part of a long sentence.
UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
)
# A sentence of more words is none: headlines put one behind the other. Real pairs read by hand: half loses .30 of
# recall, double .03 of precision (in sample, `tests/evaluation/copy_thresholds.py`).
_SENTENCE_WORDS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Characters of texts, parted by zeros, and the places of those that part or enclose words, by kind."""

    codes: NDArray[np.uint32]
    places: Places
    kinds: NDArray[np.uint8]

    def of_kind(self, kind: int) -> Places:
        """Return the places of one kind."""
        found: Places = self.places[self.kinds == kind]
        return found


def find_marks(codes: NDArray[np.uint32]) -> Marked:
    """Return the breaks, marks and full stops among the characters, looked up once for all told by them."""
    kinds = _classes().take(codes, mode="clip")
    places = np.flatnonzero(kinds != 0)  # of booleans: four times as fast
    return Marked(codes=codes, places=places, kinds=kinds[places])


def quoted_words(marked: Marked, starts: Places) -> Flags:
    """Return whether each word stands in a quotation, by where it starts."""
    codes, breaks = marked.codes, marked.of_kind(_BREAK)
    ranges = [
        _quoted_paragraphs(codes, breaks, marked.of_kind(_AT)),
        _quotations(codes, breaks, marked.of_kind(_DOUBLE), needs_end=False),
        _quotations(codes, breaks, marked.of_kind(_SINGLE), needs_end=True),
    ]
    begin, end = (np.searchsorted(starts, np.concatenate(each)) for each in zip(*ranges, strict=True))
    steps = np.bincount(begin, minlength=len(starts) + 1) - np.bincount(end, minlength=len(starts) + 1)
    quoted: Flags = np.cumsum(steps[:-1]) > 0
    return quoted


def telling_words(codes: NDArray[np.uint32], starts: Places) -> Flags:
    """Return which words are numbers, or have a capital where no sentence begins: names, weekdays."""
    first = _letters().take(codes[starts], mode="clip")
    telling: Flags = first == 2
    capitals = np.flatnonzero(first == 1)
    at = starts[capitals]
    before = codes[np.maximum(at - 1, 0)]
    before_that = codes[np.maximum(at - 2, 0)]
    begins = _is_any(before, _SENTENCE_ENDS) | ((before <= 32) & _is_any(before_that, _SENTENCE_ENDS)) | (at < 2)
    telling[capitals[~begins]] = True
    return telling


def unbroken_words(marked: Marked, starts: Places) -> Flags:
    """Return which words stand in more than 50 without the end of a sentence or paragraph."""
    codes = marked.codes
    is_stop = marked.kinds == _STOP
    stops = marked.places[is_stop]
    is_end = is_stop | (marked.kinds == _BREAK) | (marked.kinds == _ALONE)
    # A full stop inside a word or number ends nothing.
    is_end[is_stop] = _letters().take(codes[np.minimum(stops + 1, len(codes) - 1)], mode="clip") == 0
    ends = marked.places[is_end]
    # There are far fewer ends than words: the words are counted between the ends, not asked one by one.
    words = np.diff(np.searchsorted(starts, ends, side="right"), prepend=0, append=len(starts))
    found: Flags = np.repeat(words > _SENTENCE_WORDS, words)
    return found


def _quoted_paragraphs(codes: NDArray[np.uint32], breaks: Places, ats: Places) -> tuple[Places, Places]:
    """Return the bounds of the paragraphs behind a colon, and of those with an account in brackets, in order."""
    begin = np.concatenate(([0], breaks + 1))
    end = np.concatenate((breaks, [len(codes)]))
    full = end > begin
    begin, end = begin[full], end[full]
    if not len(begin):
        return begin, end
    quoted = np.zeros(len(begin), dtype=bool)
    ends_text = codes[np.minimum(end, len(codes) - 1)] == 0
    quoted[1:] = (codes[end[:-1] - 1] == ord(":")) & ~ends_text[:-1]
    accounts = ats[codes[np.maximum(ats - 1, 0)] == ord("(")]
    quoted[np.searchsorted(begin, accounts, side="right") - 1] = True
    return begin[quoted], end[quoted]


def _quotations(
    codes: NDArray[np.uint32], breaks: Places, marks: Places, *, needs_end: bool
) -> tuple[Places, Places]:
    """Return the bounds of what the marks enclose: from one that opens to the next, or the paragraph's end.

    Which way a mark faces is told by the characters beside it, not by counting: one stray mark would turn all that
    follows inside out.
    """
    marks = marks[~_is_apostrophe(codes, marks)]
    if not len(marks):
        return marks, marks
    opens = _is_opening(codes, marks)
    following = np.append(marks[1:], len(codes))
    paragraph_end = np.append(breaks, len(codes))[np.searchsorted(breaks, marks)]
    end = np.minimum(following, paragraph_end)
    if needs_end:
        opens &= np.append(~opens[1:], False) & (following < paragraph_end)
    return marks[opens], end[opens]


def _is_opening(codes: NDArray[np.uint32], marks: Places) -> Flags:
    mark = codes[marks]
    before = np.where(marks > 0, codes[np.maximum(marks - 1, 0)], 0)
    behind = np.where(marks + 1 < len(codes), codes[np.minimum(marks + 1, len(codes) - 1)], 0)
    stands_free = _is_any(before, _BEFORE_OPENING)
    is_followed = (behind > 32) & (behind != 0xA0) & (behind != 0x202F)
    opens: Flags = stands_free & is_followed
    opens |= (mark == ord("«")) & stands_free | _is_any(mark, _ALWAYS_OPEN)
    return opens & ~_is_any(mark, _ALWAYS_CLOSE)


def _is_apostrophe(codes: NDArray[np.uint32], marks: Places) -> Flags:
    """Return which marks stand between two letters or digits."""
    beside = (codes[np.maximum(marks - 1, 0)], codes[np.minimum(marks + 1, len(codes) - 1)])
    before, behind = (_letters().take(each, mode="clip") > 0 for each in beside)
    found: Flags = before & behind
    return found


def _is_any(codes: NDArray[np.uint32], characters: str) -> Flags:
    return np.asarray(_members(characters).take(codes, mode="clip"))


@cache
def _members(characters: str) -> Flags:
    table = np.zeros(_TABLE_SIZE, dtype=bool)
    table[[ord(each) for each in characters]] = True
    return table


@cache
def _classes() -> NDArray[np.uint8]:
    table = np.zeros(_TABLE_SIZE, dtype=np.uint8)
    for low, high in UNSPACED:
        table[low : high + 1] = _ALONE
    kinds = (
        (_BREAK, "\n\r\0"),
        (_DOUBLE, _DOUBLES),
        (_SINGLE, _SINGLES),
        (_AT, "@"),
        (_STOP, _FULL_STOPS),
    )
    for kind, characters in kinds:
        table[[ord(each) for each in characters]] = kind
    return table


@cache
def _letters() -> NDArray[np.uint8]:
    """Return 1 for each capital, 2 for each digit, 3 for other letters, 0 for all else."""
    letters = [chr(code) for code in range(_TABLE_SIZE)]
    table = np.array([each.isalnum() for each in letters], dtype=np.uint8) * np.uint8(3)
    table[[each.isupper() for each in letters]] = 1
    table[[each.isdigit() for each in letters]] = 2
    return table
