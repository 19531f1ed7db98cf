"""CSV and JSON lines: one line a row, as `cuttings sql` prints them."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from flows.cell_values import as_json, harmless, harmless_cell
from warehouse.batches import ViewRows

# How DuckDB hands on what is infinite; and the first and last day of Python, in days after 1970.
_INFINITE_DAYS, _INFINITE_MICROSECONDS = 2**31 - 1, 2**63 - 1
_EPOCH = date(1970, 1, 1).toordinal()
_FIRST_DAY, _LAST_DAY = date.min.toordinal() - _EPOCH, date.max.toordinal() - _EPOCH
_DAY_MICROSECONDS = 86_400 * 10**6
_FIRST_MOMENT, _LAST_MOMENT = (date.min, time.min), (date.max, time.max)


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
    """Yield the rows as values of Python, batch by batch.

    Infinite dates and times are the last and first ones of Python, as DuckDB's own client gives them; those that
    Python cannot hold, or that would be taken for infinite, are texts; bytes are hexadecimal digits.
    """
    for batch in rows.batches:
        yield from zip(*(_values(column) for column in batch.columns), strict=True)


def _values(column: pa.Array) -> list[Any]:
    if pa.types.is_temporal(column.type) or pa.types.is_binary(column.type) or pa.types.is_nested(column.type):
        return [_value(each) for each in column]
    return column.to_pylist()  # type: ignore[no-any-return]


def _value(scalar: pa.Scalar) -> Any:
    if not scalar.is_valid:
        return None
    if isinstance(scalar, pa.StructScalar):
        return {name: _value(each) for name, each in scalar.items()}
    if isinstance(scalar, pa.ListScalar):
        return [_value(each) for each in scalar.values]
    if isinstance(scalar, pa.BinaryScalar) and not isinstance(scalar, pa.StringScalar):
        return scalar.as_py().hex()
    if isinstance(scalar, pa.Date32Scalar):
        return _day(scalar.value)
    if isinstance(scalar, pa.TimestampScalar) and scalar.type.unit == "us":
        return _moment(scalar.value, is_aware=scalar.type.tz is not None)
    return scalar.as_py()


def _day(days: int) -> date | str:
    """Return the day of so many days after 1970."""
    if abs(days) == _INFINITE_DAYS:
        return date.max if days > 0 else date.min
    if _FIRST_DAY < days < _LAST_DAY:
        return date.fromordinal(days + _EPOCH)
    return str(np.datetime64(days, "D"))


def _moment(microseconds: int, *, is_aware: bool) -> datetime | str:
    """Return the time of so many microseconds after 1970."""
    zone = UTC if is_aware else None
    if abs(microseconds) == _INFINITE_MICROSECONDS:
        return datetime.combine(*_LAST_MOMENT if microseconds > 0 else _FIRST_MOMENT, tzinfo=zone)
    moment = np.datetime64(microseconds, "us")
    if _FIRST_DAY < microseconds // _DAY_MICROSECONDS < _LAST_DAY:
        return moment.item().replace(tzinfo=zone)
    return str(moment).replace("T", " ")
