"""What the other links of two articles say of the link between them."""

import numpy as np
import pytest

from extractors.story_context import CONTEXT, SUPPORT_FLOOR, link_context, shared_links

# A triangle 0, 1, 2 of which 2 is also linked to 3.
A, B = np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3])
SCORES = np.array([0.9, 0.8, 0.6, 0.5])


def test_links_that_two_articles_share_are_summed() -> None:
    both, least, overlap, inclusion = shared_links(A, B, SCORES, 4)
    assert both == pytest.approx([0.8 * 0.6, 0.9 * 0.6, 0.9 * 0.8, 0])
    assert least == pytest.approx([0.6, 0.6, 0.8, 0])
    assert overlap[0] == pytest.approx(0.6 / (0.8 + 0.6 - 0.6 + SUPPORT_FLOOR))
    assert inclusion[0] == pytest.approx(0.6 / (0.6 + SUPPORT_FLOOR))
    assert overlap[3] == inclusion[3] == 0


def test_the_order_of_the_links_changes_nothing() -> None:
    days = np.array([1.0, np.nan, 2.0, np.nan])
    order = np.array([2, 0, 3, 1])
    whole = link_context(A, B, SCORES, days)
    assert link_context(B[order], A[order], SCORES[order], days) == pytest.approx(whole[order])


def test_no_links_have_no_context() -> None:
    none = np.zeros(0, np.int64)
    assert link_context(none, none, np.zeros(0), np.zeros(0)).shape == (0, len(CONTEXT))
