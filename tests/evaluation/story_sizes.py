"""Whether stories hold together whatever their size: labelled stories are small, so their articles are cloned.

python tests/evaluation/story_sizes.py --data FOLDER [--split open]

Every labelled article comes k times: links between clones of two articles score as theirs, with noise, and those
between clones of one article as pairs on one event do. Each article keeps the strongest of its links, as many as
the warehouse looks up. Fifty times only a fifth of the stories comes. Prints how well the shipped join groups
them, without the rule for templates; only the change with k says anything, as the join has learned from the same
articles.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from extractors.stories.agglomeration import group  # noqa: E402
from extractors.stories.context import as_odds  # noqa: E402 - the path comes first
from extractors.stories.lookup import CANDIDATES, UNDATED_CANDIDATES  # noqa: E402
from extractors.stories.scores import StoryWeights, as_probability, score_links, score_pairs  # noqa: E402
from extractors.trees import Floats, Ints  # noqa: E402
from tests.evaluation.coverage_stories import STREAMED_AMONG, score_clusters  # noqa: E402
from tests.evaluation.story_samples import Sample, read_sample  # noqa: E402
from warehouse.stories.model import load_story_model  # noqa: E402

CLONES = (1, 3, 6, 10)
MANY_CLONES = 50  # of a fifth of the stories: links grow by the square
NOISE = 1.0  # standard deviation of the log odds


def score_clones(sample: Sample, weights: StoryWeights, clones: int) -> dict[str, float]:
    """Return the figures of the labelled articles, each there so many times."""
    gold = np.array([cluster or "" for cluster in sample.gold])
    known = np.flatnonzero(gold != "")
    a, b, scores = clone_links(sample, score_pairs(sample.features, weights), clones)
    days = np.repeat(sample.days, clones)
    kept = strongest(a, b, scores, days)
    a, b, scores = a[kept], b[kept], scores[kept]
    final = score_links(a, b, scores, days, weights)
    links = dict(zip(zip(a.tolist(), b.tolist(), strict=True), final.tolist(), strict=True))
    groups = group(links, len(days), weights.threshold, days.tolist())
    story_of = {str(node): str(number) for number, nodes in enumerate(groups) for node in nodes}
    nodes = [node for article in known.tolist() for node in range(article * clones, (article + 1) * clones)]
    return score_clusters({str(node): gold[node // clones] for node in nodes}, story_of)


def take_fifth(sample: Sample) -> Sample:
    """Return the labelled articles of one fold of the stories and the pairs of them."""
    taken = np.flatnonzero((sample.folds == 0) & np.array([bool(cluster) for cluster in sample.gold]))
    place = np.full(len(sample.ids), -1)
    place[taken] = np.arange(len(taken))
    used = (place[sample.a] >= 0) & (place[sample.b] >= 0)
    return replace(
        sample,
        ids=tuple(sample.ids[row] for row in taken),
        gold=tuple(sample.gold[row] for row in taken),
        days=sample.days[taken],
        a=place[sample.a[used]],
        b=place[sample.b[used]],
        features=sample.features[used],
        is_labelled=sample.is_labelled[used],
        is_same=sample.is_same[used],
    )


def clone_links(sample: Sample, scores: Floats, clones: int) -> tuple[Ints, Ints, Floats]:
    """Return the links between the clones of labelled articles; article i has the nodes from i * clones on."""
    random = np.random.default_rng(9)
    used = sample.is_labelled > 0
    a, b, odds = sample.a[used], sample.b[used], as_odds(scores[used])
    same = odds[sample.is_same[used] > 0]
    known = np.flatnonzero([bool(cluster) for cluster in sample.gold])
    parts = []
    for one in range(clones):
        for other in range(clones):
            noise = random.normal(0, NOISE, len(a)) if one or other else 0.0
            parts.append((a * clones + one, b * clones + other, odds + noise))
            if one < other:
                parts.append((known * clones + one, known * clones + other, random.choice(same, len(known))))
    left, right, drawn = (np.concatenate(column) for column in zip(*parts, strict=True))
    return left, right, as_probability(drawn)


def strongest(a: Ints, b: Ints, scores: Floats, days: Floats) -> NDArray[np.int64]:
    """Return the links that are among the strongest of either article."""
    source, link = np.concatenate([a, b]), np.tile(np.arange(len(a)), 2)
    order = np.lexsort((-np.tile(scores, 2), source))
    source, link = source[order], link[order]
    rank = np.arange(len(source)) - np.searchsorted(source, source)
    return np.unique(link[rank < np.where(np.isnan(days[source]), UNDATED_CANDIDATES, CANDIDATES)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--split", default="open")
    options = parser.parse_args()
    weights = load_story_model().weights
    for name in STREAMED_AMONG:
        sample = read_sample(options.data, options.split, name)
        for clones in (*CLONES, MANY_CLONES):
            figures = score_clones(take_fifth(sample) if clones == MANY_CLONES else sample, weights, clones)
            shown = " ".join(f"{key} {figures[f'B-cubed {key}']:.3f}" for key in ("precision", "recall", "F1"))
            print(f"{name}, each article {clones} times: B-cubed {shown}", flush=True)


if __name__ == "__main__":
    main()
