"""Which articles share most with a new one: those worth comparing, found by their key terms."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.stories.signatures import heaviest, within_rows
from extractors.trees import Ints

WINDOW_DAYS = 4
CANDIDATES = 10
UNDATED_CANDIDATES = 40
POSTINGS_PER_DAY = 50
_NEAREST = 1_000_000  # how near two articles are whose key terms are the same; with the bits below it fits 32 bits
_NEVER = np.iinfo(np.int64).max  # more than anything is near
_TIE_BITS = 12  # that decide between articles as near
_MARK_FACTOR = 2_654_435_761  # spreads tags (Knuth's multiplicative hash)
_CELLS_AT_ONCE = 1 << 19  # bounds memory; more at once is slower, as it leaves the cache
_MEETINGS_AT_ONCE = 1 << 20  # of articles in one term, in one array: memory alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """Key terms of articles: entry i says that the term `terms[i]` has a weight in `articles[i]`.

    Terms, articles and languages are numbered, articles in the order of their ids. Days count from 1970; those of
    publication are nan where unknown.
    """

    terms: NDArray[np.int32]
    articles: NDArray[np.int32]
    languages: NDArray[np.int32]
    published_days: NDArray[np.float32]
    seen_days: NDArray[np.int32]
    weights: NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """How near the nearest of some articles are: entry i says how near one of `owners[i]` is.

    Only articles that `are_kept` have their nearest here, if it be none.
    """

    owners: Ints
    nearness: Ints
    are_kept: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Pairs of articles a < b to compare, in order, how near they are, and the nearest where that changed."""

    a: Ints
    b: Ints
    nearness: Ints
    nearest: Nearest


