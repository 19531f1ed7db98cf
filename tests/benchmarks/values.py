"""Speed of finding values and quotations, finder by finder, beside the libraries that a user would pick instead.

python tests/benchmarks/run.py values [--data FOLDER] [--articles N] [--peer-articles N] [--json]

The articles are those of the benchmark of names: 600 words each. A peer is measured where it is installed
(quantulum3, price-parser, dateparser, textacy), on fewer articles, as some take seconds. CPU seconds of one
process are counted. A finder's speed leaves out the reading (sentences, numerals), which has its own row.
"""

import argparse
import importlib.util
import itertools
from collections.abc import Callable
from pathlib import Path

from extractors.mentions.finders import MENTION_FINDERS
from extractors.mentions.reading.field import Reading, read_revision
from extractors.mentions.sayings.quotes import find_quotes
from extractors.records import Mention
from tests.benchmarks.mentions import articles_of, speed_of
from tests.benchmarks.values_peers import PEERS, found_in
from tests.evaluation.frame import Figure
from tests.evaluation.mention_rows import revision_of


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return articles a CPU second of the reading, of each finder, of all together, and of the peers."""
    parser = argparse.ArgumentParser(prog="values")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--peer-articles", type=int, default=10)
    options = parser.parse_args(arguments)
    texts = list(itertools.islice(articles_of(options.data), options.articles))
    readings = {text: read(text) for text in texts}
    engines: dict[str, Callable[[str], object]] = {
        "reading": read,
        **{name: on_readings(readings, find) for name, find in MENTION_FINDERS.items()},
        "quotes": on_readings(readings, find_quotes),
        "all, reading included": find_all,
    }
    figures = [figure(name, speed_of(engine, texts), len(texts)) for name, engine in engines.items()]
    few = texts[: options.peer_articles]
    for name, (find, _) in PEERS.items():
        if importlib.util.find_spec(name.replace("-", "_")) is not None:
            figures.append(figure(name, speed_of(peer(find), few), len(few)))
    return figures


def figure(name: str, speed: float, articles: int) -> Figure:
    """Return the row of one engine."""
    return Figure(set="values", figure=f"{name}: articles a CPU second", value=round(speed, 1), documents=articles)


def read(text: str) -> Reading:
    """Return the reading of an article, published on a fixed day."""
    return read_revision(revision_of({"id": "a", "text": text, "doc_date": "2025-06-13"}))[0]


def on_readings(
    readings: dict[str, Reading], find: Callable[[Reading, list[Mention]], object]
) -> Callable[[str], object]:
    """Return the function that runs one finder over a text that is read already."""
    return lambda text: find(readings[text], [])


def find_all(text: str) -> object:
    """Return what all finders find, one after another, each seeing what those before it found."""
    reading = read(text)
    found: list[Mention] = []
    for find in MENTION_FINDERS.values():
        found += find(reading, found)
    return found, find_quotes(reading, found)


def peer(find: Callable[[dict[str, object]], object]) -> Callable[[str], object]:
    """Return the function that runs a peer over a text."""
    return lambda text: found_in(find, {"id": "a", "text": text, "doc_date": "2025-06-13"})
