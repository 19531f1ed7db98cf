"""Learn the join of stories on the labelled sets and write `seeds/models/stories.json`.

python tests/evaluation/fit_stories.py --data FOLDER [--split open] [--dry]

Candidates are those that the warehouse finds in the stream. First, trees learn from pairs of labelled articles;
then a logistic regression weighs the score of a link, as trees that never saw its cluster give it, against the
other links of both articles. Prints cross-validated figures (five folds of clusters; of topics in ECB+).
"""

import argparse
import json
import sys
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from extractors.stories.agglomeration import group  # noqa: E402
from extractors.stories.context import CONTEXT, as_odds, link_context  # noqa: E402 - the path comes first
from extractors.stories.pairs import FEATURES  # noqa: E402
from extractors.stories.scores import PAIR_KINDS, StoryWeights, pair_kinds, score_links, score_pairs  # noqa: E402
from extractors.trees import Floats, read_forest  # noqa: E402
from tests.evaluation.coverage_stories import STREAMED_AMONG, score_clusters  # noqa: E402
from tests.evaluation.fit_trees import Stated, fit_logistic, fit_trees  # noqa: E402
from tests.evaluation.story_samples import FOLDS, Sample, read_sample  # noqa: E402
from warehouse.shipped import MODELS  # noqa: E402

TREES, DEPTH = 400, 3
LONE_NEGATIVES = 0.7  # candidates on other events an article, shown as its only link
# Of the links shown by themselves, this part: all of them would hide what the others say (AllSides, five folds,
# stories-4: pairwise F1 .833 with all, .841 with three tenths, .851 with one; November 2026).
LONE_PART = 0.1
VERSION = "stories-4"
THRESHOLDS = (0.25, 0.28, 0.31, 0.34, 0.37, 0.4)


def fit_pairs(samples: list[Sample], held: int | None) -> tuple[float, Stated]:
    """Return intercept and trees fitted on the labelled pairs outside the held fold, with titles and without."""
    features, same, weight = [], [], []
    for each in samples:
        used = (each.is_labelled > 0) & (each.folds[each.a] != held) & (each.folds[each.b] != held)
        loose, selves = each.loose[each.loose_folds != held], each.selves
        for table, target, share in (
            (each.features[used], each.is_same[used], 1.0),
            (each.bare[used], each.is_same[used], 0.3),
            (loose, np.zeros(len(loose)), 0.5),
            (selves, np.ones(len(selves)), 0.1),
        ):
            features.append(table)
            same.append(target)
            weight.append(np.full(len(target), share))
    columns = map(np.concatenate, (features, same, weight))
    return fit_trees(*columns, FEATURES, trees=TREES, depth=DEPTH)


def with_trees(intercept: float, trees: Stated) -> StoryWeights:
    """Return weights that score pairs by themselves only."""
    context = np.zeros((len(PAIR_KINDS), len(CONTEXT) + 1))
    found = read_forest(trees, FEATURES)
    return StoryWeights(version=VERSION, intercept=intercept, trees=found, context=context, threshold=1.0)


def fit_context(
    samples: list[Sample], scores: dict[str, Floats], loose: dict[str, Floats], held: int | None
) -> Floats:
    """Return the weights of the context by kind of pair, fitted outside the held fold.

    Every labelled article has a partner, so that the best link of each is mostly right; in a stream most articles
    have none. So the links are also shown with one article left of every second cluster; and some of them, and
    loose pairs, as the only link of their articles.
    """
    tables: list[list[tuple[Floats, Floats]]] = [[] for _ in PAIR_KINDS]
    for each in samples:
        used = (each.is_labelled > 0) & (each.folds[each.a] != held) & (each.folds[each.b] != held)
        for kept in (np.ones(len(each.a), bool), thin(each, 0), thin(each, 1)):
            a, b = each.a[kept], each.b[kept]
            context = link_context(a, b, scores[each.name][kept], each.days)
            for kind, table in enumerate(tables):
                rows = used[kept] & (pair_kinds(a, b, each.days) == kind)
                table.append((context[rows], each.is_same[kept][rows]))
        random = np.random.default_rng(7).random(len(used))
        apart = used & (each.is_same == 0)
        apart &= random < LONE_NEGATIVES * sum(map(bool, each.gold)) / max(apart.sum(), 1)
        alone = np.concatenate([loose[each.name][each.loose_folds != held], scores[each.name][apart]])
        together = scores[each.name][used & (each.is_same > 0)]
        lonely = show_alone(np.concatenate([alone, together]))
        kept = np.random.default_rng(11).random(len(lonely)) < LONE_PART
        for table in tables:
            table.append((lonely[kept], np.repeat([0.0, 1.0], [len(alone), len(together)])[kept]))
    return np.array([fit_logistic(*map(np.concatenate, zip(*table, strict=True))).round(4) for table in tables])


def show_alone(scores: Floats) -> Floats:
    """Return the context of links of these scores whose articles have no other."""
    first = np.arange(0, 2 * len(scores), 2)
    return link_context(first, first + 1, scores, np.zeros(2 * len(scores)))


