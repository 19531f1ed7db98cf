"""The shipped join holds stories together whatever their size; it has learned from those of two or three."""

import numpy as np
import pytest

from extractors.stories.agglomeration import group
from extractors.stories.lookup import CANDIDATES
from extractors.stories.scores import score_links
from extractors.stories.signatures import term_hash
from warehouse.stories.model import load_story_model, shares_of


@pytest.mark.parametrize("articles", [2, 3, 8, 20, 40])
@pytest.mark.parametrize("day", [20_000.0, np.nan], ids=["dated", "undated"])
def test_alike_articles_are_one_story_however_many(articles: int, day: float) -> None:
    random = np.random.default_rng(articles)
    links = set()
    for article in range(articles):
        others = np.setdiff1d(np.arange(articles), [article])
        for other in random.permutation(others)[:CANDIDATES].tolist():
            links.add((min(article, other), max(article, other)))
    a, b = np.array(sorted(links)).T
    model = load_story_model()
    scores = random.uniform(0.7, 0.99, len(a))
    days = np.full(articles, day)
    final = score_links(a, b, scores, days, model.weights)
    named = dict(zip(zip(a.tolist(), b.tolist(), strict=True), final.tolist(), strict=True))
    assert group(named, articles, model.weights.threshold, days.tolist()) == [list(range(articles))]


@pytest.mark.parametrize(
    ("language", "often", "rarely"),
    [
        ("de", "heute", "ernte"), ("es", "hoy", "cosecha"), ("fr", "hier", "blé"),
        ("it", "oggi", "latte"), ("nl", "volgen", "oogst"), ("pt", "hoje", "colheita"),
    ],
)  # fmt: skip
def test_how_common_words_are_is_known_in_six_languages(language: str, often: str, rarely: str) -> None:
    shares = shares_of(load_story_model().priors, language)
    by_term = dict(zip(shares.terms.tolist(), shares.shares.tolist(), strict=True))
    assert by_term[term_hash(often)] > 3 * by_term.get(term_hash(rarely), 0)
