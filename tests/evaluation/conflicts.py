"""Statements and their groups as the product gives them, against labelled events.

Scored by the score.py that lies beside the data. The shipped weights have seen the open events: figures of groups
there are in sample; `fit_statements.py` prints those of five folds over topics.
"""

from pathlib import Path
from typing import Any

from extractors.statements.compare import compare_story
from flows.lists.lexicon import load_lexicon
from tests.evaluation.fit_statements import figures_of, load_scorer
from tests.evaluation.frame import Figure, cpu_clock, write_predictions
from tests.evaluation.statement_samples import prediction, read_events
from warehouse.statements.model import load_statement_weights


def evaluate(folder: Path, split: str, sets: list[str] | None, predictions: Path | None) -> list[Figure]:
    """Return the figures of the labelled events in the folder."""
    if not (folder / f"conflicts_events.{split}.jsonl").is_file() or (sets and "conflicts" not in sets):
        return []
    with cpu_clock() as finding:
        events = read_events(folder, split, load_lexicon())
    weights = load_statement_weights()
    with cpu_clock() as comparing:
        said = [prediction(event, compare_story(event.statements, weights)[1]) for event in events]
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
    return figures + [figure(f"{name} (in sample on open)", value, comparing[0]) for name, value in same.items()]
