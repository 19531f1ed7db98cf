"""Which pairs were written by a machine that fills a template."""

import numpy as np
import pytest

from extractors.stories.pairs import from_template, pair_features, tell_other_titles, weigh
from extractors.stories.signatures import TermShares, sign, term_weights

REPORT = "Shares of {} {} closed at {} after {} of {} left for {}, a rival led by {} {} in {}"
ONE = REPORT.format(*"Kalomi Rentor 14.30 Vaxden Sulbri Quaka Lomi Tensul Briqua".split())
OTHER = REPORT.format(*"Denbri Loka 27.90 Torvax Mika Rensul Kator Milo Quaden".split())
RAIN = (
    "Heavy rain flooded streets and cut power to thousands of homes overnight; rescue teams moved residents from"
    " low houses as rivers rose and two dams overflowed, officials said."
)
RAIN_RETOLD = (
    "Thousands of homes lost power overnight as heavy rain flooded streets and two dams overflowed; rescue teams"
    " moved residents from low houses as rivers rose, officials said."
)
NO_SHARES = TermShares(terms=np.zeros(0, np.uint32), shares=np.zeros(0, np.float32))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (ONE, OTHER, True),
        (ONE, ONE, False),
        (ONE.lower(), OTHER.lower(), False),
        (RAIN, RAIN_RETOLD, False),
        ("", "", False),
    ],
    ids=["other names", "same names", "no names", "first words only", "empty"],
)
def test_other_names_in_the_same_words_are_of_a_template(one: str, other: str, expected: bool) -> None:
    signatures = sign([(None, one), (None, other)], NO_SHARES)
    weighed = weigh(signatures, term_weights(signatures.terms, signatures.counts, NO_SHARES))
    left, right, day = np.array([0]), np.array([1]), np.array([100.0])
    features = pair_features(weighed, left, right, day, day)
    assert from_template(weighed, left, right, features).tolist() == [expected]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ((None, None), True),
        (("Flood in Lima", None), True),
        (("Bank fails in Oslo", "Minister quits in Bern"), True),
        (("Storm hits the coast of Cadiz", "Storm over the coast of Cadiz"), False),
    ],
)
def test_what_no_title_speaks_for_is_a_series(titles: tuple[str | None, str | None], expected: bool) -> None:
    text = (
        "Storm hits the coast of Cadiz. Boats sank, and schools on the coast stay closed, the storm service said."
    )
    signatures = sign([(title, text) for title in titles], NO_SHARES)
    weighed = weigh(signatures, term_weights(signatures.terms, signatures.counts, NO_SHARES))
    left, right, unknown = np.array([0]), np.array([1]), np.array([np.nan])
    features = pair_features(weighed, left, right, unknown, unknown)
    assert tell_other_titles(features).tolist() == [expected]
