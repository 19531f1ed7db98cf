"""English news as the English model labels it: names that are written alike in most languages."""

import json
from pathlib import Path

from flows.lists.models import load_model
from tests.evaluation.train_names.texts import distinct_texts

_CLASSES = {"person": "PERSON", "organization": "ORG", "place": "PLACE", "event": "MISC"}
_BEGINNING = 2_500  # code points of each text
_SURE = 0.6  # below it nothing is learned of the words
_SHOWN = {"weight": 0.8, "times": 0.4}


def write_english(texts: list[Path], model: Path, out: Path, *, documents: int) -> None:
    """Write the beginnings of texts with the names that a model finds, and the places of which it is unsure."""
    find = load_model(model, "en", "accurate").find
    with out.open("w", encoding="utf-8") as lines:
        for text in distinct_texts(texts)[:documents]:
            (spans,) = find((text[:_BEGINNING],))
            mentions = [
                {"start": span.start, "end": span.end, "type": _CLASSES[span.kind]}
                for span in spans
                if span.kind in _CLASSES and span.confidence > _SURE
            ]
            unsure = [[span.start, span.end] for span in spans if span.confidence <= _SURE]
            row = {"text": text[:_BEGINNING], "mentions": mentions, "unsure": unsure, **_SHOWN}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
