"""What the other links of two articles say of the link between them."""

import numpy as np
import pytest

from extractors.stories.context import (
    CONTEXT,
    LEAD_FLOOR,
    SUPPORT_FLOOR,
    date_support,
    link_context,
    shared_links,
)

# A triangle 0, 1, 2 of which 2 is also linked to 3.
A, B = np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3])
SCORES = np.array([0.9, 0.8, 0.6, 0.5])


def test_a_link_is_held_against_the_best_way_around_it() -> None:
    bridge, lead, discord = shared_links(A, B, SCORES, 4)
    assert bridge == pytest.approx([0.6, 0.6, 0.8, 0])
    assert discord == pytest.approx([0.2, 0.3, 0.1, 0])
    assert lead[0] == pytest.approx(np.log((0.9 + LEAD_FLOOR) / (0.6 + LEAD_FLOOR)))


def test_links_of_an_undated_article_support_the_day_they_lead_to() -> None:
    days = np.array([np.nan, 100.0, 101.0, 200.0])
    a, b = np.array([0, 0, 0]), np.array([1, 2, 3])
    support, has_support = date_support(a, b, np.array([0.9, 0.8, 0.6]), days)
    assert support == pytest.approx([0.8 / (1.4 + SUPPORT_FLOOR), 0.9 / (1.5 + SUPPORT_FLOOR), 0])
    assert has_support == pytest.approx([rest / (rest + SUPPORT_FLOOR) for rest in (1.4, 1.5, 1.7)])


def test_two_undated_articles_agree_where_their_links_lead_to_the_same_days() -> None:
    days = np.array([np.nan, np.nan, np.nan, 100.0, 102.0, 300.0])
    a, b = np.array([0, 0, 1, 0, 2]), np.array([1, 2, 4, 3, 5])
    support, has_support = date_support(a, b, np.array([0.7, 0.7, 0.5, 0.5, 0.5]), days)
    certain = (0.5 / (0.5 + SUPPORT_FLOOR)) ** 2
    assert support[:2] == pytest.approx([certain, 0])
    assert has_support[:2] == pytest.approx([certain, certain])


@pytest.mark.parametrize("far", [-719_162.0, 2_932_896.0])
def test_days_far_away_are_days(far: float) -> None:
    days = np.array([np.nan, far, far + 1, 0.0])
    support, _ = date_support(np.array([0, 0, 0]), np.array([1, 2, 3]), np.array([0.5, 0.5, 0.5]), days)
    assert support == pytest.approx([0.5 / (1 + SUPPORT_FLOOR), 0.5 / (1 + SUPPORT_FLOOR), 0])


def test_the_order_of_the_links_changes_nothing() -> None:
    days = np.array([1.0, np.nan, 2.0, np.nan])
    order = np.array([2, 0, 3, 1])
    whole = link_context(A, B, SCORES, days)
    assert link_context(B[order], A[order], SCORES[order], days) == pytest.approx(whole[order])


def test_no_links_have_no_context() -> None:
    none = np.zeros(0, np.int64)
    assert link_context(none, none, np.zeros(0), np.zeros(0)).shape == (0, len(CONTEXT))
