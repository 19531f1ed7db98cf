"""Gradient-boosted trees and logistic regression in numpy, enough to learn the join of stories."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BINS = 128
# Half of the limits lie in the upper twentieth, where the few pairs on one event are.
QUANTILES = np.concatenate([np.linspace(0, 0.95, BINS // 2)[1:], np.linspace(0.95, 1, BINS // 2)[1:-1]])
LEARNING_RATE = 0.1
RIDGE = 2.0
LEAST_WEIGHT = 8.0  # sum of p(1 - p) in a leaf, so that no leaf rests on a few pairs
Node = dict[str, Any] | float


def fit_trees(
    features: Floats, target: Floats, sample: Floats, names: tuple[str, ...], *, trees: int, depth: int
) -> tuple[float, list[Node]]:
    """Return the intercept and the trees, as nested questions, that minimize the weighted log loss."""
    edges = [np.unique(np.quantile(column, QUANTILES)) for column in features.T]
    binned = np.column_stack(
        [np.searchsorted(edge, column, "left") for edge, column in zip(edges, features.T, strict=True)]
    )
    mean = float(np.average(target, weights=sample))
    intercept = float(np.log(mean / (1 - mean)))
    odds, grown = np.full(len(target), intercept), []
    for _ in range(trees):
        probability = 1 / (1 + np.exp(-odds))
        slopes = sample * (target - probability)
        bends = sample * probability * (1 - probability)
        tree = grow(binned, edges, slopes, bends, names, np.arange(len(target)), depth, odds)
        grown.append(tree)
    return intercept, grown


def grow(
    binned: NDArray[np.int64],
    edges: list[Floats],
    slopes: Floats,
    bends: Floats,
    names: tuple[str, ...],
    rows: NDArray[np.int64],
    depth: int,
    odds: Floats,
) -> Node:
    """Return the best tree for the rows, and add its leaves to their odds."""
    slope, bend = slopes[rows].sum(), bends[rows].sum()
    best = best_split(binned[rows], slopes[rows], bends[rows], slope, bend) if depth else None
    if best is None:
        value = round(float(LEARNING_RATE * slope / (bend + RIDGE)), 4)
        odds[rows] += value
        return value
    feature, cut = best
    low = binned[rows, feature] <= cut
    return {
        "feature": names[feature],
        "limit": float(f"{edges[feature][cut]:.4g}"),
        "low": grow(binned, edges, slopes, bends, names, rows[low], depth - 1, odds),
        "high": grow(binned, edges, slopes, bends, names, rows[~low], depth - 1, odds),
    }


def best_split(
    binned: NDArray[np.int64], slopes: Floats, bends: Floats, slope: float, bend: float
) -> tuple[int, int] | None:
    """Return the feature and the last bin of its low side that gain most; None where nothing gains."""
    best, found = 1e-6, None
    for feature in range(binned.shape[1]):
        low_slope = np.cumsum(np.bincount(binned[:, feature], slopes, BINS))[:-1]
        low_bend = np.cumsum(np.bincount(binned[:, feature], bends, BINS))[:-1]
        gain = low_slope**2 / (low_bend + RIDGE) + (slope - low_slope) ** 2 / (bend - low_bend + RIDGE)
        gain = gain - slope**2 / (bend + RIDGE)
        gain[(low_bend < LEAST_WEIGHT) | (bend - low_bend < LEAST_WEIGHT)] = 0
        cut = int(np.argmax(gain))
        if gain[cut] > best:
            best, found = float(gain[cut]), (feature, cut)
    return found


def fit_logistic(features: Floats, target: Floats, ridge: float = 1.0) -> Floats:
    """Return the intercept and the weights of a logistic regression, by Newton's method."""
    inputs = np.column_stack([np.ones(len(features)), features])
    weights = np.zeros(inputs.shape[1])
    penalty = np.diag([0.0] + [ridge] * features.shape[1])
    for _ in range(30):
        probability = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (target - probability) - penalty @ weights
        bend = (inputs * (probability * (1 - probability))[:, None]).T @ inputs + penalty
        weights = weights + np.linalg.solve(bend + 1e-9 * np.eye(len(bend)), slope)
    return np.asarray(weights)
