"""Full-text search: how fast an index is made, how large it is, and its answers beside a scan of all texts.

python tests/benchmarks/run.py search --base BASE [--times 20] [--json]

BASE is a loaded database, or one that `run.py sql --grown` made of one; it is copied, its views made as this
version has them. A scan asks DuckDB for the same words by `ilike`, both warm. Commands are
timed from command to last line.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from tests.benchmarks.desk import seconds_of
from tests.evaluation.frame import Figure
from warehouse.asking.filters import TypedFilters, resolve_filters
from warehouse.database import migrate, open_reader
from warehouse.place import Place, place_of
from warehouse.searching.find import find_articles, list_found_stories
from warehouse.searching.index import index_path, keep_index

# A query, and the words that a scan looks for.
_QUERIES = {
    "supreme court marriage": ("supreme", "court", "marriage"),
    '"supreme court"': ("supreme court",),
    "terror* NEAR/5 attack": ("terror", "attack"),
    "quote:trust NOT economy": ("trust",),
}
_COMMANDS = {
    "sql, a count": ["sql", "select count(*) from articles"],
    "search, three words": ["search", "supreme court marriage"],
    "search, a phrase": ["search", '"supreme court"'],
    "stories list": ["stories", "list", "--since", "24h"],
    "mentions, one entity": ["mentions", "--entity", "Facebook"],
}


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return speed and size of the index, answers beside scans, and CPU seconds of commands."""
    parser = argparse.ArgumentParser(prog="run.py search", description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args(arguments)
    with copied_base(options.base) as (db, place):
        start = time.process_time()
        count = keep_index(db, place)
        spent = time.process_time() - start
        (text_bytes,) = db.sql("select sum(strlen(text) + coalesce(strlen(title), 0)) from revisions").fetchall()[
            0
        ]
        share = round(index_path(place).stat().st_size / float(text_bytes), 3)
        figures = [
            Figure(set="index", figure="articles a CPU second", value=round(count / spent), documents=count),
            Figure(set="index", figure="bytes over the texts'", value=share, documents=count),
        ]
        for query, words in _QUERIES.items():
            figures += _beside_a_scan(db, place, query, words, count, options.times)
        return figures + [
            Figure(
                set=name,
                figure="CPU seconds of the command",
                value=round(statistics.median(seconds_of(command, place.published) for _ in range(5)), 2),
                documents=count,
            )
            for name, command in _COMMANDS.items()
        ]


@contextmanager
def copied_base(base: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Place]]:
    """Give a reader of a copy of the base, its views made as this version has them."""
    with tempfile.TemporaryDirectory() as folder:
        place = place_of(Path(folder) / "news.duckdb")
        shutil.copyfile(base, place.published)
        with duckdb.connect(str(place.published)) as db:
            migrate(db)
        place.work.mkdir()
        with open_reader(place) as db:
            yield db, place


def _beside_a_scan(
    db: duckdb.DuckDBPyConnection, place: Any, query: str, words: tuple[str, ...], count: int, times: int
) -> list[Figure]:
    filters = resolve_filters(db, TypedFilters(limit=20), now=datetime.now(UTC))
    alike = " and ".join("text ilike ?" for _ in words)
    patterns = [f"%{word}%" for word in words]
    scan = f"select count(*) from article_facts join revisions using (revision_id) where {alike}"
    found = _median(lambda: find_articles(db, place, query), times)
    listed = _median(lambda: list_found_stories(db, find_articles(db, place, query), filters), times)
    scanned = _median(lambda: db.execute(scan, patterns).fetchall(), times)
    return [
        Figure(set=query, figure="scan over finding, CPU", value=round(scanned / found, 1), documents=count),
        Figure(set=query, figure="CPU ms to find", value=round(1000 * found, 1), documents=count),
        Figure(set=query, figure="CPU ms to find and list 20", value=round(1000 * listed, 1), documents=count),
    ]


def _median(asked: Callable[[], object], times: int) -> float:
    """Return the CPU seconds of a call, the median of several after a first one."""
    asked()
    spent = []
    for _ in range(times):
        start = time.process_time()
        asked()
        spent.append(time.process_time() - start)
    return statistics.median(spent)
