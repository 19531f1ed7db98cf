"""How likely two articles cover one event, and which articles form a story.

Scores are learned (see `tests/evaluation/fit_stories.py`); the weights come as a value.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.stories import LEAD, NUMBER, SMALL, TITLE, Signatures

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEATURES = (
    "all",
    "lead",
    "title",
    "names",
    "words",
    "numbers",
    "title_in_text",
    "text_in_title",
    "rare",
    "days",
    "is_undated",
    "terms",
)


def pair_features(signatures: Signatures, weights: Floats, left: Ints, right: Ints, days: Floats) -> Floats:
    """Return one row of FEATURES per pair (left[i], right[i]); `days` between them, nan where not known."""
    pair, a, b = shared_terms(signatures, left, right)
    flags_a, flags_b = signatures.flags[a], signatures.flags[b]
    both, product = flags_a & flags_b, weights[a] * weights[b]
    either = flags_a | flags_b
    count = len(left)
    masks = {
        "all": np.ones(len(pair), bool),
        "lead": both & LEAD > 0,
        "title": both & TITLE > 0,
        "names": either & (SMALL | NUMBER) == 0,
        "words": both & SMALL > 0,
        "numbers": both & NUMBER > 0,
    }
    own = signatures.flags
    parts = {
        "all": np.ones(len(own), bool),
        "lead": own & LEAD > 0,
        "title": own & TITLE > 0,
        "names": own & (SMALL | NUMBER) == 0,
        "words": own & SMALL > 0,
        "numbers": own & NUMBER > 0,
    }
    columns = {}
    for name, mask in masks.items():
        norm = np.sqrt(row_sums(signatures, np.where(parts[name], weights**2, 0.0)))
        dot = np.bincount(pair[mask], product[mask], count)
        columns[name] = dot / np.maximum(norm[left] * norm[right], 1e-9)
    titles = row_sums(signatures, np.where(parts["title"], weights, 0.0))
    inside = [
        np.bincount(pair[f & TITLE > 0], weights[e][f & TITLE > 0], count) / np.maximum(titles[side], 1e-9)
        for f, e, side in ((flags_a, a, left), (flags_b, b, right))
    ]
    columns["title_in_text"] = np.maximum(*inside)
    columns["text_in_title"] = np.minimum(*inside)
    columns["rare"] = np.log1p(np.bincount(pair, np.maximum(np.minimum(weights[a], weights[b]) - 5, 0), count))
    columns["days"] = np.nan_to_num(np.log1p(np.abs(days)))
    columns["is_undated"] = np.isnan(days).astype(float)
    sizes = np.diff(signatures.starts)
    columns["terms"] = np.log1p(np.minimum(sizes[left], sizes[right]))
    return np.column_stack([columns[name] for name in FEATURES])


def shared_terms(signatures: Signatures, left: Ints, right: Ints) -> tuple[Ints, Ints, Ints]:
    """Return every term that a pair shares as (pair, entry of the left article, entry of the right one)."""
    sizes = np.diff(signatures.starts)
    rows = np.repeat(np.arange(len(sizes)), sizes)
    keys = (rows << 32) + signatures.terms
    wanted = sizes[right]
    pair = np.repeat(np.arange(len(left)), wanted)
    within = np.arange(len(pair)) - np.repeat(np.cumsum(wanted) - wanted, wanted)
    b = signatures.starts[right][pair] + within
    sought = (left[pair] << 32) + signatures.terms[b]
    a = np.minimum(np.searchsorted(keys, sought), max(len(keys) - 1, 0))
    hit = keys[a] == sought if len(keys) else np.zeros(0, bool)
    return pair[hit], a[hit], b[hit]


def row_sums(signatures: Signatures, values: Floats) -> Floats:
    """Return the sum of the entries' values per article."""
    sizes = np.diff(signatures.starts)
    return np.asarray(np.bincount(np.repeat(np.arange(len(sizes)), sizes), values, len(sizes)), np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryWeights:
    """The learned join: `coefficients` beside FEATURES, on the scale of log odds."""

    version: str
    intercept: float
    coefficients: tuple[float, ...]


def score_pairs(features: Floats, weights: StoryWeights) -> Floats:
    """Return the probability of each pair to cover one event; shape (pairs,)."""
    odds = features @ np.array(weights.coefficients) + weights.intercept
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


def group(scores: Floats, sizes: Sequence[int], threshold: float) -> list[list[int]]:
    """Return groups of the n nodes of the symmetric `scores`, joined while their mean score is above `threshold`.

    A node may stand for several articles (`sizes`). The result does not depend on the order of the nodes as long
    as no two scores are equal.

    >>> group(np.array([[1, 0.9, 0.1], [0.9, 1, 0.2], [0.1, 0.2, 1]]), [1, 1, 1], 0.5)
    [[0, 1], [2]]
    """
    mean = np.array(scores, float)
    np.fill_diagonal(mean, -np.inf)
    weight = np.array(sizes, float)
    members: list[list[int]] = [[node] for node in range(len(mean))]
    while len(mean) > 1:
        a, b = divmod(int(np.argmax(mean)), len(mean))
        if mean[a, b] < threshold:
            break
        merged = (mean[a] * weight[a] + mean[b] * weight[b]) / (weight[a] + weight[b])
        mean[a], mean[:, a] = merged, merged
        mean[a, a] = mean[b] = mean[:, b] = -np.inf
        weight[a] += weight[b]
        members[a], members[b] = sorted(members[a] + members[b]), []
    return [nodes for nodes in members if nodes]
