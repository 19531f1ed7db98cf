"""Where the CPU of extraction and mentions goes: ms a page by part, each without the parts that it calls.

    python tests/benchmarks/run.py parts --data FOLDER [--pages N] [--rounds N]

Pages come from the news sets of the labelled data. All are read once before the clock starts; of the rounds the
median is shown, which other work on the machine disturbs least. `page` and `findings` are what no part has. Where
PYTHONDONTWRITEBYTECODE is set, the start is that of a program that is compiled each time.
"""

import argparse
import functools
import importlib
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractors.records import RawDocument
from flows.lists.settings import Settings
from flows.runs.extraction import WorkerState, extract_document, start_worker
from tests.benchmarks.extraction import _news_rows
from tests.evaluation.extraction import raw_document
from tests.evaluation.frame import Figure

# Part: the names by which its functions are called, module:name or module:class.name.
PARTS: dict[str, tuple[str, ...]] = {
    "page": ("extractors.page.extract:extract_article",),
    "findings": ("extractors.findings:find_all",),
    "decode": ("extractors.page.extract:decode",),
    "parse": ("extractors.page.html:parse_page",),
    "waiting text": ("extractors.page.html:unfold",),
    "walk to blocks": ("extractors.page.html:read_blocks",),
    "metadata": ("extractors.page.html:read_metadata", "extractors.page.html:read_statements"),
    "trafilatura": ("extractors.page.body.engines:_engine_text",),
    "resiliparse": ("extractors.page.html:read_quickly",),
    "features": ("extractors.page.html:Measures", "extractors.page.body.features:Measures.table"),
    "votes": ("extractors.page.body.features:count_votes", "extractors.page.body.features:measure_votes"),
    "line model": ("extractors.page.body.line_model:LineModel.score",),
    "teasers, choice": ("extractors.page.html:find_teasers", "extractors.page.html:choose"),
    "pieces": ("extractors.page.html:write_pieces", "extractors.page.html:shape_of"),
    "verdict": ("extractors.page.extract:judge",),
    "language": ("extractors.page.extract:detect_language",),
    "revision": ("extractors.page.extract:make_extraction",),
    "sentences": ("extractors.findings:read_revision",),
    "names": ("extractors.mentions.finders:find_entities",),
    "tagger": ("extractors.mentions.names.tagger:Tagger.__call__",),
    "word vectors": ("extractors.mentions.names.tagger:Network.embed",),
    "convolutions": (
        "extractors.mentions.names.tagger:Network.convolve",
        "extractors.mentions.names.tagger:Network._first_layer",
    ),
    "quotes": ("extractors.mentions.finders:find_quotes",),
    "statements": ("extractors.findings:find_statements",),
}
_FINDERS = "extractors.mentions.finders:MENTION_FINDERS"


@dataclass(slots=True)
class Clock:
    """CPU seconds by part; `open`: what the parts that are at work have spent in others."""

    seconds: dict[str, float] = field(default_factory=dict)
    open: list[float] = field(default_factory=list)

    def timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, which adds its time to the part."""

        @functools.wraps(function)
        def call(*arguments: Any, **named: Any) -> Any:
            self.open.append(0.0)
            start = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                whole = time.process_time() - start
                self.seconds[part] = self.seconds.get(part, 0.0) + whole - self.open.pop()
                if self.open:
                    self.open[-1] += whole

        return call


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return the figures of this area."""
    parser = argparse.ArgumentParser(prog="run.py parts")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="open")
    parser.add_argument("--pages", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    began = time.process_time()
    raws = [raw_document(row) for row in _news_rows(options.data, options.split, options.pages)]
    reading = time.process_time() - began
    state = start_worker(Settings())
    first = _spent(raws, state)
    fresh = time.process_time() - reading
    rounds = []
    for _ in range(options.rounds):
        with clocked() as clock:
            whole = _spent(raws, state)
        rounds.append(clock.seconds | {"all": whole})
    parts = {part: statistics.median(each.get(part, 0.0) for each in rounds) for part in rounds[0]}
    ranked = sorted(parts, key=lambda part: -parts[part])
    return [
        _figure("all, with the start of the process", fresh, len(raws)),
        _figure("all, met first", first, len(raws)),
        *(_figure(part, parts[part], len(raws)) for part in ranked),
    ]


def _spent(raws: list[RawDocument], state: WorkerState) -> float:
    start = time.process_time()
    for raw in raws:
        extract_document(raw, state)
    return time.process_time() - start


def _figure(part: str, seconds: float, pages: int) -> Figure:
    return Figure(set="warm", figure=f"{part}: ms a page", value=seconds / pages * 1000, documents=pages)


@contextmanager
def clocked() -> Iterator[Clock]:
    """Put a clock around all parts as long as the block runs."""
    clock, before = Clock(), []
    for part, names in PARTS.items():
        for name in names:
            owner, attribute = _owner_of(name)
            before.append((owner, attribute, getattr(owner, attribute)))
            setattr(owner, attribute, clock.timed(part, getattr(owner, attribute)))
    module, table = _owner_of(_FINDERS)
    finders = getattr(module, table)
    kept = dict(finders)
    finders.update({kind: clock.timed("values, dates, credits", find) for kind, find in kept.items()})
    try:
        yield clock
    finally:
        finders.update(kept)
        for owner, attribute, function in before:
            setattr(owner, attribute, function)


def _owner_of(name: str) -> tuple[Any, str]:
    module, _, path = name.partition(":")
    *outer, attribute = path.split(".")
    owner = importlib.import_module(module)
    for each in outer:
        owner = getattr(owner, each)
    return owner, attribute
