"""Learn the join of stories on the labelled sets and write `extractors/story_weights.json`.

python tests/evaluation/fit_stories.py --data FOLDER [--split open]

Candidates are those that the warehouse finds in the stream. First, trees learn from pairs of labelled articles;
then a logistic regression weighs the score of a link, as trees that never saw its cluster give it, against the
other links of both articles. Prints cross-validated figures (five folds of clusters; of topics in ECB+).
"""

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zlib import crc32

import duckdb
import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from extractors.ids import content_id  # noqa: E402 - the path comes first
from extractors.stories import sign, term_weights  # noqa: E402
from extractors.story_dates import Floats, Ints  # noqa: E402
from extractors.story_grouping import group  # noqa: E402
from extractors.story_join import FEATURES, pair_features, weigh  # noqa: E402
from extractors.story_scores import (  # noqa: E402
    CONTEXT,
    PAIR_KINDS,
    StoryWeights,
    as_odds,
    link_context,
    pair_kinds,
    score_links,
    score_pairs,
)
from tests.evaluation.coverage_stories import STREAMED_AMONG, Row, batches, in_order, score_clusters  # noqa: E402
from tests.evaluation.fit_trees import fit_logistic, fit_trees  # noqa: E402
from tests.evaluation.frame import read_rows, set_file  # noqa: E402
from warehouse.database import migrate  # noqa: E402
from warehouse.load import ArticleBatch, load_articles  # noqa: E402
from warehouse.story_state import find_candidates, sign_articles  # noqa: E402
from warehouse.story_weights import load_story_model, read_tree  # noqa: E402

