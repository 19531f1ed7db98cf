"""Pairs of values that round to one are the same asked one by one and all at once."""

from itertools import combinations_with_replacement

import numpy as np

from extractors.statements.values import is_within_rounding, within_rounding
from tests.extractors.statements.test_figures import stated

TEXT = (
    "About 1,500 people came, 1,487 of them paid, 10 kilometers (6.2 miles) away, 58km, dozens, 50 men,"
    " $14.3 billion, $14 billion, $10 million to $12 million, $11 million, nearly half of it, 49 percent, a 3-2"
    " win on Monday, on 3 May 2026, in May 2026, on May 3, at 10:30 a.m., when she was 85, who is 84,"
    " after two weeks, after 14 days."
)


def test_at_once_as_one_by_one() -> None:
    statements = stated(TEXT)
    pairs = list(combinations_with_replacement(range(len(statements)), 2))
    one, other = (np.array(side, np.int64) for side in zip(*pairs, strict=True))
    expected = [is_within_rounding(statements[a], statements[b]) for a, b in pairs]
    assert within_rounding(statements, one, other).tolist() == expected
    assert within_rounding(statements, other, one).tolist() == expected
    assert 15 < sum(expected) - len(statements) < 100
