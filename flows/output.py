"""What people and programs read: rows on stdout as table, CSV or JSON; talk and progress on stderr."""

import csv
import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, Protocol

from flows.cell_values import as_cell, as_json, harmless, harmless_cell
from flows.log_lines import LOGS, JsonTalk, Paces

# Rich is imported where it prints: .05 s of CPU that JSON, CSV and help need not wait for.
if TYPE_CHECKING:
    from rich.progress import Progress

OutputFormat = Literal["table", "csv", "json"]

# All that a terminal might take as a command, and bidirectional overrides; tab and line feed stay.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Talk(Protocol):
    """Where a run says how it goes."""

    def say(self, line: str) -> None:
        """Say one line."""

    def progress(self, stage: str, done: int, total: int | None) -> None:
        """Say how far a stage is; `total` None where it is not known."""


@dataclass(slots=True)
class Quiet:
    """Says nothing; for flows run by a server and for tests, which may read `lines`."""

    lines: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        """Keep the line."""
        self.lines.append(line)

    def progress(self, stage: str, done: int, total: int | None) -> None:
        """Show nothing."""


# Where documents that are fetched while a run goes on say how far they are.
CURRENT_TALK: ContextVar[Talk] = ContextVar("CURRENT_TALK")


# A log that a person reads needs to know of a long load now and then, not of each batch of a short one.
_SECONDS_BETWEEN_LINES = 10.0


class TerminalTalk:
    """Says lines on stderr; of a stage it shows a bar where that is a terminal, else a line now and then."""

    def __init__(self, bars: "Progress | None") -> None:
        self._bars = bars
        self._stages: dict[str, Any] = {}
        self._paces = Paces()
        self._told_at = monotonic()

    def say(self, line: str) -> None:
        """Print the line above the bars."""
        if self._bars is not None:
            from rich.text import Text

            self._bars.console.print(Text(printable(line)))
        else:
            print(printable(line), file=sys.stderr, flush=True)

    def progress(self, stage: str, done: int, total: int | None) -> None:
        """Move the stage's bar, or say how far it is."""
        if self._bars is None:
            self._say_pace(stage, done, total)
            return
        if stage not in self._stages:
            self._stages[stage] = self._bars.add_task(stage, total=total)
        self._bars.update(self._stages[stage], completed=done, total=total)

    def _say_pace(self, stage: str, done: int, total: int | None) -> None:
        rate, left = self._paces.told(stage, done, total)
        if monotonic() - self._told_at < _SECONDS_BETWEEN_LINES:
            return
        self._told_at = monotonic()
        end = f" of {total:,}, {left:,.0f} s left" if total is not None and left is not None else ""
        self.say(f"{stage} {done:,}{end}, {rate:,.1f} a second")


@contextmanager
def terminal_talk() -> Iterator[TerminalTalk | JsonTalk]:
    """Give the talk of a command, as the settings want it; its bars end with the block."""
    if LOGS.get() == "json":
        yield JsonTalk()
        return
    if not sys.stderr.isatty():
        yield TerminalTalk(None)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    if not console.is_terminal:
        yield TerminalTalk(None)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        yield TerminalTalk(bars)


def plain_talk() -> TerminalTalk | JsonTalk:
    """Return the talk of what shows no bars."""
    return JsonTalk() if LOGS.get() == "json" else TerminalTalk(None)


def printable(text: str) -> str:
    """Return the text without characters that could command a terminal.

    >>> printable("a\\x1b[31mb")
    'a\\ufffd[31mb'
    """
    return _CONTROLS.sub("\ufffd", text)


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[Any]], output: OutputFormat) -> None:
    """Print rows on stdout."""
    if output == "json":
        names = _distinct(columns)
        found = [dict(zip(names, map(as_json, row), strict=True)) for row in rows]
        page = json.dumps(found, ensure_ascii=False, indent=1)
        print(_CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", page))
        return
    if output == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        shown = printable if sys.stdout.isatty() else str
        writer.writerow([shown(harmless(name)) for name in columns])
        writer.writerows([[shown(harmless_cell(value)) for value in row] for row in rows])
        return
    names = [printable(name) for name in columns]
    cells = [[printable(as_cell(value)) for value in row] for row in rows]
    are_numbers = [
        any(isinstance(row[position], int | float | Decimal) for row in rows) for position in range(len(columns))
    ]
    if sys.stdout.isatty():
        _print_folded(names, cells, are_numbers)
    else:
        for line in _table_lines(names, cells, are_numbers):
            print(line)


def _table_lines(names: list[str], cells: list[list[str]], are_numbers: list[bool]) -> Iterator[str]:
    """Yield the lines of a table that is as wide as its cells; a cell of several lines takes several.

    It looks as Rich prints it, which takes .06 s of CPU to import and .3 s for 100 rows of 13 columns.
    """
    if not names:
        return
    split = [[[line.expandtabs(8) for line in cell.split("\n")] for cell in row] for row in (names, *cells)]
    widths = [max(_cell_width(line) for row in split for line in row[at]) for at in range(len(names))]
    for number, row in enumerate(split):
        for height in range(max(map(len, row))):
            parts = [
                _padded(cell[height] if height < len(cell) else "", width, is_right=is_number)
                for cell, width, is_number in zip(row, widths, are_numbers, strict=True)
            ]
            yield "   ".join(parts)
        if number == 0:
            yield "─" * (sum(widths) + 3 * (len(widths) - 1))


def _padded(text: str, width: int, *, is_right: bool) -> str:
    space = " " * (width - _cell_width(text))
    return space + text if is_right else text + space


def _cell_width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _print_folded(names: list[str], cells: list[list[str]], are_numbers: list[bool]) -> None:
    """Print a table whose cells are folded where the terminal is not wide enough."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name, is_number in zip(names, are_numbers, strict=True):
        table.add_column(Text(name), justify="right" if is_number else "left", overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    Console().print(table)


def _distinct(names: Sequence[str]) -> list[str]:
    """Return the names, numbered where one stands twice, so that no column of a JSON object is lost.

    >>> _distinct(["a", "b", "a", "a"])
    ['a', 'b', 'a_2', 'a_3']
    """
    found: list[str] = []
    for name in names:
        number, distinct = 1, name
        while distinct in found:
            number += 1
            distinct = f"{name}_{number}"
        found.append(distinct)
    return found


def kept_trace() -> str:
    """Return where the trace of the error at hand was kept; "" where it could not be."""
    import tempfile
    import traceback

    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="cuttings-", suffix=".trace", delete=False, encoding="utf-8", errors="backslashreplace"
        ) as file:
            file.write(traceback.format_exc())
    except OSError:
        return ""
    return f"; its trace is in {file.name}"
