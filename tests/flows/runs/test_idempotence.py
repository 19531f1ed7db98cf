"""The same input leaves the same database: twice, in any order, and after a kill at any point."""

import os
import subprocess
import sys
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import duckdb
import pytest

from tests.compare import differences
from tests.conftest import ARTICLES, ask, load_paths, seeds
from warehouse.place import place_of

ROOT = Path(__file__).parents[3]

# Where the process sends itself SIGKILL: instead of a function, or as soon as it has returned.
KILL_POINTS = {
    "while extracting": ("instead", "flows.workers.pool", "WorkerPool._settle"),
    "between extraction and loading": ("instead", "flows.runs.steps", "load_articles"),
    "inside the load transaction": ("instead", "warehouse.load", "accept_revisions"),
    "before grouping": ("instead", "flows.runs.pipeline", "_group"),
    "while grouping copies": ("after", "warehouse.grouping", "GROUPINGS.fold copies"),
    "while grouping stories": ("after", "warehouse.grouping", "GROUPINGS.join stories"),
    "before the run's row": ("instead", "flows.runs.pipeline", "take_pending"),
    "during publication": ("instead", "warehouse.place", "_copy_content"),
}
KILLED_RUN = """
import functools, importlib, os, signal, sys
when, module, path = sys.argv[1:4]
*owners, name = path.split(".")
owner = functools.reduce(getattr, owners, importlib.import_module(module))
original = owner[name] if isinstance(owner, dict) else getattr(owner, name)
def kill(*arguments, **values):
    if when == "after":
        original(*arguments, **values)
    os.kill(os.getpid(), signal.SIGKILL)
from flows.cli import main
importlib.import_module("flows.runs.pipeline")
if isinstance(owner, dict):
    owner[name] = kill
else:
    setattr(owner, name, kill)
sys.argv = ["cuttings", "load", sys.argv[4], "--database", sys.argv[5]]
main()
"""
GROUPINGS = {
    "articles": "select article_id, canonical_url, title from base_articles order by all",
    "texts": "select list(article_id order by article_id) from text_members group by text_id order by all",
    "stories": "select list(article_id order by article_id) from story_members group by story_id order by all",
    "mentions": "select mention_id, kind, surface, entity_id, amount, unit from mentions order by all",
    "pairs": "select article_a, article_b, kind from copy_pairs order by all",
}


def test_each_row_of_a_dump_is_counted(tmp_path: Path) -> None:
    rows = "https://e.example/1,One,few words\n,Two,few\n" * 2 + ",,\n"
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"url,title,text\n{rows}")
    counts = load_paths(tmp_path / "news.duckdb", tmp_path / "a.csv", tmp_path / "b.csv").counts
    assert (counts.found, counts.rejected) == (10, 10)
    # Nobody is told by the published copy of a run that brought nothing: it is not replaced.
    with duckdb.connect(str(place_of(tmp_path / "news.duckdb").writer), read_only=True) as db:
        rejected = db.execute(
            "select stage, count(*), count(distinct location) from rejections group by 1 order by 1"
        )
        assert rejected.fetchall() == [("extract", 8, 8), ("read", 2, 2)]
        entries = db.execute("select location, count(*) from entries where location like 'http%' group by 1")
        assert entries.fetchall() == [("https://e.example/1", 2)]


def test_loading_twice_is_loading_once(tmp_path: Path, seed_database: Path) -> None:
    load_paths(tmp_path / "news.duckdb", ARTICLES)
    again = load_paths(tmp_path / "news.duckdb", ARTICLES)
    assert (again.counts.found, again.counts.new, again.counts.unchanged) == (4, 0, 4)
    assert differences(tmp_path / "news.duckdb", seed_database) == []


@pytest.mark.parametrize("point", KILL_POINTS)
def test_a_killed_run_is_made_good_by_the_next(tmp_path: Path, seed_database: Path, point: str) -> None:
    database = tmp_path / "news.duckdb"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_RUN, *KILL_POINTS[point], str(ARTICLES), str(database)],
        cwd=ROOT,
        env=os.environ | {"PREFECT_API_URL": ""},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert killed.returncode == -9, killed.stderr.decode()
    load_paths(database, ARTICLES)
    assert differences(database, seed_database) == []
    outcomes = [outcome for (outcome,) in ask(database, "select outcome from runs order by started_at")]
    assert outcomes[-1] == "clean"
    assert "running" not in outcomes
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("order", list(permutations(range(4)))[1::5], ids=str)
@pytest.mark.parametrize("is_at_once", [True, False], ids=["at once", "one by one"])
def test_the_order_of_arrival_does_not_matter(
    tmp_path: Path, seed_database: Path, order: Sequence[int], is_at_once: bool
) -> None:
    paths = [seeds()[position] for position in order]
    for batch in [paths] if is_at_once else [[path] for path in paths]:
        load_paths(tmp_path / "news.duckdb", *batch)
    for name, statement in GROUPINGS.items():
        assert ask(tmp_path / "news.duckdb", statement) == ask(seed_database, statement), name


def test_a_run_that_brings_nothing_leaves_the_published_copy_alone(tmp_path: Path) -> None:
    database = tmp_path / "news.duckdb"
    load_paths(database, *seeds()[:2])
    first = database.stat()
    load_paths(database, *seeds()[:2])
    assert (database.stat().st_ino, database.stat().st_mtime_ns) == (first.st_ino, first.st_mtime_ns)
    assert ask(database, "select count(*) from runs") == [(1,)]
    os.utime(database, (0, 0))  # another hand, and old
    load_paths(database, *seeds()[:2])
    assert ask(database, "select count(*) from runs") == [(3,)]
    load_paths(database, *seeds())
    assert ask(database, "select count(*) from articles") == [(4,)]
