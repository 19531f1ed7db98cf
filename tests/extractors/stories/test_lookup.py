"""The articles that share most are found, as if each were compared with every other."""

import numpy as np
import pytest

from extractors.stories import lookup
from extractors.stories.lookup import CANDIDATES, POSTINGS_PER_DAY, UNDATED_CANDIDATES, Postings, find_alike

ARTICLES, NEW, TERMS = 400, 60, 30


def make_postings(seed: int) -> Postings:
    """Return postings of articles of two languages and eight days, one in four undated, all their terms common."""
    random = np.random.default_rng(seed)
    articles, terms = np.nonzero(random.random((ARTICLES, TERMS)) < 0.3)
    published = np.where(random.random(ARTICLES) < 0.25, np.nan, random.integers(0, 8, ARTICLES))
    return Postings(
        terms=terms.astype(np.int32),
        articles=articles.astype(np.int32),
        languages=random.integers(0, 2, ARTICLES, np.int32)[articles],
        published_days=published[articles].astype(np.float32),
        seen_days=random.integers(0, 8, ARTICLES, np.int32)[articles],
        weights=random.random(len(terms)).astype(np.float32),
    )


def compare_all(postings: Postings) -> set[tuple[int, int]]:
    """Return the pairs by the plainest means."""
    crowds: dict[tuple[int, float], int] = {}
    by_article: dict[int, dict[int, float]] = {article: {} for article in range(ARTICLES)}
    facts = {}
    for term, article, language, day, seen, weight in zip(
        *(getattr(postings, name) for name in Postings.__slots__), strict=True
    ):
        facts[article] = (language, day, seen)
        place = (term, seen if np.isnan(day) else day)
        crowds[place] = crowds.get(place, 0) + 1
        if crowds[place] <= POSTINGS_PER_DAY:
            by_article[article][term] = weight
    pairs = set()
    for one in range(NEW):
        language, day, seen = facts[one]
        own = postings.articles == one
        keys = dict(zip(postings.terms[own], postings.weights[own], strict=True))
        shared = {}
        for other, terms in by_article.items():
            if other == one or facts[other][0] != language:
                continue
            apart = abs(day - facts[other][1])
            if (abs(seen - facts[other][2]) if np.isnan(apart) else apart) > 4:
                continue
            if both := keys.keys() & terms.keys():
                shared[other] = round(sum(float(keys[term] * terms[term]) for term in both), 6)
        limit = UNDATED_CANDIDATES if np.isnan(day) else CANDIDATES
        pairs |= {
            (min(one, other), max(one, other)) for other in sorted(shared, key=lambda x: (-shared[x], x))[:limit]
        }
    return pairs


@pytest.mark.parametrize(
    ("cells", "meetings"),
    [(1 << 22, 1 << 20), (3 * ARTICLES, 1 << 20), (1, 50)],
    ids=["at once", "in blocks", "one by one"],
)
def test_those_that_share_most_are_found(cells: int, meetings: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "_CELLS_AT_ONCE", cells)
    monkeypatch.setattr(lookup, "_MEETINGS_AT_ONCE", meetings)
    for seed in range(3):
        near = make_postings(seed)
        is_new = near.articles < NEW
        a, b = find_alike(lookup.take_postings(near, is_new), near, ARTICLES)
        assert set(zip(a.tolist(), b.tolist(), strict=True)) == compare_all(near)


def test_nothing_is_like_nothing() -> None:
    none = lookup.take_postings(make_postings(0), np.zeros(0, np.int64))
    assert [len(side) for side in find_alike(none, none, 0)] == [0, 0]
