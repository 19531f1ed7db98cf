"""Raw bodies as WARC 1.1: one `resource` record a body, one gzip member a record, files that any tool reads.

The caller holds the writer's lock; a batch is on disk before `append` returns. What a crash leaves half-written
at the end of the last file is found by the next run and cut.
"""

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from extractors.records import RawDocument

# Small enough that looking through the last file for a cut record takes less than a second.
_MAX_FILE_BYTES = 64_000_000
# Measured on 60 news pages (20.8 MB): level 3 takes 0.18 s and 4.2 MB, level 6 takes 0.40 s and 3.7 MB.
_GZIP_LEVEL = 3
_NAME = "cuttings-{:06d}.warc.gz"
_CHUNK_BYTES = 1 << 20
_MAX_HEADER_BYTES = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveAddress:
    """Where a record lies: file name within the archive, offset and length of its gzip member in bytes."""

    file: str
    offset: int
    length: int


class ArchiveDamaged(Exception):
    """A record is not where it should be or not what it was; carries the address."""

    def __init__(self, address: ArchiveAddress, problem: str) -> None:
        super().__init__(f"{address.file} at {address.offset}: {problem}")
        self.address = address
        self.problem = problem


class Archive:
    """The folder of WARC files, open for appending and reading."""

    def __init__(self, folder: Path, *, max_file_bytes: int = _MAX_FILE_BYTES) -> None:
        self._folder = folder
        self._max_file_bytes = max_file_bytes
        self._current: Path | None = None

    def append(self, raws: Sequence[RawDocument]) -> dict[str, ArchiveAddress]:
        """Write the bodies, each once, and return where they lie by raw id; on disk when this returns.

        If writing fails (a full disk), nothing of the batch stays in the file and the OSError is raised.
        """
        addresses: dict[str, ArchiveAddress] = {}
        bodies = {raw.raw_id: raw for raw in raws}
        waiting = list(bodies.values())
        while waiting:
            path = self._open_file(waiting[0].seen_at)
            addresses |= self._fill(path, waiting)
        return addresses

    def _fill(self, path: Path, waiting: list[RawDocument]) -> dict[str, ArchiveAddress]:
        """Take documents off `waiting` until the file is full."""
        written: dict[str, ArchiveAddress] = {}
        with path.open("ab") as out:
            start = offset = out.tell()
            try:
                while waiting and (offset < self._max_file_bytes or not written):
                    raw = waiting[0]
                    member = gzip.compress(_record(raw), _GZIP_LEVEL, mtime=0)
                    out.write(member)
                    written[raw.raw_id] = ArchiveAddress(file=path.name, offset=offset, length=len(member))
                    offset += len(member)
                    del waiting[0]
                out.flush()
                os.fsync(out.fileno())
            except OSError:
                os.truncate(path, start)
                raise
        return written

    def read(self, address: ArchiveAddress) -> bytes:
        """Return the body at the address; raise ArchiveDamaged if it is not there whole."""
        path = self._folder / address.file
        if Path(address.file).name != address.file or not path.is_file():
            raise ArchiveDamaged(address, "no such file")
        with path.open("rb") as handle:
            handle.seek(address.offset)
            member = handle.read(address.length)
        try:
            record = gzip.decompress(member)
        except (OSError, EOFError, zlib.error) as error:
            raise ArchiveDamaged(address, f"not a gzip member: {error}") from error
        head, _, rest = record.partition(b"\r\n\r\n")
        length = _content_length(head)
        if length is None or len(rest) < length:
            raise ArchiveDamaged(address, "not a WARC record")
        return rest[:length]

    def _open_file(self, now: datetime) -> Path:
        """Return the file to append to: whole, not full, with its first record."""
        if self._current is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            files = sorted(self._folder.glob("*.warc.gz"))
            self._current = files[-1] if files else self._folder / _NAME.format(1)
            if files:
                cut_tail(self._current)
        if self._current.exists() and self._current.stat().st_size >= self._max_file_bytes:
            number = int(self._current.name.removesuffix(".warc.gz").rpartition("-")[2]) + 1
            self._current = self._folder / _NAME.format(number)
        if not self._current.exists() or self._current.stat().st_size == 0:
            self._current.write_bytes(gzip.compress(_info_record(self._current.name, now), 6, mtime=0))
        return self._current


