"""The labelled statements of events as pairs and contrasts to learn from and to score."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from extractors.findings import find_all
from extractors.mentions.names.lexicon import Lexicon
from extractors.records import Statement
from extractors.statements.alike.pairs import pairs_of
from extractors.statements.alike.story import Story, describe_story
from extractors.statements.lapses import compare_lapses
from extractors.statements.offices import contrast_roles, group_roles
from extractors.statements.values import NO_FIGURES
from extractors.statements.verdict_days import read_setting
from extractors.statements.verdicts import contrast_values
from extractors.trees import Floats, Ints
from tests.evaluation.frame import read_rows
from tests.evaluation.mention_rows import revision_of
from warehouse.statements.thresholds import Thresholds

Row = dict[str, Any]
_SHOWN = Thresholds().differs


@dataclass(slots=True, kw_only=True)
class Event:
    """One labelled event: its gold, what is found by kind, and which gold statement each figure is."""

    name: str
    gold: Row
    statements: list[Statement]
    roles: list[Statement]
    lapses: list[Statement]
    story: Story
    gold_of: dict[int, Row] = field(default_factory=dict)

    @property
    def topic(self) -> str:
        """Return what events of one topic share: they are never parted by folds."""
        return self.name.split("_")[1] if "_" in self.name else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of statements of an event: places, features, whether they measure the same, and weight."""

    places: list[tuple[int, int]]
    features: Floats
    is_same: Floats
    weights: Floats


def read_events(folder: Path, split: str, lexicon: Lexicon) -> list[Event]:
    """Return the events of the split with the statements that are found in their texts."""
    articles = {row["id"]: row for row in read_rows(folder / f"conflicts_articles.{split}.jsonl")}
    events = []
    for gold in read_rows(folder / f"conflicts_events.{split}.jsonl"):
        found = [each for name in gold["articles"] for each in _statements(articles[name], lexicon)]
        found.sort(key=lambda each: each.statement_id)
        statements = [each for each in found if each.kind not in NO_FIGURES]
        roles = [each for each in found if each.kind == "role"]
        event = Event(
            name=gold["event"],
            gold=gold,
            statements=statements,
            roles=roles,
            lapses=[each for each in found if each.kind == "lapse"],
            story=describe_story(statements),
        )
        event.gold_of = matched(statements, [articles[name] for name in gold["articles"]])
        events.append(event)
    return events


def _statements(row: Row, lexicon: Lexicon) -> list[Statement]:
    """Return the statements of a labelled article; offsets are those of its text."""
    revision = revision_of({"id": row["id"], "text": row["text"], "lang": row["lang"]})
    if row["published_date"]:
        revision = replace(revision, published_date=date.fromisoformat(row["published_date"][:10]))
    found = find_all(revision, lexicon).statements
    return [replace(each, article_id=row["id"]) for each in found if each.field == "text"]


def matched(statements: Sequence[Statement], articles: Sequence[Row]) -> dict[int, Row]:
    """Return the gold statement that each place is, one to one, the best overlap over the union first."""
    by_article = defaultdict(list)
    for at, each in enumerate(statements):
        by_article[each.article_id].append(at)
    ranked = []
    for article in articles:
        for gold in article["statements"]:
            for at in by_article[article["id"]]:
                start, end = statements[at].span_start, statements[at].span_end
                shared = min(end, gold["end"]) - max(start, gold["start"])
                if shared > 0:
                    ranked.append(
                        (-shared / (max(end, gold["end"]) - min(start, gold["start"])), gold["id"], at, gold)
                    )
    found: dict[int, Row] = {}
    taken: set[str] = set()
    for _, name, at, gold in sorted(ranked, key=lambda each: each[:3]):
        if name not in taken and at not in found:
            taken.add(name)
            found[at] = gold
    return found


def pairs_of_event(event: Event) -> Pairs:
    """Return all pairs of an event's statements of one kind and unit.

    Gold is nearly exhaustive for contradictions only, so a pair with a side outside it counts little, and nothing
    where the values are equal.
    """
    buckets: Mapping[Any, list[int]] = defaultdict(list)
    for at, each in enumerate(event.story.described):
        buckets[each.bucket].append(at)
    pairs, features = pairs_of([(event.story, buckets[bucket]) for bucket in sorted(buckets, key=str)])
    places = [pair for some in pairs for pair in some]
    is_same, weights = zip(*(_label(event, a, b) for a, b in places), strict=True)
    return Pairs(places=places, features=features, is_same=np.array(is_same), weights=np.array(weights))


