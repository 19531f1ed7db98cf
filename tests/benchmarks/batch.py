"""A batch of new articles against few and against many stored ones: CPU seconds of the writer by step.

python tests/benchmarks/run.py batch --data FOLDER --stored DATABASE... [--articles 1000] [--days 3] [--before 300]

FOLDER holds the labelled coverage sets, whose AllSides articles are the batch; each DATABASE is one that this
version loaded or `run.py sql --grown` wrote, and is copied first. With `--days` all dated articles of the batch
are of so many days, as in a schedule's run; else they are of their own, four years. Extraction is done once, by
workers, and told apart; what grows is the last database over the first. `--before`: so many of the set are
loaded first and not counted, as a first batch also does what the large load before it left due.
"""

import argparse
import asyncio
import gc
import itertools
import json
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from extractors.records import RawDocument
from flows.cli import SELDOM
from flows.lists.settings import ExtractSettings, Settings
from flows.output import Quiet
from flows.runs.extraction import Outcome
from flows.runs.load import load_job
from flows.runs.pipeline import Extract, run_job
from tests.evaluation.frame import Figure, read_rows, set_file
from warehouse.place import place_of

_SET = "stories_allsides"
# Within the years of the stored articles, a day when many of them appeared.
_LAST_DAY = date(2019, 6, 5)
_UPKEEP = ("resolve names", "summarize")
_LOADING = ("load", "fold copies", "join stories")


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return the CPU seconds of each step of a run, by database, and the share of upkeep over the rest."""
    parser = argparse.ArgumentParser(prog="run.py batch", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="open")
    parser.add_argument("--stored", type=Path, nargs="+", required=True)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--days", type=int)
    parser.add_argument("--before", type=int, default=0)
    options = parser.parse_args(arguments)
    gc.set_threshold(*SELDOM)  # as the command does
    source = set_file(options.data, _SET, options.split)
    if source is None:
        raise SystemExit(f"no {_SET} in {options.data}")
    figures: list[Figure] = []
    seconds: list[dict[str, float]] = []
    known: dict[str, Outcome] = {}
    with tempfile.TemporaryDirectory() as temporary:
        before, batch = Path(temporary) / "before.jsonl", Path(temporary) / "batch.jsonl"
        _write_batch(before, source, 0, options.before, options.days)
        _write_batch(batch, source, options.before, options.articles, options.days)
        for stored in options.stored:
            count, spent = _measure(
                stored, [before, batch][not options.before :], Path(temporary) / "here", options.articles, known
            )
            seconds.append(spent)
            figures += [_figure(step, "CPU seconds", value, count) for step, value in spent.items()]
            figures.append(_figure("upkeep", "share of the rest", _share(spent), count))
            shutil.rmtree(Path(temporary) / "here")
    if len(seconds) > 1:
        first, last = (sum(each[step] for step in _LOADING) for each in (seconds[0], seconds[-1]))
        figures.append(_figure(", ".join(_LOADING), "last over first", last / first, count))
    return figures


def _write_batch(path: Path, source: Path, first: int, article_count: int, day_count: int | None) -> None:
    """Write the articles as JSON lines; where days are asked for, the dated ones are of these."""
    with path.open("w", encoding="utf-8") as out:
        for number, row in enumerate(itertools.islice(read_rows(source), first, first + article_count)):
            said = {name: row[name] for name in ("url", "title", "text", "published_at", "source")}
            if day_count and said["published_at"]:
                said["published_at"] = (_LAST_DAY - timedelta(days=number % day_count)).isoformat()
            out.write(json.dumps(said) + "\n")


def _measure(
    stored: Path, batches: Sequence[Path], folder: Path, article_count: int, known: dict[str, Outcome]
) -> tuple[int, dict[str, float]]:
    """Return how many articles were stored, and the CPU seconds of the last batch by step and in all."""
    settings = Settings(database=folder / "news.duckdb", extract=ExtractSettings(batch_articles=article_count))
    place = place_of(settings.database)
    place.work.mkdir(parents=True)
    shutil.copy(stored, place.writer)
    spent: dict[str, float] = {}

    async def step(name: str, function: Callable[..., Any], *values: Any) -> Any:
        start = time.process_time()
        try:
            return function(*values)
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - start

    for batch in batches:
        spent.clear()
        with duckdb.connect(str(place.writer), read_only=True) as db:
            count = int(db.sql("select count(*) from articles").fetchall()[0][0])
        job = replace(load_job([batch], settings), around_extraction=_once(known))
        start, workers = time.process_time(), _workers_seconds()
        asyncio.run(run_job(job, settings, Quiet(), step=step))
        whole, workers = time.process_time() - start, _workers_seconds() - workers
    return count, {**spent, "other": whole - sum(spent.values()), "all": whole, "workers beside": workers}


def _workers_seconds() -> float:
    """Return the CPU seconds of the processes that ended so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _once(known: dict[str, Outcome]) -> Callable[[Extract], Extract]:
    """Return what extracts a document the first time only, so that each database is given the same."""

    def around(extract: Extract) -> Extract:
        def extracted(raws: Sequence[RawDocument]) -> list[Outcome]:
            fresh = [raw for raw in raws if raw.raw_id not in known]
            known.update((outcome.raw.raw_id, outcome) for outcome in extract(fresh) if fresh)
            return [known[raw.raw_id] for raw in raws]

        return extracted

    return around


def _share(spent: dict[str, float]) -> float:
    upkeep = sum(spent.get(step, 0.0) for step in _UPKEEP)
    return upkeep / (spent["all"] - upkeep)


def _figure(name: str, what: str, value: float, count: int) -> Figure:
    return Figure(set=name, figure=what, value=value, documents=count)
