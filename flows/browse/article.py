"""A text in paragraphs, with the places of its mentions."""

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass

MentionSpan = tuple[int, int, str, str | None, str | None]  # start, end, kind, entity id, what it is
_MOST_CHARACTERS = 200_000  # shown of one text; the longest of 11,256 articles has 76,411


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a paragraph; `kind` where they are a mention."""

    words: str
    kind: str | None = None
    entity_id: str | None = None
    about: str | None = None


def _order(span: MentionSpan) -> tuple[int, int]:
    return span[0], -span[1]


def paragraphs_of(text: str, mentions: Sequence[MentionSpan]) -> list[list[Piece]]:
    """Return the paragraphs in pieces; of mentions that overlap the first one is marked."""
    text = text[:_MOST_CHARACTERS]
    paragraphs: list[list[Piece]] = []
    waiting = sorted(mentions, key=_order)
    at, place = 0, 0
    for line in text.split("\n"):
        begin, end, pieces = place, place + len(line), list[Piece]()
        while at < len(waiting) and waiting[at][0] < end:
            start, stop, kind, entity_id, about = waiting[at]
            at += 1
            # The rest of a mark that began on a line before begins here; one that overlaps another is left out.
            start = max(start, begin)
            if start < place or stop <= start:
                continue
            if stop > end:
                insort(waiting, (end + 1, stop, kind, entity_id, about), lo=at, key=_order)
                stop = end
            pieces.append(Piece(words=text[place:start]))
            pieces.append(Piece(words=text[start:stop], kind=kind, entity_id=entity_id, about=about))
            place = stop
        pieces.append(Piece(words=text[place:end]))
        pieces = [piece for piece in pieces if piece.words]
        if pieces:
            paragraphs.append(pieces)
        place = end + 1
    return paragraphs
