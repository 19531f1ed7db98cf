"""Stories of a real corpus as people judged them: background and AllSides loaded whole, copies folded, stories
joined.

`stories_real` has stories as an earlier version formed them, each member judged to be on their event or not; of
each the story counts that holds most of those on the event now. `missed_merges` has pairs of close stories, on one
event or on two; a pair is joined where the stories that hold most of either are one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb

from extractors.ids import content_id
from tests.evaluation.coverage_stories import SEEN_AT, Row, batches, in_order
from tests.evaluation.frame import Figure, cpu_clock, read_rows, set_file, write_predictions
from warehouse.connection import in_utc, transaction
from warehouse.copies.fold import fold_copies
from warehouse.database import migrate
from warehouse.load import ArticleBatch, load_articles
from warehouse.stories.join import join_stories

_SETS = ("stories_real", "missed_merges")
_CORPUS = ("stories_allsides", "background")


def evaluate(folder: Path, split: str, sets: Sequence[str] | None, predictions: Path | None) -> list[Figure]:
    """Return the figures of the sets that are in the folder with the corpus that they judge."""
    paths = {name: set_file(folder, name, split) for name in (*_SETS, *_CORPUS)}
    wanted = [name for name in _SETS if paths[name] is not None and (sets is None or name in sets)]
    if not wanted or any(paths[name] is None for name in _CORPUS):
        return []
    rows = {row["id"]: row for name in _CORPUS if (path := paths[name]) for row in read_rows(path)}
    stories, seconds = load_whole(list(rows.values()))
    write_predictions(
        predictions, "stories_real", [{"id": one, "cluster_id": stories.get(one)} for one in sorted(rows)]
    )
    figures = []
    for name in wanted:
        labels = list(read_rows(paths[name] or Path()))
        values = _judge_members(labels, stories) if name == "stories_real" else _judge_pairs(labels, stories)
        figures += [
            Figure(set=name, figure=figure, value=value, documents=len(labels), cpu_seconds=seconds)
            for figure, value in values.items()
        ]
    return figures


def load_whole(rows: Sequence[Row]) -> tuple[dict[str, str], float]:
    """Return the story of each article that has one, all loaded at once, and the CPU seconds that joining took."""
    with in_utc(duckdb.connect(config={"threads": 1})) as db:
        migrate(db)
        with transaction(db):
            for batch in batches(in_order(rows)):
                load_articles(db, ArticleBatch(extractions=batch))
        with transaction(db):
            fold_copies(db, now=SEEN_AT)
        with cpu_clock() as spent, transaction(db):
            join_stories(db, now=SEEN_AT)
        found = dict(db.execute("select article_id, story_id from story_members").fetchall())
    return {row["id"]: found[key] for row in rows if (key := content_id(row["id"])) in found}, spent[0]


def _judge_members(labels: Sequence[Row], stories: Mapping[str, str]) -> dict[str, float]:
    values: dict[str, float] = {}
    pure = 0
    for kind in sorted({row["kind"] for row in labels}):
        on_event = kept = members = 0
        for row in labels:
            if row["kind"] != kind:
                continue
            judged = dict(zip(row["story"], row["on_event"], strict=True))
            home = _home((one for one, is_on in judged.items() if is_on), stories)
            there = [one for one in judged if home is not None and stories.get(one) == home]
            right = sum(judged[one] for one in there)
            kept, members, on_event = kept + right, members + len(there), on_event + sum(judged.values())
            pure += right == len(there)
        values[f"{kind}: members on event"] = kept / max(members, 1)
        values[f"{kind}: of those on event still together"] = kept / max(on_event, 1)
    return values | {"stories wholly pure": pure / max(len(labels), 1)}


def _judge_pairs(labels: Sequence[Row], stories: Mapping[str, str]) -> dict[str, float]:
    joined = Counter[int]()
    for row in labels:
        a, b = _home(row["story_a"], stories), _home(row["story_b"], stories)
        joined[row["same_event"]] += a is not None and a == b
    return {
        "pairs on one event": sum(row["same_event"] for row in labels),
        "of these joined": joined[1],
        "pairs on two events joined": joined[0],
    }


def _home(articles: Iterable[str], stories: Mapping[str, str]) -> str | None:
    """Return the story that most of the articles are in; of equals the first by id."""
    counts = Counter(stories[one] for one in articles if one in stories)
    return min(counts, key=lambda story: (-counts[story], story), default=None)
