"""WARC files (CC-NEWS among them) and ARC files as raw documents, read on after damage; every loss is a row.

Read by our own code: FastWARC and warcio give up a file at the first garbage, and read files with bare line
feeds as empty without a word (measured on labelled malformed files, 2026-11).
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from extractors.ids import content_id
from extractors.records import Entry, RawDocument, Rejected
from extractors.rejections import reject, storable
from extractors.urls.identity import fetchable_url
from flows.bodies.decoding import DecodingFailed, codings_of, decode_body
from flows.bodies.media import PAGE_TYPES, media_type_of, page_type
from flows.bodies.streams import Damage, unpacked
from flows.readers.arc import arc_records
from flows.readers.web_record import Loss, WarcRecord
from flows.workers.process import describe

_MAX_HEADER_BYTES = 8_000_000  # a record's own header; a file that never ends one is no WARC file
# More junk than this between two records, and the file is none.
_MAX_JUNK_BYTES = 64_000_000
_BLANK = re.compile(rb"\r?\n\r?\n")
_BEGIN = re.compile(rb"(?:^|\n)WARC/\d\.\d{1,2}\r?\n")
_WANTED_TYPES = frozenset({"response", "resource", "conversion"})
_IS_ARC = re.compile(r"\.arc(?:\.gz|\.zst)?$", re.IGNORECASE)
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b")


def read_warc(path: Path, *, now: datetime, max_bytes: int) -> Iterator[RawDocument | Rejected]:
    """Yield the documents of the file in their order, and a row for everything that was lost."""
    source_id = content_id("warc", storable(str(path)))
    try:
        records = arc_records if _IS_ARC.search(path.name) else _warc_records
        for found in records(path, max_bytes=max_bytes):
            if isinstance(found, Loss):
                detail = f"at byte {found.offset}" + (f": {found.detail}" if found.detail else "")
                yield reject("read", found.reason, location=str(path), at=now, detail=detail, source_id=source_id)
            elif found.headers.get("warc-type") in _WANTED_TYPES:
                try:
                    document = _document(found, path, source_id, now, max_bytes)
                except Exception as error:
                    place = f"{path}#{found.offset}"
                    document = reject("read", "error", location=place, at=now, detail=describe(error))
                yield document
    except OSError as error:
        yield reject("read", "unreadable", location=str(path), at=now, detail=error.strerror, source_id=source_id)


def _warc_records(path: Path, *, max_bytes: int) -> Iterator[WarcRecord | Loss]:
    """Yield the records of the file; a block beyond `max_bytes` is a loss."""
    buffer = _Buffer(unpacked(path))
    while True:
        junk = buffer.skip_to_record()
        yield from buffer.take_damage()
        if junk and junk.detail:
            yield junk
        if buffer.is_at_end or (junk and junk.reason == "not_a_warc"):
            return
        yield buffer.take_record(max_bytes)


class _Buffer:
    """A window on the unpacked file that is as large as one record needs."""

    def __init__(self, pieces: Iterator[bytes | Damage]) -> None:
        self._pieces = pieces
        self._window = bytearray()
        self._offset = 0
        self._damage: list[Loss] = []
        self._is_exhausted = False

    @property
    def is_at_end(self) -> bool:
        return self._is_exhausted and not self._window

    def take_damage(self) -> list[Loss]:
        """Return what was wrong with the packing since the last call."""
        taken, self._damage = self._damage, []
        return taken

    def skip_to_record(self) -> Loss | None:
        """Drop what stands before the next record; return it as a loss if it was more than blank."""
        skipped, start, is_blank = 0, self._offset, True
        while True:
            match = _BEGIN.search(self._window)
            place = (
                match.start() + (self._window[match.start()] == 10) if match else max(0, len(self._window) - 16)
            )
            is_blank = is_blank and not bytes(self._window[:place]).strip()
            skipped += place
            self._drop(place)
            if match or skipped > _MAX_JUNK_BYTES or not self._grow():
                break
        if not match:
            is_blank = is_blank and not bytes(self._window).strip()
            skipped += len(self._window)
            self._drop(len(self._window))
            reason = "not_a_warc" if start == 0 or skipped > _MAX_JUNK_BYTES else "garbage"
            return None if is_blank else Loss(reason=reason, offset=start, detail=f"{skipped} bytes")
        return None if is_blank else Loss(reason="garbage", offset=start, detail=f"{skipped} bytes")

    def take_record(self, max_bytes: int) -> WarcRecord | Loss:
        """Return the record that the window begins with, or why it is none; the window ends up behind it."""
        offset = self._offset
        match = _BLANK.search(self._window)
        while match is None:
            known = len(self._window)
            if known > _MAX_HEADER_BYTES or not self._grow():
                self._drop(5)
                return Loss(reason="bad_header", offset=offset, detail="no end of its header")
            match = _BLANK.search(self._window, max(0, known - 3))
        headers = _headers(bytes(self._window[: match.start()]))
        declared = headers.get("content-length", "")
        if not (declared.isascii() and declared.isdigit() and len(declared) < 16):
            self._drop(match.end())
            return Loss(reason="bad_length", offset=offset, detail=declared[:50] or "none")
        start, end = match.end(), match.end() + int(declared)
        if int(declared) > max_bytes:
            return self._skip_block(end, offset, declared)
        while len(self._window) < end + 4 and self._grow():
            pass
        is_whole = self._is_boundary(end)
        if not is_whole:
            # The length is wrong: the block ends where the next record begins.
            following = _BEGIN.search(self._window, start)
            if following is None and self._ends_in_blank_line(start, match):
                following_start = len(self._window)
            elif following is None:
                self._drop(len(self._window) if len(self._window) < end else start)
                return Loss(reason="truncated", offset=offset, detail=f"{declared} bytes declared")
            else:
                following_start = following.start()
            end = following_start
        block = bytes(self._window[start:end])
        self._drop(end)
        return WarcRecord(headers=headers, block=block if is_whole else block.rstrip(b"\r\n"), offset=offset)

    def _ends_in_blank_line(self, start: int, blank: re.Match[bytes]) -> bool:
        """Return whether the last record of a file with bare line feeds, whose lengths count others, is whole."""
        return blank.group() == b"\n\n" and self._window.endswith(b"\n\n") and len(self._window) > start

    def _is_boundary(self, end: int) -> bool:
        """Return whether a block may end there: at the end of the file, or before a blank line."""
        if len(self._window) < end:
            return False
        return (self._is_exhausted and len(self._window) == end) or bool(_BLANK.match(self._window, end))

    def _skip_block(self, end: int, offset: int, declared: str) -> Loss:
        while end > len(self._window):
            end -= len(self._window)
            self._drop(len(self._window))
            if not self._grow():
                break
        self._drop(min(end, len(self._window)))
        return Loss(reason="too_large", offset=offset, detail=f"{declared} bytes")

    def _drop(self, count: int) -> None:
        del self._window[:count]
        self._offset += count

    def _grow(self) -> bool:
        """Take the next piece; return whether there was one."""
        for piece in self._pieces:
            if isinstance(piece, Damage):
                self._damage.append(Loss(reason="damaged", offset=self._offset, detail=str(piece)))
                continue
            self._window += piece
            return True
        self._is_exhausted = True
        return False


def _headers(head: bytes) -> dict[str, str]:
    """Return the named fields; of two the first counts."""
    found: dict[str, str] = {}
    for line in head.split(b"\n")[1:]:
        name, colon, value = line.partition(b":")
        if colon and len(value) < 16_384:
            found.setdefault(name.strip().lower().decode("latin-1"), value.strip().decode("utf-8", "replace"))
    return found


def _document(
    record: WarcRecord, path: Path, source_id: str, now: datetime, max_bytes: int
) -> RawDocument | Rejected:
    target = record.headers.get("warc-target-uri", "").strip("<>")
    url = fetchable_url(target)
    location = url or f"{path}#{record.offset}"
    seen_at = _moment(record.headers.get("warc-date")) or now

    def refuse(reason: str, detail: str | None = None) -> Rejected:
        return reject("read", reason, location=location, at=now, detail=detail, source_id=source_id)

    try:
        body, content_type, is_truncated = _payload(record, max_bytes)
    except DecodingFailed as failure:
        return refuse(failure.reason, failure.detail)
    media_type = page_type(body, content_type)
    if media_type is None or media_type not in PAGE_TYPES or not body.strip():
        return refuse("wrong_type" if body.strip() else "empty", media_type_of(content_type)[0] or None)
    raw_id = hashlib.sha256(body).hexdigest()
    return RawDocument(
        raw_id=raw_id,
        body=body,
        media_type=media_type,
        charset=media_type_of(content_type)[1],
        url=url,
        location=location,
        entry=Entry(
            entry_id=content_id(source_id, record.headers.get("warc-record-id"), location),
            source_id=source_id,
            location=location,
            external_id=record.headers.get("warc-record-id"),
            state="fetched",
            raw_id=raw_id,
            attempt_count=1,
            first_seen_at=now,
        ),
        is_truncated=is_truncated,
        seen_at=seen_at,
    )


def _payload(record: WarcRecord, max_bytes: int) -> tuple[bytes, str | None, bool]:
    """Return body, content type and whether the body is cut; raise DecodingFailed for a body of no use."""
    body, content_type, coding = record.block, record.headers.get("content-type"), None
    is_cut = "warc-truncated" in record.headers
    if "application/http" in (content_type or ""):
        head, body = _split_http(record.block)
        status = _STATUS.match(head)
        if status and status.group(1) not in (b"200", b"203"):
            raise DecodingFailed("http_error", f"status {status.group(1).decode()}")
        http = _headers(head)
        content_type, coding = http.get("content-type"), http.get("content-encoding")
        if "chunked" in http.get("transfer-encoding", "").lower():
            body = _unchunked(body)
    try:
        decoded = decode_body(body, codings_of(coding), max_bytes)
    except DecodingFailed as failure:
        if failure.reason != "bad_encoding":
            raise
        # Crawlers often store the body unpacked and leave the header.
        return body, content_type, is_cut
    return decoded.body, content_type, is_cut or decoded.is_truncated


def _split_http(block: bytes) -> tuple[bytes, bytes]:
    match = _BLANK.search(block)
    return (block, b"") if match is None else (block[: match.start()], block[match.end() :])


def _unchunked(body: bytes) -> bytes:
    """Return the body without its transfer coding; as it is where it has none, against its header."""
    pieces: list[bytes] = []
    position = 0
    while True:
        end = body.find(b"\n", position, position + 64)
        digits = body[position:end].partition(b";")[0].strip()
        try:
            size = int(digits, 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(pieces) or body
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[end + 1 : end + 1 + size])
        position = body.find(b"\n", end + 1 + size) + 1
        if position == 0:
            return b"".join(pieces)


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat((text or "")[:40])
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
