"""Decision trees, grown elsewhere: what each adds to the odds of rows of features."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_MAX_QUESTIONS = 8  # whose answers fit into a byte


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tree:
    """A decision tree as arrays by node, the root first.

    Node i asks whether feature `features[i]` is at most `limits[i]` and goes on to `lows[i]`, else to `highs[i]`;
    a leaf has the feature -1 and adds `values[i]` to the odds.
    """

    features: Ints
    limits: Floats
    lows: Ints
    highs: Ints
    values: Floats


def ask_tree(tree: Tree, columns: Floats) -> Floats:
    """Return what a tree adds to the odds of each row of the columns, shape (features, rows).

    All questions of a small tree are asked of all rows, and the outcome is read off a table of all answers: for
    shallow trees many times faster than to follow each row.
    """
    asked = np.flatnonzero(tree.features >= 0).tolist()
    if len(asked) > _MAX_QUESTIONS:
        return descend(tree, columns, 0)
    answers = np.zeros(columns.shape[1], np.uint8)
    for place, node in enumerate(asked):
        answers |= (columns[tree.features[node]] <= tree.limits[node]).view(np.uint8) << np.uint8(place)
    return _outcomes(tree)[answers]


def descend(tree: Tree, columns: Floats, node: int) -> Floats:
    """Return what a tree adds to the odds of each row, asked from a node on; shape (rows,), of a leaf ()."""
    feature = tree.features[node]
    if feature < 0:
        return np.asarray(tree.values[node])
    low, high = (descend(tree, columns, int(side[node])) for side in (tree.lows, tree.highs))
    return np.where(columns[feature] <= tree.limits[node], low, high)


@lru_cache(maxsize=4096)
def _outcomes(tree: Tree) -> Floats:
    """Return what a tree adds to the odds by the number whose bit i says yes to the i-th question of its nodes."""
    asked = np.flatnonzero(tree.features >= 0)
    place = np.cumsum(tree.features >= 0) - 1
    numbers = np.arange(1 << len(asked))
    nodes = np.zeros(len(numbers), np.int64)
    for _ in asked:
        says_yes = numbers >> place[nodes] & 1 > 0
        onward = np.where(says_yes, tree.lows[nodes], tree.highs[nodes])
        nodes = np.where(tree.features[nodes] >= 0, onward, nodes)
    return np.asarray(tree.values[nodes], np.float64)
