"""Any local path as raw documents: dumps by their endings, else folders and files of text and HTML."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from extractors.records import RawDocument, Rejected
from extractors.rejections import reject
from flows.readers.folder import read_folder
from flows.readers.jsonl import read_jsonl
from flows.readers.parquet import read_parquet
from flows.readers.warc import read_warc

_PACKINGS = ("", ".gz", ".zst")
_WARC_ENDINGS = tuple(f".warc{packing}" for packing in _PACKINGS)
_JSONL_ENDINGS = tuple(f"{ending}{packing}" for ending in (".jsonl", ".ndjson") for packing in _PACKINGS)


def read_paths(
    paths: Iterable[Path], *, now: datetime, max_bytes: int, columns: Mapping[str, str] | None = None
) -> Iterator[RawDocument | Rejected]:
    """Yield what the paths hold, in their order; a folder is read for text and HTML only."""
    waiting: list[Path] = []
    for path in paths:
        reader = _reader_of(path)
        if reader is None:
            waiting.append(path)
            continue
        yield from read_folder(waiting, now=now, max_bytes=max_bytes)
        waiting = []
        yield from read_dump(path, reader, now=now, max_bytes=max_bytes, columns=columns or {})
    yield from read_folder(waiting, now=now, max_bytes=max_bytes)


def read_dump(
    path: Path, kind: str, *, now: datetime, max_bytes: int, columns: Mapping[str, str]
) -> Iterator[RawDocument | Rejected]:
    """Yield what the dump holds; only a regular file is opened."""
    real = Path(os.path.realpath(path))
    try:
        is_regular = stat.S_ISREG(real.stat().st_mode)
    except OSError as error:
        reason = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
        yield reject("read", reason, location=str(real), at=now, detail=error.strerror)
        return
    if not is_regular:
        yield reject("read", "not_regular", location=str(real), at=now)
    elif kind == "warc":
        yield from read_warc(real, now=now, max_bytes=max_bytes)
    elif kind == "jsonl":
        yield from read_jsonl(real, columns=columns, now=now, max_bytes=max_bytes)
    else:
        yield from read_parquet(real, columns=columns, now=now, max_bytes=max_bytes)


def _reader_of(path: Path) -> str | None:
    name = path.name.lower()
    if name.endswith(_WARC_ENDINGS):
        return "warc"
    if name.endswith(_JSONL_ENDINGS):
        return "jsonl"
    return "parquet" if name.endswith(".parquet") else None