def read_tail(folder: Path, end: tuple[str, int] | None) -> list[RawDocument]:
    """Return the bodies that lie behind `end` (file, offset): archived, but never noted in the database."""
    files = sorted(path for path in folder.glob("*.warc.gz") if end is None or path.name >= end[0])
    found = []
    for path in files:
        start = end[1] if end is not None and path.name == end[0] else 0
        with path.open("rb") as handle:
            handle.seek(start)
            found += [raw for raw in map(_raw_of, _members(handle.read())) if raw is not None]
    return found


@contextmanager
def open_archive(folder: Path, *, max_file_bytes: int = _MAX_FILE_BYTES) -> Iterator[Archive]:
    """Give the archive in the folder, which is made when the first body is written."""
    yield Archive(folder, max_file_bytes=max_file_bytes)


def cut_tail(path: Path) -> int:
    """Cut what follows the last whole gzip member of the file; return how many bytes that were."""
    size = path.stat().st_size
    end = max(_member_ends(path), default=0)
    if end < size:
        os.truncate(path, end)
    return size - end


def verify_archive(
    folder: Path, addresses: Iterable[tuple[str, ArchiveAddress]]
) -> Iterator[tuple[str, ArchiveDamaged | None]]:
    """Read every body back and yield its raw id with what is wrong with it, if anything."""
    archive = Archive(folder)
    for raw_id, address in addresses:
        try:
            body = archive.read(address)
        except ArchiveDamaged as damage:
            yield raw_id, damage
            continue
        is_same = hashlib.sha256(body).hexdigest() == raw_id
        yield raw_id, None if is_same else ArchiveDamaged(address, "the body is another one")


def _member_ends(path: Path) -> Iterator[int]:
    """Yield the offset behind each whole gzip member, up to the first that is none."""
    with path.open("rb") as handle:
        waiting = b""
        position = 0
        while True:
            inflater = zlib.decompressobj(31)
            try:
                while not inflater.eof:
                    chunk = inflater.unconsumed_tail or waiting or handle.read(_CHUNK_BYTES)
                    if not chunk:
                        return
                    if not inflater.unconsumed_tail:
                        position += len(chunk)
                        waiting = b""
                    inflater.decompress(chunk, _CHUNK_BYTES)
            except zlib.error:
                return
            waiting = inflater.unused_data
            position -= len(waiting)
            yield position


def _members(content: bytes) -> Iterator[bytes]:
    """Yield what the gzip members hold, up to the first that is not whole."""
    while content:
        inflater = zlib.decompressobj(31)
        try:
            record = inflater.decompress(content)
        except zlib.error:
            return
        if not inflater.eof:
            return
        yield record
        content = inflater.unused_data


def _raw_of(record: bytes) -> RawDocument | None:
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


def _record(raw: RawDocument) -> bytes:
    place = Path(raw.location).as_uri() if raw.location.startswith("/") else raw.location
    media_type = raw.media_type or "application/octet-stream"
    return _warc(
        raw.body,
        ("WARC-Type", "resource"),
        ("WARC-Record-ID", f"<{uuid5(NAMESPACE_URL, raw.raw_id).urn}>"),
        ("WARC-Date", f"{raw.seen_at:%Y-%m-%dT%H:%M:%SZ}"),
        ("WARC-Target-URI", raw.url or place),
        ("WARC-Payload-Digest", f"sha256:{raw.raw_id}"),
        ("WARC-Truncated", "length" if raw.is_truncated else None),
        ("Content-Type", f"{media_type};charset={raw.charset}" if raw.charset else media_type),
    )


def _info_record(name: str, now: datetime) -> bytes:
    body = b"software: cuttings\r\nformat: WARC File Format 1.1\r\n"
    return _warc(
        body,
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", f"<{uuid5(NAMESPACE_URL, f'{name} {now.isoformat()}').urn}>"),
        ("WARC-Date", f"{now:%Y-%m-%dT%H:%M:%SZ}"),
        ("WARC-Filename", name),
        ("Content-Type", "application/warc-fields"),
    )


def _warc(body: bytes, *headers: tuple[str, str | None]) -> bytes:
    lines = [f"{name}: {_one_line(value)}" for name, value in headers if value is not None]
    head = "\r\n".join(["WARC/1.1", *lines, f"Content-Length: {len(body)}"])
    return head.encode("utf-8", "backslashreplace") + b"\r\n\r\n" + body + b"\r\n\r\n"


def _one_line(value: str) -> str:
    """Return the value without what would end a header line."""
    return "".join(character if character >= " " else f"%{ord(character):02X}" for character in value)


def _content_length(head: bytes) -> int | None:
    if not head.startswith(b"WARC/1.") or len(head) > _MAX_HEADER_BYTES:
        return None
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length" and value.strip().isdigit():
            return int(value)
    return None
