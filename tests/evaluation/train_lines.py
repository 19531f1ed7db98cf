"""Train the judge of lines from the labelled sets and write it as JSON; needs lightgbm and scikit-learn.

python tests/evaluation/train_lines.py --data FOLDER --out extractors/page/models/lines.json [--best]
    [--measures FILE] [--cross-validate]

A block is an example: it belongs to the article where at least half of its sequences of four words stand in the
gold text. Pages weigh alike, blocks of a page by their words. `--measures` keeps the measured pages in a file, so
that only the first run reads the pages; `--cross-validate` also prints the text F1 over folds of whole domains.
"""

import argparse
import json
import pickle
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from extractors.page.decoding import Decoded, decode  # noqa: E402
from extractors.page.features import FEATURES  # noqa: E402
from extractors.page.html import measure_page  # noqa: E402
from extractors.urls import registrable_domain  # noqa: E402
from tests.evaluation.extraction import SEEN_AT, page_bytes  # noqa: E402
from tests.evaluation.extraction_scores import SEQUENCE_WORDS, WORD, overlap, text_scores  # noqa: E402
from tests.evaluation.frame import read_rows, set_file  # noqa: E402

# News counts most; guides and blogs (wcxb) add variety. trafeval, whose pages have only few segments marked, stays
# a test: with it the text F1 of the news sets over folds of whole domains was .9621, without .9613 (2026-11).
SET_WEIGHTS = {"shub": 1.0, "fundus": 1.0, "fundeval": 1.0, "wcxb_article": 0.5}
NEWS = ("shub", "fundus", "fundeval")
FOLDS = 5
ROUNDS = 250
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 24, "min_child_samples": 30,
    "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0,
    "verbose": -1, "num_threads": 1, "seed": 1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
THRESHOLD = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A measured page: its blocks' words, measures, share in gold and weight."""

    set: str
    domain: str
    gold: str
    texts: list[str]
    table: Any
    shares: list[float]
    weights: list[float]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="open")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--measures", type=Path)
    parser.add_argument("--best", action="store_true", help="for the slower mode")
    parser.add_argument("--cross-validate", action="store_true")
    options = parser.parse_args()
    if options.measures and options.measures.is_file():
        pages = pickle.loads(options.measures.read_bytes())
    else:
        pages = measured_pages(options.data, options.split, is_best=options.best)
        if options.measures:
            options.measures.write_bytes(pickle.dumps(pages))
    if options.cross_validate:
        cross_validate(pages)
    booster = train(pages)
    model = as_json(booster.dump_model(), version=f"lines-2{'-best' if options.best else ''}")
    options.out.parent.mkdir(exist_ok=True)
    options.out.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{options.out}: {len(model['trees'])} trees, {options.out.stat().st_size / 1000:.0f} kB")
    return 0


def measured_pages(folder: Path, split: str, *, is_best: bool) -> list[Page]:
    pages = []
    for name in SET_WEIGHTS:
        path = set_file(folder, name, split)
        rows = [
            row for row in (read_rows(path) if path else ()) if row.get("text") or (row.get("w") and row.get("wo"))
        ]
        pages += [measured_page(name, row, is_best=is_best) for row in rows]
        print(name, len(pages), file=sys.stderr, flush=True)
    return pages


def measured_page(name: str, row: dict[str, Any], *, is_best: bool) -> Page:
    decoded = decode(page_bytes(row), media_type="text/html", charset="utf-8" if row.get("html") else None)
    page = None
    if isinstance(decoded, Decoded):
        page = measure_page(decoded.characters, url=row.get("url"), seen_at=SEEN_AT, is_best=is_best)
    texts = [block.text for block in page.blocks] if page else []
    shares, weights = gold_shares(texts, row["text"])
    return Page(
        set=name,
        domain=(registrable_domain(row.get("url") or "") if row.get("url") else None) or row["domain"],
        gold=row["text"],
        texts=texts,
        table=page.table if page else None,
        shares=shares,
        weights=weights,
    )


