"""Readers that ask a lake while runs write to it: every answer is of one published run, whole."""

import json
import multiprocessing
import os
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Event
from pathlib import Path
from queue import Queue
from typing import Any

from tests.conftest import ask, load_paths
from warehouse.database import open_reader
from warehouse.lake.tidy import tidy
from warehouse.place import place_of, writer_lock
from warehouse.query import query

_READERS = 4
_A_RUN = 3  # articles
_NUMBERS = "select count(*), sum(length(text)), count(distinct article_id) from revisions"
# Each of them is a run's worth of articles for every run that is published, or the readers saw half of one.
_COUNTED = (
    "select count(*) from articles",
    "select count(*) from article_facts",
    "select count(*) from revisions",
    "select count(*) from text_members",
    "select count(*) from fingerprints",
    "select count(*) from raw_documents",
    "select count(distinct article_id) from story_members",
    "select sum(article_count) from report_stories",
    "select count(*) from base_articles",
    f"select {_A_RUN} * count(*) from runs where outcome = 'clean'",
)
ROOT = Path(__file__).parents[2]


def _read(lake: Path, end: Event, answers: "Queue[str]") -> None:
    """Ask until the end; each session asks all ten, and their answers must be one number."""
    while not end.is_set():
        try:
            with open_reader(place_of(lake)) as db:
                db.execute("set enable_progress_bar = false")
                counts = [int(db.execute(statement).fetchall()[0][0]) for statement in _COUNTED]
        except Exception as error:
            answers.put(f"error: {type(error).__name__}: {str(error)[:200]}")
            continue
        is_whole = len(set(counts)) == 1 and counts[0] % _A_RUN == 0
        for _ in counts:
            answers.put("consistent" if is_whole else f"inconsistent: {counts}")


def _articles(folder: Path, number: int) -> Path:
    """Write the articles of a run: made up, each of its own words."""
    path = folder / f"run{number}.jsonl"
    rows = [
        {
            "url": f"https://paper.example/{number}/{part}",
            "title": f"Council of Ward {number}-{part} votes on harbour bridge {number * 7 + part}",
            "text": "\n\n".join(
                f"Paragraph {line} of report {number}-{part}: the council of ward {number}{part}{line} spent"
                f" {number * 31 + part * 7 + line} million euros on bridge {line}, said Anna Lindqvist."
                for line in range(8)
            ),
        }
        for part in range(_A_RUN)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def _second_writer(lake: Path, folder: Path) -> str:
    """Return what became of a load from another folder, as from another machine, while this process may write."""
    (folder / "elsewhere").mkdir(exist_ok=True)
    database = folder / "elsewhere" / lake.relative_to(folder)
    with writer_lock(place_of(lake), wait_seconds=60):
        second = subprocess.run(
            [sys.executable, "-m", "flows", "load", str(_articles(folder, 99)), "--database", str(database)],
            env={**os.environ, "PYTHONPATH": str(ROOT), "CUTTINGS_LOCK_WAIT_SECONDS": "0.2"}, cwd=folder,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    is_refused = second.returncode == 2 and "another machine, is writing" in second.stderr
    return "second writer: refused" if is_refused else f"second writer: {second.returncode}, {second.stderr}"


def _numbers(lake: Path) -> dict[str, list[Any]]:
    """Return what each run left, by its id."""
    runs = [run_id for (run_id,) in ask(lake, "select run_id from runs order by run_number")]
    return {run_id: query(lake, _NUMBERS, as_of=run_id)[1] for run_id in runs}


def readers(lake: Path, folder: Path, queries: int) -> Counter[str]:
    """Let four processes ask while runs write, until so many queries are answered; tidy, and ask as of runs."""
    load_paths(lake, _articles(folder, 0))
    spawn = multiprocessing.get_context("spawn")
    end, answers = spawn.Event(), spawn.Queue()
    found = Counter[str]()
    writers = Counter([_second_writer(lake, folder)])
    askers = [spawn.Process(target=_read, args=(lake, end, answers)) for _ in range(_READERS)]
    for asker in askers:
        asker.start()
    number = 0
    while sum(found.values()) < queries:
        number += 1
        load_paths(lake, _articles(folder, number))
        while not answers.empty():
            found[f"query: {answers.get()}"] += 1
        print(f"{number} runs, {found.total()} queries", flush=True)
    end.set()
    while any(asker.is_alive() for asker in askers):
        while not answers.empty():  # one that waits to be emptied never ends
            found[f"query: {answers.get()}"] += 1
        time.sleep(0.1)
    return found + writers + _tidied(lake)


def _tidied(lake: Path) -> Counter[str]:
    before = _numbers(lake)
    with writer_lock(place_of(lake), wait_seconds=5):
        old, new = tidy(place_of(lake), now=datetime.now(UTC) + timedelta(hours=2))
    print(f"tidied: {old} to {new}", flush=True)
    after = _numbers(lake)
    return Counter(f"as of a run: {'as before' if after[run] == before[run] else 'changed'}" for run in before)
