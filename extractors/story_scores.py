"""The learned join: how probably two articles cover one event, by themselves and among their other links."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.story_dates import Floats, Ints

NEAR_DAYS = 2
SUPPORT_FLOOR = 0.3  # links that are few and weak say little of when an undated article was written
SURE = 1e-4
CONTEXT = ("odds", "lower_margin", "upper_margin", "support", "has_support")
PAIR_KINDS = ("dated", "half_dated", "undated")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryWeights:
    """What was learned: trees over the features of a pair, then by kind of pair the weights of its context.

    `context` has one row per PAIR_KINDS with the intercept first, then CONTEXT; `threshold` is the mean
    probability above which groups of articles are one story.
    """

    version: str
    intercept: float
    trees: tuple[Tree, ...]
    context: Floats
    threshold: float


def score_pairs(features: Floats, weights: StoryWeights) -> Floats:
    """Return the probability of each pair to cover one event, by itself; shape (pairs,)."""
    odds = np.full(len(features), weights.intercept)
    columns = np.ascontiguousarray(features.T)
    for tree in weights.trees:
        odds += ask_tree(tree, columns, 0)
    return as_probability(odds)


def ask_tree(tree: Tree, columns: Floats, node: int) -> Floats:
    """Return what a tree adds to the odds of each pair, asked from a node on; shape (pairs,), of a leaf ().

    Both answers are worked out for all pairs: for shallow trees many times faster than to follow each pair.
    """
    feature = tree.features[node]
    if feature < 0:
        return np.asarray(tree.values[node])
    low, high = (ask_tree(tree, columns, int(side[node])) for side in (tree.lows, tree.highs))
    return np.where(columns[feature] <= tree.limits[node], low, high)


def score_links(a: Ints, b: Ints, scores: Floats, days: Floats, weights: StoryWeights) -> Floats:
    """Return the probability of each link (a[i], b[i]), given its own score and the other links of both.

    `days` has the day of each article, nan where unknown.
    """
    context = link_context(a, b, scores, days)
    kinds = pair_kinds(a, b, days)
    rows = weights.context[kinds]
    return as_probability(rows[:, 0] + (rows[:, 1:] * context).sum(axis=1))


def pair_kinds(a: Ints, b: Ints, days: Floats) -> NDArray[np.int64]:
    """Return the place of each link in PAIR_KINDS: how many of its articles have no date."""
    undated = np.isnan(days).astype(np.int64)
    return undated[a] + undated[b]


def link_context(a: Ints, b: Ints, scores: Floats, days: Floats) -> Floats:
    """Return one row of CONTEXT per link.

    The margins say how far the link stands behind the best one of either article. The support says, where one
    article is undated, which part of its dated links leads to about the day of the other.
    """
    odds = as_odds(scores)
    best = np.full(len(days), -np.inf)
    np.maximum.at(best, a, odds)
    np.maximum.at(best, b, odds)
    margins = odds - best[a], odds - best[b]
    support, has_support = date_support(a, b, scores, days)
    return np.column_stack([odds, np.minimum(*margins), np.maximum(*margins), support, has_support])


def date_support(a: Ints, b: Ints, scores: Floats, days: Floats) -> tuple[Floats, Floats]:
    """Return which part of the undated article's links lead near the other's day, and how sure that is."""
    links = np.arange(len(a))
    source, target = np.concatenate([a, b]), np.concatenate([b, a])
    link, weight = np.concatenate([links, links]), np.concatenate([scores, scores])
    half = np.isnan(days[source]) & ~np.isnan(days[target])
    source, target, link, weight = source[half], target[half], link[half], weight[half]
    order = np.argsort(source, kind="stable")
    source, target, link, weight = source[order], target[order], link[order], weight[order]
    first, last = np.searchsorted(source, source, "left"), np.searchsorted(source, source, "right")
    own = np.repeat(np.arange(len(source)), last - first)
    other = np.arange(len(own)) - np.repeat(np.cumsum(last - first) - (last - first), last - first) + first[own]
    apart = own != other
    own, other = own[apart], other[apart]
    near = np.abs(days[target[own]] - days[target[other]]) <= NEAR_DAYS
    total = np.bincount(own, weight[other], len(source))
    nearby = np.bincount(own[near], weight[other[near]], len(source))
    support, has_support = np.zeros(len(a)), np.zeros(len(a))
    support[link] = nearby / (total + SUPPORT_FLOOR)
    has_support[link] = total / (total + SUPPORT_FLOOR)
    return support, has_support


def as_odds(probability: Floats) -> Floats:
    """Return the logarithm of the odds, kept within what scores can tell apart."""
    kept = np.clip(probability, SURE, 1 - SURE)
    return np.asarray(np.log(kept / (1 - kept)))


def as_probability(odds: Floats) -> Floats:
    """Return the probability that has these log odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))
