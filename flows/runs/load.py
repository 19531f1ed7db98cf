"""The job of `cuttings load`: documents of files, folders and dumps, in batches."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractors.records import RawDocument, Rejected
from flows.errors import NothingToLoad
from flows.lists.outlets import outlet_names, read_outlets
from flows.lists.settings import Settings
from flows.readers.paths import read_paths
from flows.runs.pipeline import Job
from warehouse.connection import Connection

# A batch ends early when it holds this much, so that memory stays bounded whatever the files are.
BATCH_BYTES = 128_000_000


def load_job(paths: Sequence[Path], settings: Settings, columns: Mapping[str, str] | None = None) -> Job:
    """Return the job that loads the files and folders; `columns` leads from our fields to columns of dumps.

    Raises NothingToLoad where none of the paths exists.
    """
    if not any(path.exists() for path in paths):
        names = ", ".join(str(path) for path in paths)
        raise NothingToLoad(f"no such file or folder: {names}")

    async def documents(db: Connection) -> AsyncIterator[Sequence[RawDocument | Rejected]]:
        del db
        found = read_documents(paths, settings, columns, now=datetime.now(UTC))
        for batch in in_batches(found, settings.extract.batch_articles):
            yield batch

    parameters: dict[str, Any] = {"paths": [str(path) for path in paths]}
    if columns:
        parameters["columns"] = dict(columns)
    return Job(flow="load", documents=documents, parameters=parameters, is_read_ahead=True)


def read_documents(
    paths: Sequence[Path], settings: Settings, columns: Mapping[str, str] | None, *, now: datetime
) -> Iterator[RawDocument | Rejected]:
    """Yield what the files and folders hold, in the order in which it is loaded."""
    yield from read_paths(
        paths,
        now=now,
        max_bytes=settings.extract.file_bytes_limit,
        columns=columns,
        outlets=outlet_names(read_outlets(settings.outlets)),
    )


def in_batches(documents: Iterable[RawDocument | Rejected], most: int) -> Iterator[list[RawDocument | Rejected]]:
    """Yield the documents in lists of at most `most`, and of at most BATCH_BYTES and one document more."""
    batch: list[RawDocument | Rejected] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.body) if isinstance(document, RawDocument) else 0
        if len(batch) >= most or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
