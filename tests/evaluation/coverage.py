"""Copies and stories on labelled sets: pairs of copies (near, partial), groups of near copies, stories.

A set goes the whole way through a database in memory, in batches in the order of its days, as articles arrive in
life. Articles without a date are seen on the day of the load, as any other.
"""

import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import combinations, product
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from extractors.ids import content_id
from tests.evaluation.frame import Figure, cpu_clock, read_rows, set_file, write_predictions
from warehouse.connection import in_utc, transaction
from warehouse.copies.fold import fold_copies
from warehouse.database import migrate

SEEN_AT = datetime(2026, 1, 1, tzinfo=UTC)
Pair = tuple[str, str]


def evaluate(folder: Path, split: str, sets: list[str] | None, predictions: Path | None) -> list[Figure]:
    """Return the figures of copies, and those of stories where that part is there."""
    figures: list[Figure] = []
    articles = set_file(folder, "copies", split)
    if articles is not None and (sets is None or "copies" in sets):
        figures += evaluate_copies(articles, folder / f"copies_pairs.{split}.jsonl", predictions)
    if sets is None or "copies_real" in sets:
        from tests.evaluation import coverage_copies_real

        figures += coverage_copies_real.evaluate(folder, split, predictions)
    try:
        from tests.evaluation import coverage_real, coverage_stories
    except ImportError:
        return figures
    figures += coverage_stories.evaluate(folder, split, sets, predictions)
    return figures + coverage_real.evaluate(folder, split, sets, predictions)


def evaluate_copies(articles: Path, pairs: Path, predictions: Path | None) -> list[Figure]:
    """Return the figures of the copies."""
    rows = list(read_rows(articles))
    with tempfile.TemporaryDirectory() as scratch, open_database(Path(scratch)) as db:
        load_rows(db, rows)
        with cpu_clock() as spent, transaction(db):
            fold_copies(db, now=SEEN_AT)
        groups, found = read_copies(db)
    write_predictions(
        predictions, "copies", [{"a": a, "b": b, "kind": kind} for kind in found for a, b in sorted(found[kind])]
    )
    gold: dict[str, set[Pair]] = {"near": set(), "partial": set()}
    for row in read_rows(pairs):
        gold[row["gold"]].add(ordered(row["a"], row["b"]))
    count = len(rows)
    figures = []
    for kind, wanted in gold.items():
        values = precision_recall_f1(len(wanted & found[kind]), len(found[kind]), len(wanted))
        names = (f"{kind} pairs {name}" for name in ("precision", "recall", "F1"))
        figures += [_figure("copies", name, value, count) for name, value in zip(names, values, strict=True)]
    clusters = {row["id"]: row["gold_cluster"] for row in rows if row.get("gold_cluster")}
    figures += cluster_figures("copies", "groups", clusters, groups)
    speed = count / spent[0]
    return [
        *figures,
        Figure(set="copies", figure="articles/s", value=speed, documents=count, cpu_seconds=spent[0]),
    ]


def open_database(scratch: Path) -> duckdb.DuckDBPyConnection:
    """Return an empty database on disk, migrated, that works on one core."""
    db = in_utc(duckdb.connect(scratch / "coverage.duckdb", config={"threads": 1}))
    migrate(db)
    return db


