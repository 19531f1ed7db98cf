"""What the other links of two articles say of the link between them.

Two articles on one event resemble the same others. Nothing here adds up over links, as labelled stories are small
and real ones may not be: with sums of shared links (stories-3), AllSides with each article six times kept a
B-cubed recall of .28, .83 without them (`tests/evaluation/story_sizes.py`, November 2026).
"""

from dataclasses import dataclass

import numpy as np

from extractors.stories.signatures import within_rows
from extractors.trees import Floats, Ints

# Behind each how far the pairwise and the B-cubed F1 of AllSides move, in thousandths, with half of it and with
# double (in sample, `tests/evaluation/story_thresholds.py`). A LEAD_FLOOR of .1 with weights learned for it loses:
# five folds .845 / .925 instead of .851 / .928, of members of hand-read large stories .87 together instead of .92.
_NEAR_DAYS = 2  # +0.8, -0.3; +2.4, +0.9
SUPPORT_FLOOR = 0.1  # links that are few and weak say little; 0, +0.7; +1.0, +0.1
LEAD_FLOOR = 0.05  # a link without a way around it is ahead by a number; -5.5, -3.8; +5.3, +2.5
_SURE = 1e-4  # nothing is surer than that, so that the odds are finite; 0, 0; 0, 0
_LINKS_AT_ONCE = 20_000  # bounds memory
CONTEXT = (
    "odds",
    "lower_margin",
    "upper_margin",
    "support",
    "has_support",
    "bridge",  # the better of the ways through a third article: the lower of the scores of both links
    "lead",  # how far the link itself is ahead of the bridge
    "discord",  # the largest difference between the scores with which both are linked to the same third
)


def link_context(a: Ints, b: Ints, scores: Floats, days: Floats) -> Floats:
    """Return one row of CONTEXT per link; `days` has the day of each article, nan where unknown.

    The margins say how far the link stands behind the best one of either article. The support says, where an
    article is undated, which part of its dated links leads to about the day of the other, or to about the days
    of the other's links where that is undated too.
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
    """Return which part of the dated links of undated articles agrees in the day, and how sure that is.

    A dated article counts as if it had one link, of score 1, to its own day. Of a link between an undated and a
    dated article its own score is left out.
    """
    support, has_support = np.zeros(len(a)), np.zeros(len(a))
    undated = np.isnan(days)
    asked = np.flatnonzero(undated[a] | undated[b])
    if undated.all() or not len(asked):
        return support, has_support
    leads = _read_leads(a, b, scores, days)
    left, right = a[asked], b[asked]
    own = np.where(undated[left] != undated[right], scores[asked], 0.0)
    blocks = [slice(at, at + _LINKS_AT_ONCE) for at in range(0, len(asked), _LINKS_AT_ONCE)]
    agreed = np.concatenate([_agreeing_weight(leads, left[block], right[block]) for block in blocks])
    possible, sure = np.ones(len(asked)), np.ones(len(asked))
    for side in (left, right):
        rest = np.where(undated[side], np.maximum(leads.totals[side] - own, 0.0), 1.0)
        floor = np.where(undated[side], SUPPORT_FLOOR, 0.0)
        possible *= rest + floor
        sure *= rest / (rest + floor)
    support[asked], has_support[asked] = np.maximum(agreed - own, 0.0) / possible, sure
    return support, has_support


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """The days that each article's links lead to: entries by article, then day, as article * span + day.

    `sums[i]` has the weights before entry i, `totals` those of each article.
    """

    keys: Ints
    span: int
    weights: Floats
    sums: Floats
    starts: Ints
    totals: Floats


def _read_leads(a: Ints, b: Ints, scores: Floats, days: Floats) -> Leads:
    """Return the days that the dated links of undated articles lead to; of a dated article, its own."""
    undated = np.isnan(days)
    source, target = np.concatenate([a, b]), np.concatenate([b, a])
    led = undated[source] & ~undated[target]
    dated = np.flatnonzero(~undated)
    owners = np.concatenate([source[led], dated])
    when = np.concatenate([days[target[led]], days[dated]])
    weights = np.concatenate([np.tile(scores, 2)[led], np.ones(len(dated))])
    # So many days lie around those of an article that none is near another one's.
    when = (when - when.min()).astype(np.int64) + _NEAR_DAYS
    span = int(when.max()) + _NEAR_DAYS + 1
    order = np.argsort(owners * span + when, kind="stable")
    keys, weights = (owners * span + when)[order], weights[order]
    return Leads(
        keys=keys,
        span=span,
        weights=weights,
        sums=np.append(0.0, np.cumsum(weights)),
        starts=np.searchsorted(keys, np.arange(len(days) + 1) * span),
        totals=np.bincount(keys // span, weights, len(days)).astype(np.float64),
    )


def _agreeing_weight(leads: Leads, left: Ints, right: Ints) -> Floats:
    """Return the sum of the products of two articles' weights that lie at most NEAR_DAYS apart, for each two."""
    sizes = np.diff(leads.starts)
    few, many = np.where(sizes[left] <= sizes[right], (left, right), (right, left))
    pair = np.repeat(np.arange(len(few)), sizes[few])
    entry = within_rows(leads.starts, few)
    day = many[pair] * leads.span + leads.keys[entry] % leads.span
    near = np.searchsorted(leads.keys, [day - _NEAR_DAYS, day + _NEAR_DAYS + 1])
    weight = leads.sums[near[1]] - leads.sums[near[0]]
    return np.bincount(pair, leads.weights[entry] * weight, len(few)).astype(np.float64)


def shared_links(a: Ints, b: Ints, scores: Floats, count: int) -> tuple[Floats, Floats, Floats]:
    """Return the columns bridge, lead and discord of CONTEXT for each link."""
    source, target = np.concatenate([a, b]), np.concatenate([b, a])
    order = np.lexsort((target, source))
    keys, weight = (source * count + target)[order], np.tile(scores, 2)[order]
    target = target[order]
    starts = np.searchsorted(keys, np.arange(count + 1) * count)
    sizes = np.diff(starts)
    bridge, discord = np.zeros(len(a)), np.zeros(len(a))
    # The links of the article that has fewer are looked up among those of the other.
    few, many = np.where(sizes[a] <= sizes[b], (a, b), (b, a))
    for at in range(0, len(a), _LINKS_AT_ONCE):
        part = slice(at, at + _LINKS_AT_ONCE)
        link = np.repeat(np.arange(len(few[part])), sizes[few[part]])
        entry = within_rows(starts, few[part])
        sought = many[part][link] * count + target[entry]
        found = np.minimum(np.searchsorted(keys, sought), len(keys) - 1)
        hit = keys[found] == sought
        link, one, other = link[hit], weight[entry[hit]], weight[found[hit]]
        np.maximum.at(bridge[part], link, np.minimum(one, other))
        np.maximum.at(discord[part], link, np.abs(one - other))
    return bridge, np.log((scores + LEAD_FLOOR) / (bridge + LEAD_FLOOR)), discord


def as_odds(probability: Floats) -> Floats:
    """Return the logarithm of the odds, kept within what scores can tell apart."""
    kept = np.clip(probability, _SURE, 1 - _SURE)
    return np.asarray(np.log(kept / (1 - kept)))
