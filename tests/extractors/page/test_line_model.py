"""The judge of lines: what a small tree says, and that the shipped model fits what is measured."""

import numpy as np
import pytest

from extractors.page.features import FEATURES
from extractors.page.line_model import LineModelError, read_line_model
from flows.page_options import load_line_model

TREE = {"column": [0, 1], "cut": [5.0, 0.5], "lower": [~0, ~1], "upper": [1, ~2], "value": [-2.0, 0.0, 3.0]}
MODEL = {"version": "t", "threshold": 0.5, "depth": 2, "features": ["words", "engine"], "trees": [TREE, TREE]}


@pytest.mark.parametrize(("words", "engine", "raw"), [(5, 1, -4.0), (6, 0.5, 0.0), (6, 0.6, 6.0)])
def test_score_is_the_sum_of_the_leaves(words, engine, raw):
    table = np.zeros((1, len(FEATURES)), dtype=np.float32)
    table[0, FEATURES.index("words")] = words
    table[0, FEATURES.index("engine")] = engine
    assert read_line_model(MODEL).score(table)[0] == pytest.approx(1 / (1 + np.exp(-raw)))


def test_a_model_of_other_columns_is_refused():
    with pytest.raises(LineModelError, match="colour"):
        read_line_model({**MODEL, "features": ["words", "colour"]})


def test_the_shipped_model_scores_what_is_measured():
    scores = load_line_model("lines.json").score(np.zeros((3, len(FEATURES)), dtype=np.float32))
    assert scores.shape == (3,)
    assert ((scores >= 0) & (scores <= 1)).all()
    assert load_line_model("lines.json").score(np.zeros((0, len(FEATURES)), dtype=np.float32)).shape == (0,)
