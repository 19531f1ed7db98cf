"""Tables of figures among the text: kept whole, a line a row, cells parted by bars."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from extractors.page.body.blocks import Block
from extractors.page.body.hints import HIDDEN_BIT, HINT_BITS, TAG_BITS
from extractors.page.words.pieces import CELL_BREAK, count_words

Flags = npt.NDArray[np.bool_]

# What is kept of one table; a longer one is a register, not part of a text.
_MAX_ROWS = 300
_LINK_SHARE = 0.5
_KEPT_SHARE = 0.5
_PROSE_WORDS = 12
_OTHER_HINTS = sum(
    HINT_BITS[name]
    for name in ("comment", "related", "teaser", "foot", "nav", "share", "letter", "advert", "cookie")
)  # fmt: skip
_OTHER_TAGS = sum(TAG_BITS[tag] for tag in ("aside", "nav", "footer", "form"))


def keep_tables(blocks: Sequence[Block], is_kept: Flags) -> Flags:
    """Return what is kept, of each table of figures that stands among the text all of it, of others as before."""
    whole = is_kept.copy()
    prose = [at for at in np.flatnonzero(is_kept).tolist() if _is_prose(blocks[at])]
    bodies = {box for at in prose for box in blocks[at].containers[1:3]}
    for cells in _tables(blocks):
        inside = [at for at in cells if (cell := blocks[at].cell) is not None and cell.row < _MAX_ROWS]
        is_among = bool(prose) and prose[0] < cells[0] and _is_of(blocks[cells[0]], bodies)
        words = sum(count_words(blocks[at].text) for at in cells)
        kept_words = sum(count_words(blocks[at].text) for at in cells if is_kept[at])
        links = sum(blocks[at].link_characters for at in cells) / max(1, sum(len(blocks[at].text) for at in cells))
        if (is_among and links < _LINK_SHARE) or kept_words > _KEPT_SHARE * words:
            whole[inside] = True
        whole[[at for at in cells if at not in set(inside)]] = False
    return whole


def row_of(blocks: Sequence[Block], at: int) -> tuple[int, int] | None:
    """Return table and row of a block's cell; None of what stands in no table of figures."""
    cell = blocks[at].cell
    return (cell.table, cell.row) if cell is not None else None


def row_line(blocks: Sequence[Block], places: Sequence[int]) -> str:
    """Return the cells of a row as a line; empty ones stay, so that the figures stay under their heads."""
    cells: dict[int, list[str]] = {}
    for at in places:
        cell = blocks[at].cell
        cells.setdefault(cell.column if cell else 0, []).append(blocks[at].text)
    columns = range(max(cells) + 1)
    return CELL_BREAK.join(" ".join(cells.get(column, ())) for column in columns).replace("  ", " ").strip(" ")


def _tables(blocks: Sequence[Block]) -> list[list[int]]:
    tables: dict[int, list[int]] = {}
    for at, block in enumerate(blocks):
        if block.cell is not None:
            tables.setdefault(block.cell.table, []).append(at)
    return list(tables.values())


def _is_of(block: Block, bodies: set[int]) -> bool:
    cell = block.cell
    is_other = block.all_hints & _OTHER_HINTS or block.tags & (_OTHER_TAGS | HIDDEN_BIT)
    return cell is not None and not is_other and not bodies.isdisjoint(cell.boxes)


def _is_prose(block: Block) -> bool:
    return block.cell is None and count_words(block.text) >= _PROSE_WORDS
