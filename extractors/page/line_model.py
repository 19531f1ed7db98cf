"""A trained judge of blocks: boosted decision trees, scored with NumPy alone.

The trees are trained by `tests/evaluation/train_lines.py` and kept as JSON: names of the columns, then for each
tree the column, threshold and children of its splits and the values of its leaves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from extractors.page.features import FEATURES, Array


class LineModelError(ValueError):
    """The model was trained on other columns than those that are measured."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LineModel:
    """Trees laid end to end; a leaf is a node whose children are itself. `threshold`: keep what scores above."""

    version: str
    threshold: float
    roots: npt.NDArray[np.int32]
    columns: npt.NDArray[np.int32]
    cuts: Array
    lower: npt.NDArray[np.int32]
    upper: npt.NDArray[np.int32]
    values: Array
    depth: int

    def score(self, table: Array) -> Array:
        """Return the probability, for each row of FEATURES, that the block belongs to the article."""
        size, width = table.shape
        flat = np.ascontiguousarray(table).ravel()
        at = np.tile(self.roots, size)
        row_start = np.repeat(np.arange(size, dtype=np.int64) * width, len(self.roots))
        # Only pairs of row and tree that are not at a leaf go on: the trees are deeper than their usual path.
        open_pairs = np.arange(at.size)
        for _ in range(self.depth):
            nodes = at[open_pairs]
            is_lower = flat[row_start[open_pairs] + self.columns[nodes]] <= self.cuts[nodes]
            nodes = np.where(is_lower, self.lower[nodes], self.upper[nodes])
            at[open_pairs] = nodes
            open_pairs = open_pairs[self.lower[nodes] != nodes]
        raw = self.values[at].reshape(size, len(self.roots)).sum(axis=1, dtype=np.float64)
        scores: Array = (1.0 / (1.0 + np.exp(-raw))).astype(np.float32)
        return scores


def read_line_model(model: Mapping[str, Any]) -> LineModel:
    """Return the model that a parsed JSON file describes; raises LineModelError where its columns are not ours."""
    places = {name: at for at, name in enumerate(FEATURES)}
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
    return LineModel(
        version=str(model["version"]),
        threshold=float(model["threshold"]),
        roots=np.array(roots, dtype=np.int32),
        columns=np.array(columns, dtype=np.int32),
        cuts=np.array(cuts, dtype=np.float32),
        lower=np.array(lower, dtype=np.int32),
        upper=np.array(upper, dtype=np.int32),
        values=np.array(values, dtype=np.float32),
        depth=int(model["depth"]),
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
