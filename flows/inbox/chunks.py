"""A chunk: a folder with the bodies of some 2,000 documents (WARC), what was found in them (Parquet), and a head.

It is written under a name that begins with a dot and renamed when all of it is on disk, so that it is there whole
or not at all; the head holds the hash of each file, so that one that was copied in part, or damaged, is known.
Nothing in it is code: a chunk may come from a machine that is trusted less than the writer.
"""

import hashlib
import json
import os
import shutil
import socket
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extractors.ids import content_id
from extractors.records import Extraction, Findings, RawDocument, Rejected
from flows.archive import Archive, ArchiveAddress, ArchiveDamaged
from flows.inbox.extraction_order import Order, order_of
from flows.inbox.record_values import from_json, to_json

HEAD, MERGED = "chunk.json", "merged"
_FOUND = "found.parquet"
# Read at once by the writer: a page with what was found in it is some 30 KB of JSON.
_ROWS_AT_ONCE = 200
_WARC_BYTES = 1 << 62  # one file a chunk
_SCHEMA = pa.schema([
    ("position", pa.int64()),
    ("document", pa.string()),
    ("dropped", pa.string()),
    ("archive_file", pa.string()),
    ("archive_offset", pa.int64()),
    ("archive_length", pa.int64()),
    ("extraction", pa.string()),
    ("rejection", pa.string()),
    ("findings", pa.string()),
])  # fmt: skip


class ChunkDamaged(Exception):
    """A chunk is not whole, or not what its head says; the message names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A document at its position among all of the order, and what became of it; of what was not read, why."""

    position: int
    document: RawDocument | Rejected
    result: Extraction | Rejected | None = None
    findings: Findings | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """The head: all documents of the order's part at positions from `start` to before `end`.

    `is_last`: the part has no more. `digest` tells documents apart, so that the same chunk has the same name.
    """

    order: Order
    part: int
    start: int
    end: int
    is_last: bool
    digest: str
    files: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """Return the name of its folder."""
        place = f"{self.start:010d}-{self.part}of{self.order.parts}"
        return f"chunk-{self.order.order_id[:12]}-{place}-{content_id(self.digest, self.end, self.is_last)[:12]}"


def digest_of(documents: Sequence[RawDocument | Rejected]) -> str:
    """Return the id of documents in their order: by body and entry, and by what was dropped."""
    return content_id(*(
        f"{each.raw_id} {each.entry.entry_id if each.entry else each.location}"
        if isinstance(each, RawDocument)
        else each.rejection_id
        for each in documents
    ))  # fmt: skip


def is_handed_in(inbox: Path, chunk: Chunk) -> bool:
    """Return whether the chunk is in the inbox, whole, or was merged from it."""
    if (inbox / MERGED / f"{chunk.name}.json").exists():
        return True
    try:
        read_chunk(inbox / chunk.name)
    except ChunkDamaged:
        return False
    return True


def write_chunk(inbox: Path, chunk: Chunk, rows: Sequence[Handed]) -> Path:
    """Put the chunk into the inbox, in the place of a damaged one of its name; return its folder."""
    folder, staged = inbox / chunk.name, inbox / f".{chunk.name}.{socket.gethostname()}.{os.getpid()}"
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    addresses = Archive(staged, max_file_bytes=_WARC_BYTES).append(
        [row.document for row in rows if isinstance(row.document, RawDocument)]
    )
    _write_found(staged / _FOUND, rows, addresses)
    files = tuple((path.name, _sha256(path)) for path in sorted(staged.iterdir()))
    _write_synced(staged / HEAD, json.dumps(asdict(chunk) | {"files": files}).encode())
    if not is_handed_in(inbox, chunk):
        shutil.rmtree(folder, ignore_errors=True)
        staged.rename(folder)
    shutil.rmtree(staged, ignore_errors=True)
    return folder


def remove_unfinished(inbox: Path) -> None:
    """Remove what a process of this machine that is no more was writing when it ended."""
    for path in inbox.glob(f".chunk-*.{socket.gethostname()}.*"):
        process = path.name.rpartition(".")[2]
        if process.isdigit() and not Path(f"/proc/{process}").exists():
            shutil.rmtree(path, ignore_errors=True)


