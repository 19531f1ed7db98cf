"""Kills of runs that write to a lake, and crashes of its PostgreSQL: a run is there whole or not at all.

    python -m tests.attacks.lakes [KILLS] [CRASHES]    in the environment of requirements-lake.lock

Before each, the lake holds two articles. A run loads two more and is killed, or PostgreSQL ends amid it; what
readers see then is what was published before, or the whole run, and the same run once more leaves the tables of a
file.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.compare import differences
from tests.conftest import ask, load_paths, seeds
from tests.warehouse.lake.postgres import Postgres, find_programs, running_postgres

_SEED = 20261127
ROOT = Path(__file__).parents[2]


def _begin(database: Path, folder: Path) -> subprocess.Popen[bytes]:
    """Begin to load all articles into the database, in a process group of its own."""
    command = [sys.executable, "-m", "flows", "load", *map(str, seeds()), "--database", str(database)]
    with (folder / "said").open("wb") as said:
        return subprocess.Popen(
            command, cwd=folder, stdout=said, stderr=said, start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip


def _fresh(server: Postgres, folder: Path, name: str) -> Path:
    """Return a lake that holds the first two articles: a copy of the first one made, catalog and data."""
    server.ask("postgres", f"drop database if exists {name} with (force)")
    server.ask("postgres", f"create database {name} template base")
    return folder / server.address(name)


def _attack(server: Postgres, folder: Path, seconds: float, whole: Path, *, is_crash: bool) -> str:
    """Return what became of a run that was killed, or lost its PostgreSQL, after so many seconds."""
    lake = _fresh(server, folder, "trial")
    running = _begin(lake, folder)
    time.sleep(seconds)
    has_ended = running.poll() is not None
    if is_crash:
        server.stop("immediate")
        running.wait(timeout=120)
        told = (folder / "said").read_text(errors="replace")
        server.start()
        if any(sign in told for sign in ("Traceback", "its trace is in", "terminate called")):
            return f"told badly: {told[-300:]}"
    else:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    [(seen,)] = ask(lake, "select count(*) from articles")
    if seen not in (2, 4):
        return f"readers saw {seen} articles"
    again = _begin(lake, folder)
    if again.wait(timeout=300):
        return f"the next run failed: {(folder / 'said').read_text(errors='replace')[-300:]}"
    if wrong := differences(lake, whole):
        return f"differs: {'; '.join(wrong)}"
    return "too late to meet it" if has_ended else f"in order, readers saw {seen}"


def main(kills: int, crashes: int) -> Counter[str]:
    """Return what the attacks came to."""
    programs = find_programs()
    assert programs is not None, "no PostgreSQL on this machine"
    dice, found = random.Random(_SEED), Counter[str]()
    with running_postgres(programs) as server, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server.make_database("base")
        base, whole = folder / server.address("base"), folder / "whole.duckdb"
        for database in (base, whole):
            load_paths(database, *seeds()[:2])
        load_paths(whole, *seeds())
        start = time.monotonic()
        _begin(_fresh(server, folder, "trial"), folder).wait()
        length = time.monotonic() - start
        for number in range(kills + crashes):
            came = _attack(server, folder, dice.uniform(0.2, 1) * length, whole, is_crash=number >= kills)
            what = "crash" if number >= kills else "kill"
            print(f"{what} {number}: {came}", flush=True)
            found[f"{what}: {came}"] += 1
    return found


if __name__ == "__main__":
    counts = [int(word) for word in sys.argv[1:]]
    for came, count in sorted(main(*(counts or [20, 5])).items()):
        print(f"{count:4}  {came}")
