"""Decision trees, grown elsewhere: what each adds to the odds of rows of features."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
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


def ask_tree(tree: Tree, columns: Floats, node: int) -> Floats:
    """Return what a tree adds to the odds of each row, asked from a node on; shape (rows,), of a leaf ().

    Both answers are worked out for all rows: for shallow trees many times faster than to follow each row.
    """
    feature = tree.features[node]
    if feature < 0:
        return np.asarray(tree.values[node])
    low, high = (ask_tree(tree, columns, int(side[node])) for side in (tree.lows, tree.highs))
    return np.where(columns[feature] <= tree.limits[node], low, high)