def read_chunk(folder: Path, *, is_content_checked: bool = True) -> Chunk:
    """Return the head of the chunk; raise ChunkDamaged where one of its files is not there whole."""
    chunk = read_head(folder / HEAD)
    if chunk.name != folder.name:
        raise ChunkDamaged(f"{folder}: its head is of another chunk")
    for name, digest in chunk.files:
        path = folder / name
        if Path(name).name != name or path.is_symlink() or not path.is_file():
            raise ChunkDamaged(f"{folder}: {name} is missing")
        if is_content_checked and _sha256(path) != digest:
            raise ChunkDamaged(f"{folder}: {name} is cut off or damaged")
    return chunk


def read_head(path: Path) -> Chunk:
    """Return the head in the file; raise ChunkDamaged where it is none."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return Chunk(
            order=order_of(values["order"]),
            files=tuple((str(name), str(digest)) for name, digest in values["files"]),
            digest=str(values["digest"]),
            is_last=bool(values["is_last"]),
            **{name: int(values[name]) for name in ("part", "start", "end")},
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ChunkDamaged(f"{path.parent}: has no head that can be read") from error


def read_rows(folder: Path, *, has_results: bool) -> Iterator[Handed]:
    """Yield the documents of the chunk in their order, with their bodies, and with what was found if asked.

    Raises ChunkDamaged at the first that is not what it was.
    """
    archive = Archive(folder)
    try:
        with pq.ParquetFile(folder / _FOUND) as file:
            for batch in file.iter_batches(_ROWS_AT_ONCE):
                for row in batch.to_pylist():
                    yield _handed(row, archive, has_results=has_results)
    except (OSError, ValueError, KeyError, TypeError, ArchiveDamaged) as error:
        raise ChunkDamaged(f"{folder}: {type(error).__name__}: {error}") from error


def _handed(row: dict[str, str | int | None], archive: Archive, *, has_results: bool) -> Handed:
    position = int(row["position"] or 0)
    if row["dropped"]:
        return Handed(position=position, document=from_json(Rejected, str(row["dropped"])))
    said = from_json(RawDocument, str(row["document"]))
    address = ArchiveAddress(
        file=str(row["archive_file"]),
        offset=int(row["archive_offset"] or 0),
        length=int(row["archive_length"] or 0),
    )
    body = archive.read(address)
    if hashlib.sha256(body).hexdigest() != said.raw_id:
        raise ValueError(f"{address.file} at {address.offset}: the body is another one")
    result: Extraction | Rejected | None = None
    if has_results and row["extraction"]:
        result = from_json(Extraction, str(row["extraction"]))
    elif has_results and row["rejection"]:
        result = from_json(Rejected, str(row["rejection"]))
    return Handed(
        position=position,
        document=replace(said, body=body),
        result=result,
        findings=from_json(Findings, str(row["findings"])) if has_results and row["findings"] else None,
    )


def _write_found(path: Path, rows: Sequence[Handed], addresses: dict[str, ArchiveAddress]) -> None:
    columns: list[dict[str, str | int | None]] = [_found_row(row, addresses) for row in rows]
    sink = pa.BufferOutputStream()
    pq.write_table(
        pa.Table.from_pylist(columns, schema=_SCHEMA), sink, compression="zstd", row_group_size=_ROWS_AT_ONCE
    )
    _write_synced(path, sink.getvalue())


def _found_row(row: Handed, addresses: dict[str, ArchiveAddress]) -> dict[str, str | int | None]:
    if isinstance(row.document, Rejected):
        return {"position": row.position, "dropped": to_json(row.document)}
    address = addresses[row.document.raw_id]
    return {
        "position": row.position,
        "document": to_json(row.document),
        "archive_file": address.file,
        "archive_offset": address.offset,
        "archive_length": address.length,
        "extraction": to_json(row.result) if isinstance(row.result, Extraction) else None,
        "rejection": to_json(row.result) if isinstance(row.result, Rejected) else None,
        "findings": to_json(row.findings) if row.findings is not None else None,
    }


def _write_synced(path: Path, content: bytes | pa.Buffer) -> None:
    with path.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
