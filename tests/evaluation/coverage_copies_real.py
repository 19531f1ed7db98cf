"""Copies among real articles: the background and the round-ups loaded whole, the pairs labelled by hand scored.

Near pairs should be copies; near and partial ones together should be copies or share a part of running text. The
pairs were picked among what an earlier method found and missed, so the figures are not those of all pairs. An
article's outlet is the domain of its address.
"""

import tempfile
from collections.abc import Collection
from pathlib import Path

from extractors.urls.identity import registrable_domain
from tests.evaluation import coverage
from tests.evaluation.frame import Figure, cpu_clock, read_rows, set_file, write_predictions
from warehouse.connection import transaction
from warehouse.copies.fold import fold_copies

NAME = "copies_real"
LOADED = ("background", "stories_allsides")


def evaluate(folder: Path, split: str, predictions: Path | None) -> list[Figure]:
    """Return the figures; none where the labels or the articles are not in the folder."""
    labels = set_file(folder, NAME, split)
    paths = [path for name in LOADED if (path := set_file(folder, name, split))]
    if labels is None or len(paths) < len(LOADED):
        return []
    rows = {row["id"]: row for path in paths for row in read_rows(path)}
    for row in rows.values():
        row["source"] = registrable_domain(row.get("url") or "") or row.get("source")
    with tempfile.TemporaryDirectory() as scratch, coverage.open_database(Path(scratch)) as db:
        coverage.load_rows(db, list(rows.values()))
        with cpu_clock() as spent, transaction(db):
            fold_copies(db, now=coverage.SEEN_AT)
        _, found = coverage.read_copies(db)
    write_predictions(
        predictions, NAME, [{"a": a, "b": b, "kind": kind} for kind in found for a, b in sorted(found[kind])]
    )
    gold = {coverage.ordered(row["a"], row["b"]): row["label"] for row in read_rows(labels)}
    figures = _figures("near", gold, found["near"], {"copy"})
    figures += _figures("near or partial", gold, found["near"] | found["partial"], {"copy", "partial"})
    counts = {f"{kind} pairs of all articles": len(pairs) for kind, pairs in found.items()}
    counts["articles/s"] = round(len(rows) / spent[0])
    return figures + [
        Figure(set=NAME, figure=name, value=value, documents=len(rows), cpu_seconds=spent[0])
        for name, value in counts.items()
    ]


def _figures(
    name: str, gold: dict[coverage.Pair, str], found: Collection[coverage.Pair], labels: Collection[str]
) -> list[Figure]:
    """Return precision and recall over the labelled pairs, with how many pairs each rests on."""
    named = {pair for pair in gold if pair in found}
    wanted = {pair for pair, label in gold.items() if label in labels}
    precision, recall, _ = coverage.precision_recall_f1(len(named & wanted), len(named), len(wanted))
    return [
        Figure(set=NAME, figure=f"{name}: precision", value=precision, documents=len(named)),
        Figure(set=NAME, figure=f"{name}: recall", value=recall, documents=len(wanted)),
    ]
