"""What the join of stories learns from: candidate pairs of the labelled sets, as the warehouse compares them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zlib import crc32

import duckdb
import numpy as np

from extractors.ids import content_id
from extractors.stories.pairs import pair_features, weigh
from extractors.stories.signatures import sign, term_weights
from extractors.trees import Floats, Ints
from tests.evaluation.coverage_stories import STREAMED_AMONG, Row, batches, in_order
from tests.evaluation.frame import read_rows, set_file
from warehouse.database import migrate
from warehouse.load import ArticleBatch, load_articles
from warehouse.stories.candidates import find_candidates, read_window
from warehouse.stories.model import load_priors
from warehouse.stories.signatures import sign_articles

EPOCH = date(1970, 1, 1).toordinal()
FOLDS = 5


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
    rows = read_stream(folder, split, name)
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


def read_stream(folder: Path, split: str, name: str) -> list[Row]:
    """Return the rows of a set and of those that it is streamed among, in order."""
    rows = [row for each in (name, *STREAMED_AMONG[name]) for row in read_rows(need(folder, each, split))]
    return in_order({row["id"]: row for row in rows}.values())


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
    found: dict[tuple[str, str], None] = {}
    with duckdb.connect() as db:
        migrate(db)
        for batch in batches(rows):
            load_articles(db, ArticleBatch(extractions=batch))
            sign_articles(db, [each.article.article_id for each in batch], load_priors())
            alike = find_candidates(db, read_window(db))
            ids = alike.ids.to_pylist()
            found |= {(ids[a], ids[b]): None for a, b in zip(alike.a, alike.b, strict=True)}
    return sorted(found)


def features_of(rows: list[Row], a: Ints, b: Ints, a_days: Floats, b_days: Floats) -> Floats:
    shares = load_priors()["en"]
    signatures = sign([(row["title"], row["text"]) for row in rows], shares)
    weighed = weigh(signatures, term_weights(signatures.terms, signatures.counts, shares))
    parts = [
        pair_features(weighed, *(column[at : at + 5000] for column in (a, b, a_days, b_days)))
        for at in range(0, len(a), 5000)
    ]
    return np.concatenate(parts)
