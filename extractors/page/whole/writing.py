"""From the chosen blocks of a page to the pieces of its text, each in its zone; a row of a table is one piece."""

from collections.abc import Sequence

from extractors.page.body.agreement import Array
from extractors.page.body.blocks import HEADING_TAGS, Block
from extractors.page.body.hints import HINT_BITS
from extractors.page.whole.choice import Choice, Flags
from extractors.page.whole.tables import row_line, row_of
from extractors.page.words.lines import TELLING_RULES, furniture, looks_like_heading
from extractors.page.words.pieces import Piece
from extractors.records import Zone

_STANDFIRST_SHARE = 0.75  # of its words that the description of the page has
_STANDFIRST_BLOCKS = 4  # a standfirst stands before these
_MAX_STANDFIRST_CHARACTERS = 700  # a longer one is the first paragraph
_PARAGRAPH_CHARACTERS = 80  # shorter blocks are headings and captions


def write_pieces(blocks: Sequence[Block], choice: Choice, *, is_read: Flags, described: Array) -> list[Piece]:
    """Return the pieces of what is kept, and of what was cut where another reading or the place speak for it.

    `is_read`: which blocks the engine has; `described`: what share of each the page's description repeats.
    """
    kept_at = choice.is_kept.nonzero()[0].tolist()
    first, last = (kept_at[0], kept_at[-1]) if kept_at else (0, -1)
    pieces: list[Piece] = []
    row: list[int] = []
    for at, block in enumerate(blocks):
        cut = choice.cuts.get(at)
        is_cell = bool(choice.is_kept[at]) and cut is None and block.cell is not None
        if row and not (is_cell and row_of(blocks, at) == row_of(blocks, row[0])):
            pieces.append(Piece(surface=row_line(blocks, row)))
            row = []
        if is_cell:
            row.append(at)
        elif choice.is_kept[at]:
            pieces.append(Piece(surface=block.text, zone=_zone(block), cut=cut))
        elif is_read[at] or first < at < last or cut in TELLING_RULES:
            pieces.append(Piece(surface=block.text, cut=cut or furniture(block.text) or "not_article"))
    if row:
        pieces.append(Piece(surface=row_line(blocks, row)))
    return _with_standfirst(pieces, blocks, described)


def _zone(block: Block) -> Zone:
    is_strong = block.strong_characters > 0.9 * len(block.text) and looks_like_heading(block.text)
    return "heading" if block.tag in HEADING_TAGS or is_strong else "body"


def _with_standfirst(pieces: list[Piece], blocks: Sequence[Block], described: Array) -> list[Piece]:
    """Return the pieces, those in front that stand apart from the body as standfirst.

    Apart is what is named so, or what the page's description repeats and lies in another element than the
    paragraphs: pages also describe themselves with the words of their first paragraph.
    """
    body_at = next((at for at, block in enumerate(blocks) if _is_first_of_body(blocks, at)), 0)
    body = blocks[body_at].containers[1] if blocks else 0
    is_lead = {
        block.text
        for block, share in zip(blocks, described, strict=True)
        if block.own_hints & HINT_BITS["lead"] or (share > _STANDFIRST_SHARE and block.containers[1] != body)
    }
    zoned = list(pieces)
    seen = 0
    for at, piece in enumerate(pieces):
        if piece.cut is not None:
            continue
        seen += 1
        if piece.surface in is_lead and len(piece.surface) < _MAX_STANDFIRST_CHARACTERS:
            zoned[at] = Piece(surface=piece.surface, zone="standfirst")
        elif piece.zone == "body" or seen > _STANDFIRST_BLOCKS:
            break
    return zoned


def _is_first_of_body(blocks: Sequence[Block], at: int) -> bool:
    """Return whether a block is prose and one of the next ones lies in the same element."""
    block = blocks[at]
    near = blocks[at + 1 : at + 5]
    return len(block.text) > _PARAGRAPH_CHARACTERS and any(
        len(other.text) > _PARAGRAPH_CHARACTERS and other.containers[1] == block.containers[1] for other in near
    )