def find_alike(keys: Postings, near: Postings, tags: Ints, known: Nearest) -> Alike:
    """Return the pairs of which one is among the nearest of the other; one at least is an article of the keys.

    Two dated articles are compared by their dates, others by when they were first seen. `tags` has a number of
    each article, which decide between others as near. `known` has the nearest of the articles that are not of the
    keys, so that pairs come out the same in whatever order articles come in.
    """
    count = len(tags)
    is_undated = np.zeros(count, bool)
    is_undated[near.articles] = np.isnan(near.published_days)
    limits = np.where(is_undated, UNDATED_CANDIDATES, CANDIDATES)
    least = _least_nearness(known, limits)
    met = _meet_all(keys, near, tags, limits, least)
    is_back = met.nearness >= least[met.others]
    nearest = _keep_nearest(met, is_back, known, np.unique(keys.articles).astype(np.int64), limits)
    # Of what was near enough before this batch, nearer ones of the batch may have taken the place.
    last = np.full(count, _NEVER)
    np.minimum.at(last, nearest.owners, nearest.nearness)
    chosen = met.are_best | (is_back & (met.nearness >= last[met.others]))
    one, other = met.articles[chosen], met.others[chosen]
    pairs, places = np.unique(np.minimum(one, other) * count + np.maximum(one, other), return_index=True)
    return Alike(
        a=pairs // max(count, 1),
        b=pairs % max(count, 1),
        nearness=met.nearness[chosen][places],
        nearest=nearest,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """What may be pairs: an article of the keys, another, how near it is, whether of the nearest of the first."""

    articles: Ints
    others: Ints
    nearness: Ints
    are_best: NDArray[np.bool_]


def _meet_all(keys: Postings, near: Postings, tags: Ints, limits: Ints, least: Ints) -> Met:
    """Return which others each article of the keys meets that are near enough for either."""
    near = take_postings(near, _leave_crowds(near))
    near = take_postings(near, np.argsort(near.terms, kind="stable"))
    starts = np.searchsorted(near.terms, np.arange(keys.terms.max(initial=-1) + 2))
    firsts = np.flatnonzero(np.diff(keys.articles, prepend=-1))
    met = [np.zeros((4, 0), np.int64)]
    at_once = max(_CELLS_AT_ONCE // max(len(tags), 1), 1)
    for first, last in pairwise([*firsts[::at_once].tolist(), len(keys.articles)]):
        met.append(_meet_block(take_postings(keys, np.arange(first, last)), near, starts, tags, limits, least))
    articles, others, nearness, are_best = np.concatenate(met, axis=1)
    return Met(articles=articles, others=others, nearness=nearness, are_best=are_best > 0)


def _keep_nearest(met: Met, is_back: NDArray[np.bool_], known: Nearest, are_new: Ints, limits: Ints) -> Nearest:
    """Return the nearest of the articles of the keys, and of others of which one is nearer than `known` has."""
    changed = np.zeros(len(limits), bool)
    changed[met.others[is_back]] = True
    stored = changed[known.owners]
    owners = np.concatenate([met.articles[met.are_best], met.others[is_back], known.owners[stored]])
    values = np.concatenate([met.nearness[met.are_best], met.nearness[is_back], known.nearness[stored]])
    owners, values = np.unique(np.stack([owners, -values]), axis=1)
    kept = np.arange(len(owners)) - np.searchsorted(owners, owners) < limits[owners]
    changed[are_new] = True
    return Nearest(owners=owners[kept], nearness=-values[kept], are_kept=changed)


def _least_nearness(known: Nearest, limits: Ints) -> Ints:
    """Return how near another must be to be among the nearest of each article; of those not kept, nothing is."""
    least = np.full(len(limits), _NEVER)
    np.minimum.at(least, known.owners, known.nearness)
    have_room = np.bincount(known.owners, minlength=len(limits)) < limits
    least[have_room] = 0
    least[~known.are_kept] = _NEVER
    return least


def _meet_block(
    keys: Postings, near: Postings, starts: Ints, tags: Ints, limits: Ints, least: Ints
) -> NDArray[np.int64]:
    """Return the fields of `Met` as rows."""
    count = len(tags)
    articles, places = np.unique(keys.articles, return_inverse=True)
    sizes = starts[keys.terms + 1] - starts[keys.terms]
    weights = np.zeros(len(articles) * count)
    parts = np.flatnonzero(np.diff(np.cumsum(sizes) // _MEETINGS_AT_ONCE, prepend=-1))
    for first, last in pairwise([*parts.tolist(), len(sizes)]):
        key, entry = _meet(take_postings(keys, np.arange(first, last)), near, starts)
        cells = places[first:last][key] * count + near.articles[entry]
        weights += np.bincount(cells, keys.weights[first:last][key] * near.weights[entry], len(weights))
    shared = np.flatnonzero(weights > 0)
    rows, other = shared // max(count, 1), shared % max(count, 1)
    one = articles[rows]
    ties = (tags[one] + tags[other]) * _MARK_FACTOR >> _TIE_BITS & (1 << _TIE_BITS) - 1
    nearness = (np.round(weights[shared] * _NEAREST).astype(np.int64) << _TIE_BITS) + ties
    is_best = np.zeros(len(shared), bool)
    for limit in (CANDIDATES, UNDATED_CANDIDATES):
        own = np.flatnonzero(limits[one] == limit)
        ends = np.searchsorted(rows[own], np.arange(len(articles) + 1))
        is_best[own[heaviest(nearness[own].astype(np.float64), ends, limit)]] = True
    kept = is_best | (nearness >= least[other])
    return np.stack([one[kept], other[kept], nearness[kept], is_best[kept]]).astype(np.int64)


def _meet(keys: Postings, near: Postings, starts: Ints) -> tuple[Ints, Ints]:
    """Return which keys meet which entries: of one term and language, of other articles, within the window."""
    key = np.repeat(np.arange(len(keys.terms)), starts[keys.terms + 1] - starts[keys.terms])
    entry = within_rows(starts, keys.terms)
    apart = np.abs(keys.published_days[key] - near.published_days[entry])
    seen_apart = np.abs(keys.seen_days[key] - near.seen_days[entry])
    meets = np.where(np.isnan(apart), seen_apart, apart) <= WINDOW_DAYS
    meets &= keys.languages[key] == near.languages[entry]
    meets &= keys.articles[key] != near.articles[entry]
    return key[meets], entry[meets]


def _leave_crowds(near: Postings) -> NDArray[np.bool_]:
    """Return which entries stay: of a term and day the first articles only, as what all share tells nothing."""
    is_crowded = np.bincount(near.terms)[near.terms] > POSTINGS_PER_DAY
    crowd = np.flatnonzero(is_crowded)
    days = np.where(np.isnan(near.published_days), near.seen_days, near.published_days)[crowd]
    order = np.lexsort((near.articles[crowd], days, near.terms[crowd]))
    is_first = (np.diff(near.terms[crowd][order], prepend=-1) != 0) | (np.diff(days[order], prepend=np.nan) != 0)
    first = np.maximum.accumulate(np.where(is_first, np.arange(len(order)), 0))
    kept = ~is_crowded
    kept[crowd[order[np.arange(len(order)) - first < POSTINGS_PER_DAY]]] = True
    return kept


def take_postings(postings: Postings, chosen: Ints | NDArray[np.bool_]) -> Postings:
    """Return these entries."""
    return Postings(
        terms=postings.terms[chosen],
        articles=postings.articles[chosen],
        languages=postings.languages[chosen],
        published_days=postings.published_days[chosen],
        seen_days=postings.seen_days[chosen],
        weights=postings.weights[chosen],
    )
