"""Pieces that an outlet prints inside text after text: share bars, marks of pictures, invitations, notices.

Whole lines anywhere, beginnings of lines before what a picture shows, ends of lines behind a full sentence. Unlike
the lines of `repeated.py` they stay in the text: only what they name is not counted as coverage. So they may be
short.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.page.words.pieces import tidy
from extractors.page.words.repeated import OutletText

PiecePlace = Literal["line", "start", "end"]

# As for lines that are cut (`repeated.py`): days, or many texts where days are unknown.
_MIN_TEXTS = 3
_MIN_DAYS = 3
_MIN_TEXTS_OF_A_DAY = 8
_MAX_LINE_WORDS = 80
_START_WORDS = range(2, 9)
_END_WORDS = range(2, 13)
_MAX_LINES = 400
# A beginning is a mark where a sentence begins behind it ("Facebook Twitter Pinterest The mayor ..."), in nine of
# ten places, other words each time, and where it stands nowhere else. "Attorney General" fails by the last.
_MIN_NEW_BEHIND = 0.9
_MAX_ONE_BEHIND = 0.7
_MIN_AT_START = 0.8
# A longer piece speaks for a shorter one that it begins with where it stands in half of its texts.
_MIN_OF_SHORTER = 0.5
_DATELINE = re.compile(r"[A-ZÀ-Þ][\w.,’' -]{0,40}(?:\([\w /]{2,20}\))? ?[-–—]+$|\([\w /]{2,20}\) ?[-–—]+$")
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z]\w)(?<!\b[A-Z]\w\w)[.!?:|…][\"'”’»)\]]*$")  # not "Mr.", "Sen."


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedPiece:
    """A piece, where in a line it stands, in how many different texts of the sample, and on how many days."""

    place: PiecePlace
    surface: str
    text_count: int
    day_count: int


def find_pieces(texts: Sequence[OutletText]) -> list[RepeatedPiece]:
    """Return the pieces that an outlet repeats, by place and words; empty for a few texts."""
    if len({text.group for text in texts}) < _MIN_TEXTS:
        return []
    lines = [[tidy(line) for line in text.lines[:_MAX_LINES] if line.strip()] for text in texts]
    places: dict[tuple[PiecePlace, str], set[int]] = defaultdict(set)
    behind: dict[str, list[str]] = defaultdict(list)
    for number, own in enumerate(lines):
        for line in own:
            words = line.split(" ")
            if len(words) <= _MAX_LINE_WORDS:
                places["line", line].add(number)
            for surface, following in _starts(words):
                places["start", surface].add(number)
                behind[surface].append(following)
            for surface in _ends(words):
                places["end", surface].add(number)
    found = []
    whole = ["\n".join(own) for own in lines]
    for (place, surface), numbers in places.items():
        text_count = len({texts[number].group for number in numbers})
        day_count = len({texts[number].day for number in numbers})
        if text_count < (_MIN_TEXTS if day_count >= _MIN_DAYS else _MIN_TEXTS_OF_A_DAY):
            continue
        if place == "start" and not _is_mark(surface, behind[surface], whole):
            continue
        if not _is_subject(surface, [whole[number] for number in numbers]):
            piece = RepeatedPiece(place=place, surface=surface, text_count=text_count, day_count=day_count)
            found.append(piece)
    return sorted(_without_chance(found), key=lambda piece: (piece.place, piece.surface))


def _starts(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the beginnings of a line, each with the word behind it."""
    for count in _START_WORDS:
        if len(words) > count:
            yield " ".join(words[:count]), words[count]


def _ends(words: Sequence[str]) -> Iterator[str]:
    """Yield the ends of a line that begin anew behind the end of a sentence."""
    for count in _END_WORDS:
        if len(words) > count and _begins(words[-count]) and _SENTENCE_END.search(words[-count - 1]):
            yield " ".join(words[-count:])


def _begins(word: str) -> bool:
    return not word.lstrip("\"'“‘«(„[")[:1].islower()


def _is_mark(surface: str, behind: Sequence[str], whole: Sequence[str]) -> bool:
    """Return whether a beginning is set apart from what follows it, rather than a part of a sentence."""
    # "Mr Doe said that" goes on with a name by chance: a mark ends with a name or a stop.
    if _DATELINE.match(surface) or not any(map(str.isalpha, surface)) or surface.split(" ")[-1][:1].islower():
        return False
    if sum(map(_begins, behind)) < _MIN_NEW_BEHIND * len(behind):
        return False
    if Counter(behind).most_common(1)[0][1] > _MAX_ONE_BEHIND * len(behind):
        return False
    return len(behind) >= _MIN_AT_START * sum(text.count(surface) for text in whole)


def _is_subject(surface: str, holding: Sequence[str]) -> bool:
    """Return whether most texts with the piece speak of what it names elsewhere too: background, no furniture."""
    names = {word.strip(".,:;!?()[]\"'“”‘’") for word in surface.split(" ")[1:] if word[:1].isupper()}
    names = {name for name in names if len(name) > 2}
    if not names:
        return False
    speaking = 0
    for text in holding:
        rest = text.replace(surface, "\n")
        speaking += sum(name in rest for name in names) * 2 >= len(names)
    return speaking * 2 > len(holding)


def _without_chance(pieces: Iterable[RepeatedPiece]) -> Iterator[RepeatedPiece]:
    """Yield the pieces but for beginnings that a shorter mark has by chance before the same word now and then."""
    starts = {piece.surface: piece.text_count for piece in pieces if piece.place == "start"}
    for piece in pieces:
        words = piece.surface.split(" ")
        shorter = [starts.get(" ".join(words[:count]), 0) for count in range(2, len(words))]
        if piece.place != "start" or piece.text_count >= _MIN_OF_SHORTER * max(shorter, default=0):
            yield piece


def piece_places(pieces: Iterable[tuple[PiecePlace, str]]) -> Mapping[PiecePlace, frozenset[str]]:
    """Return the pieces by where they stand, ready to be looked up."""
    found: dict[PiecePlace, set[str]] = {"line": set(), "start": set(), "end": set()}
    for place, surface in pieces:
        found[place].add(surface)
    return {place: frozenset(surfaces) for place, surfaces in found.items()}


def spans_of_pieces(text: str, pieces: Mapping[PiecePlace, frozenset[str]]) -> list[tuple[int, int, str]]:
    """Return [start, end) of each piece in the text with its words, in order; of a place the longest piece.

    >>> known = piece_places([("line", "Read more"), ("start", "Facebook Twitter")])
    >>> spans_of_pieces("Read more\\nFacebook Twitter The mayor", known)
    [(0, 9, 'Read more'), (10, 26, 'Facebook Twitter')]
    """
    spans = []
    offset = 0
    for line in text.split("\n"):
        words = line.split(" ")
        if line in pieces["line"]:
            spans.append((offset, offset + len(line), line))
        else:
            for count in reversed(_START_WORDS):
                if len(words) > count and (start := " ".join(words[:count])) in pieces["start"]:
                    spans.append((offset, offset + len(start), start))
                    break
            for count in reversed(_END_WORDS):
                if len(words) > count and (end := " ".join(words[-count:])) in pieces["end"]:
                    spans.append((offset + len(line) - len(end), offset + len(line), end))
                    break
        offset += len(line) + 1
    return spans
