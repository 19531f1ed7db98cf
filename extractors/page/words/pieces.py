"""Pieces of a page in reading order, and the text, zones and removed spans that they make."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from extractors.native import ways
from extractors.records import Zone, ZoneSpan

_SPACE = re.compile(r"\s+")
# Controls, soft hyphens, and what no reader sees but what breaks a word: zero-width spaces, word joiners, marks of
# direction.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u00ad\u034f\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060\u2066-\u2069\ufeff]"
)
# Persian, the scripts of India and emoji need joiners; between Latin letters they only break the word.
_LATIN_JOINER = re.compile("(?<![^\x00-\u024f])[\u200c\u200d]+(?![^\x00-\u024f])")
# Where a line of the source ends within a sentence that is written without spaces.
# What parts the cells of a table's row, which is one line of the text.
CELL_BREAK = " | "
_UNSPACED = r"[\u3001-\u30ff\u3400-\u9fff\uff01-\uff60]"
_WRAP = re.compile(rf"(?<={_UNSPACED})[^\S\n\u2028\u3000]*\n[^\S\u2028]*(?={_UNSPACED})")


# Shorter texts are lines, of which counts are kept.
_LINE = 2_000
_WORD_CHARACTERS = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A paragraph, heading or line of a page; `cut` says why it is not part of the article, if it is not."""

    surface: str
    zone: Zone = "body"
    cut: str | None = None


def tidy(surface: str) -> str:
    """Return the line in Unicode form C with single spaces and without control and zero-width characters.

    >>> tidy("  a\\u00a0 b\\x00\\n"), tidy("war\\u200bdens"), tidy("東京\\n  都")
    ('a b', 'wardens', '東京都')
    """
    line = " ".join(surface.split())
    if line.isprintable():  # most lines: half the time
        if line.isascii():
            return line
        if "\u034f" not in line and "\n" not in surface:
            return unicodedata.normalize("NFC", line)
    surface = _UNPRINTABLE.sub("", surface)
    if "\u200c" in surface or "\u200d" in surface:
        surface = _LATIN_JOINER.sub("", surface)
    if "\n" in surface:
        surface = _WRAP.sub("", surface)
    return _SPACE.sub(" ", unicodedata.normalize("NFC", surface)).strip()


def count_words(text: str) -> int:
    """Return the number of words; of scripts without spaces, of characters.

    >>> count_words("It's 14.3 billion"), count_words("日本語")
    (5, 3)
    """
    if ways.compiled is not None:
        return ways.compiled.count_words(text)
    return _count_line(text) if len(text) < _LINE else len(_WORD.findall(text))


@lru_cache(maxsize=4096)
def _count_line(line: str) -> int:
    """Return the number of words of a line, which the steps of a page ask for eight times on the average."""
    if line.isascii():
        return len(line.translate(_WORD_CHARACTERS).split())
    return len(_WORD.findall(line))


def join_pieces(pieces: list[Piece]) -> tuple[str, tuple[ZoneSpan, ...]]:
    """Return the text of the pieces that are kept, one a line, and its zones, neighbours of one zone joined."""
    lines: list[str] = []
    zones: list[ZoneSpan] = []
    offset = 0
    for piece in pieces:
        if piece.cut is not None or not piece.surface:
            continue
        end = offset + len(piece.surface)
        if zones and zones[-1].zone == piece.zone:
            zones[-1] = ZoneSpan(zone=piece.zone, start=zones[-1].start, end=end)
        else:
            zones.append(ZoneSpan(zone=piece.zone, start=offset, end=end))
        lines.append(piece.surface)
        offset = end + 1
    return "\n".join(lines), tuple(zones)
