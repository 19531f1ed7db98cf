"""Excel: dates as dates, counts as numbers, addresses as links, nothing as a formula; a sheet of meanings."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from flows.cell_values import as_cell
from flows.exports.row_lines import each_row
from warehouse.batches import Column, ViewRows
from warehouse.report.page import web_url

# What Excel holds: rows of a sheet, characters of a cell, links of a sheet, characters of a link.
_MOST_ROWS, _MOST_CHARACTERS, _MOST_LINKS, _LONGEST_LINK = 1_048_576, 32_767, 65_530, 2_079
# Digits beyond these are lost in a number of Excel, which is a double.
_EXACT = 10**15
_LINKED = ("url", "location")
_FIRST_DAY, _LAST_DAY = date(1900, 3, 1), date(9999, 12, 31)
_WIDTHS = {"VARCHAR": 28, "BOOLEAN": 9, "DATE": 12, "TIMESTAMP WITH TIME ZONE": 19}


def write_xlsx(rows: ViewRows, path: Path) -> int:
    """Write a workbook: the rows on sheets of at most 1,048,576 rows, and what they mean; return how many rows.

    Rows go to the disk as they come. What is longer than a cell of Excel holds is cut, and ends in an ellipsis.
    """
    # A time of its own would make two files of the same rows differ.
    made = (rows.as_of or datetime(2000, 1, 1, tzinfo=UTC)).astimezone(UTC).replace(tzinfo=None)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": rows.view, "comments": rows.comment, "created": made})
        sheets = _Sheets(book, rows)
        count = 0
        for row in each_row(rows):
            sheets.write(row)
            count += 1
        sheets.end()
        _write_meaning(book, rows, count)
    return count


class _Sheets:
    """The sheets that rows are written to, one after the other as each is full."""

    def __init__(self, book: xlsxwriter.Workbook, rows: ViewRows) -> None:
        self._book, self._columns, self._name = book, rows.columns, rows.view.removeprefix("report_")
        self._head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._link = book.get_default_url_format()
        self._number = 0
        self._begin()

    def _begin(self) -> None:
        self._number += 1
        suffix = "" if self._number == 1 else f" {self._number}"
        self._sheet: Worksheet = self._book.add_worksheet(self._name[: 31 - len(suffix)] + suffix)
        self._row, self._links = 0, 0
        self._sheet.freeze_panes(1, 0)
        for position, column in enumerate(self._columns):
            width = 60 if column.name in ("title", "sentence", "text") else _WIDTHS.get(column.kind, 14)
            self._sheet.set_column(position, position, max(width, min(len(column.name) + 3, 30)))
        for position, column in enumerate(self._columns):
            self._sheet.write_string(0, position, column.name, self._head)

    def write(self, row: Sequence[Any]) -> None:
        """Write one row, on a new sheet where this one is full."""
        if self._row + 1 >= _MOST_ROWS:
            self.end()
            self._begin()
        self._row += 1
        for position, (column, value) in enumerate(zip(self._columns, row, strict=True)):
            self._write_cell(position, column, value)

    def end(self) -> None:
        """Let the sheet's rows be filtered by its head."""
        self._sheet.autofilter(0, 0, self._row, len(self._columns) - 1)

    def _write_cell(self, position: int, column: Column, value: Any) -> None:
        at = (self._row, position)
        if value is None:
            return
        if isinstance(value, bool):
            self._sheet.write_boolean(*at, value)
        elif isinstance(value, int | float | Decimal) and abs(float(value)) < _EXACT:
            self._sheet.write_number(*at, float(value))
        elif isinstance(value, datetime) and _FIRST_DAY <= value.date() < _LAST_DAY:
            self._sheet.write_datetime(*at, value.replace(tzinfo=None), self._moment)  # all times are UTC
        elif isinstance(value, date) and not isinstance(value, datetime) and _FIRST_DAY <= value < _LAST_DAY:
            self._sheet.write_datetime(*at, value, self._day)
        elif column.name.endswith(_LINKED) and self._is_link(value):
            self._links += 1
            self._sheet.write_url(*at, value, self._link, value)
        else:
            _write_text(self._sheet, *at, as_cell(value))

    def _is_link(self, value: Any) -> bool:
        is_address = isinstance(value, str) and len(value) <= _LONGEST_LINK and web_url(value) is not None
        return is_address and self._links < _MOST_LINKS


def _write_text(sheet: Worksheet, row: int, column: int, text: str, form: Format | None = None) -> None:
    """Write the text as a text, whatever it begins with; cut to what a cell holds."""
    text = text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 2] + " …"
    sheet.write_string(row, column, text, form)


def _write_meaning(book: xlsxwriter.Workbook, rows: ViewRows, count: int) -> None:
    """Write the sheet that says what a row is, what was asked for, as of when, and what each column means."""
    sheet = book.add_worksheet("meaning")
    head = book.add_format({"bold": True})
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 2, 110)
    as_of = f"{rows.as_of.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if rows.as_of else "unknown"
    said = [("view", rows.view), ("one row is", rows.comment), ("rows", f"{count:,}")]
    said += [("asked for", rows.filters or "everything"), ("last run began", as_of)]
    for row, (what, value) in enumerate(said):
        sheet.write_string(row, 0, what, head)
        _write_text(sheet, row, 1, value)
    for position, word in enumerate(("column", "type", "meaning")):
        sheet.write_string(len(said) + 1, position, word, head)
    for row, column in enumerate(rows.columns, len(said) + 2):
        for position, word in enumerate((column.name, column.kind, column.comment)):
            _write_text(sheet, row, position, word)