def load_rows(
    db: duckdb.DuckDBPyConnection, rows: Sequence[Mapping[str, Any]], seen_at: datetime = SEEN_AT
) -> None:
    """Put labelled articles into the tables as if they had been extracted; their source is their outlet.

    An article's id is that of the set, so that predictions need no translation.
    """
    days = [_day(row.get("published_at")) for row in rows]
    ids = pa.array([row["id"] for row in rows], pa.string())
    revisions = pa.array([content_id("revision", row["id"]) for row in rows], pa.string())
    seen = pa.array([seen_at] * len(rows), pa.timestamp("us", "UTC"))
    staged = pa.table(
        {
            "article_id": ids,
            "revision_id": revisions,
            "outlet_id": pa.array([row.get("source") or None for row in rows], pa.string()),
            "title": pa.array([row.get("title") or None for row in rows], pa.string()),
            "text": pa.array([row["text"] for row in rows], pa.string()),
            "language": pa.array([row.get("lang") or "en" for row in rows], pa.string()),
            "published_date": pa.array(days, pa.date32()),
            "published_precision": pa.array(["day" if day else None for day in days], pa.string()),
            "word_count": pa.array([len(row["text"].split()) for row in rows], pa.int64()),
            "first_seen_at": seen,
        }
    )
    db.register("staged", staged)
    db.execute("""
        insert into articles by name
        select article_id, article_id as identity_key, 'bytes' as identity_kind, outlet_id,
            article_id as external_id, revision_id, first_seen_at
        from staged
    """)
    db.execute("""
        insert into revisions by name
        select revision_id, article_id, article_id as raw_id, 'labelled' as revision_set, title, text,
            [{'zone': 'body', 'start': 0, 'end': length(text)}] as zones, [] as authors, language,
            published_date, published_precision, 'article' as verdict, word_count, first_seen_at
        from staged
    """)
    db.unregister("staged")


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written[:10]) if written else None


def read_copies(db: duckdb.DuckDBPyConnection) -> tuple[dict[str, str], dict[str, set[Pair]]]:
    """Return the group of each article, and the pairs; those within a group are near, found directly or not.

    Of articles with the same words one stands for all, so its pairs are theirs.
    """
    groups = dict(db.execute("select article_id, text_id from text_members").fetchall())
    by_group: dict[str, list[str]] = {}
    for article_id, text_id in groups.items():
        by_group.setdefault(text_id, []).append(article_id)
    near = {ordered(a, b) for members in by_group.values() for a, b in combinations(members, 2)}
    by_key: dict[int, list[str]] = {}
    for article_id, key in db.execute("select article_id, text_key from fingerprints").fetchall():
        by_key.setdefault(key, []).append(article_id)
    partial: set[Pair] = set()
    for one, other, kind in db.execute("select text_key_a, text_key_b, kind from copy_pairs").fetchall():
        if one != other:
            pairs = {ordered(a, b) for a, b in product(by_key[one], by_key[other])}
            (near if kind == "near" else partial).update(pairs)
    return groups, {"near": near, "partial": partial - near}


def ordered(a: str, b: str) -> Pair:
    """Return the two ids in order."""
    return (a, b) if a < b else (b, a)


def precision_recall_f1(true: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Return precision, recall and F1; 1 where there is nothing to find or nothing was found."""
    precision = true / found if found else 1.0
    recall = true / wanted if wanted else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def cluster_figures(
    name: str, prefix: str, gold: Mapping[str, str], found: Mapping[str, str], cpu_seconds: float | None = None
) -> list[Figure]:
    """Return pairwise and B-cubed F1 over the labelled articles; those that were not placed stand alone."""
    placed = {each: ("found", found[each]) if each in found else ("alone", each) for each in gold}
    wanted_sizes, found_sizes = Counter(gold.values()), Counter(placed.values())
    both = Counter((gold[each], placed[each]) for each in gold)
    true = _pairs_in(both.values())
    pairwise = precision_recall_f1(true, _pairs_in(found_sizes.values()), _pairs_in(wanted_sizes.values()))
    precision = sum(n * n / found_sizes[group] for (_, group), n in both.items()) / len(gold)
    recall = sum(n * n / wanted_sizes[cluster] for (cluster, _), n in both.items()) / len(gold)
    values = {
        "pairwise precision": pairwise[0],
        "pairwise recall": pairwise[1],
        "pairwise F1": pairwise[2],
        "B-cubed F1": 2 * precision * recall / (precision + recall),
    }
    return [_figure(name, f"{prefix} {each}", value, len(gold), cpu_seconds) for each, value in values.items()]


def _pairs_in(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _figure(name: str, figure: str, value: float, documents: int, cpu_seconds: float | None = None) -> Figure:
    return Figure(set=name, figure=figure, value=value, documents=documents, cpu_seconds=cpu_seconds)
