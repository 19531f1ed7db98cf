"""Statements and their groups as the product gives them, against labelled events.

Scored by the score.py that lies beside the data. The shipped weights have seen the open events: figures of groups
there are in sample; `fit_statements.py` prints those of five folds over topics.
"""

import json
from collections.abc import Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from extractors.findings import find_all
from extractors.statements.compare import StatementWeights, compare_story
from extractors.statements.pairs import describe_story
from extractors.statements.utterances import compare_quotations, read_quotation
from extractors.statements.verdicts import contrast_values, read_setting
from flows.lists.lexicon import load_lexicon
from tests.evaluation.fit_statements import figures_of, load_scorer
from tests.evaluation.frame import Figure, cpu_clock, read_rows, write_predictions
from tests.evaluation.mention_rows import revision_of
from tests.evaluation.statement_samples import Event, prediction, read_events
from warehouse.statements.model import load_statement_weights

# What the scorer calls our verdicts.
_VERDICTS = {"differs": "conflict", "stale": "scope_or_time", "other_scope_or_time": "scope_or_time"}


def evaluate(folder: Path, split: str, sets: list[str] | None, predictions: Path | None) -> list[Figure]:
    """Return the figures of the labelled events in the folder."""
    if not (folder / f"conflicts_events.{split}.jsonl").is_file() or (sets and "conflicts" not in sets):
        return []
    with cpu_clock() as finding:
        events = read_events(folder, split, load_lexicon())
    weights = load_statement_weights()
    with cpu_clock() as comparing:
        days = _read_days(folder, split)
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
    kinds = ("MONEY", "PERCENT", "QUANTITY", "DURATION", "DATE")
    figures += [figure(f"{kind.lower()}: value right", found[kind]["value_right"]) for kind in kinds]
    same = figures_of(grouped)
    figures += [figure(f"{name} (in sample on open)", value, comparing[0]) for name, value in same.items()]
    quoted = scorer.quotes(gold, _quote_pairs(folder, split))
    figures += [
        figure(f"one utterance, {kind}: pair F1 (thresholds set on open)", quoted[kind]["f1"])
        for kind in ("all", "in other words")
    ]
    judged = scorer.conflicts(gold, by_event)
    names = ("conflict contrasts", "alarms", "precision (strict)", "precision, differs (strict)", "recall figures")
    return figures + [figure(f"differs: {name} (groups in sample)", judged[name]) for name in names]


def _said(event: Event, weights: StatementWeights, days: Mapping[str, date | None]) -> dict[str, Any]:
    """Return what the product says of an event: its statements, groups and contrasts."""
    ordered, groups = compare_story(event.statements, weights)
    said = prediction(event, groups)
    setting = read_setting(describe_story(ordered), days)
    for number, group in enumerate(groups):
        for each in contrast_values(setting, group.values):
            sides = [[ordered[at].statement_id for at in side] for side in (each.first, each.second)]
            verdict = _VERDICTS.get(each.verdict, each.verdict)
            said["contrasts"].append(
                {"a": sides[0], "b": sides[1], "verdict": verdict, "score": 1, "group": number}
            )
    return said


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


def _read_days(folder: Path, split: str) -> dict[str, date | None]:
    """Return the days of publication of the documents, None where unknown."""
    lines = (folder / f"conflicts_articles.{split}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return {
        row["id"]: date.fromisoformat(row["published_date"][:10]) if row["published_date"] else None
        for row in rows
    }
