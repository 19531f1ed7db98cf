"""Speed, growth and memory of the folding of copies; ratios to datasketch where that package is installed.

python tests/benchmarks/run.py coverage [--data FOLDER] [--split open] [--parts speed,growth]
    [--stored 1000000,5000000] [--scratch FOLDER] [--embedding PYTHON]

speed: the labelled copies of FOLDER, the whole way on one core, against MinHash and LSH with 128 permutations,
and against a MiniLM embedding of some of them where the Python of its environment is given.
growth: batches of 1,000 made-up articles of 240 words, one day each, against so many stored ones at 1,000 a day.
Those of the last fortnight went the whole way too; older ones are rows without a text, because nothing reads it.
"""

import argparse
import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import numpy as np

from tests.benchmarks.embedding_peer import embedding_speed
from tests.evaluation.coverage import (
    SEEN_AT,
    evaluate_copies,
    load_rows,
    open_database,
    ordered,
    precision_recall_f1,
)
from tests.evaluation.frame import Figure, read_rows, set_file
from warehouse.connection import in_utc, transaction
from warehouse.copies.fold import fold_copies

ARTICLES_PER_DAY = 1_000
ARTICLE_WORDS = 240
WARM_DAYS = 15
MEASURED_DAYS = 5
MEMORY_LIMIT = "1GB"
EMBEDDED_TEXTS = 128


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return the figures of the parts asked for."""
    parser = argparse.ArgumentParser(prog="run.py coverage")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--split", default="open")
    parser.add_argument("--parts", default="speed,growth")
    parser.add_argument("--stored", default="1000000,5000000")
    parser.add_argument("--scratch", type=Path)
    parser.add_argument("--embedding", type=Path)
    parser.add_argument("--grow-one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.grow_one is not None:
        print(json.dumps(grow_one(options.grow_one, options.scratch)))
        sys.exit(0)
    parts = options.parts.split(",")
    figures: list[Figure] = []
    if "speed" in parts and options.data is not None:
        figures += speed_figures(options.data, options.split, options.embedding)
    if "growth" in parts:
        figures += growth_figures([int(size) for size in options.stored.split(",")], options.scratch)
    return figures


def speed_figures(folder: Path, split: str, embedding: Path | None) -> list[Figure]:
    """Return articles a second and the ratios to datasketch and to an embedding, in CPU seconds of this run."""
    path = set_file(folder, "copies", split)
    if path is None:
        return []
    pairs = folder / f"copies_pairs.{split}.jsonl"
    wanted = ("articles/s", "near pairs F1")
    figures = [each for each in evaluate_copies(path, pairs, None) if each.figure in wanted]
    ours = float(next(each.value for each in figures if each.figure == "articles/s"))
    rows = list(read_rows(path))
    if embedding is not None:
        texts = [row["text"] for row in rows[:EMBEDDED_TEXTS]]
        speed = embedding_speed(embedding, texts)
        values = {"MiniLM articles/s": speed, "ratio to MiniLM": ours / speed}
        figures += [
            Figure(set="copies", figure=name, value=value, documents=len(texts)) for name, value in values.items()
        ]
    if importlib.util.find_spec("datasketch") is None:
        print("datasketch is not installed: no ratio (pip install datasketch)", file=sys.stderr)
        return figures
    gold = {ordered(row["a"], row["b"]) for row in read_rows(pairs) if row["gold"] == "near"}
    start = time.process_time()
    found = datasketch_pairs(rows)
    speed = len(rows) / (time.process_time() - start)
    peer = {
        "datasketch articles/s": speed,
        "datasketch near pairs F1": precision_recall_f1(len(gold & found), len(found), len(gold))[2],
        "ratio to datasketch": ours / speed,
    }
    return figures + [
        Figure(set="copies", figure=name, value=value, documents=len(rows)) for name, value in peer.items()
    ]


def datasketch_pairs(rows: Sequence[dict[str, Any]]) -> set[tuple[str, str]]:
    """Return the pairs that MinHash and LSH give: 128 permutations, shingles of three words, threshold .5."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=128)
    pairs = set()
    for row in rows:
        words = row["text"].lower().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[at : at + 3]).encode() for at in range(max(len(words) - 2, 1))])
        pairs.update(ordered(row["id"], other) for other in index.query(sketch))
        index.insert(row["id"], sketch)
    return pairs


