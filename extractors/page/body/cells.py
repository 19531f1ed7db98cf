"""Tables of figures: which tables of a page are none of its layout, and where in one a cell stands."""

from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

# What is looked at of a table, to tell; a layout table shows itself in its first rows.
_SEEN_ROWS = 60
_SEEN_ELEMENTS = 3000
_MAX_CELL_CHARACTERS = 160
_MAX_SPAN = 50
_LAYOUT_TAGS = (
    "table article section aside nav form input select textarea iframe h1 h2 h3 h4 h5 h6 ul ol blockquote"
).split()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's place: number of the table, row and column from 0, and the elements that hold the table."""

    table: int
    row: int
    column: int
    boxes: tuple[int, ...]


@dataclass(slots=True)
class OpenTable:
    """A table of figures that is being read."""

    number: int
    boxes: tuple[int, ...]
    row: int = -1
    column: int = -1
    _width: int = 1
    _taken: dict[int, int] = field(default_factory=dict)

    def next_row(self) -> None:
        """Go to the next row; columns that a cell of an earlier row reaches into stay taken."""
        self.row += 1
        self.column, self._width = -1, 1

    def next_cell(self, element: HtmlElement) -> None:
        """Go to the column of the next cell."""
        self.column += self._width
        while self._taken.get(self.column, 0) > self.row:
            self.column += 1
        self._width = _span(element.get("colspan"))
        rows = _span(element.get("rowspan"))
        for column in range(self.column, self.column + self._width) if rows > 1 else ():
            self._taken[column] = self.row + rows

    def cell(self) -> Cell | None:
        """Return the place of the open cell; None outside of the rows, as of a caption."""
        return Cell(self.number, self.row, self.column, self.boxes) if self.column >= 0 else None


def is_data_table(table: HtmlElement) -> bool:
    """Return whether a table has rows of short cells rather than parts of the page."""
    if table.get("role") in ("presentation", "none"):
        return False
    inner = islice(table.iterdescendants(*_LAYOUT_TAGS), 1)
    if next(inner, None) is not None:
        return False
    widths = [
        sum(1 for _ in islice(row.iterchildren("td", "th"), _MAX_SPAN))
        for row in islice(table.iter("tr"), _SEEN_ROWS)
    ]
    if sum(width >= 2 for width in widths) < 2 or sum(width >= 2 for width in widths) < 0.6 * len(widths):
        return False
    cells = islice(table.iter("td", "th"), _SEEN_ELEMENTS)
    return all(_is_short(cell) for cell in islice(cells, 400))


def _is_short(cell: HtmlElement) -> bool:
    count = 0
    for words in cell.itertext():
        count += len(words) if not words.isspace() else 0
        if count > _MAX_CELL_CHARACTERS * 2:
            return False
    return True


def _span(words: str | None) -> int:
    return min(int(words), _MAX_SPAN) if words and words.isascii() and words.isdigit() and words != "0" else 1
