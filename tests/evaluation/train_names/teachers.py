"""The teachers: spaCy models that label news texts, and whose word vectors the networks read. Needs spaCy."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy

from tests.evaluation.train_names.texts import distinct_texts

UNUSED = ("tagger", "parser", "lemmatizer", "attribute_ruler")


def label(texts: Sequence[Path], teachers: Sequence[str], out: Path, *, documents: int) -> None:
    """Write one row per text with the spans that each teacher sees; goes on behind the rows that are there."""
    wanted = distinct_texts(texts)[:documents]
    with out.open("a+", encoding="utf-8") as file:
        file.seek(0)
        wanted = wanted[sum(1 for _ in file) :]
        pipes = [spacy.load(teacher, disable=list(UNUSED)).pipe(wanted, batch_size=16) for teacher in teachers]
        for text, *read in zip(wanted, *pipes, strict=True):
            labels = [[(name.start_char, name.end_char, name.label_) for name in each.ents] for each in read]
            file.write(json.dumps({"text": text, "labels": labels}, ensure_ascii=False) + "\n")


def teacher_vectors(teacher: str) -> tuple[dict[str, int], Any]:
    """Return the row of each word that a teacher has a vector for, and the rows."""
    vocabulary = spacy.load(teacher, disable=[*UNUSED, "ner"]).vocab
    rows = {vocabulary.strings[key]: int(row) for key, row in vocabulary.vectors.key2row.items()}
    return rows, np.asarray(vocabulary.vectors.data)
