"""JSONL dumps, plain or packed, as raw documents; bad lines are rows with their number."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from extractors.records import RawDocument, Rejected
from flows.bodies.streams import Damage, unpacked
from flows.readers.rows import Dump, document_of


def read_jsonl(
    path: Path, *, columns: Mapping[str, str], now: datetime, max_bytes: int
) -> Iterator[RawDocument | Rejected]:
    """Yield the document of each line, or why it has none. Blank lines say nothing."""
    dump = Dump(kind="jsonl", path=str(path), columns=columns, now=now)
    try:
        for number, line in _lines(path, max_bytes):
            if isinstance(line, Damage):
                yield dump.refuse("damaged" if number is None else "too_large", number, str(line))
            elif line.strip():
                yield _read_line(line, number or 0, dump, max_bytes)
    except OSError as error:
        yield dump.refuse("unreadable", None, error.strerror)


def _read_line(line: bytes, number: int, dump: Dump, max_bytes: int) -> RawDocument | Rejected:
    try:
        row = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"), parse_constant=lambda _: None)
    except (ValueError, RecursionError, MemoryError) as error:
        return dump.refuse("bad_line", number, f"line {number}: {type(error).__name__}")
    if not isinstance(row, dict):
        return dump.refuse("bad_line", number, f"line {number}: no object")
    return document_of(row, number, dump, max_bytes=max_bytes)


def _lines(path: Path, max_bytes: int) -> Iterator[tuple[int | None, bytes | Damage]]:
    """Yield the lines with their numbers; one beyond `max_bytes` as damage, and damage of the packing without."""
    number, waiting, skipped = 1, b"", 0
    for piece in unpacked(path):
        if isinstance(piece, Damage):
            yield None, piece
            continue
        *whole, rest = piece.split(b"\n")
        for part in whole:
            length = skipped + len(waiting) + len(part)
            yield number, Damage(f"line {number}: {length} bytes") if length > max_bytes else waiting + part
            number, waiting, skipped = number + 1, b"", 0
        waiting += rest
        if len(waiting) > max_bytes:
            skipped, waiting = skipped + len(waiting), b""
    if skipped:
        yield number, Damage(f"line {number}: {skipped + len(waiting)} bytes")
    elif waiting:
        yield number, waiting
