"""What an article takes on the disk: database and archive, JSON lines of news of some 500 words.

    python tests/benchmarks/run.py disk --data FOLDER [--words 500] [--grown 20000]

FOLDER holds the labelled coverage sets; their background articles within a tenth of so many words are loaded, and
copied with new ids and days (`run.py sql`) until there are so many as GROWN, as of few articles blocks of 256 KB
that some 100 tables began are the most. KB are of 1,024 bytes. Of the database the blocks in use count: a file
gives free ones to what comes next.
"""

import argparse
import asyncio
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from flows.lists.settings import Settings
from flows.output import Quiet
from flows.runs.load import load_job
from flows.runs.pipeline import run_job
from tests.benchmarks.sql import grow
from tests.evaluation.frame import Figure, read_rows, set_file
from warehouse.place import Place, place_of

_SET = "background"
_MOST_OFF = 0.1  # of the words


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return KB of database and archive an article."""
    parser = argparse.ArgumentParser(prog="run.py disk", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="open")
    parser.add_argument("--words", type=int, default=500)
    parser.add_argument("--grown", type=int, default=20_000)
    options = parser.parse_args(arguments)
    source = set_file(options.data, _SET, options.split)
    if source is None:
        raise SystemExit(f"no {_SET} in {options.data}")
    with tempfile.TemporaryDirectory() as folder:
        place = _load(Path(folder), list(_of_length(source, options.words)))
        grown = Path(folder) / "grown.duckdb"
        grow(place.writer, grown, options.grown)
        loaded, kept = _database_kb(place.writer), _database_kb(grown)
        archived = (
            sum(path.stat().st_size for path in place.archive.iterdir() if path.is_file()) / 1024 / loaded[1]
        )
    return [
        _figure("database as loaded", *loaded),
        _figure("database grown", *kept),
        _figure("archive", archived, loaded[1]),
        _figure("database grown and archive", kept[0] + archived, kept[1]),
    ]


def _of_length(source: Path, words: int) -> Iterator[dict[str, Any]]:
    """Yield what a dump says of the articles of about so many words."""
    for row in read_rows(source):
        if abs(len(row["text"].split()) - words) <= words * _MOST_OFF:
            yield {name: row.get(name) for name in ("url", "title", "text", "published_at", "source")}


def _load(folder: Path, rows: Sequence[dict[str, Any]]) -> Place:
    """Load the rows into a database in the folder."""
    batch = folder / "batch.jsonl"
    batch.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    settings = replace(Settings(), database=folder / "news.duckdb")
    asyncio.run(run_job(load_job([batch], settings), settings, Quiet()))
    return place_of(settings.database)


def _database_kb(database: Path) -> tuple[float, int]:
    """Return KB in use an article, and how many articles there are."""
    with duckdb.connect(str(database)) as db:
        db.execute("checkpoint")
        block_size, used = db.execute("select block_size, used_blocks from pragma_database_size()").fetchall()[0]
        count = int(db.execute("select count(*) from articles").fetchall()[0][0])
    return block_size * used / 1024 / count, count


def _figure(name: str, value: float, count: int) -> Figure:
    return Figure(set=name, figure="KB an article", value=value, documents=count)