EPOCH = date(1970, 1, 1).toordinal()
FOLDS = 5
TREES, DEPTH = 150, 3
LONE_NEGATIVES = 0.7  # candidates on other events an article, shown as its only link
VERSION = "stories-2"
THRESHOLDS = (0.25, 0.28, 0.31, 0.34, 0.37, 0.4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Candidate pairs of a stream: rows of articles, features, gold; `bare` are features of shortened ones."""

    name: str
    ids: tuple[str, ...]
    gold: tuple[str | None, ...]
    days: Floats
    folds: Ints
    a: Ints
    b: Ints
    features: Floats
    bare: Floats
    is_labelled: Ints
    is_same: Floats
    loose: Floats
    loose_folds: Ints
    selves: Floats


def read_sample(folder: Path, split: str, name: str) -> Sample:
    """Return the candidate pairs of one set."""
    rows = [row for each in (name, *STREAMED_AMONG[name]) for row in read_rows(need(folder, each, split))]
    rows = in_order({row["id"]: row for row in rows}.values())
    place = {content_id(row["id"]): index for index, row in enumerate(rows)}
    pairs = np.array([(place[a], place[b]) for a, b in stream_candidates(rows)], np.int64)
    days = days_of(rows)
    gold = [row.get("gold_cluster") or "" for row in rows]
    known = np.array([bool(cluster) for cluster in gold])
    numbers = np.unique(gold, return_inverse=True)[1]
    a, b = pairs.T
    short = [shorten(row) for row in rows]
    loose_a, loose_b, *loose_days = loose_pairs(rows, numbers)
    folds = np.array(
        [crc32((row.get("gold_topic") or row.get("gold_cluster") or row["id"]).encode()) % FOLDS for row in rows]
    )
    return Sample(
        name=name,
        ids=tuple(row["id"] for row in rows),
        gold=tuple(gold),
        days=days,
        folds=folds,
        a=a,
        b=b,
        features=features_of(rows, a, b, days[a], days[b]),
        bare=features_of(short, a, b, days[a], days[b]),
        is_labelled=(known[a] & known[b]).astype(np.int64),
        is_same=(numbers[a] == numbers[b]).astype(float),
        loose=np.concatenate([features_of(table, loose_a, loose_b, *loose_days) for table in (rows, short)]),
        loose_folds=np.concatenate([folds[loose_a]] * 2),
        selves=compare_selves([row for row in rows if row.get("gold_cluster")]),
    )


def shorten(row: Row) -> Row:
    """Return the row as it might also come: three in four without a title, one in three cut to its first lines."""
    number = crc32(row["id"].encode())
    words = row["text"].split(" ")
    return row | {
        "title": row["title"] if number % 4 == 0 else None,
        "text": " ".join(words[: 40 + number % 97]) if number % 3 == 0 else row["text"],
    }


def compare_selves(rows: list[Row]) -> Floats:
    """Return the features of articles beside themselves, whole and shortened: copies are on one event."""
    numbers = np.arange(len(rows))
    days = days_of(rows)
    later = days + np.random.default_rng(3).choice([np.nan, 0.0, 1.0, 2.0], len(rows))
    short = [shorten(row) for row in rows]
    return np.concatenate(
        [
            features_of(rows + short, numbers, numbers + len(rows), days, later),
            features_of(short, numbers, numbers, days, later),
        ]
    )


def loose_pairs(rows: list[Row], clusters: Ints) -> tuple[Ints, Ints, Floats, Floats]:
    """Return pairs of articles on two events, and their days, as an almost empty database compares them.

    Half are taken at random; half have names in common but not the time, and the time is taken away.
    """
    random = np.random.default_rng(5)
    labelled = [row for row in rows if row.get("gold_cluster")]
    place = {content_id(row["id"]): index for index, row in enumerate(rows)}
    alike = stream_candidates([row | {"published_at": None} for row in labelled])
    known = np.array([place[content_id(row["id"])] for row in labelled])
    a = np.concatenate([np.tile(known, 3), [place[one] for one, _ in alike]])
    b = np.concatenate([random.permutation(np.tile(known, 3)), [place[other] for _, other in alike]])
    used = (clusters[a] != clusters[b]) & (
        random.random(len(a))
        < 3 * len(known) / np.where(np.arange(len(a)) < 3 * len(known), 3 * len(known), len(alike))
    )
    gaps = random.choice([np.nan, np.nan, np.nan, 0.0, 1.0, 2.0, 3.0], used.sum())
    known_days = (days := days_of(rows))[~np.isnan(days)]
    drawn = random.choice(known_days, len(gaps)) if len(known_days) else np.full(len(gaps), np.nan)
    left_days = np.where(np.isnan(gaps) & (random.random(len(gaps)) < 0.6), np.nan, drawn)
    return a[used], b[used], left_days, drawn + gaps


def need(folder: Path, name: str, split: str) -> Path:
    path = set_file(folder, name, split)
    if path is None:
        raise SystemExit(f"no {name}.{split} in {folder}")
    return path


def days_of(rows: list[Row]) -> Floats:
    """Return the days of publication, counted from 1970; nan where not known."""
    dates = [each.revision.published_date for batch in batches(rows) for each in batch]
    return np.array([np.nan if day is None else day.toordinal() - EPOCH for day in dates])


def stream_candidates(rows: list[Row]) -> list[tuple[str, str]]:
    """Return the pairs that the warehouse would compare if the rows came in this order."""
    model = load_story_model()
    found: dict[tuple[str, str], None] = {}
    with duckdb.connect() as db:
        migrate(db)
        for batch in batches(rows):
            load_articles(db, ArticleBatch(extractions=batch))
            sign_articles(db, [each.article.article_id for each in batch], model)
            found |= dict.fromkeys(find_candidates(db))
    return sorted(found)


def features_of(rows: list[Row], a: Ints, b: Ints, a_days: Floats, b_days: Floats) -> Floats:
    shares = load_story_model().priors["en"]
    signatures = sign([(row["title"], row["text"]) for row in rows], shares)
    weighed = weigh(signatures, term_weights(signatures.terms, signatures.counts, shares))
    parts = [
        pair_features(weighed, *(column[at : at + 5000] for column in (a, b, a_days, b_days)))
        for at in range(0, len(a), 5000)
    ]
    return np.concatenate(parts)


def fit_pairs(samples: list[Sample], held: int | None) -> StoryWeights:
    """Return trees fitted on the labelled pairs outside the held fold, with titles and without."""
    features, same, weight = [], [], []
    for each in samples:
        used = (each.is_labelled > 0) & (each.folds[each.a] != held) & (each.folds[each.b] != held)
        for table, share in ((each.features, 1.0), (each.bare, 0.3)):
            features.append(table[used])
            same.append(each.is_same[used])
            weight.append(np.full(used.sum(), share))
        used = each.loose_folds != held
        features.append(each.loose[used])
        same.append(np.zeros(used.sum()))
        weight.append(np.full(used.sum(), 0.5))
        features.append(each.selves)
        same.append(np.ones(len(each.selves)))
        weight.append(np.full(len(each.selves), 0.1))
    intercept, trees = fit_trees(
        np.concatenate(features), np.concatenate(same), np.concatenate(weight), FEATURES, trees=TREES, depth=DEPTH
    )
    fitted = StoryWeights(
        version=VERSION,
        intercept=round(intercept, 4),
        trees=tuple(map(read_tree, trees)),
        context=np.zeros((len(PAIR_KINDS), len(CONTEXT) + 1)),
        threshold=0.4,
    )
    STATED[id(fitted)] = trees
    return fitted


STATED: dict[int, list] = {}


def fit_context(
    samples: list[Sample], scores: dict[str, Floats], loose: dict[str, Floats], held: int | None
) -> Floats:
    """Return the weights of the context by kind of pair, fitted outside the held fold.

    Every labelled article has a partner, so that the best link of each is mostly right; in a stream most articles
    have none. So the links are also shown with one article left of every second cluster, and loose pairs by
    themselves.
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
        alone = as_odds(np.concatenate([loose[each.name][each.loose_folds != held], scores[each.name][apart]]))
        together = as_odds(scores[each.name][used & (each.is_same > 0)])
        odds = np.concatenate([alone, together])
        lonely = np.column_stack([odds, np.zeros((len(odds), len(CONTEXT) - 1))])
        for table in tables:
            table.append((lonely, np.repeat([0.0, 1.0], [len(alone), len(together)])))
    return np.array([fit_logistic(*map(np.concatenate, zip(*table, strict=True))).round(4) for table in tables])


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
        weights = fit_pairs(samples, fold)
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--split", default="open")
    options = parser.parse_args()
    samples = [read_sample(options.data, options.split, name) for name in STREAMED_AMONG]
    for each in samples:
        total = sum(
            size * (size - 1) // 2 for size in np.unique([g for g in each.gold if g], return_counts=True)[1]
        )
        print(
            each.name,
            "pairs",
            len(each.a),
            "recall of candidates",
            (each.is_same * each.is_labelled).sum() / total,
        )
    alone, loose = cross_score(samples)
    final = cross_context(samples, alone, loose)
    means = {}
    for threshold in THRESHOLDS:
        for label, scores in (("alone", alone), ("context", final)):
            figures = {each.name: group_scores(each, scores[each.name], threshold) for each in samples}
            for name, values in figures.items():
                print(threshold, label, name, {key: round(value, 4) for key, value in values.items()})
        means[threshold] = sum(
            value for values in figures.values() for key, value in values.items() if "F1" in key
        )
    threshold = max(means, key=lambda value: means[value])
    weights = fit_pairs(samples, None)
    context = fit_context(samples, alone, loose, None)
    stated = {
        "version": VERSION,
        "threshold": threshold,
        "context": {
            kind: dict(zip(("intercept", *CONTEXT), map(float, row), strict=True))
            for kind, row in zip(PAIR_KINDS, context, strict=True)
        },
        "intercept": weights.intercept,
        "trees": STATED[id(weights)],
    }
    print("threshold", threshold)
    target = ROOT / "extractors" / "story_weights.json"
    target.write_text(json.dumps(stated, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
