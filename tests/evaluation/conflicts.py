"""Statements and their groups as the product gives them, against labelled events.

Scored by the score.py that lies beside the data. The shipped weights have seen the open events: figures of groups
there are in sample, and those of five folds over topics stand beside them (a minute of CPU more).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from extractors.findings import find_all
from extractors.statements.compare import Group, StatementWeights, compare_story, values_of
from extractors.statements.utterances import compare_quotations, read_quotation
from flows.lists.lexicon import load_lexicon
from tests.evaluation.fit_statements import (
    TOGETHER,
    VERDICT_FIGURES,
    figures_of,
    load_scorer,
    outside_scores,
    said_outside,
)
from tests.evaluation.frame import Figure, cpu_clock, read_rows, write_predictions
from tests.evaluation.mention_rows import revision_of
from tests.evaluation.statement_samples import (
    Event,
    contrasts_of,
    pairs_of_event,
    prediction,
    read_days,
    read_events,
)
from warehouse.statements.model import load_statement_weights
from warehouse.statements.thresholds import Thresholds

# What is said to differ by default, and where the setting asks for all that may.
_LEAST = {"differs": Thresholds().differs, "differs, perhaps too": 0.0}


def evaluate(folder: Path, split: str, sets: list[str] | None, predictions: Path | None) -> list[Figure]:
    """Return the figures of the labelled events in the folder."""
    if not (folder / f"conflicts_events.{split}.jsonl").is_file() or (sets and "conflicts" not in sets):
        return []
    with cpu_clock() as finding:
        events = read_events(folder, split, load_lexicon())
    weights = load_statement_weights()
    with cpu_clock() as comparing:
        days = read_days(folder, split)
        said = [_said(event, weights, days) for event in events]
    write_predictions(predictions, "conflicts", said)
    scorer = load_scorer(folder)
    gold = scorer.load(str(folder), "conflicts", split)
    by_event = {row["event"]: row for row in said}
    article_count = sum(len(event.gold["articles"]) for event in events)

    def figure(name: str, value: Any, seconds: float | None = None) -> Figure:
        return Figure(set="conflicts", figure=name, value=value, documents=article_count, cpu_seconds=seconds)

    found, grouped = scorer.statements(gold, by_event), scorer.groups(gold, by_event)
    figures = [figure("figures found", found["figures"]["recall"], finding[0])]
    figures.append(figure("roles found", found["ROLE"]["recall"]))
    kinds = ("MONEY", "PERCENT", "QUANTITY", "DURATION", "DATE")
    figures += [figure(f"{kind.lower()}: value right", found[kind]["value_right"]) for kind in kinds]
    same = figures_of(grouped)
    figures += [figure(f"{name} (in sample on open)", value, comparing[0]) for name, value in same.items()]
    quoted = scorer.quotes(gold, _quote_pairs(folder, split))
    figures += [
        figure(f"one utterance, {kind}: pair F1 (thresholds set on open)", quoted[kind]["f1"])
        for kind in ("all", "in other words")
    ]
    if split == "open":
        figures += [figure(f"{name} (five folds)", value) for name, value in _folds(events, days, scorer, gold)]
    judged = scorer.conflicts(gold, by_event)
    figures += [figure(f"differs: {name} (groups in sample)", judged[name]) for name in VERDICT_FIGURES]
    for shown, least in _LEAST.items():
        judged = scorer.conflicts(gold, {event.name: _said_of_gold(event, days, least) for event in events})
        figures += [figure(f"{shown}: {name} (groups of the gold)", judged[name]) for name in VERDICT_FIGURES]
    return figures


def _folds(
    events: Sequence[Event], days: Mapping[str, date | None], scorer: Any, gold: Any
) -> Iterator[tuple[str, Any]]:
    """Yield the figures of groups and verdicts by judges that have not seen the topic."""
    pairs = [pairs_of_event(event) for event in events]
    scores = outside_scores(events, pairs)
    for shown, least in _LEAST.items():
        said = said_outside(events, pairs, scores, TOGETHER, days, least)
        if shown == "differs":
            yield from figures_of(scorer.groups(gold, said)).items()
        judged = scorer.conflicts(gold, said)
        yield from ((f"{shown}: {name}", judged[name]) for name in VERDICT_FIGURES)


def _said(event: Event, weights: StatementWeights, days: Mapping[str, date | None]) -> dict[str, Any]:
    """Return what the product says of an event: its statements, groups and contrasts."""
    _, groups = compare_story(event.statements, weights)
    return prediction(event, groups) | {"contrasts": contrasts_of(event, groups, days)}


def _said_of_gold(event: Event, days: Mapping[str, date | None], least: float) -> dict[str, Any]:
    """Return what the rules say of the groups of the labels: what they would do were grouping right."""
    members: dict[tuple[str, Any], list[int]] = defaultdict(list)
    for at, label in sorted(event.gold_of.items()):
        members[label["group"], event.story.described[at].bucket].append(at)
    groups = [Group(values=values_of(event.story, each)) for each in members.values() if len(each) > 1]
    return prediction(event, groups) | {"contrasts": contrasts_of(event, groups, days, least)}


def _quote_pairs(folder: Path, split: str) -> dict[str, dict[str, Any]]:
    """Return by event the pairs of quotations of two articles that render one utterance."""
    lexicon, quotes = load_lexicon(), {}
    for row in read_rows(folder / f"conflicts_articles.{split}.jsonl"):
        revision = revision_of({"id": row["id"], "text": row["text"], "lang": row["lang"]})
        quotes[row["id"]] = [
            ({"article": row["id"], "start": each.span_start, "end": each.span_end}, read_quotation(each.surface))
            for each in find_all(revision, lexicon).quotes
            if each.field == "text"
        ]
    return {
        event["event"]: {
            "quotes": [
                {"a": place, "b": other_place}
                for one, other in combinations(event["articles"], 2)
                for place, quotation in quotes[one]
                for other_place, other_quotation in quotes[other]
                if compare_quotations(quotation, other_quotation) is not None
            ]
        }
        for event in read_rows(folder / f"conflicts_events.{split}.jsonl")
    }