def gold_shares(texts: list[str], gold: str) -> tuple[list[float], list[float]]:
    """Return for each block the share of its word sequences that gold has (each used once), and its words."""
    words = WORD.findall(gold)
    left = Counter(tuple(words[at : at + SEQUENCE_WORDS]) for at in range(len(words)))
    lines = {" ".join(WORD.findall(line)) for line in gold.split("\n")}
    shares, weights = [], []
    for text in texts:
        own = WORD.findall(text)
        weights.append(len(own) if len(own) >= SEQUENCE_WORDS else len(own) / 2)
        if len(own) < SEQUENCE_WORDS:
            shares.append(float(bool(own) and " ".join(own) in lines))
            continue
        found = 0
        starts = range(len(own) - SEQUENCE_WORDS + 1)
        for sequence, count in Counter(tuple(own[at : at + SEQUENCE_WORDS]) for at in starts).items():
            used = min(count, left[sequence])
            left[sequence] -= used
            found += used
        shares.append(found / len(starts))
    return shares, weights


def examples(pages: list[Page]) -> tuple[Any, Any, Any]:
    tables, labels, weights = [], [], []
    for page in pages:
        if page.table is None:
            continue
        shares, words = np.array(page.shares), np.array(page.weights)
        size = max(30.0, float((shares * words).sum()))
        tables.append(page.table)
        labels.append(shares > 0.5)
        weights.append(SET_WEIGHTS[page.set] * 100 * words**0.85 / size**0.85 + 1e-3)
    return np.concatenate(tables), np.concatenate(labels).astype(int), np.concatenate(weights)


def train(pages: list[Page]) -> Any:
    import lightgbm

    table, labels, weights = examples(pages)
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(table, labels, weight=weights), ROUNDS)


def cross_validate(pages: list[Page]) -> None:
    from sklearn.model_selection import GroupKFold

    overlaps: dict[str, list[Any]] = {}
    for tried, held in GroupKFold(FOLDS).split(pages, groups=[page.domain for page in pages]):
        booster = train([pages[at] for at in tried])
        for page in (pages[at] for at in held):
            scores = booster.predict(page.table) if page.table is not None else []
            kept = "\n".join(text for text, score in zip(page.texts, scores, strict=True) if score > THRESHOLD)
            overlaps.setdefault(page.set, []).append(overlap(page.gold, kept))
    overlaps["news"] = [each for name in NEWS for each in overlaps.get(name, [])]
    for name, each in overlaps.items():
        figures = " ".join(f"{figure} {value:.4f}" for figure, value in text_scores(each).items())
        print(f"{name}: {figures} over {len(each)} pages", flush=True)


def as_json(dump: dict[str, Any], *, version: str) -> dict[str, Any]:
    """Return the trees with only what scoring needs; numbers at the precision of the measures."""
    trees, depth = [], 0
    for info in dump["tree_info"]:
        tree: dict[str, list[Any]] = {"column": [], "cut": [], "lower": [], "upper": [], "value": []}
        depth = max(depth, _lay_out(info["tree_structure"], tree))
        trees.append(tree)
    used = sorted({column for tree in trees for column in tree["column"]})
    for tree in trees:
        tree["column"] = [used.index(column) for column in tree["column"]]
    names = [FEATURES[column] for column in used]
    return {"version": version, "threshold": THRESHOLD, "depth": depth, "features": names, "trees": trees}


def _lay_out(node: dict[str, Any], tree: dict[str, list[Any]]) -> int:
    """Append a node and what is below it; return its depth."""
    if "leaf_value" in node:
        tree["value"].append(round(node["leaf_value"], 5))
        return 0
    at = len(tree["column"])
    tree["column"].append(node["split_feature"])
    tree["cut"].append(float(f"{node['threshold']:.6g}"))
    tree["lower"].append(0)
    tree["upper"].append(0)
    depths = []
    for side, child in (("lower", node["left_child"]), ("upper", node["right_child"])):
        tree[side][at] = ~len(tree["value"]) if "leaf_value" in child else len(tree["column"])
        depths.append(_lay_out(child, tree))
    return 1 + max(depths)


if __name__ == "__main__":
    sys.exit(main())
