"""Commands of every day, from command to last line: CPU seconds of the process, the median of several.

python tests/benchmarks/run.py desk --base BASE [--watch NAME] [--times 5] [--json]

BASE is a loaded database; it is copied, its views made as this version has them, and its articles spread over the
half year that ends now (spread_days.sql).
"""

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

from tests.evaluation.frame import Figure
from warehouse.database import migrate

_ROOT = Path(__file__).resolve().parents[2]


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return the CPU seconds of each command."""
    parser = argparse.ArgumentParser(prog="run.py desk", description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--watch", default="any")
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args(arguments)
    commands = {
        "nothing asked": ["sql", "select 1"],
        "digest, all that was loaded": ["digest", "--since", "0001-01-01"],
        "digest, one name of it": ["digest", "--since", "0001-01-01", "--watch", options.watch],
        "digest, a week of a half year": ["digest", "--since", "7d"],
        "digest, one name of that week": ["digest", "--since", "7d", "--watch", options.watch],
        "stories, growing": ["stories", "list", "--since", "7d", "--sort", "growing"],
        "conflicts": ["conflicts"],
    }
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "news.duckdb"
        shutil.copyfile(options.base, database)
        with duckdb.connect(str(database)) as db:
            migrate(db)
            db.execute((Path(__file__).parent / "spread_days.sql").read_text(encoding="utf-8"))
            count = db.sql("select count(*) from articles").fetchall()[0][0]
        return [
            Figure(
                set=name,
                figure=f"CPU seconds, median of {options.times}",
                value=round(statistics.median(seconds_of(command, database) for _ in range(options.times)), 2),
                documents=count,
            )
            for name, command in commands.items()
        ]


def seconds_of(command: list[str], database: Path) -> float:
    """Return the CPU seconds that the command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = [sys.executable, "-m", "flows.cli", *command, "--database", str(database)]
    subprocess.run(run, cwd=_ROOT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
