"""Boxes of links that a page hides behind a name, and that its text runs into the sentence.

"Sen. Jane Roe Jane Ann RoeOvernight Energy: Lawsuit … | Senators press … MORE (R-Ohio) said": the person's full
name, headlines of other articles and the word MORE. Of 360 articles of one outlet in 11,260 (November 2026), 312
had 1,907 of them; headlines of later years were taken for what the articles say.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from extractors.page.words.pieces import Piece

_MARK = "MORE"
# The longest of the 1,907 has 574 characters; half would miss 58 of them, double finds no other.
_MOST_CHARACTERS = 800
_NAME = r"[A-ZÀ-Þ][\w.'’-]{1,30}"
_NAMES = r"(?:[A-ZÀ-Þ(][\w.'’()-]{0,30}\s)"
# The surname once more, behind the full name, and a headline at once; where a space parts them (one in twenty),
# the given name must stand in the full name too.
_BOX = re.compile(
    rf"\b(?:(?P<surname>{_NAME})(?P<glued>\s{_NAMES}{{1,6}}?(?P=surname)"
    rf"(?:{_MARK}|(?![a-zß-ÿ\s])[^\n]{{8,{_MOST_CHARACTERS}}}?\s{_MARK})\b)"
    rf"|(?P<given>{_NAME})\s(?P<last>{_NAME})(?P<parted>\s{_NAMES}{{0,2}}?\(?(?P=given)\)?\s{_NAMES}{{0,3}}?(?P=last)\s"
    rf"[^\n]{{8,{_MOST_CHARACTERS}}}?\s{_MARK}\b))"
)


def cut_inserted(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces, each box of links cut out of the one that it stands in and put behind it.

    >>> line = "Said Jane Roe Jane RoeSenate votes on roads Dams break MORE (D)."
    >>> [(piece.surface, piece.cut) for piece in cut_inserted([Piece(surface=line)])]
    [('Said Jane Roe (D).', None), ('Jane RoeSenate votes on roads Dams break MORE', 'inserted_links')]
    """
    found: list[Piece] = []
    for piece in pieces:
        boxes = _boxes(piece.surface) if piece.cut is None and _MARK in piece.surface else []
        ends = [0, *(end for _, end in boxes)]
        starts = [*(start for start, _ in boxes), len(piece.surface)]
        kept = "".join(piece.surface[end:start] for end, start in zip(ends, starts, strict=True))
        found.append(replace(piece, surface=kept) if boxes else piece)
        found += [
            replace(piece, surface=piece.surface[start:end].strip(), cut="inserted_links") for start, end in boxes
        ]
    return found


def _boxes(line: str) -> list[tuple[int, int]]:
    """Return the spans of the boxes of a line; a headline in capitals has none, as "MORE" is a word there."""
    spans = [match.span("glued" if match["glued"] else "parted") for match in _BOX.finditer(line)]
    return [(start, end) for start, end in spans if not line[start:end].isupper()]
