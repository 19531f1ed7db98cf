"""Records taken out of the archive for good: overwritten where they lie, so that no other address changes."""

import os
import struct
import zlib
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from flows.archive import archive_files
from flows.archive.warc_records import erased_record, members, raw_of
from flows.archive.what_was_said import announced_of

_HAS_COMMENT = 0x10  # flag of the gzip header, RFC 1952


def erase(folder: Path, raw_ids: Collection[str], entry_ids: Collection[str], *, now: datetime) -> int:
    """Overwrite every record of these bodies and entries, wherever it lies; return how many bytes that were.

    The whole archive is read, as a body may lie in it more than once. The caller holds the writer's lock.
    """
    count = 0
    for path in archive_files(folder):
        content = path.read_bytes()
        found = [
            (offset, end) for offset, end, record in members(content, 0) if _is_of(record, raw_ids, entry_ids)
        ]
        if not found:
            continue
        with path.open("r+b") as handle:
            for offset, end in found:
                handle.seek(offset)
                handle.write(_blank(end - offset, erased_record(f"{path.name} {offset}", now)))
                count += end - offset
            handle.flush()
            os.fsync(handle.fileno())
    return count


def _is_of(record: bytes, raw_ids: Collection[str], entry_ids: Collection[str]) -> bool:
    raw = raw_of(record) or announced_of(record)
    if raw is None:
        return False
    return raw.raw_id in raw_ids or (raw.entry is not None and raw.entry.entry_id in entry_ids)


def _blank(length: int, record: bytes) -> bytes:
    """Return a gzip member of this length that holds the record; what is left over is its comment."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = deflate.compress(record) + deflate.flush()
    tail = body + struct.pack("<II", zlib.crc32(record), len(record))
    head = struct.pack("<3sBIBB", b"\x1f\x8b\x08", _HAS_COMMENT, 0, 2, 255)
    filling = length - len(head) - len(tail) - 1
    if filling < 0:
        raise ValueError(f"no room for an erased record in {length} bytes")
    return head + b" " * filling + b"\0" + tail
