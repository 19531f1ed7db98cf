"""Any local path as raw documents: dumps by their endings, else folders and files of text and HTML."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from extractors.records import RawDocument, Rejected, SourceKind
from extractors.rejections import reject
from flows.lists.source_kinds import dump_kind
from flows.readers.csv_rows import read_csv
from flows.readers.folder import read_folder
from flows.readers.jsonl import read_jsonl
from flows.readers.parquet import read_parquet
from flows.readers.warc import read_warc

Documents = Iterator[RawDocument | Rejected]


def _read_warc(
    path: Path, *, columns: Mapping[str, str], outlets: Mapping[str, str], now: datetime, max_bytes: int
) -> Documents:
    del columns, outlets
    return read_warc(path, now=now, max_bytes=max_bytes)


# Each reader gets (path, columns, outlets, now, max_bytes) and yields documents and what it dropped.
_READERS: dict[SourceKind, Callable[..., Documents]] = {
    "warc": _read_warc,
    "jsonl": read_jsonl,
    "csv": read_csv,
    "parquet": read_parquet,
}


def read_paths(
    paths: Iterable[Path],
    *,
    now: datetime,
    max_bytes: int,
    columns: Mapping[str, str] | None = None,
    outlets: Mapping[str, str] | None = None,
) -> Iterator[RawDocument | Rejected]:
    """Yield what the paths hold, in their order; a folder is read for text and HTML only.

    `columns` leads from our fields to the columns of dumps, `outlets` from names of outlets to their ids.
    """
    waiting: list[Path] = []
    for path in paths:
        kind = dump_kind(path.name)
        if kind is None:
            waiting.append(path)
            continue
        yield from read_folder(waiting, now=now, max_bytes=max_bytes)
        waiting = []
        yield from read_dump(
            path, kind, now=now, max_bytes=max_bytes, columns=columns or {}, outlets=outlets or {}
        )
    yield from read_folder(waiting, now=now, max_bytes=max_bytes)


def read_dump(
    path: Path,
    kind: SourceKind,
    *,
    now: datetime,
    max_bytes: int,
    columns: Mapping[str, str],
    outlets: Mapping[str, str],
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
    else:
        yield from _READERS[kind](real, columns=columns, outlets=outlets, now=now, max_bytes=max_bytes)
