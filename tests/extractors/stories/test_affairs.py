"""Stories of one affair share rare names at their beginnings."""

import numpy as np

from extractors.stories.affairs import LEAST_SCORE, follow_score, story_names
from extractors.stories.signatures import TermShares, term_hash

SHARES = TermShares(
    terms=np.array(sorted([term_hash("senate"), term_hash("trump")]), np.uint32),
    shares=np.array([0.3, 0.3], np.float32),
)
STORM = ["On Monday a storm hit Nordhaven, and the mayor Ines Eckholm asked the Senate for help."] * 2
INQUIRY = ["A week on, an inquiry into the flood at Nordhaven called Ines Eckholm before the Senate."] * 2
OTHER = ["In Monday's vote the Senate sided with Trump, and Mara Lindqvist of Torsby lost her seat."] * 2


def test_a_later_event_shares_the_names_of_the_affair() -> None:
    storm, inquiry = story_names(STORM, SHARES), story_names(INQUIRY, SHARES)
    score, names = follow_score(inquiry, storm)
    assert score >= LEAST_SCORE
    assert set(names) == {"Ines Eckholm", "Nordhaven"}


def test_names_that_all_use_make_no_affair() -> None:
    assert follow_score(story_names(OTHER, SHARES), story_names(STORM, SHARES)) == (0.0, ())
    assert {each.name for each in story_names(OTHER, SHARES)} == {"Mara Lindqvist", "Torsby"}


def test_a_name_of_one_report_is_not_what_a_story_is_about() -> None:
    assert story_names([STORM[0], OTHER[0]], SHARES) == ()
    assert story_names([], SHARES) == ()
