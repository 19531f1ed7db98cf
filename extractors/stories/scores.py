"""The learned join: how probably two articles cover one event, by themselves and among their other links."""

from dataclasses import dataclass

import numpy as np

from extractors.stories.context import link_context
from extractors.trees import Floats, Forest, Ints

PAIR_KINDS = ("dated", "half_dated", "undated")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryWeights:
    """What was learned: trees over the features of a pair, then by kind of pair the weights of its context.

    `context` has one row per PAIR_KINDS with the intercept first, then CONTEXT; `threshold` is the mean
    probability above which groups of articles are one story.
    """

    version: str
    intercept: float
    trees: Forest
    context: Floats
    threshold: float


def score_pairs(features: Floats, weights: StoryWeights) -> Floats:
    """Return the probability of each pair to cover one event, by itself; shape (pairs,)."""
    return as_probability(weights.intercept + weights.trees.score(features))


def score_links(a: Ints, b: Ints, scores: Floats, days: Floats, weights: StoryWeights) -> Floats:
    """Return the probability of each link (a[i], b[i]), given its own score and the other links of both.

    `days` has the day of each article, nan where unknown.
    """
    rows = weights.context[pair_kinds(a, b, days)]
    return as_probability(rows[:, 0] + (rows[:, 1:] * link_context(a, b, scores, days)).sum(axis=1))


def pair_kinds(a: Ints, b: Ints, days: Floats) -> Ints:
    """Return the place of each link in PAIR_KINDS: how many of its articles have no date."""
    undated = np.isnan(days).astype(np.int64)
    return undated[a] + undated[b]


def as_probability(odds: Floats) -> Floats:
    """Return the probability that has these log odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))
