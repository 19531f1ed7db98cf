"""One load against many: whether a database ends as true when the same articles come in parts.

python tests/benchmarks/run.py loads --data FOLDER --stored DATABASE [--articles 1500] [--loads 10]
python tests/benchmarks/run.py loads --data FOLDER --whole [--loads 10]

FOLDER holds the labelled coverage sets. The articles are those that in DATABASE, where they are loaded already,
share words or are of the largest stories, and beside them the first `--labelled` (1000) of the labelled copies.
They are loaded by the run's own steps, names by rules: once at once, once in as many loads of days that follow one
another, once dealt out. With `--whole` they are all of the background corpus, none dealt out: 11,260 articles take
some half an hour. Figures compare each database with the first; `--keep FOLDER` leaves them there.
"""

import argparse
import asyncio
import itertools
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from flows.lists.settings import ExtractSettings, MentionSettings, Settings
from flows.output import Quiet
from flows.runs.load import load_job
from flows.runs.pipeline import run_job
from tests.evaluation.coverage_stories import Row, in_order, score_clusters
from tests.evaluation.frame import Figure, read_rows, set_file

_SETS = ("background", "stories_allsides")
_CHOSEN = (Path(__file__).parent / "loads.sql").read_text(encoding="utf-8")
_COLUMNS = ("id", "url", "title", "text", "published_at", "source")


def benchmark(arguments: list[str]) -> list[Figure]:
    """Return how far pairs, texts and stories of each way agree with those of one load, and its seconds."""
    parser = argparse.ArgumentParser(prog="run.py loads", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="open")
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--stored", type=Path)
    chosen.add_argument("--whole", action="store_true")
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--labelled", type=int, default=1000)
    parser.add_argument("--loads", type=int, default=10)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the databases are to stay")
    options = parser.parse_args(arguments)
    if options.whole:
        rows = _read_sets(options.data, options.split, _SETS[:1])
    else:
        rows = _choose(options.data, options.split, options.stored, options.articles, options.labelled)
    figures: list[Figure] = []
    first: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for name, parts in _ways(rows, options.loads, is_dealt=not options.whole):
            folder = (options.keep or Path(temporary)) / name.replace(" ", "_")
            seconds = _load(parts, folder)
            found = _read(folder / "news.duckdb")
            first = first or found
            figures += [
                Figure(set=name, figure=figure, value=value, documents=len(rows), cpu_seconds=seconds)
                for figure, value in _compare(first, found).items()
            ]
    return figures


def _choose(folder: Path, split: str, stored: Path, article_count: int, labelled_count: int) -> list[Row]:
    """Return the articles in order of their dates, the undated last."""
    with duckdb.connect(str(stored), read_only=True) as db:
        wanted = {key for (key,) in db.execute(_CHOSEN, {"articles": article_count}).fetchall()}
    rows = [row for row in _read_sets(folder, split, _SETS) if row["id"] in wanted]
    copies = set_file(folder, "copies", split)
    if copies is not None:
        rows += itertools.islice(read_rows(copies), labelled_count)
    if not rows:
        raise SystemExit(f"no article of {stored} in {folder}")
    return in_order(rows)


def _read_sets(folder: Path, split: str, names: Sequence[str]) -> list[Row]:
    paths = [path for name in names if (path := set_file(folder, name, split))]
    return in_order([row for path in paths for row in read_rows(path)])


def _ways(rows: Sequence[Row], loads: int, *, is_dealt: bool) -> Iterator[tuple[str, list[Sequence[Row]]]]:
    size = -(-len(rows) // loads)
    yield "one load", [rows]
    yield f"{loads} loads of days", [rows[at : at + size] for at in range(0, len(rows), size)]
    if is_dealt:
        yield f"{loads} loads dealt out", [rows[at::loads] for at in range(loads)]


def _load(parts: Sequence[Sequence[Row]], folder: Path) -> float:
    """Load the parts one after another into a new database; return the CPU seconds of the process that writes."""
    settings = Settings(
        database=folder / "news.duckdb",
        mentions=MentionSettings(mode="rules"),
        extract=ExtractSettings(processes=1),
    )
    folder.mkdir(parents=True)
    start = time.process_time()
    for number, part in enumerate(parts):
        path = folder / f"part{number}.jsonl"
        with path.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps({key: row.get(key) for key in _COLUMNS}) + "\n" for row in part)
        asyncio.run(run_job(load_job([path], settings), settings, Quiet()))
        print(f"{folder.name}: load {number + 1} of {len(parts)} is in", file=sys.stderr, flush=True)
    return time.process_time() - start


def _read(database: Path) -> dict[str, Any]:
    """Return of each article its text, group of copies and story, and the pairs of each kind."""
    with duckdb.connect(str(database), read_only=True) as db:
        pairs = db.execute("select kind, article_a, article_b from copy_pairs").fetchall()
        words = "select articles.article_id, text from articles join revisions using (revision_id)"
        return {
            "words": dict(db.execute(words).fetchall()),
            "texts": dict(db.execute("select article_id, text_id from text_members").fetchall()),
            "stories": dict(db.execute("select article_id, story_id from story_members").fetchall()),
            "near": {(a, b) for kind, a, b in pairs if kind == "near"},
            "partial": {(a, b) for kind, a, b in pairs if kind == "partial"},
        }  # fmt: skip


def _compare(first: dict[str, Any], found: dict[str, Any]) -> dict[str, float | int]:
    values: dict[str, float | int] = {"articles with other words": _differ(first["words"], found["words"])}
    for kind in ("near", "partial"):
        values |= {
            f"{kind} pairs": len(found[kind]),
            f"{kind} pairs only at once": len(first[kind] - found[kind]),
            f"{kind} pairs only here": len(found[kind] - first[kind]),
        }
    for grain in ("texts", "stories"):
        values[grain] = len(set(found[grain].values()))
        alone = {article: found[grain].get(article, article) for article in first[grain]}
        scores = score_clusters(first[grain], alone)
        values |= {f"{grain}: {name}": scores[name] for name in ("pairwise F1", "B-cubed F1")}
    return values


def _differ(first: dict[str, str], found: dict[str, str]) -> int:
    return sum(first.get(key) != found.get(key) for key in first.keys() | found.keys())
