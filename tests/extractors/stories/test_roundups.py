"""Round-ups are those that announce themselves and tell of many things."""

import time

import pytest

from extractors.stories.roundups import roundup_reason

ITEMS = [
    "In Lisbon the mayor, Ana Prata, closed the bridge to Almada after engineers of Ponteforte found "
    "cracks in it.",
    "A court in Oslo freed Lars Brandt, whom prosecutors from Bergen had accused of selling maps to "
    "Kessler Group.",
    "The bank of Jakarta cut its rate, as Dewi Santoso of Nusantara Research had expected, by a quarter "
    "of a point.",
    "Voters in Quito chose Marta Salas over Iván Coto, who said that the count in Guayas had been slow "
    "and unfair.",
    "Scientists at Leeds and at Kyoto found, with Ito and Marsh among them, a moth that lives on the "
    "wool of Alpaca.",
]
ONE_EVENT = [
    "At the hearing the senator asked Brandt about the letter, and Brandt said to Senator Prata that "
    f"point {number}"
    " was for the court in Oslo to answer, as he had told the committee in March and again in May of that year."
    for number in range(6)
]


@pytest.mark.parametrize(
    ("title", "items", "is_roundup"),
    [
        pytest.param("Morning Briefing: bridge, maps and moths", ITEMS, True, id="briefing"),
        pytest.param("The Oslo Digest", ITEMS, True, id="digest"),
        pytest.param(
            "Cracks close a bridge; a spy walks free; a moth that eats wool", ITEMS, True, id="three subjects"
        ),
        pytest.param(
            "What you need to know", ["Welcome to our daily newsletter.", *ITEMS], True, id="by its beginning"
        ),
        pytest.param(
            "Bridge closed after cracks",
            [
                "Oslo First in your inbox?\nCut:\n• Cracks close bridge\n• A spy\n• Moths\n",
                *ITEMS,
            ],
            True,
            id="a newsletter's list of subjects",
        ),
        pytest.param("Bridge closed after cracks are found", ITEMS, False, id="not announced"),
        pytest.param("Five things to watch: hearing briefing", ONE_EVENT, False, id="one event"),
        pytest.param("President shouts at briefing on storm", ITEMS, False, id="a press conference"),
        pytest.param("Morning Briefing", ITEMS[:2], False, id="short"),
        pytest.param(None, [], False, id="empty"),
    ],
)
def test_roundups_are_told(title: str | None, items: list[str], is_roundup: bool) -> None:
    assert (roundup_reason(title, "\n\n".join(items)) is not None) == is_roundup


@pytest.mark.parametrize("title", ["briefing " * 50_000, "a; " * 50_000, "x" * 200_000, "- " * 50_000])
def test_odd_titles_take_no_time(title: str) -> None:
    start = time.process_time()
    roundup_reason(title, title)
    assert time.process_time() - start < 2
