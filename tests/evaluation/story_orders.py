"""Whether the order in which articles arrive changes their stories.

python tests/evaluation/story_orders.py --data FOLDER [--split open] [--orders 3]

The AllSides stream comes once in order of its dates, then shuffled. Prints for each order how many stories there
are, how well they fit the labels, and how well all of them, labelled or not, agree with those of the first order.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.evaluation.coverage_stories import Row, find_stories, in_order, score_clusters  # noqa: E402 - path first
from tests.evaluation.story_samples import read_stream  # noqa: E402

STREAM = "stories_allsides"


def shuffled(number: int) -> Callable[[Sequence[Row]], list[Row]]:
    """Return what puts rows into an order of that number; 0 is that of their dates."""
    return lambda rows: Random(number).sample(in_order(rows), len(rows)) if number else in_order(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--split", default="open")
    parser.add_argument("--orders", type=int, default=3)
    options = parser.parse_args()
    rows = read_stream(options.data, options.split, STREAM)
    gold = {row["id"]: row["gold_cluster"] for row in rows if row.get("gold_cluster")}
    first: dict[str, str] = {}
    for number in range(options.orders + 1):
        stories, seconds = find_stories(rows, shuffled(number))
        first = first or stories
        fit, same = score_clusters(gold, stories), score_clusters(first, stories)
        print(
            f"{'order of dates' if number == 0 else f'shuffled, {number}'}: {len(set(stories.values()))} stories,"
            f" labels pairwise F1 {fit['pairwise F1']:.4f} B-cubed F1 {fit['B-cubed F1']:.4f},"
            f" first order pairwise F1 {same['pairwise F1']:.4f} B-cubed F1 {same['B-cubed F1']:.4f},"
            f" {seconds:.0f} CPU s"
        )


if __name__ == "__main__":
    main()