def thin(sample: Sample, parity: int) -> NDArray[np.bool_]:
    """Return the links that are left when every second cluster keeps but its first article."""
    left, first = np.ones(len(sample.ids), bool), set()
    for row, cluster in enumerate(sample.gold):
        if cluster and crc32(cluster.encode()) // FOLDS % 2 == parity:
            left[row] = cluster not in first
            first.add(cluster)
    return np.asarray(left[sample.a] & left[sample.b])


def cross_score(samples: list[Sample]) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Return the scores of all pairs and of loose pairs by trees that never saw their cluster."""
    scores = {each.name: np.zeros(len(each.a)) for each in samples}
    loose = {each.name: np.zeros(len(each.loose)) for each in samples}
    for fold in range(FOLDS):
        weights = with_trees(*fit_pairs(samples, fold))
        for each in samples:
            held = each.folds[each.a] == fold
            scores[each.name][held] = score_pairs(each.features[held], weights)
            held = each.loose_folds == fold
            loose[each.name][held] = score_pairs(each.loose[held], weights)
    return scores, loose


def cross_context(samples: list[Sample], scores: dict[str, Floats], loose: dict[str, Floats]) -> dict[str, Floats]:
    """Return the scores of all links among the others, by weights that never saw their cluster."""
    final = {each.name: np.zeros(len(each.a)) for each in samples}
    for fold in range(FOLDS):
        weights = StoryWeights(
            version=VERSION,
            intercept=0.0,
            trees=(),
            context=fit_context(samples, scores, loose, fold),
            threshold=0.0,
        )
        for each in samples:
            held = each.folds[each.a] == fold
            final[each.name][held] = score_links(each.a, each.b, scores[each.name], each.days, weights)[held]
    return final


def group_scores(sample: Sample, scores: Floats, threshold: float) -> dict[str, float]:
    kept = scores >= 0.01
    links = dict(
        zip(zip(sample.a[kept].tolist(), sample.b[kept].tolist(), strict=True), scores[kept].tolist(), strict=True)
    )
    found = group(links, len(sample.ids), threshold, sample.days.tolist())
    story = {sample.ids[node]: str(nodes[0]) for nodes in found for node in nodes}
    gold = {one: cluster for one, cluster in zip(sample.ids, sample.gold, strict=True) if cluster}
    return score_clusters(gold, story)


def print_pairs(samples: list[Sample], scores: dict[str, Floats]) -> None:
    """Print how many pairs on one event are candidates, and the log loss of all scores a pair on one event."""
    for each in samples:
        sizes = np.unique([cluster for cluster in each.gold if cluster], return_counts=True)[1]
        known = each.is_labelled > 0
        same, odds = each.is_same[known], as_odds(scores[each.name][known])
        loss = np.log1p(np.exp(np.where(same > 0, -odds, odds))).sum() / same.sum()
        recall = same.sum() / (sizes * (sizes - 1) // 2).sum()
        print(f"{each.name}: {len(each.a)} pairs, recall of candidates {recall:.4f}, log loss {loss:.4f}")


def choose_threshold(samples: list[Sample], alone: dict[str, Floats], final: dict[str, Floats]) -> float:
    """Print the figures at each threshold; return the best by all F1 together."""
    sums = {}
    for threshold in THRESHOLDS:
        for label, scores in (("alone", alone), ("context", final)):
            figures = {each.name: group_scores(each, scores[each.name], threshold) for each in samples}
            for name, values in figures.items():
                print(threshold, label, name, {key: round(value, 4) for key, value in values.items()})
        sums[threshold] = sum(value for values in figures.values() for key, value in values.items() if "F1" in key)
    return max(sums, key=lambda threshold: sums[threshold])


def write_weights(intercept: float, trees: Stated, context: Floats, threshold: float) -> None:
    """Write the file that ships, a tree a line."""
    names = ("intercept", *CONTEXT)
    stated = {
        "version": VERSION,
        "threshold": threshold,
        "context": {
            kind: dict(zip(names, map(float, row), strict=True))
            for kind, row in zip(PAIR_KINDS, context, strict=True)
        },
        "intercept": intercept,
    }
    lines = ",\n".join(f"   {json.dumps(tree)}" for tree in trees["trees"])
    forest = f'{{\n  "features": {json.dumps(trees["features"])},\n  "trees": [\n{lines}\n  ]\n }}'
    text = json.dumps(stated, indent=1).removesuffix("\n}") + f',\n "trees": {forest}\n}}\n'
    (MODELS / "stories.json").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--split", default="open")
    parser.add_argument("--dry", action="store_true", help="print the figures, write nothing")
    options = parser.parse_args()
    samples = [read_sample(options.data, options.split, name) for name in STREAMED_AMONG]
    alone, loose = cross_score(samples)
    print_pairs(samples, alone)
    final = cross_context(samples, alone, loose)
    threshold = choose_threshold(samples, alone, final)
    print("threshold", threshold)
    if not options.dry:
        write_weights(*fit_pairs(samples, None), fit_context(samples, alone, loose, None), threshold)


if __name__ == "__main__":
    main()
