"""Parquet dumps as raw documents; the file itself is read by the warehouse."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from extractors.records import RawDocument, Rejected
from flows.lists.columns import missing_columns
from flows.readers.rows import Dump, document_of
from warehouse.parquet import ParquetUnreadable, parquet_columns, parquet_rows


def read_parquet(
    path: Path, *, columns: Mapping[str, str], outlets: Mapping[str, str], now: datetime, max_bytes: int
) -> Iterator[RawDocument | Rejected]:
    """Yield the document of each row, or why it has none."""
    dump = Dump(kind="parquet", path=str(path), columns=columns, outlets=outlets, now=now)
    try:
        if problem := missing_columns(parquet_columns(path), columns):
            yield dump.refuse("unreadable", None, problem)
            return
        for number, row in enumerate(parquet_rows(path, max_bytes=max_bytes), 1):
            yield document_of(row, number, dump, max_bytes=max_bytes)
    except ParquetUnreadable as problem:
        yield dump.refuse("unreadable", None, str(problem))
