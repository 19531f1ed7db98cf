"""What a run spends on names and summaries when it brought a thousand articles, or none: CPU seconds.

python tests/benchmarks/run.py upkeep --base BASE [--stored DATABASE]

BASE is a database that this version loaded, with some thousand articles; DATABASE (else BASE) is what they come
to, such as one that `run.py sql --grown` wrote. It is copied first, and nothing is kept.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from tests.evaluation.frame import Figure
from warehouse.connection import transaction
from warehouse.database import migrate
from warehouse.names.resolve import resolve_names
from warehouse.summaries.keep import keep_summaries

_THOUSAND = Path(__file__).with_name("thousand_articles.sql")
# As the writer has it.
_MEMORY = "2GB"


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return the CPU seconds of names and summaries, in the order of a run, after a thousand articles and none."""
    parser = argparse.ArgumentParser(prog="run.py upkeep", description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--stored", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        stored = Path(temporary) / "stored.duckdb"
        shutil.copy(options.stored or options.base, stored)
        with duckdb.connect(str(stored)) as db:
            db.execute(f"set memory_limit = '{_MEMORY}'")
            migrate(db)
            count = db.execute("select count(*) from articles").fetchall()[0][0]
            db.execute(f"attach '{options.base}' as base (read_only)")
            # What is kept may have been made by other statements; then it is made anew, which is not measured.
            _seconds(db, lambda: resolve_names(db, now=datetime.now(UTC)))
            _seconds(db, lambda: keep_summaries(db))
            db.execute(_THOUSAND.read_text(encoding="utf-8"))
            figures = {
                "names": _seconds(db, lambda: resolve_names(db, now=datetime.now(UTC))),
                "summaries": _seconds(db, lambda: keep_summaries(db)),
                "names, nothing new": _seconds(db, lambda: resolve_names(db, now=datetime.now(UTC))),
                "summaries, nothing new": _seconds(db, lambda: keep_summaries(db)),
            }
    return [
        Figure(set=name, figure="CPU seconds", value=spent, documents=count) for name, spent in figures.items()
    ]


def _seconds(db: duckdb.DuckDBPyConnection, call: Callable[[], object]) -> float:
    start = time.process_time()
    with transaction(db):
        call()
    return time.process_time() - start
