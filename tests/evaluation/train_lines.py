"""Train the judges of lines from the labelled sets and write them as JSON; needs lightgbm and scikit-learn.

python tests/evaluation/train_lines.py --data FOLDER --out seeds/models
    [--measures FILE] [--cross-validate]

A block is an example: it belongs to the article where at least half of its sequences of four words stand in the
gold text. Pages weigh alike, blocks of a page by their words. The pages of trafeval have only some segments
marked; what the other blocks of these pages are is said by a teacher, a model of the slower mode trained on the
labelled sets alone (worth .0014 of text F1 over folds of whole domains; 2026-11). `--measures` keeps the measured
pages in a file, so that only the first run reads them; `--cross-validate` also prints the text F1 over folds of
whole domains, with a teacher of its own in each fold.

On 2026-11-22, over five folds: news .9685 (shub .978, fundus .968, fundeval .951; trafilatura alone .9546, page by
page .0137 less with a standard error of .0031), wcxb .946, trafeval segments .9405 (trafilatura .9208). The slower
mode, the fast one's judge averaged with others, of which one sees the slow readings: news .9684, wcxb .948,
segments .940. The quick judge knows Resiliparse's reading alone and decides where it is sure (`MOST_DOUBT`).
The slower mode's readings (trafilatura with fallbacks and with care, readability) gain nothing on news, nor did
jusText, boilerpy3 or readability-lxml; without the mean of several judges they lost .0014.
"""

import argparse
import json
import pickle
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from extractors.page.body.agreement import SLOW_OTHERS, may_belong  # noqa: E402
from extractors.page.body.line_model import COLUMNS, WORDS_AT, doubt  # noqa: E402
from extractors.page.body.second_look import look_again  # noqa: E402
from extractors.page.html import COLUMN  # noqa: E402
from tests.evaluation.extraction_scores import overlap, segment_counts, segment_f1, text_scores  # noqa: E402
from tests.evaluation.line_pages import Page, measured_pages  # noqa: E402

# News counts most; guides and blogs (wcxb) add variety, and so does what the teacher says of trafeval.
SET_WEIGHTS = {"shub": 1.0, "fundus": 1.0, "fundeval": 1.0, "wcxb_article": 0.5, "trafeval": 0.5}
NEWS = ("shub", "fundus", "fundeval")
MODES = {"quick": "lines_quick.json", "fast": "lines.json", "best": "lines_best.json"}
# Where more words are in doubt, as a share of those kept, trafilatura is asked. Over two folds of domains, 1,548
# pages (November 2026), text F1 of news, of wcxb, segments F1 of trafeval: where all pages are asked .9647, .9502,
# .9393; above .04 (40 % of pages, 31 % of news) .9648, .9515, .9382; above .05 (32 %, 24 %) .9639, .9513, .9373;
# above .06 (25 %) .9640, .9511, .9360;
# above .1 (15 %) .9640, .9505, .9353; where none is .9661, .9461, .9354.
MOST_DOUBT = 0.05
FOLDS = 5
INNER_FOLDS = 3
ROUNDS = 200
ASKED_SHARES = (0.1, 0.2, 0.3, 0.5)
# Splits at random cuts judge unknown outlets better than the best cuts: text F1 .9665 against .9652 (2026-11).
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.07, "num_leaves": 24, "min_child_samples": 30, "extra_trees": True,
    "feature_fraction": 0.35, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "max_bin": 63,
    "verbose": -1, "num_threads": 1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip


