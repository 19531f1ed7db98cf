"""What a scheduled run costs: 200 feeds polled on loopback, with 30 new articles among them and with none.

The first run makes the database and finds nothing; the others find one, as all further ones of a schedule do.

    python tests/benchmarks/run.py scheduled --data FOLDER [--feeds N] [--articles N]

Pages come from the news sets of the labelled data. CPU seconds are those of `cuttings run` and all that it starts,
from the command to the published copy; the server of the feeds is this process and not counted.
"""

import argparse
import compileall
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb

from tests.benchmarks.whole_way import ROOT, SETS
from tests.evaluation.frame import Figure, read_rows, set_file
from tests.flows.site import Answer, Routes, feed, item, rss, serve
from warehouse.place import place_of


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return CPU and wall seconds of both runs."""
    parser = argparse.ArgumentParser(prog="run.py scheduled")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="open")
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--articles", type=int, default=30)
    options = parser.parse_args(arguments)
    paths = [path for name in SETS if (path := set_file(options.data, name, options.split))]
    pages = [row["html"] for path in paths for row in read_rows(path) if row.get("html")]
    pages = pages[:: max(1, len(pages) // options.articles)][: options.articles]
    # As an installed program has them: compiled once.
    for name in ("flows", "extractors", "warehouse"):
        compileall.compile_dir(ROOT / name, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder), pages, options.feeds)


def _measure(folder: Path, pages: list[str], feed_count: int) -> list[Figure]:
    with serve({}) as site:
        listed = (
            f'[[source]]\nname = "{number}"\nurl = "{site.origin}/feed/{number}"\n' for number in range(feed_count)
        )
        (folder / "sources.toml").write_text("".join(listed), encoding="utf-8")
        environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if name not in ("PREFECT_API_URL", "PYTHONDONTWRITEBYTECODE")
            },
            "CUTTINGS_FETCH_HOST_INTERVAL_SECONDS": "0",
            "CUTTINGS_FETCH_ALLOWED_ADDRESSES": site.address,
            "CUTTINGS_SOURCES": str(folder / "sources.toml"),
        }
        database = folder / "news.duckdb"
        command = [sys.executable, "-m", "flows.cli", "run", "--database", str(database), "--json"]
        figures = []
        for announced, what in (([], ", new database"), (pages, ""), (pages, ", none of them new")):
            site.routes |= _routes(site.origin, announced, feed_count)
            if place_of(database).writer.exists():
                with duckdb.connect(str(place_of(database).writer)) as db:
                    db.execute("update sources set next_poll_at = now()")
            label = f"{feed_count} feeds, {len(announced)} articles{what}"
            figures += _run(command, environment, label, len(announced))
    return figures


def _run(command: list[str], environment: dict[str, str], label: str, count: int) -> list[Figure]:
    before, start = _children(), time.perf_counter()
    code = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=False).returncode
    figures: dict[str, Any] = {
        "CPU seconds": _children() - before,
        "wall seconds": time.perf_counter() - start,
    }
    if code not in (0, 1):
        raise RuntimeError(f"the run ended with exit code {code}")
    return [Figure(set=label, figure=name, value=value, documents=count) for name, value in figures.items()]


def _routes(origin: str, pages: list[str], feed_count: int) -> Routes:
    routes: Routes = {}
    for number in range(feed_count):
        items = [item(f"{origin}/page/{number}", f"Story {number}")] if number < len(pages) else []
        routes[f"/feed/{number}"] = feed(rss(*items))
    for number, page in enumerate(pages):
        routes[f"/page/{number}"] = Answer(page, headers={"Content-Type": "text/html; charset=utf-8"})
    return routes


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
