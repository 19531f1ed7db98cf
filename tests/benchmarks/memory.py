"""Memory of the main process in a load of many documents: with DuckDB's, and beside it.

python tests/benchmarks/run.py memory --data FOLDER [--documents 50000] [--mode rules]

FOLDER holds the labelled coverage sets, whose AllSides articles are repeated as JSON lines, each time with another
URL, date and paragraph. This process loads by worker processes as `cuttings load` does; after each step of each
batch its resident memory is read, and what DuckDB says that it holds. In all is the peak of the whole load. DuckDB
keeps more than it says, for the next query; what is left when it is closed is ours alone.
"""

import argparse
import asyncio
import itertools
import json
import os
import random
import resource
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from flows.lists.settings import Settings
from flows.output import Quiet
from flows.runs.load import load_job
from flows.runs.pipeline import run_job
from tests.benchmarks.whole_way import WORDS
from tests.evaluation.frame import Figure, read_rows, set_file
from warehouse.connection import OPEN

_SET = "stories_allsides"
_HELD = "select coalesce(sum(memory_usage_bytes), 0) from duckdb_memory()"


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return the most megabytes that the process held in all, that DuckDB held, and that was held beside it."""
    parser = argparse.ArgumentParser(prog="run.py memory", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="open")
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--mode", choices=("rules", "fast", "accurate"), default="rules")
    options = parser.parse_args(arguments)
    source = set_file(options.data, _SET, options.split)
    if source is None:
        raise SystemExit(f"no {_SET} in {options.data}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        documents = folder / "documents.jsonl"
        _write(documents, source, options.documents)
        given = Settings(database=folder / "news.duckdb")
        settings = replace(given, mentions=replace(given.mentions, mode=options.mode))
        peaks: dict[str, int] = {}

        async def step(_: str, function: Callable[..., Any], *values: Any) -> Any:
            return await _step(peaks, function, *values)

        asyncio.run(run_job(load_job([documents], settings), settings, Quiet(), step=step))
        peaks["left when DuckDB is closed"] = _resident()
    return [
        Figure(set="main process", figure=f"MB, {name}", value=value / 1e6, documents=options.documents)
        for name, value in peaks.items()
    ]


def _write(path: Path, source: Path, count: int) -> None:
    dice = random.Random(20261128)
    rows = list(itertools.islice(read_rows(source), count))
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            row = rows[number % len(rows)]
            paragraph = " ".join(dice.choice(WORDS) for _ in range(60)).capitalize()
            said = {
                "url": f"{row['url'].split('#')[0].rstrip('/')}/{number}",
                "title": row["title"],
                "text": f"{paragraph}.\n\n{row['text']}",
                "published_at": (date(2019, 6, 5) - timedelta(days=number % 600)).isoformat(),
                "source": row["source"],
            }
            out.write(json.dumps(said) + "\n")


async def _step(peaks: dict[str, int], function: Callable[..., Any], *values: Any) -> Any:
    """Do a step of the run, then see what is held: nothing else is asked of DuckDB at that moment."""
    try:
        return function(*values)
    finally:
        held = _held_by_duckdb()
        now = {"peak in all": _most_resident(), "DuckDB's by its count": held, "beside that": _resident() - held}
        peaks.update((name, max(peaks.get(name, 0), value)) for name, value in now.items())


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _most_resident() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _held_by_duckdb() -> int:
    """Return what the open connection of this process says; zero while there is none."""
    for db in list(OPEN):
        with suppress(duckdb.Error):
            return int(db.cursor().execute(_HELD).fetchall()[0][0])
    return 0
