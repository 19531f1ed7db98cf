"""Decision trees, grown elsewhere: what each adds to the odds of rows of features."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

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


def read_tree(stated: Any, features: Sequence[str]) -> Tree:
    """Return the tree of nested questions: [feature, limit, low, high], or a number for a leaf."""
    nodes: list[tuple[int, float, int, int, float]] = []

    def add(node: Any) -> int:
        place = len(nodes)
        nodes.append((-1, 0.0, 0, 0, 0.0))
        if isinstance(node, list):
            feature, limit, low, high = node
            nodes[place] = (features.index(feature), float(limit), add(low), add(high), 0.0)
        else:
            nodes[place] = (-1, 0.0, 0, 0, float(node))
        return place

    add(stated)
    columns = list(zip(*nodes, strict=True))
    return Tree(
        features=np.array(columns[0], np.int64),
        limits=np.array(columns[1]),
        lows=np.array(columns[2], np.int64),
        highs=np.array(columns[3], np.int64),
        values=np.array(columns[4]),
    )


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
