"""A trained judge of blocks: boosted decision trees that look twice, scored with NumPy alone.

The second trees see what the first ones think of a block's neighbours, of blocks like it and of the whole page.
Both are trained by `tests/evaluation/train_lines.py` and kept as JSON: names of the columns, then for each tree
the column, threshold and children of its splits and the values of its leaves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from extractors.errors import LineModelError
from extractors.page.body.agreement import Array
from extractors.page.body.features import FEATURES
from extractors.page.body.second_look import SECOND_FEATURES, Numbers, look_again

COLUMNS = (*FEATURES, *SECOND_FEATURES)
WORDS_AT = FEATURES.index("words")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trees:
    """Trees laid end to end. `children`: of node n, at 2n where its column is at most the cut, else at 2n + 1."""

    roots: npt.NDArray[np.int32]
    columns: npt.NDArray[np.int32]
    cuts: Array
    children: npt.NDArray[np.int32]
    is_leaf: npt.NDArray[np.bool_]
    values: Array
    depth: int

    def score(self, table: Array) -> Array:
        """Return the sum of the trees for each row of COLUMNS, log odds."""
        size, width = table.shape
        count = len(self.roots)
        flat = np.ascontiguousarray(table).ravel()
        leaves = np.empty(size * count, dtype=np.int32)
        # Pairs of row and tree; only those that are not at a leaf go on: trees are deeper than their usual path.
        pairs = np.arange(size * count, dtype=np.int32)
        starts = np.repeat(np.arange(size, dtype=np.int32) * width, count)
        nodes = np.tile(self.roots, size)
        for _ in range(self.depth):
            is_upper = flat.take(starts + self.columns.take(nodes)) > self.cuts.take(nodes)
            nodes = self.children.take(2 * nodes + is_upper)
            is_leaf = self.is_leaf.take(nodes)
            ended, open_ = np.flatnonzero(is_leaf), np.flatnonzero(~is_leaf)
            leaves[pairs.take(ended)] = nodes.take(ended)
            pairs, starts, nodes = pairs.take(open_), starts.take(open_), nodes.take(open_)
        raw: Array = self.values.take(leaves).reshape(size, count).sum(axis=1, dtype=np.float64)
        return raw


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LineModel:
    """Two sets of trees, the second for a second look. `threshold`: keep what scores above."""

    version: str
    threshold: float
    first: Trees
    second: Trees

    def score(self, table: Array, groups: Numbers) -> Array:
        """Return the probability, for each row of FEATURES, that the block belongs to the article."""
        first = self.first.score(table)
        seen = look_again(first, table[:, WORDS_AT], groups)
        raw = self.second.score(np.concatenate([table, seen], axis=1))
        scores: Array = (1.0 / (1.0 + np.exp(-raw))).astype(np.float32)
        return scores


def read_line_model(model: Mapping[str, Any]) -> LineModel:
    """Return the model that a parsed JSON file describes; raises LineModelError where its columns are not ours."""
    return LineModel(
        version=str(model["version"]),
        threshold=float(model["threshold"]),
        first=_read_trees(model["first"]),
        second=_read_trees(model["second"]),
    )


def _read_trees(model: Mapping[str, Any]) -> Trees:
    places = {name: at for at, name in enumerate(COLUMNS)}
    unknown = set(model["features"]) - set(places)
    if unknown:
        raise LineModelError(f"columns that are not measured: {', '.join(sorted(unknown))}")
    column_of = [places[name] for name in model["features"]]
    roots: list[int] = []
    nodes: list[tuple[int, float, int, int, float]] = []
    for tree in model["trees"]:
        roots.append(len(nodes))
        nodes += _nodes(tree, len(nodes), column_of)
    columns, cuts, lower, upper, values = zip(*nodes, strict=True)
    return Trees(
        roots=np.array(roots, dtype=np.int32),
        columns=np.array(columns, dtype=np.int32),
        cuts=np.array(cuts, dtype=np.float32),
        children=np.array([lower, upper], dtype=np.int32).T.ravel(),
        is_leaf=np.array(lower) == np.arange(len(lower)),
        values=np.array(values, dtype=np.float32),
        depth=max(1, int(model["depth"])),
    )


def _nodes(
    tree: Mapping[str, Sequence[Any]], start: int, column_of: Sequence[int]
) -> list[tuple[int, float, int, int, float]]:
    """Return splits, then leaves; in the file a child below 0 is the leaf ~child."""
    split_count = len(tree["column"])

    def place(child: int) -> int:
        return start + (child if child >= 0 else split_count + ~child)

    splits = [
        (column_of[column], float(cut), place(lower), place(upper), 0.0)
        for column, cut, lower, upper in zip(
            tree["column"], tree["cut"], tree["lower"], tree["upper"], strict=True
        )
    ]
    leaves = [
        (0, 0.0, start + split_count + at, start + split_count + at, float(value))
        for at, value in enumerate(tree["value"])
    ]
    return splits + leaves
