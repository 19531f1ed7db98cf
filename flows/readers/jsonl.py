"""JSONL dumps, plain or packed, as raw documents; bad lines are rows with their number."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from extractors.records import RawDocument, Rejected
from flows.bodies.streams import Damage, unpacked
from flows.readers.rows import Dump, document_of

# After so many bad lines one after the other the file is no dump.
_MAX_BAD_LINES = 10_000
# A value takes some hundred bytes: 20 MB of "[]," took 600 MB.
_MAX_VALUES = 200_000
_LONG_LINE_BYTES = 1_000_000
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')


def read_jsonl(
    path: Path, *, columns: Mapping[str, str], outlets: Mapping[str, str], now: datetime, max_bytes: int
) -> Iterator[RawDocument | Rejected]:
    """Yield the document of each line, or why it has none. Blank lines say nothing."""
    dump = Dump(kind="jsonl", path=str(path), columns=columns, outlets=outlets, now=now)
    bad_count = 0
    try:
        for number, line in _lines(path, max_bytes):
            if isinstance(line, Damage):
                found: RawDocument | Rejected = dump.refuse(
                    "damaged" if number is None else "too_large", number, str(line)
                )
            else:
                found = _read_line(line, number or 0, dump, max_bytes)
            bad_count = bad_count + 1 if isinstance(found, Rejected) else 0
            if bad_count > _MAX_BAD_LINES:
                yield dump.refuse(
                    "too_many_bad_lines", None, f"{bad_count} one after the other, up to line {number}"
                )
                return
            yield found
    except OSError as error:
        yield dump.refuse("unreadable", None, error.strerror)


def _read_line(line: bytes, number: int, dump: Dump, max_bytes: int) -> RawDocument | Rejected:
    if len(line) > _LONG_LINE_BYTES and _is_monstrous(line):
        return dump.refuse("too_complex", number, f"line {number}: more than {_MAX_VALUES:,} values")
    try:
        row = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"), parse_constant=lambda _: None)
    except (ValueError, RecursionError, MemoryError) as error:
        return dump.refuse("bad_line", number, f"line {number}: {type(error).__name__}")
    if not isinstance(row, dict):
        return dump.refuse("bad_line", number, f"line {number}: no object")
    return document_of(row, number, dump, max_bytes=max_bytes)


def _is_monstrous(line: bytes) -> bool:
    """Return whether the line holds so many values that they take far more memory than its bytes."""
    count = _mark_count(line, 0, len(line))
    if count <= _MAX_VALUES:
        return False
    # Those in strings are none; one after the other, because a list of all strings would itself take the memory.
    for string in _STRING.finditer(line):
        count -= _mark_count(line, *string.span())
    return count > _MAX_VALUES


def _mark_count(line: bytes, start: int, end: int) -> int:
    return line.count(b",", start, end) + line.count(b"[", start, end) + line.count(b"{", start, end)


def _lines(path: Path, max_bytes: int) -> Iterator[tuple[int | None, bytes | Damage]]:
    """Yield the lines with their numbers; one beyond `max_bytes` as damage, and damage of the packing without."""
    number, waiting, skipped = 1, b"", 0
    for piece in unpacked(path):
        if isinstance(piece, Damage):
            yield None, piece
            continue
        if not waiting and not skipped and not piece.strip():
            # Blank lines are counted at once: 52 MB of them come out of 1.6 KB.
            number, waiting = number + piece.count(b"\n"), b""
            continue
        *whole, rest = piece.split(b"\n")
        for part in whole:
            length = skipped + len(waiting) + len(part)
            if length > max_bytes:
                yield number, Damage(f"line {number}: {length} bytes")
            elif waiting or part.strip():
                yield number, waiting + part
            number, waiting, skipped = number + 1, b"", 0
        waiting += rest
        if len(waiting) > max_bytes:
            skipped, waiting = skipped + len(waiting), b""
    if skipped:
        yield number, Damage(f"line {number}: {skipped + len(waiting)} bytes")
    elif waiting.strip():
        yield number, waiting
