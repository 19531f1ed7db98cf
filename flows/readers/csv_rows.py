"""CSV dumps, plain or packed, as raw documents; bad rows are rows with the number of their line.

RFC 4180 with what programs make of it: separated by commas, semicolons or tabs, whichever the head has most of; in
UTF-8, UTF-16 with its mark, or else, line by line, Windows-1252.
"""

import codecs
import csv
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain
from pathlib import Path

from extractors.records import RawDocument, Rejected
from flows.bodies.streams import Damage, unpacked
from flows.lists.columns import missing_columns
from flows.readers.rows import Dump, document_of

# After so many bad rows one after the other the file is no dump.
_MAX_BAD_ROWS = 10_000
_SEPARATORS = ",;\t|"
_MAX_COLUMNS = 2_000


def read_csv(
    path: Path, *, columns: Mapping[str, str], outlets: Mapping[str, str], now: datetime, max_bytes: int
) -> Iterator[RawDocument | Rejected]:
    """Yield the document of each row, or why it has none; the first row names the columns."""
    dump = Dump(kind="csv", path=str(path), columns=columns, outlets=outlets, now=now)
    damages: list[Damage] = []
    try:
        rows = _rows(_Lines(path, max_bytes, damages), max_bytes)
        head = next(rows, (0, []))[1]
        if not isinstance(head, list) or not any(head) or len(head) > _MAX_COLUMNS:
            yield dump.refuse("unreadable", None, "the first line names no columns")
            return
        names = [name.strip() for name in head]
        if problem := missing_columns(names, columns):
            yield dump.refuse("unreadable", None, problem)
            return
        yield from _documents(rows, names, dump, max_bytes)
    except OSError as error:
        yield dump.refuse("unreadable", None, error.strerror)
    for damage in damages:
        yield dump.refuse("damaged", None, str(damage))


def _documents(
    rows: Iterator[tuple[int, list[str] | str]], names: list[str], dump: Dump, max_bytes: int
) -> Iterator[RawDocument | Rejected]:
    bad_count = 0
    for number, row in rows:
        if isinstance(row, str):
            found: RawDocument | Rejected = dump.refuse("bad_line", number, f"line {number}: {row}")
        elif len(row) < len(names) or any(row[len(names) :]):
            detail = f"line {number}: {len(row)} fields, the first line names {len(names)}"
            found = dump.refuse("bad_line", number, detail)
        else:
            # A name that stands twice means its first column.
            found = document_of(dict(zip(names[::-1], row[: len(names)][::-1], strict=True)), number, dump,
                                max_bytes=max_bytes)  # fmt: skip
        bad_count = bad_count + 1 if isinstance(found, Rejected) else 0
        if bad_count > _MAX_BAD_ROWS:
            yield dump.refuse("too_many_bad_lines", None, f"{bad_count} one after the other, up to line {number}")
            return
        yield found


class _Lines:
    """The lines of the file as text, with their ends; `number` is that of the last one, from 1.

    A line beyond `max_bytes` comes as what its first `max_bytes` are, so that memory is bounded and the row fails.
    """

    def __init__(self, path: Path, max_bytes: int, damages: list[Damage]) -> None:
        self.number = 0
        self._lines = self._cut(_in_utf8(path, damages), max_bytes)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        try:
            return line.decode("utf-8-sig" if self.number == 1 else "utf-8")
        except UnicodeDecodeError:
            return line.decode("cp1252", "replace")

    @staticmethod
    def _cut(pieces: Iterator[bytes], max_bytes: int) -> Iterator[bytes]:
        waiting = bytearray()
        for piece in pieces:
            *whole, rest = piece.split(b"\n")
            for part in whole:
                waiting += part[: max(0, max_bytes + 1 - len(waiting))] + b"\n"
                yield bytes(waiting)
                waiting.clear()
            waiting += rest[: max(0, max_bytes + 1 - len(waiting))]
        if waiting:
            yield bytes(waiting)


def _in_utf8(path: Path, damages: list[Damage]) -> Iterator[bytes]:
    """Yield the pieces of the file, those of UTF-16 as UTF-8; damage of the packing goes to `damages`."""
    decoder: codecs.IncrementalDecoder | None = None
    is_first = True
    for piece in unpacked(path):
        if isinstance(piece, Damage):
            damages.append(piece)
            continue
        if is_first and piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            decoder = codecs.getincrementaldecoder("utf-16")("replace")
        is_first = False
        yield decoder.decode(piece).encode("utf-8", "replace") if decoder else piece


def _rows(lines: _Lines, max_bytes: int) -> Iterator[tuple[int, list[str] | str]]:
    """Yield the rows with the numbers of the lines that they begin in, blank ones left out; what is wrong as text.

    A quotation mark that is never closed takes in what follows up to `max_bytes`; the reader then begins anew.
    """
    first = next(lines, None)
    if first is None:
        return
    separator = max(_SEPARATORS, key=first.count)
    waiting = first
    # The module's limit is one for the process: raised for our rows, never lowered for others'.
    csv.field_size_limit(max(csv.field_size_limit(), max_bytes))
    while True:
        fed = _Fed(waiting, lines, max_bytes)
        start = lines.number if waiting else lines.number + 1
        try:
            for row in csv.reader(fed, delimiter=separator):
                if row:
                    yield start, row
                fed.of_row = 0
                start = lines.number + 1
            return
        except csv.Error as error:
            yield start, str(error)
            waiting = ""


class _Fed:
    """The first line, if it is one, then the others; a csv.Error once those of one row are beyond `max_bytes`.

    `of_row` is how many characters were given since the last row, which whoever takes a row sets to 0.
    """

    def __init__(self, first: str, lines: Iterator[str], max_bytes: int) -> None:
        self.of_row = 0
        self._lines = chain([first] if first else [], lines)
        self._max = max_bytes

    def __iter__(self) -> "_Fed":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.of_row += len(line)
        if self.of_row > self._max:
            raise csv.Error(f"row larger than the limit of a record ({self._max})")
        return line
