"""What the other links of two articles say of the link between them.

Two articles on one event resemble the same others. That holds whatever the size of the story, so nothing here
counts links: shares of what could be shared are compared.
"""

import numpy as np

from extractors.story_trees import Floats, Ints

NEAR_DAYS = 2
SUPPORT_FLOOR = 0.3  # links that are few and weak say little
SURE = 1e-4
LINKS_AT_ONCE = 20_000  # bounds memory
CONTEXT = (
    "odds",
    "lower_margin",
    "upper_margin",
    "support",
    "has_support",
    "both",  # sum of the products of the scores with which both articles are linked to a third
    "least",  # sum of the lower of both scores
    "overlap",  # that sum as part of all that either is linked to
    "inclusion",  # as part of what the less linked one is linked to
)


def link_context(a: Ints, b: Ints, scores: Floats, days: Floats) -> Floats:
    """Return one row of CONTEXT per link; `days` has the day of each article, nan where unknown.

    The margins say how far the link stands behind the best one of either article. The support says, where one
    article is undated, which part of its dated links leads to about the day of the other.
    """
    odds = as_odds(scores)
    best = np.full(len(days), -np.inf)
    np.maximum.at(best, a, odds)
    np.maximum.at(best, b, odds)
    margins = odds - best[a], odds - best[b]
    return np.column_stack(
        [
            odds,
            np.minimum(*margins),
            np.maximum(*margins),
            *date_support(a, b, scores, days),
            *shared_links(a, b, scores, len(days)),
        ]
    )


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


def shared_links(a: Ints, b: Ints, scores: Floats, count: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Return for each link the columns both, least, overlap and inclusion of CONTEXT."""
    source, target = np.concatenate([a, b]), np.concatenate([b, a])
    order = np.lexsort((target, source))
    keys, weight = (source * count + target)[order], np.concatenate([scores, scores])[order]
    target = target[order]
    starts = np.searchsorted(keys, np.arange(count + 1) * count)
    total = np.bincount(source, np.concatenate([scores, scores]), count)
    both, least = np.zeros(len(a)), np.zeros(len(a))
    sizes = np.diff(starts)
    # The links of the article that has fewer are looked up among those of the other.
    few, many = np.where(sizes[a] <= sizes[b], a, b), np.where(sizes[a] <= sizes[b], b, a)
    for at in range(0, len(a), LINKS_AT_ONCE):
        part = slice(at, at + LINKS_AT_ONCE)
        wanted = sizes[few[part]]
        link = np.repeat(np.arange(len(wanted)), wanted)
        entry = np.arange(len(link)) - np.repeat(np.cumsum(wanted) - wanted, wanted) + starts[few[part]][link]
        sought = many[part][link] * count + target[entry]
        found = np.minimum(np.searchsorted(keys, sought), len(keys) - 1)
        hit = keys[found] == sought
        link, one, other = link[hit], weight[entry[hit]], weight[found[hit]]
        both[part] = np.bincount(link, one * other, len(wanted))
        least[part] = np.bincount(link, np.minimum(one, other), len(wanted))
    rest_a, rest_b = total[a] - scores, total[b] - scores
    overlap = least / (rest_a + rest_b - least + SUPPORT_FLOOR)
    return both, least, overlap, least / (np.minimum(rest_a, rest_b) + SUPPORT_FLOOR)


def as_odds(probability: Floats) -> Floats:
    """Return the logarithm of the odds, kept within what scores can tell apart."""
    kept = np.clip(probability, SURE, 1 - SURE)
    return np.asarray(np.log(kept / (1 - kept)))
