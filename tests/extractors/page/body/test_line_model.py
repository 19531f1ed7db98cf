"""The judge of lines: what a small tree says, and that the shipped model fits what is measured."""

import numpy as np
import pytest

from extractors.errors import ForestError
from extractors.page.body.features import FEATURES
from extractors.page.body.line_model import read_line_model
from extractors.page.body.second_look import GROUPS
from flows.lists.page_options import load_line_model

TREE = [0, 5.0, -2.0, [1, 0.5, 0.0, 3.0]]
FIRST = {"features": ["words", "engine"], "trees": [TREE, TREE]}
LATER = [0, 3.0, -1.0, 2.0]
MODEL = {
    "version": "t",
    "threshold": 0.5,
    "first": FIRST,
    "second": {"features": ["first_at-1"], "trees": [LATER]},
}


@pytest.mark.parametrize(("words", "engine", "raw"), [(5, 1, -4.0), (6, 0.5, 0.0), (6, 0.6, 6.0)])
def test_the_first_score_is_the_sum_of_the_leaves(words, engine, raw):
    table = np.zeros((1, len(FEATURES)), dtype=np.float32)
    table[0, FEATURES.index("words")] = words
    table[0, FEATURES.index("engine")] = engine
    assert read_line_model(MODEL).first.score(table)[0] == pytest.approx(raw)


def test_the_second_look_sees_the_block_before():
    table = np.zeros((2, len(FEATURES)), dtype=np.float32)
    table[0, FEATURES.index("words")] = 6
    table[0, FEATURES.index("engine")] = 1
    scores = read_line_model(MODEL).score(table, np.zeros((2, len(GROUPS)), dtype=np.int64))
    assert scores == pytest.approx([1 / (1 + np.exp(1)), 1 / (1 + np.exp(-2))])


def test_a_model_of_other_columns_is_refused():
    with pytest.raises(ForestError, match="colour"):
        read_line_model({**MODEL, "first": {**FIRST, "features": ["words", "colour"]}})


@pytest.mark.parametrize("name", ["lines_quick.json", "lines.json", "lines_best.json"])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_shipped_model_scores_what_is_measured(name, count):
    table = np.zeros((count, len(FEATURES)), dtype=np.float32)
    scores = load_line_model(name).score(table, np.zeros((count, len(GROUPS)), dtype=np.int64))
    assert scores.shape == (count,)
    assert ((scores >= 0) & (scores <= 1)).all()
