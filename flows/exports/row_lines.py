"""CSV and JSON lines: one line a row, as `cuttings sql` prints them."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flows.output import as_json, harmless, harmless_cell
from warehouse.batches import ViewRows


def write_csv(rows: ViewRows, path: Path) -> int:
    """Write CSV (RFC 4180, UTF-8); no cell is a formula to a spreadsheet. Return how many rows."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([harmless(column.name) for column in rows.columns])
        for row in each_row(rows):
            writer.writerow([harmless_cell(value) for value in row])
            count += 1
    return count


def write_jsonl(rows: ViewRows, path: Path) -> int:
    """Write one JSON object a line; decimals as numbers, dates and times as ISO 8601. Return how many rows."""
    names = [column.name for column in rows.columns]
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for row in each_row(rows):
            line = dict(zip(names, map(as_json, row), strict=True))
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    return count


def each_row(rows: ViewRows) -> Iterator[tuple[Any, ...]]:
    """Yield the rows as values of Python, batch by batch."""
    for batch in rows.batches:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