def growth_figures(sizes: Sequence[int], scratch: Path | None) -> list[Figure]:
    """Return the time of a batch against each size stored, over that against the first, and the memory."""
    figures: list[Figure] = []
    first = 0.0
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            # A process of its own, so that its peak of memory is its own.
            command = [sys.executable, str(Path(__file__).with_name("run.py")), "coverage"]
            command += ["--grow-one", str(size), "--scratch", folder]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
        seconds, megabytes = json.loads(done.stdout)
        first = first or seconds
        values = {"CPU s a batch of 1,000": seconds, "over the first size": seconds / first, "peak MB": megabytes}
        figures += [
            Figure(set=f"{size:,} stored", figure=name, value=value, documents=ARTICLES_PER_DAY)
            for name, value in values.items()
        ]
    return figures


def grow_one(size: int, folder: Path) -> tuple[float, float]:
    """Return the median CPU seconds of a batch against so many stored articles, and the peak memory in MB."""
    with open_database(folder) as db:
        db.execute(f"set memory_limit = '{MEMORY_LIMIT}'")
        today = store_history(db, size - WARM_DAYS * ARTICLES_PER_DAY)
        db.execute("checkpoint")
    config: dict[str, str | bool | int | float | list[str]] = {"threads": 1, "memory_limit": MEMORY_LIMIT}
    with in_utc(duckdb.connect(folder / "coverage.duckdb", config=config)) as db:
        draw = np.random.default_rng(size)
        seconds = []
        texts: list[str] = []
        for day in range(WARM_DAYS + MEASURED_DAYS):
            texts = make_texts(draw, texts)
            put_day(db, texts, today + timedelta(days=day))
            start = time.process_time()
            with transaction(db):
                fold_copies(db, now=SEEN_AT)
            seconds.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return median(seconds[-MEASURED_DAYS:]), peak


def store_history(db: duckdb.DuckDBPyConnection, count: int) -> date:
    """Store articles of the past as if they had been folded; return the day behind the last."""
    first_day = date(2010, 1, 1)
    names = {"per_day": ARTICLES_PER_DAY, "first_day": first_day, "postings": ARTICLE_WORDS // 8}
    db.execute(
        (Path(__file__).with_name("copies_history.sql")).read_text(encoding="utf-8").format(count=count, **names)
    )
    return first_day + timedelta(days=count // ARTICLES_PER_DAY)


def make_texts(draw: np.random.Generator, earlier: Sequence[str]) -> list[str]:
    """Return a day's texts: nine in ten new, one in ten an edited copy of one of the day before."""
    words = np.array([f"w{number:x}" for number in range(20_000)])
    ranks = np.minimum(draw.zipf(1.2, (ARTICLES_PER_DAY, ARTICLE_WORDS)), len(words)) - 1
    mixed = (ranks * 7_919 + draw.integers(0, 400, ranks.shape)) % len(words)
    texts = [" ".join(row) for row in words[mixed]]
    for place in range(0, min(len(earlier), ARTICLES_PER_DAY), 10):
        copied = earlier[place].split()
        copied[100:110] = ["edited", "here"]
        texts[place] = " ".join(copied)
    return texts


def put_day(db: duckdb.DuckDBPyConnection, texts: Sequence[str], day: date) -> None:
    """Load a day's articles, published and seen on it, by a hundred outlets."""
    rows = [
        {
            "id": f"{day}-{number}",
            "published_at": day.isoformat(),
            "title": None,
            "text": text,
            "source": f"outlet {number % 100}",
        }
        for number, text in enumerate(texts)
    ]
    load_rows(db, rows, seen_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
