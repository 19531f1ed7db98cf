"""Pieces of a page in reading order, and the text, zones and removed spans that they make."""

import re
import unicodedata
from dataclasses import dataclass

from extractors.records import Zone, ZoneSpan

_PLAIN = re.compile("[\\t\\n\\r -~]*")
_SPACE = re.compile(r"[\s\u200b\u2060\ufeff]+")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u00ad\u202a-\u202e\u2066-\u2069]")


_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A paragraph, heading or line of a page; `cut` says why it is not part of the article, if it is not."""

    surface: str
    zone: Zone = "body"
    cut: str | None = None


def tidy(surface: str) -> str:
    """Return the line in Unicode form C with single spaces and without control characters.

    >>> tidy("  a\\u00a0 b\\x00\\n")
    'a b'
    """
    if surface.isascii() and _PLAIN.fullmatch(surface):  # most lines: half the time
        return " ".join(surface.split())
    return _SPACE.sub(" ", _UNPRINTABLE.sub("", unicodedata.normalize("NFC", surface))).strip()


def count_words(text: str) -> int:
    """Return the number of words; of scripts without spaces, of characters.

    >>> count_words("It's 14.3 billion"), count_words("日本語")
    (5, 3)
    """
    return len(_WORD.findall(text))


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
