"""ARC files, which web archives wrote before WARC: a line of address, host, time, type and length, then the block.

A record's length may be wrong; then it ends where a line reads like the next record's.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from flows.bodies.streams import Damage, unpacked
from flows.readers.web_record import Loss, WarcRecord

# Version 1 has five fields, version 2 ten; the first is the address, the last the length.
_HEAD = re.compile(
    rb"(?:^|(?<=\n))([a-z][a-z0-9+.-]{1,20}:[^\s]{1,8000}) (?:\S{1,100}) (\d{8,14}) ([^\r\n]{0,2000}?) ?(\d{1,15})"
    rb"[ \t]*\r?\n",
    re.IGNORECASE,
)
_MAX_HEAD_BYTES = 16_000  # of one line and the HTTP header behind it
_WEB = re.compile(rb"https?:", re.IGNORECASE)


def arc_records(path: Path, *, max_bytes: int) -> Iterator[WarcRecord | Loss]:
    """Yield the records of the file in the form of WARC's; a block beyond `max_bytes` is a loss."""
    window, offset, is_first = bytearray(), 0, True
    pieces = unpacked(path)
    while True:
        head = _HEAD.search(window)
        if head is None or len(window) < head.end() + int(head[4]) + _MAX_HEAD_BYTES:
            piece = next(pieces, None)
            if isinstance(piece, Damage):
                yield Loss(reason="damaged", offset=offset, detail=str(piece))
                continue
            if piece is not None:
                if head is None and len(window) > _MAX_HEAD_BYTES:
                    offset += len(window) - _MAX_HEAD_BYTES
                    del window[:-_MAX_HEAD_BYTES]
                if head is not None and int(head[4]) > max_bytes and len(window) > max_bytes:
                    yield Loss(reason="too_large", offset=offset + head.start(), detail=f"{int(head[4])} bytes")
                    offset += head.end()
                    del window[: head.end()]
                window += piece
                continue
        if head is None:
            if window.strip() or is_first:
                yield Loss(
                    reason="not_a_warc" if is_first else "garbage", offset=offset, detail=f"{len(window)} bytes"
                )
            return
        is_first = False
        end = _end_of_block(window, head)
        if end - head.end() > max_bytes:
            yield Loss(reason="too_large", offset=offset + head.start(), detail=f"{end - head.end()} bytes")
        elif end == len(window) < head.end() + int(head[4]):
            yield Loss(reason="truncated", offset=offset + head.start(), detail=f"{int(head[4])} bytes declared")
        else:
            yield _record(head, bytes(window[head.end() : end]), offset + head.start())
        offset += end
        del window[:end]


def _end_of_block(window: bytearray, head: re.Match[bytes]) -> int:
    """Return where the block ends: as declared if a record or the end follows, else where the next one begins."""
    declared = min(head.end() + int(head[4]), len(window))
    rest = bytes(window[declared : declared + _MAX_HEAD_BYTES]).lstrip(b"\r\n")
    if not rest or _HEAD.match(rest):
        return declared
    following = _HEAD.search(window, head.end())
    return following.start() if following else len(window)


def _record(head: re.Match[bytes], block: bytes, offset: int) -> WarcRecord:
    day = head[2].decode().ljust(14, "0")
    moment = f"{day[:4]}-{day[4:6]}-{day[6:8]}T{day[8:10]}:{day[10:12]}:{day[12:14]}Z"
    is_http = block.startswith(b"HTTP/")
    content_type = "application/http" if is_http else head[3].split(b" ")[0].decode("latin-1")
    headers = {
        "warc-type": "response" if _WEB.match(head[1]) else "metadata",
        "warc-target-uri": head[1].decode("utf-8", "replace"),
        "warc-date": moment,
        "content-type": content_type,
    }
    return WarcRecord(headers=headers, block=block, offset=offset)
