"""Gradient-boosted trees and logistic regression in numpy, enough to learn the join of stories."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BINS = 128
# Half of the limits lie in the upper twentieth, where the few pairs on one event are.
QUANTILES = np.concatenate([np.linspace(0, 0.95, BINS // 2)[1:], np.linspace(0.95, 1, BINS // 2)[1:-1]])
# Each tree sees a part of the rows and asks of a part of the features, so that they err apart.
LEARNING_RATE = 0.05
ROW_PART, FEATURE_PART = 0.7, 0.7
RIDGE = 2.0
LEAST_WEIGHT = 8.0  # sum of p(1 - p) in a leaf, so that no leaf rests on a few pairs
Node = list[Any] | float
Stated = dict[str, Any]  # a forest, as `extractors.trees.read_forest` reads it


def fit_trees(
    features: Floats, target: Floats, sample: Floats, names: tuple[str, ...], *, trees: int, depth: int
) -> tuple[float, Stated]:
    """Return the intercept and the trees that minimize the weighted log loss."""
    # Rounded before they are used: a limit that is rounded only when written parts equal values otherwise.
    edges = [np.unique([float(f"{edge:.4g}") for edge in np.quantile(column, QUANTILES)]) for column in features.T]
    binned = np.column_stack(
        [np.searchsorted(edge, column, "left") for edge, column in zip(edges, features.T, strict=True)]
    )
    mean = float(np.average(target, weights=sample))
    intercept = round(float(np.log(mean / (1 - mean))), 4)
    odds, grown = np.full(len(target), intercept), []
    random = np.random.default_rng(1)
    rows, asked = np.arange(len(target)), max(1, round(FEATURE_PART * len(names)))
    for _ in range(trees):
        probability = 1 / (1 + np.exp(-odds))
        seen = random.random(len(target)) < ROW_PART
        bag = Bag(
            binned=binned,
            edges=edges,
            slopes=sample * (target - probability) * seen,
            bends=sample * probability * (1 - probability) * seen,
            seen=seen,
            features=np.sort(random.choice(len(names), asked, replace=False)),
        )
        grown.append(grow(bag, rows, depth, odds))
    return intercept, {"features": list(names), "trees": grown}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """What one tree is grown from; `features` are those that it may ask of, rows not `seen` count nothing."""

    binned: NDArray[np.int64]
    edges: list[Floats]
    slopes: Floats
    bends: Floats
    seen: NDArray[np.bool_]
    features: NDArray[np.int64]


def grow(bag: Bag, rows: NDArray[np.int64], depth: int, odds: Floats) -> Node:
    """Return the best tree for the rows, and add its leaves to their odds."""
    slope, bend = bag.slopes[rows].sum(), bag.bends[rows].sum()
    best = best_split(bag, rows[bag.seen[rows]], slope, bend) if depth else None
    if best is None:
        value = round(float(LEARNING_RATE * slope / (bend + RIDGE)), 4)
        odds[rows] += value
        return value
    feature, cut = best
    low = bag.binned[rows, feature] <= cut
    limit = float(bag.edges[feature][cut])
    return [
        feature,
        limit,
        grow(bag, rows[low], depth - 1, odds),
        grow(bag, rows[~low], depth - 1, odds),
    ]


def best_split(bag: Bag, rows: NDArray[np.int64], slope: float, bend: float) -> tuple[int, int] | None:
    """Return the feature and the last bin of its low side that gain most; None where nothing gains."""
    slopes, bends = bag.slopes[rows], bag.bends[rows]
    best, found = 1e-6, None
    for feature in bag.features.tolist():
        bins = bag.binned[rows, feature]
        low_slope = np.cumsum(np.bincount(bins, slopes, BINS))[:-1]
        low_bend = np.cumsum(np.bincount(bins, bends, BINS))[:-1]
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
