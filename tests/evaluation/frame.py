"""What the evaluations share: reading labelled sets, the rows of the table, printing them."""

import gzip
import io
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import zstandard
from rich.console import Console
from rich.table import Table

SUFFIXES = (".jsonl", ".jsonl.zst", ".jsonl.gz", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table: a figure of a set, over how many documents, at how many seconds of CPU."""

    set: str
    figure: str
    value: float | int | str
    documents: int
    cpu_seconds: float | None = None


def set_file(folder: Path, name: str, split: str) -> Path | None:
    """Return the file `<name>.<split>.jsonl[.zst|.gz]` or `.json` of the folder; None where there is none."""
    paths = (folder / f"{name}.{split}{suffix}" for suffix in SUFFIXES)
    return next((path for path in paths if path.is_file()), None)


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSONL file, plain or compressed."""
    with path.open("rb") as raw:
        stream: Any = raw
        if path.suffix == ".zst":
            stream = zstandard.ZstdDecompressor().stream_reader(raw)
        elif path.suffix == ".gz":
            stream = gzip.GzipFile(fileobj=raw)
        for line in io.TextIOWrapper(stream, encoding="utf-8"):
            if line.strip():
                yield json.loads(line)


def write_predictions(folder: Path | None, name: str, rows: list[dict[str, Any]]) -> None:
    """Write `<name>.jsonl` into the folder, if one is given."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@contextmanager
def cpu_clock() -> Iterator[list[float]]:
    """Give a list whose only element is, after the block, the CPU seconds that this process spent in it."""
    spent = [0.0]
    start = time.process_time()
    yield spent
    spent[0] = time.process_time() - start


def print_figures(figures: list[Figure], *, as_json: bool) -> None:
    """Print the figures on stdout, as a table or as JSON."""
    if as_json:
        print(json.dumps([asdict(figure) for figure in figures], indent=1, ensure_ascii=False))
        return
    table = Table("set", "figure", "value", "documents", "CPU s")
    for row in figures:
        value = f"{row.value:.4f}" if isinstance(row.value, float) else str(row.value)
        seconds = "" if row.cpu_seconds is None else f"{row.cpu_seconds:.1f}"
        table.add_row(row.set, row.figure, value, str(row.documents), seconds)
    Console(width=120).print(table)