SLOW_COLUMNS = [at for name, at in COLUMN.items() if name.startswith(SLOW_OTHERS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The judged blocks of a page, to learn from."""

    domain: str
    table: Any
    groups: Any
    labels: Any
    weights: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Boosters, averaged, of the first and the second look. Those of the slower mode are more and see more."""

    first: list[Any]
    second: list[Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="open")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--measures", type=Path)
    parser.add_argument("--cross-validate", action="store_true")
    options = parser.parse_args()
    if options.measures and options.measures.is_file():
        pages = pickle.loads(options.measures.read_bytes())
    else:
        pages = measured_pages(options.data, options.split, tuple(SET_WEIGHTS))
        if options.measures:
            options.measures.write_bytes(pickle.dumps(pages))
    if options.cross_validate:
        cross_validate(pages)
    judges = train(pages)
    options.out.mkdir(exist_ok=True)
    for mode, name in MODES.items():
        model = {
            "version": f"lines-4{'' if mode == 'fast' else f'-{mode}'}",
            "threshold": 0.5,
            **({"most_doubt": MOST_DOUBT} if mode == "quick" else {}),
            "first": as_json(judges[mode].first),
            "second": as_json(judges[mode].second),
        }
        path = options.out / name
        path.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"{path}: {path.stat().st_size / 1000:.0f} kB")
    return 0


def candidates(table: Any) -> Any:
    """Return which blocks are judged; the others are never kept."""
    names = ("engine", "linked_body", "link_share", "words")
    return may_belong({name: table[:, COLUMN[name]] for name in names})


def example(page: Page, teacher: Any, *, is_quick: bool = False) -> Example:
    """Return a page as rows to learn from; one without gold is labelled by the teacher, who sees all readings."""
    table = page.quick if is_quick else page.table
    at = candidates(table)
    shares, words, sure = page.shares[at], page.weights[at], 1.0
    if page.gold is None:
        told = 1 / (1 + np.exp(-_score([teacher], page.table[at])))
        shares, sure = np.where(np.isnan(shares), told, shares), np.abs(2 * told - 1)
    size = max(30.0, float((shares * words).sum()))
    return Example(
        domain=page.domain,
        table=table[at],
        groups=page.groups[at],
        labels=(shares > 0.5).astype(int),
        weights=SET_WEIGHTS[page.set] * 100 * words**0.85 / size**0.85 * sure + 1e-3,
    )


def without_slow(seen: Example) -> Example:
    """Return the example as the fast mode measures it."""
    table = seen.table.copy()
    table[:, SLOW_COLUMNS] = 0
    return replace(seen, table=table)


def train(pages: Sequence[Page]) -> dict[str, Judge]:
    """Return a judge for each mode."""
    teacher = _fit([example(page, None) for page in pages if page.gold], 1)
    examples = [example(page, teacher) for page in pages]
    fast, looked = look_twice(examples)
    fast_looked = [without_slow(each) for each in looked]
    more = [*(_fit(fast_looked, seed) for seed in (2, 3)), _fit(looked, 4)]
    quick, _ = look_twice([example(page, teacher, is_quick=True) for page in pages])
    return {"quick": quick, "fast": fast, "best": Judge(first=fast.first, second=[*fast.second, *more])}


def look_twice(examples: Sequence[Example]) -> tuple[Judge, list[Example]]:
    """Return a judge without slow readings, and what its second trees learned from with them.

    The second trees learn from scores of domains that the first did not see.
    """
    from sklearn.model_selection import GroupKFold

    fast = [without_slow(each) for each in examples]
    looked: list[Example] = []
    for tried, held in GroupKFold(INNER_FOLDS).split(fast, groups=[each.domain for each in fast]):
        first = [_fit([fast[at] for at in tried], 1)]
        looked += [replace(examples[at], table=second_table(examples[at], first)) for at in held]
    judge = Judge(first=[_fit(fast, 1)], second=[_fit([without_slow(each) for each in looked], 1)])
    return judge, looked


def second_table(seen: Example, first: Sequence[Any]) -> Any:
    scores = _score(first, without_slow(seen).table)
    return np.concatenate([seen.table, look_again(scores, seen.table[:, WORDS_AT], seen.groups)], axis=1)


def _fit(examples: Sequence[Example], seed: int) -> Any:
    import lightgbm

    labels = np.concatenate([each.labels for each in examples])
    weights = np.concatenate([each.weights for each in examples])
    table = np.concatenate([each.table for each in examples])
    seen = lightgbm.Dataset(table, labels, weight=weights, params=PARAMETERS)
    return lightgbm.train({**PARAMETERS, "seed": seed}, seen, ROUNDS)


def _score(boosters: Sequence[Any], table: Any) -> Any:
    if not len(table):
        return np.zeros(0)
    return np.mean([booster.predict(table, raw_score=True) for booster in boosters], axis=0)


def odds_of(page: Page, mode: str, judge: Judge) -> Any:
    """Return the odds that a judge gives each block of a page; those of blocks not judged are minus infinity."""
    seen = example(replace(page, gold=page.gold or ""), None, is_quick=mode == "quick")
    seen = seen if mode == "best" else without_slow(seen)
    odds = np.full(len(page.texts), -np.inf)
    odds[candidates(page.quick if mode == "quick" else page.table)] = _score(
        judge.second, second_table(seen, judge.first)
    )
    return odds


def doubt_of(page: Page, odds: Any) -> float:
    """Return the doubt about a page as the product reckons it."""
    return doubt(1 / (1 + np.exp(-odds)), page.quick[:, COLUMN["words"]])


def cross_validate(pages: list[Page]) -> None:
    """Print the scores of each mode, each page judged by models that saw no page of its domain.

    Then those of the quick judge with ever more pages, the most doubtful first, left to the fast one.
    """
    from sklearn.model_selection import GroupKFold

    odds: dict[str, list[tuple[Page, Any]]] = {mode: [] for mode in MODES}
    for tried, held in GroupKFold(FOLDS).split(pages, groups=[page.domain for page in pages]):
        judges = train([pages[at] for at in tried])
        for mode in MODES:
            odds[mode] += [(pages[at], odds_of(pages[at], mode, judges[mode])) for at in held]
    for mode in MODES:
        print_scores(mode, odds[mode])
    doubts = np.array([doubt_of(page, each) for page, each in odds["quick"]])
    for share in ASKED_SHARES:
        most = float(np.quantile(doubts, 1 - share))
        mixed = [
            fast if own > most else quick
            for quick, fast, own in zip(odds["quick"], odds["fast"], doubts, strict=True)
        ]
        print_scores(f"asked of {share:.0%}, above {most:.4f},", mixed)


def print_scores(label: str, odds: Sequence[tuple[Page, Any]]) -> None:
    """Print text F1 by set, or F1 of the marked segments, of what the odds keep."""
    overlaps: dict[str, list[Any]] = {}
    segments: list[tuple[int, int, int]] = []
    for page, each in odds:
        text = "\n".join(line for line, own in zip(page.texts, each, strict=True) if own > 0)
        if not page.gold:
            segments.append(segment_counts(page.wanted, page.unwanted, text))
            continue
        for name in (page.set, *(["news"] if page.set in NEWS else [])):
            overlaps.setdefault(name, []).append(overlap(page.gold, text))
    print(f"{label} trafeval: segments F1 {segment_f1(segments):.4f} over {len(segments)} pages")
    for name, found in sorted(overlaps.items()):
        figures = " ".join(f"{figure} {value:.4f}" for figure, value in text_scores(found).items())
        print(f"{label} {name}: {figures} over {len(found)} pages", flush=True)


def as_json(boosters: Sequence[Any]) -> dict[str, Any]:
    """Return the trees with only what scoring needs; numbers at the precision of the measures.

    The leaves of averaged boosters are divided by their number, so that the sum of all trees is the mean.
    """
    trees = [
        _nested(info["tree_structure"], 1 / len(boosters))
        for booster in boosters
        for info in booster.dump_model()["tree_info"]
    ]
    used = sorted({column for tree in trees for column in _asked(tree)})
    return {"features": [COLUMNS[column] for column in used], "trees": [_renumbered(tree, used) for tree in trees]}


def _nested(node: dict[str, Any], part: float) -> Any:
    """Return a node of LightGBM and what is below it as [column, limit, low, high], or its value."""
    if "leaf_value" in node:
        return round(node["leaf_value"] * part, 5)
    low, high = (_nested(node[side], part) for side in ("left_child", "right_child"))
    return [node["split_feature"], float(f"{node['threshold']:.6g}"), low, high]


def _asked(node: Any) -> Iterator[int]:
    """Yield the columns that a tree asks of."""
    if isinstance(node, list):
        yield node[0]
        yield from _asked(node[2])
        yield from _asked(node[3])


def _renumbered(node: Any, used: Sequence[int]) -> Any:
    """Return the tree with places in `used` for its columns."""
    if not isinstance(node, list):
        return node
    return [used.index(node[0]), node[1], _renumbered(node[2], used), _renumbered(node[3], used)]


if __name__ == "__main__":
    sys.exit(main())
