"""Which pairs were written by a machine that fills a template."""

import numpy as np
import pytest

from extractors.stories import TermShares, sign, term_weights
from extractors.story_join import from_template, pair_features, weigh

REPORT = "Shares of {0} closed higher on strong volume, said {1}, whose company {0} reports its earnings next week"
NO_SHARES = TermShares(terms=np.zeros(0, np.uint32), shares=np.zeros(0, np.float32))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (REPORT.format("Kalomi", "Rentor"), REPORT.format("Vaxden", "Sulbri"), True),
        (REPORT.format("Kalomi", "Rentor"), REPORT.format("Kalomi", "Rentor"), False),
        (REPORT.format("kalomi", "rentor").lower(), REPORT.format("vaxden", "sulbri").lower(), False),
        ("", "", False),
    ],
    ids=["other names", "same names", "no names", "empty"],
)
def test_other_names_in_the_same_words_are_of_a_template(one: str, other: str, expected: bool) -> None:
    signatures = sign([(None, one), (None, other)], NO_SHARES)
    weighed = weigh(signatures, term_weights(signatures.terms, signatures.counts, NO_SHARES))
    left, right, day = np.array([0]), np.array([1]), np.array([100.0])
    features = pair_features(weighed, left, right, day, day)
    assert from_template(weighed, left, right, features).tolist() == [expected]
