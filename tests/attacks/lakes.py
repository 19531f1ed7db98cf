"""Kills of what writes to a lake, crashes of its PostgreSQL, readers meanwhile: whole or not at all.

    python -m tests.attacks.lakes [KILLS] [CRASHES] [QUERIES]    in the environment of requirements-lake.lock

A run loads two articles more into a lake of two, a correction renames their story, an import fills a lake from a
file, an export writes a file, a tidying makes few files of many; each is killed, or PostgreSQL ends amid it. What
readers see then is what was published before, or all of it. Each lake is attacked up to five times in a row; the
same command, let be, then leaves the tables of a file. A tenth as many are on each of the others. Then four
readers ask while one writes (`lake_readers.py`). Some come too late: more are asked for than are wanted to hit.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flows.lists.settings import Settings
from flows.upkeep.corrections import correct, rename
from tests.attacks.lake_readers import readers
from tests.compare import differences
from tests.conftest import ask, load_paths, seeds
from tests.warehouse.lake.postgres import Postgres, find_programs, running_postgres
from warehouse.errors import DatabaseMissing

_SEED = 20261127
ROOT = Path(__file__).parents[2]
_IN_A_ROW = 5
_TITLE = "Named by hand"
_TOLD_BADLY = ("Traceback", "its trace is in", "terminate called")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A server with the lake `base` of two articles, and files of two, of two whose story is renamed, of four."""

    server: Postgres
    folder: Path

    @property
    def lake(self) -> Path:
        return self.folder / self.server.address("trial")

    @property
    def two(self) -> Path:
        return self.folder / "two.duckdb"

    @property
    def whole(self) -> Path:
        return self.folder / "whole.duckdb"

    @property
    def renamed(self) -> Path:
        return self.folder / "renamed.duckdb"

    @property
    def story(self) -> str:
        [(story,)] = ask(self.two, "select story_id from stories")
        return str(story)

    @property
    def made(self) -> Path:
        return self.folder / "made.duckdb"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What is attacked: a command, how many articles may be seen at its `target` afterwards, and its result."""

    name: str
    words: Callable[[Ground], list[str]]
    target: Callable[[Ground], Path]
    result: Callable[[Ground], Path]
    seen: frozenset[int]
    is_empty: bool = False


def _at_lake(*words: str) -> Callable[[Ground], list[str]]:
    return lambda ground: [*words, "--database", str(ground.lake)]


_RUN = Kind(
    name="run", words=lambda ground: ["load", *map(str, seeds()), "--database", str(ground.lake)],
    target=lambda ground: ground.lake, result=lambda ground: ground.whole, seen=frozenset({2, 4}),
)  # fmt: skip
_OTHERS = (
    Kind(
        name="correction", words=lambda ground: _at_lake("stories", "rename", ground.story, _TITLE)(ground),
        target=lambda ground: ground.lake, result=lambda ground: ground.renamed, seen=frozenset({2}),
    ),
    Kind(
        name="import", words=lambda ground: _at_lake("lake", "import", str(ground.whole))(ground),
        target=lambda ground: ground.lake, result=lambda ground: ground.whole, seen=frozenset({0, 4}),
        is_empty=True,
    ),
    Kind(
        name="export", words=lambda ground: _at_lake("lake", "export", str(ground.made))(ground),
        target=lambda ground: ground.made, result=lambda ground: ground.two, seen=frozenset({0, 2}),
    ),
    Kind(
        name="tidying", words=_at_lake("lake", "tidy"),
        target=lambda ground: ground.lake, result=lambda ground: ground.two, seen=frozenset({2}),
    ),
)  # fmt: skip


def _prepare(ground: Ground, kind: Kind) -> None:
    """Make the lake `trial` anew: empty, or a copy of the first one made, catalog and data."""
    ground.server.ask("postgres", "drop database if exists trial with (force)")
    ground.server.ask(
        "postgres", "create database trial" if kind.is_empty else "create database trial template base"
    )
    work = ground.folder / "trial.lake.work"
    for path in (ground.made, ground.folder / "made.duckdb.work", work):
        subprocess.run(["rm", "-rf", path], check=True)
    if not kind.is_empty:
        shutil.copytree(ground.folder / "base.lake.work", work)


def _begin(ground: Ground, kind: Kind) -> subprocess.Popen[bytes]:
    with (ground.folder / "said").open("wb") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "flows", *kind.words(ground)], cwd=ground.folder, stdout=said, stderr=said,
            start_new_session=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip


def _said(ground: Ground) -> str:
    return (ground.folder / "said").read_text(errors="replace")[-300:]


def _seen(database: Path) -> int:
    """Return how many articles readers see; 0 where there is nothing to read."""
    try:
        [(count,)] = ask(database, "select count(*) from articles")
    except DatabaseMissing:
        return 0
    return int(count)


def _attack(ground: Ground, kind: Kind, seconds: float, *, is_crash: bool) -> str:
    """Return what became of a command that was killed, or lost its PostgreSQL, after so many seconds."""
    running = _begin(ground, kind)
    time.sleep(seconds)
    has_ended = running.poll() is not None
    if is_crash:
        ground.server.stop("immediate")
        running.wait(timeout=300)
        ground.server.start()
        if any(sign in _said(ground) for sign in _TOLD_BADLY):
            return f"told badly: {_said(ground)}"
    else:
        with suppress(ProcessLookupError):  # it has ended
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    seen = _seen(kind.target(ground))
    if seen not in kind.seen:
        return f"readers saw {seen} articles"
    return "too late to meet it" if has_ended else f"in order, readers saw {seen}"


def _end(ground: Ground, kind: Kind) -> str:
    """Return what the command left when it was let be."""
    # What is there whole already is refused by an import or an export.
    if _begin(ground, kind).wait(timeout=600) and not (kind in _OTHERS and "already" in _said(ground)):
        return f"failed: {_said(ground)}"
    return "; ".join(differences(kind.target(ground), kind.result(ground))) or "the same tables"


def _seconds(ground: Ground, kind: Kind) -> float:
    """Return how long the command takes when it is let be."""
    _prepare(ground, kind)
    start = time.monotonic()
    assert _begin(ground, kind).wait() == 0, _said(ground)
    return time.monotonic() - start


def main(kills: int, crashes: int, queries: int) -> Counter[str]:
    """Return what the attacks came to."""
    programs = find_programs()
    assert programs is not None, "no PostgreSQL on this machine"
    dice, found = random.Random(_SEED), Counter[str]()
    with running_postgres(programs) as server, tempfile.TemporaryDirectory() as name:
        ground = Ground(server=server, folder=Path(name))
        server.make_database("base")
        for database in (ground.folder / server.address("base"), ground.two, ground.renamed, ground.whole):
            load_paths(database, *seeds()[:2])
        correct(Settings(database=ground.renamed), rename, ground.story, _TITLE, reason=None)
        load_paths(ground.whole, *seeds())
        runs = [False] * kills + [True] * crashes
        rows = [(_RUN, runs[first : first + _IN_A_ROW]) for first in range(0, len(runs), _IN_A_ROW)]
        rows += [(kind, [False] * min(kills // 10, _IN_A_ROW)) for kind in _OTHERS if kills >= 10]
        lengths: dict[str, float] = {}
        for kind, row in rows:
            if kind.name not in lengths:
                lengths[kind.name] = _seconds(ground, kind)
            _prepare(ground, kind)
            for is_crash in row:
                came = _attack(ground, kind, dice.uniform(0.1, 1) * lengths[kind.name], is_crash=is_crash)
                found[f"{'crash amid' if is_crash else 'kill of'} {kind.name}: {came}"] += 1
                print(f"{'crash amid' if is_crash else 'kill of'} {kind.name}: {came}", flush=True)
            found[f"{kind.name}, let be after them: {_end(ground, kind)}"] += 1
        if queries:
            server.make_database("asked")
            found.update(readers(ground.folder / server.address("asked"), ground.folder, queries))
    return found


if __name__ == "__main__":
    counts = [int(word) for word in sys.argv[1:]]
    for came, count in sorted(main(*(counts or [24, 8, 1_000])).items()):
        print(f"{count:5}  {came}")
