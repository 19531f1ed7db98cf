"""Raw bodies as WARC 1.1: one `resource` record a body, one gzip member a record, files that any tool reads.

What a source said of a body lies before it in `metadata` records, so that the archive alone rebuilds a database.

The caller holds the writer's lock; a batch is on disk before `append` returns. What a crash leaves half-written
at the end of the last file is found by the next run and cut, but never below the last address that the database
knows: what follows a damaged record is kept, skipped over, and a new file is begun.
"""

import gzip
import hashlib
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import FileIO
from pathlib import Path

from extractors.records import RawDocument
from flows.archive.gzip_members import member_of
from flows.archive.warc_records import (
    content_length,
    info_record,
    is_cut_off,
    members,
    next_member,
    raw_of,
    resource_record,
    run_of,
)
from flows.archive.what_was_said import Announced, announcement
from warehouse.place import flush_folder

# Small enough that looking through the last file for a cut record takes less than a second.
_MAX_FILE_BYTES = 64_000_000
_NAME = "cuttings-{:06d}.warc.gz"
_NUMBERED = re.compile(r"cuttings-\d{6,}\.warc\.gz")


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
    """The folder of WARC files, open for appending and reading.

    `known_end` is the file and the offset behind the last body that the database knows. `damage` says, once
    something was appended, what was wrong with the file that came before. What the run archives
    follows a record that names it.
    """

    def __init__(
        self,
        folder: Path,
        *,
        known_end: tuple[str, int] | None = None,
        run_id: str | None = None,
        max_file_bytes: int = _MAX_FILE_BYTES,
    ) -> None:
        self.damage: str | None = None
        self._folder = folder
        self._known_end = known_end
        self._waiting_run = run_id
        self._max_file_bytes = max_file_bytes
        self._current: Path | None = None

    def append(self, raws: Sequence[RawDocument]) -> dict[str, ArchiveAddress]:
        """Write the bodies, each once, and return where they lie by raw id; on disk when this returns.

        If writing fails (a full disk), nothing of the batch stays in the file and the OSError is raised.
        """
        addresses: dict[str, ArchiveAddress] = {}
        bodies: dict[str, list[RawDocument]] = {}
        for raw in raws:
            bodies.setdefault(raw.raw_id, []).append(raw)
        waiting = list(bodies.values())
        while waiting:
            path = self._open_file(waiting[0][0].seen_at)
            addresses |= self._fill(path, waiting)
        return addresses

    def _fill(self, path: Path, waiting: list[list[RawDocument]]) -> dict[str, ArchiveAddress]:
        """Take bodies, each with its documents, off `waiting` until the file is full."""
        written: dict[str, ArchiveAddress] = {}
        with _appending(path) as out:
            offset = out.seek(0, os.SEEK_END)
            if self._waiting_run:
                info = info_record(path.name, waiting[0][0].seen_at, self._waiting_run)
                offset += _write_whole(out, member_of(info))
            while waiting and (offset < self._max_file_bytes or not written):
                raw = waiting[0][0]
                offset += _write_said(out, waiting[0])
                member = member_of(resource_record(raw))
                _write_whole(out, member)
                written[raw.raw_id] = ArchiveAddress(file=path.name, offset=offset, length=len(member))
                offset += len(member)
                del waiting[0]
        self._waiting_run = None
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
        length = content_length(head)
        if length is None or len(rest) < length:
            raise ArchiveDamaged(address, "not a WARC record")
        return rest[:length]

    def _open_file(self, now: datetime) -> Path:
        """Return the file to append to: whole, not full, with its first record."""
        if self._current is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            files = archive_files(self._folder)
            self._current = files[-1] if files else self._folder / _NAME.format(1)
            known = self._known_end[0] if self._known_end else ""
            if known > self._current.name or (known and not files):
                # The archive was not restored with the database: rows point into files of these names.
                self.damage = f"{self._folder / known}: missing; a new file is begun behind its name"
                self._current = _next_file(self._folder / known)
            elif files and not mend_tail(self._current, self._floor(self._current)):
                self.damage = f"{self._current}: damaged; what it holds stays, and a new file is begun"
                self._current = _next_file(self._current)
        if self._current.exists() and self._current.stat().st_size >= self._max_file_bytes:
            self._current = _next_file(self._current)
        if not self._current.exists() or self._current.stat().st_size == 0:
            with _appending(self._current) as out:
                _write_whole(out, member_of(info_record(self._current.name, now)))
            # Else a power cut takes away the file that rows of the database point into.
            flush_folder(self._folder)
        return self._current

    def _floor(self, path: Path) -> int:
        """Return the offset below which the file is not to be cut."""
        if self._known_end is None or path.name > self._known_end[0]:
            return 0
        return self._known_end[1] if path.name == self._known_end[0] else path.stat().st_size