def _label(event: Event, a: int, b: int) -> tuple[float, float]:
    one, other = event.gold_of.get(a), event.gold_of.get(b)
    if one and other:
        return float(one["group"] == other["group"]), 1.0
    is_unlike = event.story.described[a].key != event.story.described[b].key
    return 0.0, (0.3 if one or other else 0.05) * is_unlike


def thinned(weights: Floats, seed: int) -> Floats:
    """Return the weights with most light rows at 0 and the others heavier: the sums stay, the time does not."""
    chance = np.random.default_rng(seed).random(len(weights))
    kept = np.where(weights < 0.1, 0.04, np.where(weights < 1, 0.2, 1.0))
    return np.where(chance < kept, weights / kept, 0.0)


def folds_of(events: Sequence[Event], count: int = 5) -> Ints:
    """Return the fold of each event, by topic."""
    topics = sorted({event.topic for event in events})
    return np.array([topics.index(event.topic) % count for event in events])


def prediction(event: Event, groups: Sequence[Any]) -> Row:
    """Return what is said of an event in the form of the scorer."""
    grouped = [(event.statements, group) for group in groups]
    grouped += [(event.roles, group) for group in group_roles(event.roles)]
    return {
        "event": event.name,
        "statements": [
            *(_statement_row(each.statement, each.key) for each in event.story.described),
            *(_statement_row(each) for each in (*event.roles, *event.lapses)),
        ],
        "groups": [
            {"id": number, "statements": [own[at].statement_id for value in group.values for at in value]}
            for number, (own, group) in enumerate(grouped)
        ],
        "contrasts": [],
        "quotes": [],
    }


# What the scorer calls our verdicts.
_VERDICTS = {
    "differs": "conflict",
    "stale": "scope_or_time",
    "other_scope_or_time": "scope_or_time",
    "compatible": "scope_or_time",
}


def read_days(folder: Path, split: str) -> dict[str, date | None]:
    """Return the days of publication of the documents, None where unknown."""
    return {
        row["id"]: date.fromisoformat(row["published_date"][:10]) if row["published_date"] else None
        for row in read_rows(folder / f"conflicts_articles.{split}.jsonl")
    }


def contrasts_of(
    event: Event, groups: Sequence[Any], days: Mapping[str, date | None], least: float = _SHOWN
) -> list[Row]:
    """Return the contrasts of so much confidence that the rules find in the groups, in the form of the scorer."""
    setting = read_setting(event.story, days, least=least)
    said = [
        (number, event.statements, contrast_values(setting, group.values)) for number, group in enumerate(groups)
    ]
    for number, group in enumerate(group_roles(event.roles), len(groups)):
        said.append((number, event.roles, contrast_roles(event.roles, group)))
    timed = [*event.statements, *event.lapses]
    own_days = {each.article_id: days.get(each.article_id) for each in timed}
    for number, (_, contrasts) in enumerate(compare_lapses(timed, own_days), len(said)):
        said.append((number, timed, contrasts))
    return [
        {
            "a": [own[at].statement_id for at in each.first], "b": [own[at].statement_id for at in each.second],
            "verdict": _VERDICTS.get(each.verdict, each.verdict), "score": 1, "group": number,
        }
        for number, own, contrasts in said
        for each in contrasts
    ]  # fmt: skip


_TYPES = {
    "money": "MONEY",
    "percent": "PERCENT",
    "duration": "DURATION",
    "date": "DATE",
    "time": "DATE",
    "score": "TEXT",
    "role": "ROLE",
    "lapse": "DATE",
}


def _statement_row(each: Statement, key: str | None = None) -> Row:
    """Return a statement in the form of the scorer; a date as its story reads it, which is `key`."""
    value: Row = {}
    if each.kind in ("date", "time"):
        value["date"] = key if each.kind == "date" else each.value_text
    elif each.amount is not None and each.kind != "lapse":
        value["number"] = float(each.amount)
    return {
        "id": each.statement_id, "article": each.article_id, "start": each.span_start, "end": each.span_end,
        "surface": each.surface, "type": _TYPES.get(each.kind, "QUANTITY"), "value": value,
    }  # fmt: skip


def write_rows(path: Path, rows: Sequence[Row]) -> None:
    """Write the rows as JSON lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
