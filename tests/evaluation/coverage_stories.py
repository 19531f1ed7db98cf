"""Stories: articles are streamed into an empty database in order of their dates, the stories compared with gold.

AllSides is streamed among the unlabelled background. Scores are those of the clusters that labelled articles stand
in, as `score.py clusters` beside the data computes them. Undated articles come last.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from extractors.ids import content_id
from extractors.records import Article, Extraction, Revision
from tests.evaluation.frame import Figure, cpu_clock, read_rows, set_file, write_predictions
from warehouse.connection import transaction
from warehouse.database import migrate
from warehouse.load import ArticleBatch, load_articles
from warehouse.stories.join import join_stories

STREAMED_AMONG = {"stories_allsides": ("background",), "stories_ecbplus": (), "stories_basil": ()}
SEEN_AT = datetime(2026, 1, 1, tzinfo=UTC)
BATCH_ARTICLES = 1000

Row = dict[str, Any]


def evaluate(folder: Path, split: str, sets: Sequence[str] | None, predictions: Path | None) -> list[Figure]:
    """Return pairwise and B-cubed figures of each story set that is in the folder."""
    figures = []
    for name, companions in STREAMED_AMONG.items():
        path = set_file(folder, name, split)
        if path is None or (sets is not None and name not in sets):
            continue
        rows = list(read_rows(path))
        paths = [found for other in companions if (found := set_file(folder, other, split))]
        streamed = rows + [row for other in paths for row in read_rows(other)]
        stories, seconds = find_stories(streamed)
        write_predictions(
            predictions, name, [{"id": row["id"], "cluster_id": stories[row["id"]]} for row in streamed]
        )
        gold = {row["id"]: row["gold_cluster"] for row in rows if row.get("gold_cluster")}
        figures += [
            Figure(set=name, figure=figure, value=value, documents=len(gold), cpu_seconds=seconds)
            for figure, value in score_clusters(gold, stories).items()
        ]
        dated = {row["id"]: row["gold_cluster"] for row in rows if row["id"] in gold and row.get("published_at")}
        if 0 < len(dated) < len(gold):
            figures += [
                Figure(set=name, figure=f"dated: {figure}", value=value, documents=len(dated))
                for figure, value in score_clusters(dated, stories).items()
                if "F1" in figure
            ]
        speed = len(streamed) / max(seconds, 1e-9)
        figures.append(
            Figure(set=name, figure="articles per CPU second", value=round(speed), documents=len(streamed))
        )
    return figures


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Return the rows as they would come in: by date, the undated last."""
    return sorted(rows, key=lambda row: (row.get("published_at") or "9999", row["id"]))


def find_stories(
    rows: Sequence[Row], order: Callable[[Sequence[Row]], list[Row]] = in_order
) -> tuple[dict[str, str], float]:
    """Return the story of each article, arriving in that order, and the CPU seconds that joining took."""
    total = 0.0
    with duckdb.connect(config={"threads": 1}) as db:
        migrate(db)
        for batch in batches(order(rows)):
            with transaction(db):
                load_articles(db, ArticleBatch(extractions=batch))
                with cpu_clock() as spent:
                    join_stories(db, now=SEEN_AT)
            total += spent[0]
        found = db.execute("select article_id, story_id from story_members").fetchall()
    story_of = dict(found)
    # A round-up has no story: it stands alone.
    return {row["id"]: story_of.get(content_id(row["id"]), row["id"]) for row in rows}, total


def batches(rows: Sequence[Row]) -> Iterator[list[Extraction]]:
    for start in range(0, len(rows), BATCH_ARTICLES):
        yield [as_extraction(row) for row in rows[start : start + BATCH_ARTICLES]]


def as_extraction(row: Row) -> Extraction:
    """Return the row as an article whose extraction is not in question."""
    article_id = content_id(row["id"])
    day = date.fromisoformat(row["published_at"][:10]) if row.get("published_at") else None
    article = Article(
        article_id=article_id, identity_key=row["id"], identity_kind="bytes", canonical_url=None,
        outlet_id=row.get("source") or None, external_id=row["id"], revision_id=article_id, first_seen_at=SEEN_AT,
    )  # fmt: skip
    revision = Revision(
        revision_id=article_id, article_id=article_id, raw_id=row["id"], revision_set="labelled",
        title=row["title"] or None, title_origin=None, text=row["text"], zones=(), authors=(), authors_origin=None,
        language=row.get("lang") or "en", language_confidence=None, published_date=day, published_at=None,
        published_precision=None, published_origin=None, modified_date=None, modified_at=None,
        modified_precision=None, modified_origin=None, verdict="article", verdict_reason=None, is_free=None,
        robots_meta=None, tdm_reservation=None, amp_url=None, print_url=None, word_count=len(row["text"].split()),
        first_seen_at=SEEN_AT,
    )  # fmt: skip
    return Extraction(article=article, revision=revision)


def score_clusters(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, float]:
    """Return pairwise and B-cubed precision, recall and F1 of the labelled articles."""
    sizes, found_sizes = Counter(gold.values()), Counter(found[one] for one in gold)
    both = Counter((cluster, found[one]) for one, cluster in gold.items())
    agreed = pairs_in(both)
    pairwise = (agreed / max(pairs_in(found_sizes), 1), agreed / max(pairs_in(sizes), 1))
    b_cubed = (
        sum(count * count / found_sizes[other] for (_, other), count in both.items()) / len(gold),
        sum(count * count / sizes[cluster] for (cluster, _), count in both.items()) / len(gold),
    )
    figures = {}
    for name, (precision, recall) in (("pairwise", pairwise), ("B-cubed", b_cubed)):
        figures[f"{name} precision"] = precision
        figures[f"{name} recall"] = recall
        figures[f"{name} F1"] = 2 * precision * recall / max(precision + recall, 1e-9)
    return figures


def pairs_in(sizes: Mapping[Hashable, int]) -> int:
    """Return the number of pairs within clusters of these sizes."""
    return sum(size * (size - 1) // 2 for size in sizes.values())
