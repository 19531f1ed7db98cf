"""Trees say the same whether their questions are all asked or followed."""

import numpy as np
import pytest

from extractors.stories.pairs import FEATURES
from extractors.trees import Tree, ask_tree, descend, read_tree


def grow(random: np.random.Generator, depth: int) -> object:
    if not depth or random.random() < 0.1:
        return round(random.normal(), 3)
    feature = str(random.choice(["days", "rare", "shared"]))
    return [feature, round(random.random(), 3), grow(random, depth - 1), grow(random, depth - 1)]


@pytest.mark.parametrize("depth", [0, 1, 2, 3, 5])
def test_a_tree_says_what_following_it_says(depth: int) -> None:
    random = np.random.default_rng(depth)
    columns = random.random((40, 300))
    columns[random.random(columns.shape) < 0.1] = np.nan
    for _ in range(20):
        tree: Tree = read_tree(grow(random, depth), FEATURES)
        assert ask_tree(tree, columns) == pytest.approx(np.broadcast_to(descend(tree, columns, 0), 300), abs=0)
