"""Records of the archive as bytes, and members of its files: written, found again, skipped where damaged."""

import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from extractors.records import RawDocument

_GZIP = b"\x1f\x8b\x08"
_CHUNK_BYTES = 1 << 16  # unpacked at once, so that a record that swells is noticed early
# Many times the largest body that settings usually allow; what unpacks to more is damage.
_MAX_RECORD_BYTES = 1 << 28
_MAX_HEADER_BYTES = 65_536


def members(content: bytes, start: int, *, is_resumed: bool = True) -> Iterator[tuple[int, int, bytes]]:
    """Yield offset, end and what it holds of each whole gzip member; behind a damaged one, from the next on."""
    view = memoryview(content)
    while start < len(content):
        found = _inflated(view, start)
        if found is not None:
            yield start, found[0], found[1]
            start = found[0]
            continue
        following = next_member(content, start + 1) if is_resumed else None
        if following is None:
            return
        start = following


def _inflated(view: memoryview, start: int) -> tuple[int, bytes] | None:
    """Return where the member ends and what it holds; None where it is not whole."""
    inflater = zlib.decompressobj(31)
    pieces: list[bytes] = []
    size = 0
    try:
        while not inflater.eof:
            chunk = view[start : start + _CHUNK_BYTES]
            if not chunk or size >= _MAX_RECORD_BYTES:
                return None
            pieces.append(inflater.decompress(chunk, _MAX_RECORD_BYTES - size))
            size += len(pieces[-1])
            start += len(chunk) - len(inflater.unused_data) - len(inflater.unconsumed_tail)
    except zlib.error:
        return None
    return start, b"".join(pieces)


def next_member(content: bytes, start: int) -> int | None:
    """Return where the next member that begins like a record of ours does; None where there is none."""
    while (start := content.find(_GZIP, start)) >= 0:
        try:
            if zlib.decompressobj(31).decompress(content[start : start + 512], 7) == b"WARC/1.":
                return start
        except zlib.error:
            pass
        start += 1
    return None


def is_cut_off(content: bytes) -> bool:
    """Return whether the bytes are the beginning of a member that goes on: what a crash leaves, not damage."""
    inflater = zlib.decompressobj(31)
    try:
        for start in range(0, len(content), _CHUNK_BYTES):
            inflater.decompress(content[start : start + _CHUNK_BYTES])
    except zlib.error:
        return False
    return not inflater.eof


def raw_of(record: bytes) -> RawDocument | None:
    """Return the document that the record was made from; None where it holds none."""
    head, _, rest = record.partition(b"\r\n\r\n")
    lines = (line.decode("utf-8", "replace").partition(": ") for line in head.split(b"\r\n")[1:])
    headers = {name: value for name, _, value in lines}
    if headers.get("WARC-Type") != "resource":
        return None
    media_type, _, charset = headers["Content-Type"].partition(";charset=")
    uri = headers["WARC-Target-URI"]
    return RawDocument(
        raw_id=headers["WARC-Payload-Digest"].removeprefix("sha256:"),
        body=rest[: int(headers["Content-Length"])],
        media_type=media_type,
        charset=charset or None,
        url=uri if uri.startswith("http") else None,
        location=uri,
        is_truncated="WARC-Truncated" in headers,
        seen_at=datetime.fromisoformat(headers["WARC-Date"]),
    )


def resource_record(raw: RawDocument) -> bytes:
    """Return the body as a WARC record."""
    media_type = raw.media_type or "application/octet-stream"
    return _warc(
        raw.body,
        ("WARC-Type", "resource"),
        ("WARC-Record-ID", _record_id(raw)),
        ("WARC-Date", f"{raw.seen_at:%Y-%m-%dT%H:%M:%SZ}"),
        ("WARC-Target-URI", _target(raw)),
        ("WARC-Payload-Digest", f"sha256:{raw.raw_id}"),
        ("WARC-Truncated", "length" if raw.is_truncated else None),
        ("Content-Type", f"{media_type};charset={raw.charset}" if raw.charset else media_type),
    )


def metadata_record(raw: RawDocument, said: bytes) -> bytes:
    """Return what was said of the body, as JSON, as a WARC record that refers to the body's."""
    entry_id = raw.entry.entry_id if raw.entry else ""
    return _warc(
        said,
        ("WARC-Type", "metadata"),
        ("WARC-Record-ID", f"<{uuid5(NAMESPACE_URL, f'{raw.raw_id} {entry_id}').urn}>"),
        ("WARC-Refers-To", _record_id(raw)),
        ("WARC-Date", f"{raw.seen_at:%Y-%m-%dT%H:%M:%SZ}"),
        ("WARC-Target-URI", _target(raw)),
        ("Content-Type", "application/json"),
    )


def payload_of(record: bytes, kind: str) -> bytes | None:
    """Return what a record of this WARC type holds; None where it is of another one or cut."""
    head, _, rest = record.partition(b"\r\n\r\n")
    length = content_length(head)
    if length is None or len(rest) < length or f"WARC-Type: {kind}".encode() not in head.split(b"\r\n"):
        return None
    return rest[:length]


def _record_id(raw: RawDocument) -> str:
    return f"<{uuid5(NAMESPACE_URL, raw.raw_id).urn}>"


def _target(raw: RawDocument) -> str:
    return raw.url or (Path(raw.location).as_uri() if raw.location.startswith("/") else raw.location)


def info_record(name: str, now: datetime, run_id: str | None = None) -> bytes:
    """Return the record that a file begins with, or with a run what that run archived."""
    run = f"isPartOf: run {run_id}\r\n" if run_id else ""
    return _warc(
        f"software: cuttings\r\nformat: WARC File Format 1.1\r\n{run}".encode(),
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", f"<{uuid5(NAMESPACE_URL, f'{name} {now.isoformat()}{run_id or str()}').urn}>"),
        ("WARC-Date", f"{now:%Y-%m-%dT%H:%M:%SZ}"),
        ("WARC-Filename", name),
        ("Content-Type", "application/warc-fields"),
    )


def erased_record(place: str, now: datetime) -> bytes:
    """Return the record that says that what lay here was erased, and no more: shorter than any other of ours."""
    return _warc(
        b"",
        ("WARC-Type", "metadata"),
        ("WARC-Record-ID", f"<{uuid5(NAMESPACE_URL, f'erased {place}').urn}>"),
        ("WARC-Date", f"{now:%Y-%m-%dT%H:%M:%SZ}"),
    )


def run_of(record: bytes) -> str | None:
    """Return the run that archived what follows; None where the record does not say it."""
    payload = payload_of(record, "warcinfo") or b""
    found = [line.removeprefix(b"isPartOf: run ") for line in payload.split(b"\r\n") if line[:10] == b"isPartOf: "]
    return found[0].decode("ascii", "replace") if found else None


def _warc(body: bytes, *headers: tuple[str, str | None]) -> bytes:
    lines = [f"{name}: {_one_line(value)}" for name, value in headers if value is not None]
    head = "\r\n".join(["WARC/1.1", *lines, f"Content-Length: {len(body)}"])
    return head.encode("utf-8", "backslashreplace") + b"\r\n\r\n" + body + b"\r\n\r\n"


def _one_line(value: str) -> str:
    """Return the value without what would end a header line."""
    return "".join(character if character >= " " else f"%{ord(character):02X}" for character in value)


def content_length(head: bytes) -> int | None:
    """Return the length that the head of a record states; None where it is none."""
    if not head.startswith(b"WARC/1.") or len(head) > _MAX_HEADER_BYTES:
        return None
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length" and value.strip().isdigit():
            return int(value)
    return None
