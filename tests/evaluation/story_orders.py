"""Whether the order in which articles arrive changes their stories.

python tests/evaluation/story_orders.py --data FOLDER [--split open] [--orders 3] [--loads 10]

The AllSides stream comes once in order of its dates, then shuffled; with --loads, once in one load, then in as
many, of days that follow one another and of articles dealt out. Prints for each order how many stories there are,
how well they fit the labels, and how well all of them, labelled or not, agree with those of the first order.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

import duckdb

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from extractors.ids import content_id  # noqa: E402 - the path comes first
from tests.evaluation.coverage_stories import (  # noqa: E402
    SEEN_AT,
    Row,
    batches,
    find_stories,
    in_order,
    score_clusters,
)
from tests.evaluation.frame import cpu_clock  # noqa: E402
from tests.evaluation.story_samples import read_stream  # noqa: E402
from warehouse.connection import transaction  # noqa: E402
from warehouse.database import migrate  # noqa: E402
from warehouse.load import ArticleBatch, load_articles  # noqa: E402
from warehouse.stories.join import join_stories  # noqa: E402

STREAM = "stories_allsides"
Found = tuple[dict[str, str], float]


def shuffled(number: int) -> Callable[[Sequence[Row]], list[Row]]:
    """Return what puts rows into an order of that number."""
    return lambda rows: Random(number).sample(in_order(rows), len(rows))


def in_loads(rows: Sequence[Row], loads: Sequence[Sequence[Row]]) -> Found:
    """Return the story of each article, each load stored whole before it is joined, and CPU seconds of joining."""
    spent_seconds = 0.0
    with duckdb.connect(config={"threads": 1}) as db:
        migrate(db)
        for load in loads:
            with transaction(db):
                for batch in batches(load):
                    load_articles(db, ArticleBatch(extractions=batch))
                with cpu_clock() as spent:
                    join_stories(db, now=SEEN_AT)
            spent_seconds += spent[0]
        found = db.execute("select article_id, story_id from story_members").fetchall()
    story_of = dict(found)
    return {row["id"]: story_of.get(content_id(row["id"]), row["id"]) for row in rows}, spent_seconds


def arrivals(rows: Sequence[Row], orders: int, loads: int) -> Iterator[tuple[str, Callable[[], Found]]]:
    """Yield the ways in which the rows may come, each by its name."""
    dated = in_order(rows)
    if loads:
        size = -(-len(rows) // loads)
        yield "one load", lambda: in_loads(rows, [dated])
        yield (
            f"{loads} loads of days",
            lambda: in_loads(rows, [dated[at : at + size] for at in range(0, len(rows), size)]),
        )
        yield f"{loads} loads dealt out", lambda: in_loads(rows, [dated[at::loads] for at in range(loads)])
        return
    yield "order of dates", lambda: find_stories(rows)
    for number in range(1, orders + 1):
        yield f"shuffled, {number}", partial(find_stories, rows, shuffled(number))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--split", default="open")
    parser.add_argument("--orders", type=int, default=3)
    parser.add_argument("--loads", type=int, default=0, help="one load beside as many, instead of orders")
    options = parser.parse_args()
    rows = read_stream(options.data, options.split, STREAM)
    gold = {row["id"]: row["gold_cluster"] for row in rows if row.get("gold_cluster")}
    first: dict[str, str] = {}
    for name, find in arrivals(rows, options.orders, options.loads):
        stories, seconds = find()
        first = first or stories
        fit, same = score_clusters(gold, stories), score_clusters(first, stories)
        print(
            f"{name}: {len(set(stories.values()))} stories,"
            f" labels pairwise F1 {fit['pairwise F1']:.4f} B-cubed F1 {fit['B-cubed F1']:.4f},"
            f" first order pairwise F1 {same['pairwise F1']:.4f} B-cubed F1 {same['B-cubed F1']:.4f},"
            f" {seconds:.0f} CPU s",
            flush=True,
        )


if __name__ == "__main__":
    main()
