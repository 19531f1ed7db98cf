"""Decision trees, grown elsewhere: what all of a forest add to the odds of rows of features.

Three learned judges rest on them: which blocks of a page are its article, which articles tell of one event, which
statements measure the same. All are kept in one form, {"features": names, "trees": [...]} in JSON: a tree is a
number (a leaf, what it adds) or [place in features, limit, low, high], low where the feature is at most the limit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.errors import ForestError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Numbers = NDArray[np.floating[Any]]
_Places = NDArray[np.int32]

# What leaves add is counted in these steps: a sum of integers is the same in any order, whatever rows come along.
_STEPS = 100_000
_MAX_QUESTIONS = 8  # of a tree that is asked by its table, whose answers fit into a byte
# From so many rows on small trees are asked by their tables: 400 trees of 7 questions take 6.9 ms for 10 rows by
# tables and .2 by walking, for 1,000 rows 8 and 11, for 20,000 rows 44 and 240 (November 2026).
_MANY_ROWS = 700
_ROWS_AT_ONCE = 400  # that are walked, so that they stay in the cache: of 2,000 at once they take twice the time


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Table:
    """A small tree as what it adds (in steps) by the number whose bit i says yes to question i."""

    features: Sequence[int]
    limits: Sequence[float]
    outcomes: _Places


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forest:
    """Trees laid end to end, by node: its feature, its limit, and what it adds in steps where it is a leaf.

    `children`: of node n, at 2n + 1 where its feature is at most the limit, else at 2n; a leaf is its own child.
    """

    roots: Ints
    features: Ints
    limits: Numbers
    children: Ints
    is_leaf: NDArray[np.bool_]
    steps: _Places
    is_small: bool  # each tree asks few questions

    def score(self, rows: Numbers) -> Floats:
        """Return what all trees add to the odds of each row, shape (rows, features); nan is above any limit."""
        if self.is_small and len(rows) >= _MANY_ROWS:
            return self._look_up(np.ascontiguousarray(rows.T))
        parts = [self._walk(rows[at : at + _ROWS_AT_ONCE]) for at in range(0, max(1, len(rows)), _ROWS_AT_ONCE)]
        return np.concatenate(parts)

    def _look_up(self, columns: Numbers) -> Floats:
        """Ask all questions of all rows, tree by tree, and read the outcome off its table."""
        added = np.zeros(columns.shape[1], np.int64)
        for tree in _tables_of(self):
            answers = np.zeros(columns.shape[1], np.uint8)
            for place, (feature, limit) in enumerate(zip(tree.features, tree.limits, strict=True)):
                answers |= (columns[feature] <= limit).view(np.uint8) << np.uint8(place)
            added += tree.outcomes[answers]
        return added / _STEPS

    def _walk(self, rows: Numbers) -> Floats:
        """Follow all trees at once, a question a turn."""
        size, width = rows.shape
        count = len(self.roots)
        flat = np.ascontiguousarray(rows).ravel()
        leaves = np.empty(size * count, np.intp)
        # Pairs of row and tree; only those that are not at a leaf go on: trees are deeper than their usual path.
        pairs = np.arange(size * count, dtype=np.intp)
        starts = np.repeat(np.arange(size, dtype=np.intp) * width, count)
        nodes = np.tile(self.roots, size)
        while len(nodes):
            is_leaf = self.is_leaf.take(nodes)
            ended, open_ = is_leaf.nonzero()[0], (~is_leaf).nonzero()[0]
            leaves[pairs.take(ended)] = nodes.take(ended)
            pairs, starts, nodes = pairs.take(open_), starts.take(open_), nodes.take(open_)
            is_low = flat.take(starts + self.features.take(nodes)) <= self.limits.take(nodes)
            nodes = self.children.take(2 * nodes + is_low)
        added = self.steps.take(leaves).reshape(size, count).sum(axis=1, dtype=np.int64)
        return np.asarray(added / _STEPS)


def read_forest(stated: Mapping[str, Any], columns: Sequence[str], dtype: type = np.float64) -> Forest:
    """Return the forest that a parsed JSON file states, for rows of `columns` whose numbers are of `dtype`.

    Raises ForestError where it asks of a feature that is no column.
    """
    unknown = set(stated["features"]) - set(columns)
    if unknown:
        raise ForestError(f"features that are not measured: {', '.join(sorted(unknown))}")
    column_of = [columns.index(name) for name in stated["features"]]
    nodes: list[tuple[int, float, int, int, int]] = []
    roots = [_add(tree, column_of, nodes) for tree in stated["trees"]]
    features, limits, lows, highs, steps = zip(*nodes, strict=True)
    is_leaf = np.array(lows) == np.arange(len(lows))
    questions = np.add.reduceat(~is_leaf, roots)
    return Forest(
        roots=np.array(roots, np.intp),
        features=np.array(features, np.intp),
        limits=np.array(limits, dtype),
        children=np.array([highs, lows], np.intp).T.ravel(),
        is_leaf=is_leaf,
        steps=np.array(steps, np.int32),
        is_small=bool(questions.max() <= _MAX_QUESTIONS),
    )


def _add(node: Any, column_of: Sequence[int], nodes: list[tuple[int, float, int, int, int]]) -> int:
    """Add a node and those under it; return its place."""
    place = len(nodes)
    if not isinstance(node, list):
        nodes.append((0, 0.0, place, place, round(float(node) * _STEPS)))
        return place
    nodes.append((0, 0.0, 0, 0, 0))
    feature, limit, low, high = node
    low_at, high_at = _add(low, column_of, nodes), _add(high, column_of, nodes)
    nodes[place] = (column_of[feature], float(limit), low_at, high_at, 0)
    return place


@lru_cache(maxsize=16)
def _tables_of(forest: Forest) -> tuple[_Table, ...]:
    """Return the tables of the trees of a small forest; made when many rows first come, 60 ms for 400 trees."""
    ends = [*forest.roots[1:].tolist(), len(forest.features)]
    return tuple(_table_of(forest, begin, end) for begin, end in zip(forest.roots.tolist(), ends, strict=True))


def _table_of(forest: Forest, begin: int, end: int) -> _Table:
    """Return the table of the tree whose nodes are from `begin` up to `end`."""
    asked = begin + np.flatnonzero(~forest.is_leaf[begin:end])
    place = np.cumsum(~forest.is_leaf[begin:end]) - 1
    answers = np.arange(1 << len(asked))
    nodes = np.full(len(answers), begin)
    for _ in asked:
        is_low = answers >> np.maximum(place[nodes - begin], 0) & 1
        nodes = forest.children[2 * nodes + is_low]
    return _Table(
        features=forest.features[asked].tolist(),
        limits=forest.limits[asked].tolist(),
        outcomes=forest.steps[nodes],
    )
