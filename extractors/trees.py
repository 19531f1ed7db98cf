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
from extractors.native import ways

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Numbers = NDArray[np.floating[Any]]
_Places = NDArray[np.int32]

# What leaves add is counted in these steps: a sum of integers is the same in any order, whatever rows come along.
_STEPS = 100_000
_MOST_LEAVES = 16  # of a tree that is asked all its questions: a bit each, a word for all
# From so many rows on small trees are asked all their questions, 120 trees of 13: 3.4 ms for 100 rows and .8 by
# walking, 4.2 and 6.1 for 700, 40 and 93 for 20,000 (2026-11-28).
_MANY_ROWS = 700
# At once, as each question costs a call: 40,000 rows take 36 ms so, 59 by 4,096; the answers to 255 take 8 MB.
_ROWS_ASKED = 16_384
_ALL_LEAVES, _ONE_LEAF = np.uint16(0xFFFF), np.uint16(1)
_ROWS_AT_ONCE = 400  # that are walked, so that they stay in the cache: of 2,000 at once they take twice the time


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Questions:
    """The questions of all trees, each once; by tree what answers leave of its leaves.

    `asked` are (feature, limit). A tree is the places of its questions there, each with the word whose bits are
    the leaves that are left, the lowest that of "at most" throughout; and what its leaves add, in steps.
    """

    asked: Sequence[tuple[int, Any]]
    trees: Sequence[tuple[Sequence[tuple[int, np.uint16]], _Places]]


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
    is_small: bool  # each tree has few leaves

    def score(self, rows: Numbers) -> Floats:
        """Return what all trees add to the odds of each row, shape (rows, features); nan is above any limit."""
        if (compiled := ways.compiled) is not None and rows.dtype == self.limits.dtype:
            added = np.zeros(len(rows), np.int64)
            compiled.add_trees(
                np.ascontiguousarray(rows),
                self.limits,
                self.features,
                self.children,
                self.steps,
                self.roots,
                added,
            )
            return np.asarray(added / _STEPS)
        is_asked = self.is_small and len(rows) >= _MANY_ROWS
        judge, size = (self._ask, _ROWS_ASKED) if is_asked else (self._walk, _ROWS_AT_ONCE)
        return np.concatenate([judge(rows[at : at + size]) for at in range(0, max(1, len(rows)), size)])

    def _ask(self, rows: Numbers) -> Floats:
        """Ask all questions of all rows; of each tree the lowest leaf that no answer rules out is the one reached.

        After Lucchese and others, QuickScorer (SIGIR 2015).
        """
        questions = _questions_of(self)
        columns = np.ascontiguousarray(rows.T)
        is_low = np.empty((len(questions.asked), len(rows)), np.uint16)
        for place, (feature, limit) in enumerate(questions.asked):
            np.multiply(columns[feature] <= limit, _ALL_LEAVES, out=is_low[place])
        added = np.zeros(len(rows), np.int64)
        left, answer = np.empty((2, len(rows)), np.uint16)
        for asked, leaves in questions.trees:
            left.fill(_ALL_LEAVES)
            for place, others in asked:
                np.bitwise_or(is_low[place], others, out=answer)
                np.bitwise_and(left, answer, out=left)
            np.bitwise_and(left, np.negative(left, out=answer), out=answer)
            added += leaves.take(np.bitwise_count(answer - _ONE_LEAF))
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
        is_small=bool(questions.max() < _MOST_LEAVES),
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
def _questions_of(forest: Forest) -> _Questions:
    """Return the questions of a forest of small trees; made when many rows first come, 3 ms for 120 trees."""
    places: dict[tuple[int, Any], int] = {}
    trees = []
    for root in forest.roots.tolist():
        asked: list[tuple[int, np.uint16]] = []
        leaves: list[int] = []
        _read_tree(forest, root, places, asked, leaves)
        trees.append((asked, np.array(leaves, np.int32)))
    return _Questions(asked=tuple(places), trees=trees)


def _read_tree(
    forest: Forest,
    node: int,
    places: dict[tuple[int, Any], int],
    asked: list[tuple[int, np.uint16]],
    leaves: list[int],
) -> None:
    """Add the questions and leaves from a node on, those under "at most" first."""
    if forest.is_leaf[node]:
        leaves.append(int(forest.steps[node]))
        return
    place = places.setdefault((int(forest.features[node]), forest.limits[node]), len(places))
    before = len(leaves)
    _read_tree(forest, int(forest.children[2 * node + 1]), places, asked, leaves)
    ruled_out = (1 << len(leaves)) - (1 << before)
    asked.append((place, np.uint16(0xFFFF & ~ruled_out)))
    _read_tree(forest, int(forest.children[2 * node]), places, asked, leaves)
