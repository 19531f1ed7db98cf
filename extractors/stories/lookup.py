"""Which articles share most with a new one: those worth comparing, found by their key terms."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.stories.signatures import heaviest, within_rows
from extractors.trees import Ints

# Behind each number how far the pairwise and the B-cubed F1 of AllSides move, in thousandths, with half of it and
# with double (in sample, `tests/evaluation/story_thresholds.py`, November 2026); hardly at all, which leaves
# memory, time and the order of arrival. With 20 and 80 candidates a shuffled AllSides agrees by B-cubed .972
# instead of .962, for a tenth more of CPU, but in order of dates among the whole background its F1 are .864 /
# .931 instead of .867 / .933.
WINDOW_DAYS = 4  # -0.4, -0.3; +1.8, 0
CANDIDATES = 10  # +2.6, -0.2; -0.6, -0.3
UNDATED_CANDIDATES = 40  # +0.4, +0.1; +0.9, +0.4
POSTINGS_PER_DAY = 50  # 0, 0; +0.3, +0.2
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


def find_alike(keys: Postings, near: Postings, article_count: int) -> tuple[Ints, Ints]:
    """Return pairs of articles a < b to compare, in order: for each article of the keys the nearest of the others.

    Two dated articles are compared by their dates, others by when they were first seen. `keys` lie by article.
    """
    near = take_postings(near, _leave_crowds(near))
    near = take_postings(near, np.argsort(near.terms, kind="stable"))
    starts = np.searchsorted(near.terms, np.arange(keys.terms.max(initial=-1) + 2))
    firsts = np.flatnonzero(np.diff(keys.articles, prepend=-1))
    pairs = [np.zeros(0, np.int64)]
    at_once = max(_CELLS_AT_ONCE // max(article_count, 1), 1)
    for first, last in pairwise([*firsts[::at_once].tolist(), len(keys.articles)]):
        pairs.append(_pair_block(take_postings(keys, np.arange(first, last)), near, starts, article_count))
    found = np.unique(np.concatenate(pairs))
    return found // max(article_count, 1), found % max(article_count, 1)


def _pair_block(keys: Postings, near: Postings, starts: Ints, article_count: int) -> Ints:
    """Return the pairs of the articles of the keys as lower * article_count + higher number."""
    articles, places = np.unique(keys.articles, return_inverse=True)
    sizes = starts[keys.terms + 1] - starts[keys.terms]
    weights = np.zeros(len(articles) * article_count)
    parts = np.flatnonzero(np.diff(np.cumsum(sizes) // _MEETINGS_AT_ONCE, prepend=-1))
    for first, last in pairwise([*parts.tolist(), len(sizes)]):
        key, entry = _meet(take_postings(keys, np.arange(first, last)), near, starts)
        cells = places[first:last][key] * article_count + near.articles[entry]
        weights += np.bincount(cells, keys.weights[first:last][key] * near.weights[entry], len(weights))
    shared = np.flatnonzero(weights > 0)
    is_undated = np.zeros(len(articles), bool)
    is_undated[places] = np.isnan(keys.published_days)
    pairs = []
    for limit, chosen in ((CANDIDATES, ~is_undated), (UNDATED_CANDIDATES, is_undated)):
        own = shared[chosen[shared // article_count]]
        ends = np.searchsorted(own, np.arange(len(articles) + 1) * article_count)
        best = own[heaviest(np.round(weights[own], 6), ends, limit)]
        one, other = articles[best // article_count], best % article_count
        pairs.append(np.minimum(one, other) * article_count + np.maximum(one, other))
    return np.concatenate(pairs)


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
