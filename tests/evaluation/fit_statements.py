"""Learn how statements are compared on labelled events and write `seeds/models/statements.json`.

python tests/evaluation/fit_statements.py --data FOLDER [--split open] [--dry]

FOLDER holds conflicts_articles.<split>.jsonl, conflicts_events.<split>.jsonl and their score.py. Trees
learn which pairs of statements measure the same. Prints, by threshold, figures of groups and of verdicts in five
folds over topics; the rules of verdicts were written with these events in sight.
"""

import argparse
import importlib.util
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from extractors.statements.alike.groups import group_statements  # noqa: E402
from extractors.statements.alike.pairs import FEATURES  # noqa: E402
from extractors.statements.compare import Group, Judge, part_unlike, values_of  # noqa: E402 - the path comes first
from extractors.trees import Floats, read_forest  # noqa: E402
from flows.lists.lexicon import load_lexicon  # noqa: E402
from tests.evaluation import fit_trees as trees  # noqa: E402
from tests.evaluation.statement_samples import (  # noqa: E402
    Event,
    Pairs,
    contrasts_of,
    folds_of,
    pairs_of_event,
    prediction,
    read_days,
    read_events,
    thinned,
)
from warehouse.shipped import MODELS  # noqa: E402
from warehouse.statements.thresholds import Thresholds  # noqa: E402

VERSION = "compare-5"
SAME_TREES, SAME_DEPTH = 120, 4
THRESHOLDS = (0.3, 0.35, 0.4, 0.5)
# What is said of verdicts; an alarm is what a reader sees: the contrasts of one group.
VERDICT_FIGURES = (
    "conflict contrasts",
    "precision (strict)",
    "precision, differs (strict)",
    "recall figures",
    "alarms",
    "alarm precision (strict)",
    "false alarms a story (strict)",
)
# Lower ones give better pairs of unlike values in each fold, but more differences that are none: right alarms are
# 9 of 12 at .4 and 9 of 14 at .35; 1,894 real stories showed 20 and 25, two of those five right (November 2026).
TOGETHER = 0.4


def fit_same(pairs: list[Pairs]) -> tuple[float, list[Any]]:
    """Return intercept and trees of the judge of pairs."""
    kept = [thinned(each.weights, seed) for seed, each in enumerate(pairs)]
    rows = [(each.features[w > 0], each.is_same[w > 0], w[w > 0]) for each, w in zip(pairs, kept, strict=True)]
    columns = [np.concatenate(part) for part in zip(*rows, strict=True)]
    return trees.fit_trees(*columns, FEATURES, trees=SAME_TREES, depth=SAME_DEPTH)


def judge_of(fitted: tuple[float, trees.Stated], features: tuple[str, ...]) -> Judge:
    """Return the judge that the fitted trees are."""
    return Judge(intercept=fitted[0], trees=read_forest(fitted[1], features))


def outside_scores(events: Sequence[Event], pairs: Sequence[Pairs]) -> list[Floats]:
    """Return the scores of each event's pairs by judges that have seen no event of its topic: five folds."""
    folds = folds_of(events)
    outside: list[Floats] = [np.zeros(0)] * len(events)
    for fold in sorted(set(folds.tolist())):
        judge = judge_of(fit_same([each for each, of in zip(pairs, folds, strict=True) if of != fold]), FEATURES)
        for at in np.flatnonzero(folds == fold):
            outside[at] = judge.probabilities(pairs[at].features)
    return outside


def said_outside(
    events: Sequence[Event],
    pairs: Sequence[Pairs],
    outside: Sequence[Floats],
    threshold: float,
    days: Mapping[str, date | None],
    least: float = Thresholds().differs,
) -> dict[str, Any]:
    """Return by event what the scores outside of their folds lead to, in the form of the scorer.

    `least` is the confidence from which on values are said to differ.
    """
    said = {}
    for event, each, scores in zip(events, pairs, outside, strict=True):
        groups = groups_of(event, each, scores, threshold)
        said[event.name] = prediction(event, groups) | {"contrasts": contrasts_of(event, groups, days, least)}
    return said


def groups_of(event: Event, pairs: Pairs, scores: Floats, threshold: float) -> list[Group]:
    """Return the groups that the scores of an event's pairs make."""
    links = dict(zip(pairs.places, part_unlike(event.story, pairs.places, scores), strict=True))
    found = group_statements(links, len(event.statements), threshold)
    return [Group(values=values_of(event.story, members)) for members in found if len(members) > 1]


def load_scorer(folder: Path) -> Any:
    """Return the scorer that lies beside the labelled data, as a module."""
    spec = importlib.util.spec_from_file_location("conflict_scorer", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--split", default="open")
    parser.add_argument("--dry", action="store_true", help="print the figures of the folds, write nothing")
    options = parser.parse_args()
    scorer = load_scorer(options.data)
    gold = scorer.load(str(options.data), "conflicts", options.split)
    events = read_events(options.data, options.split, load_lexicon())
    pairs = [pairs_of_event(event) for event in events]
    print(f"{len(events)} events, {sum(len(each.places) for each in pairs):,} pairs")
    outside = outside_scores(events, pairs)
    days = read_days(options.data, options.split)
    for threshold in THRESHOLDS:
        said = said_outside(events, pairs, outside, threshold, days)
        judged = scorer.conflicts(gold, said)
        print(threshold, json.dumps(figures_of(scorer.groups(gold, said))))
        print(" " * 3, json.dumps({name: judged[name] for name in VERDICT_FIGURES}))
    if not options.dry:
        write(fit_same(pairs))


def figures_of(grouped: Any) -> dict[str, float]:
    """Return the figures of groups that matter to a reader."""
    same = grouped["figures, same value"]
    return {
        "same measure, pair F1": grouped["figures"]["f1"],
        "pairs of equal values, precision": same["p"],
        "pairs of equal values, recall": same["r"],
        "pairs of different values, F1": grouped["figures, different values"]["f1"],
        "B-cubed F1": grouped["figures, B-cubed"]["f1"],
    }


def write(same: tuple[float, trees.Stated]) -> None:
    """Write the weights."""
    stated = {"version": VERSION, "together": TOGETHER, "same": {"intercept": same[0], "trees": same[1]}}
    (MODELS / "statements.json").write_text(json.dumps(stated) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
