"""Rows as files of other programs: one writer a format, one line in the table.

A writer gets the rows of a view and a path that nobody else reads yet; it returns how many rows it wrote.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from flows.exports.columnar import write_arrow, write_parquet
from flows.exports.row_lines import write_csv, write_jsonl
from flows.exports.workbook import write_xlsx
from warehouse.batches import ViewRows

Writer = Callable[[ViewRows, Path], int]

# By the ending of the file's name.
WRITERS: Mapping[str, Writer] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
    "arrow": write_arrow,
    "xlsx": write_xlsx,
}