@contextmanager
def _appending(path: Path) -> Iterator[FileIO]:
    """Give the file for appending: on disk when the block ends, and as it was if the block fails.

    Unbuffered, because what waits in a buffer while the disk is full is written when the file is closed: behind
    the cut, where it spoils all that comes later.
    """
    with FileIO(path, "ab") as out:
        start = out.seek(0, os.SEEK_END)
        try:
            yield out
            os.fsync(out.fileno())
        except BaseException:
            os.truncate(path, start)
            raise


def _write_said(out: FileIO, documents: Sequence[RawDocument]) -> int:
    """Write what was said of a body, before it, so that it ends where the body begins; return the bytes."""
    records = [record for raw in documents if (record := announcement(raw)) is not None]
    members = b"".join(map(member_of, records))
    return _write_whole(out, members)


def _write_whole(out: FileIO, content: bytes) -> int:
    waiting = memoryview(content)
    while waiting:
        waiting = waiting[out.write(waiting) :]
    return len(content)


def archive_files(folder: Path) -> list[Path]:
    """Return the files of the archive, in their order."""
    return sorted(path for path in folder.glob("*.warc.gz") if _NUMBERED.fullmatch(path.name))


def missing_files(folder: Path) -> list[str]:
    """Return the names of files that were there before the last one of the archive and are not there now."""
    there = {_number_of(path) for path in archive_files(folder)}
    return [_NAME.format(number) for number in range(1, max(there, default=1)) if number not in there]


def _number_of(path: Path) -> int:
    return int(path.name.removesuffix(".warc.gz").rpartition("-")[2])


def _next_file(path: Path) -> Path:
    return path.with_name(_NAME.format(_number_of(path) + 1))


def archived_records(folder: Path, start: tuple[str, int] | None) -> Iterator[tuple[ArchiveAddress, RawDocument]]:
    """Yield the documents from `start` (file, offset; None: all) on with their addresses, damaged ones skipped.

    A body that several places announced comes once for each; one of an older Cuttings has no entry.
    """
    for _, address, raw in archived_runs(folder, start):
        yield address, raw


def archived_runs(
    folder: Path, start: tuple[str, int] | None
) -> Iterator[tuple[str | None, ArchiveAddress, RawDocument]]:
    """Yield the same with the run that archived each; None where the archive does not say it."""
    run_id: str | None = None
    for path in archive_files(folder):
        if start is not None and path.name < start[0]:
            continue
        content, announced = path.read_bytes(), Announced()
        for offset, end, record in members(content, start[1] if start and path.name == start[0] else 0):
            announced.take(record)
            run_id = run_of(record) or run_id
            raw = raw_of(record)
            if raw is None:
                continue
            address = ArchiveAddress(file=path.name, offset=offset, length=end - offset)
            for document in announced.documents(raw):
                yield run_id, address, document


@contextmanager
def open_archive(
    folder: Path, *, known_end: tuple[str, int] | None = None, run_id: str | None = None
) -> Iterator[Archive]:
    """Give the archive in the folder, which is made when the first body is written."""
    yield Archive(folder, known_end=known_end, run_id=run_id)


def mend_tail(path: Path, floor: int = 0) -> bool:
    """Cut the half-written record that a crash left at the end of the file; return whether it is whole then.

    It is not where it ends before `floor`. It stays as it is where a body below that or another whole record lies
    behind what is broken.
    """
    content = path.read_bytes()
    end = max((end for _, end, _ in members(content, 0, is_resumed=False)), default=0)
    if end == len(content):
        return end >= floor
    if end < floor or not is_cut_off(content[end:]) or next_member(content, end + 1) is not None:
        return False
    os.truncate(path, end)
    return True


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
