"""Trees say the same whether their questions are all asked or followed, and whatever rows come along."""

from typing import Any

import numpy as np
import pytest

from extractors.errors import ForestError
from extractors.native import ways
from extractors.trees import read_forest

COLUMNS = ("days", "rare", "shared", "words")


def grow(random: np.random.Generator, depth: int) -> Any:
    if not depth or random.random() < 0.1:
        return round(random.normal(), 3)
    return [int(random.integers(3)), round(random.random(), 3), grow(random, depth - 1), grow(random, depth - 1)]


def follow(tree: Any, row: np.ndarray) -> float:
    while isinstance(tree, list):
        feature, limit, low, high = tree
        tree = low if row[feature + 1] <= limit else high
    return float(tree)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
@pytest.mark.parametrize("depth", [0, 1, 2, 4, 6])
def test_compiled_trees_say_the_same(depth: int, kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    if ways.compiled is None:
        pytest.skip("nothing is compiled here")
    random = np.random.default_rng(depth)
    trees = [grow(random, depth) for _ in range(20)]
    forest = read_forest({"features": COLUMNS[1:], "trees": trees}, COLUMNS, kind)
    rows = random.random((900, len(COLUMNS))).round(2).astype(kind)  # many are at a limit
    rows[random.random(rows.shape) < 0.1] = random.choice([np.nan, np.inf, -np.inf])
    scores = [forest.score(rows[:count]).tolist() for count in (0, 1, 7, 8, 17, 900)]
    monkeypatch.setattr(ways, "compiled", None)
    assert scores == [forest.score(rows[:count]).tolist() for count in (0, 1, 7, 8, 17, 900)]


@pytest.mark.parametrize("depth", [0, 1, 2, 4, 6])
def test_a_forest_says_what_following_its_trees_says(depth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "compiled", None)
    random = np.random.default_rng(depth)
    rows = random.random((1_500, len(COLUMNS)))
    rows[random.random(rows.shape) < 0.1] = np.nan
    trees = [grow(random, depth) for _ in range(20)]
    forest = read_forest({"features": COLUMNS[1:], "trees": trees}, COLUMNS)
    assert forest.is_small is (depth < 6)
    scores = forest.score(rows)
    assert scores[:100] == pytest.approx([sum(follow(tree, row) for tree in trees) for row in rows[:100]])
    for count in (0, 1, 10, 500):
        assert forest.score(rows[:count]).tolist() == scores[:count].tolist()


def test_a_forest_of_other_features_is_refused() -> None:
    with pytest.raises(ForestError, match="colour"):
        read_forest({"features": ["colour"], "trees": [0.5]}, COLUMNS)
