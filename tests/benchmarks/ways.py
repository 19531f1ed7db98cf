"""What compiled functions spare: CPU of extraction and mentions with and without them, in turn.

    python tests/benchmarks/run.py ways --data FOLDER [--pages N] [--rounds N]

All pages are read once each way before the clock starts. `pages of other results` compares all that each way
finds on a page, to the last bit.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from extractors.native import ways
from flows.lists.settings import Settings
from flows.runs.extraction import WorkerState, extract_document, start_worker
from tests.benchmarks.extraction import _news_rows
from tests.evaluation.extraction import raw_document
from tests.evaluation.frame import Figure


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return the figures of this area."""
    parser = argparse.ArgumentParser(prog="run.py ways")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="open")
    parser.add_argument("--pages", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    if ways.compiled is None:
        sys.exit("nothing is compiled here: python .ci/build_native.py")
    raws = [raw_document(row) for row in _news_rows(options.data, options.split, options.pages)]
    state, compiled = start_worker(Settings()), ways.compiled
    # As words, which the collector of garbage passes over: what is held would cost the way of more objects.
    found = [[repr(_timed(raw, state, way)[1]) for way in (compiled, None)] for raw in raws]
    ratios, spent = [], [0.0, 0.0]
    for number in range(options.rounds):
        seconds = [0.0, 0.0]
        # A way reads all pages before the other one does: what is kept of a page's lines would serve both else.
        for which in (0, 1) if number % 2 else (1, 0):
            seconds[which] = sum(_timed(raw, state, (compiled, None)[which])[0] for raw in raws)
        ratios.append(seconds[0] / seconds[1])
        spent = [sum(pair) for pair in zip(spent, seconds, strict=True)]
    ways.compiled = compiled
    per_page = 1000 / len(raws) / options.rounds
    return [
        _figure("compiled: ms a page", spent[0] * per_page, len(raws)),
        _figure("in Python: ms a page", spent[1] * per_page, len(raws)),
        _figure("compiled over Python, median of rounds", statistics.median(ratios), len(raws)),
        _figure("pages of other results", sum(one != other for one, other in found), len(raws)),
    ]


def _timed(raw: Any, state: WorkerState, way: Any) -> tuple[float, Any]:
    ways.compiled = way
    start = time.process_time()
    found = extract_document(raw, state)
    return time.process_time() - start, found


def _figure(figure: str, value: float, pages: int) -> Figure:
    return Figure(set="warm", figure=figure, value=value, documents=pages)
