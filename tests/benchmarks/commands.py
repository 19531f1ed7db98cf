"""What commands cost that people wait for: help, a count in SQL, the report page, a load of the seeds.

    python tests/benchmarks/run.py commands --database DATABASE [--rounds N]

DATABASE is one that this version loaded; only the seeds are loaded, into a throwaway one. Medians of CPU seconds,
of all processes of a command, and of wall seconds, after one round that is not counted.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.evaluation.frame import Figure

_ROOT = Path(__file__).resolve().parents[2]
_CLEAN, _ITEM_ERRORS = 0, 1


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return CPU and wall seconds of each command."""
    parser = argparse.ArgumentParser(prog="run.py commands", description=__doc__)
    parser.add_argument("--database", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    asked = ("--database", str(options.database.resolve()))
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "--help": ("--help",),
            "sql of a count": ("sql", "select count(*) from articles", *asked),
            "report": ("report", *asked, "--output", str(Path(folder) / "report.html")),
        }
        rounds = {name: [_spent(command) for _ in range(options.rounds + 1)] for name, command in commands.items()}
        rounds["load of the seeds"] = [
            _spent(("load", "seeds/articles", "--database", str(Path(folder) / f"{number}.duckdb")))
            for number in range(options.rounds + 1)
        ]
    for name, spent in rounds.items():
        for at, kind in enumerate(("CPU", "wall")):
            value = statistics.median(each[at] for each in spent[1:])
            figures.append(Figure(set=name, figure=f"{kind} seconds", value=value, documents=options.rounds))
    return figures


def _spent(command: Sequence[str]) -> tuple[float, float]:
    """Return the seconds of CPU and wall that a command took."""
    # As an installed program has it: compiled once.
    left_out = ("PREFECT_API_URL", "PYTHONDONTWRITEBYTECODE")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-m", "flows", *command],
        cwd=_ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if ended.returncode not in (_CLEAN, _ITEM_ERRORS):
        raise RuntimeError(f"{command[0]} ended with exit code {ended.returncode}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall
