"""Lines that an outlet prints above or below article after article: what it says of itself, offers and notices.

The paragraph that says again what a running story is about is repeated too, but it stands inside; so only the
first and last lines of texts count, and only lines that stand in several different texts on several days.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import xxhash

from extractors.page.words.pieces import Piece, count_words, tidy

# Of 425 labelled pages of 142 outlets (November 2026) 21 lines of six words and more stood in several pages of an
# outlet: self-descriptions, offers, notices and notes on authors. Shorter ones were headings: "Top pick".
_MIN_LINE_WORDS = 6
FIRST_LINES, LAST_LINES = 2, 3
# As for the boilerplate of copies (extractors.copies.boilerplate): days, or many texts where they are unknown.
_MIN_TEXTS = 3
_MIN_DAYS = 3
_MIN_TEXTS_OF_A_DAY = 8

RepeatedLines = Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletText:
    """A text of an outlet: its group of near copies, its day, its lines, and lines that were cut as repeated."""

    group: str
    day: date
    lines: tuple[str, ...]
    cut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedLine:
    """A line, in how many different texts of the sample it stands, and on how many days."""

    surface: str
    text_count: int
    day_count: int


def line_hash(surface: str) -> int:
    """Return the hash by which lines are compared: 64 bits of the tidy line without regard to case."""
    return xxhash.xxh3_64_intdigest(tidy(surface).casefold().encode())


def find_repeated(texts: Sequence[OutletText]) -> list[RepeatedLine]:
    """Return the lines that an outlet repeats, in the order of their words; empty for a few texts."""
    surfaces: dict[int, str] = {}
    places: dict[int, set[tuple[str, date]]] = {}
    for text in texts:
        for line in {*text.lines[:FIRST_LINES], *text.lines[-LAST_LINES:], *text.cut}:
            if count_words(line) >= _MIN_LINE_WORDS:
                key = line_hash(line)
                surfaces[key] = min(line, surfaces.get(key, line))
                places.setdefault(key, set()).add((text.group, text.day))
    found = []
    for key, at in places.items():
        text_count, day_count = len({group for group, _ in at}), len({day for _, day in at})
        if text_count >= (_MIN_TEXTS if day_count >= _MIN_DAYS else _MIN_TEXTS_OF_A_DAY):
            found.append(RepeatedLine(surface=surfaces[key], text_count=text_count, day_count=day_count))
    return sorted(found, key=lambda line: line.surface)


def cut_repeated(pieces: Iterable[Piece], known: frozenset[int]) -> list[Piece]:
    """Return the pieces, those that the outlet is known to repeat cut."""
    return [
        replace(piece, cut="repeated_line") if piece.cut is None and line_hash(piece.surface) in known else piece
        for piece in pieces
    ]
