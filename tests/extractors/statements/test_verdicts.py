"""Two values of one measure: rounding, another scope or time, stale, or that they differ, each with its reason."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from extractors.records import Statement
from extractors.statements.alike.measures import measure_of
from extractors.statements.alike.story import describe_story
from extractors.statements.verdict_days import read_setting
from extractors.statements.verdicts import Contrast, contrast_values
from tests.extractors.statements.test_figures import stated

DAYS = {"a": date(2026, 3, 1), "b": date(2026, 3, 2)}


# Which figure of a sentence with several is meant, by the stem of a word beside it.
NEAREST = {"injured": "injur"}


def states(article_id: str, text: str, kind: str) -> Statement:
    """Return the first statement of the kind in the text, as one of the article."""
    stem = NEAREST.get(kind)
    found = next(each for each in stated(text) if (stem in each.words[:2] if stem else each.kind == kind))
    return replace(found, article_id=article_id, statement_id=f"{article_id}{found.statement_id}")


def contrasted(
    one: str, other: str, kind: str = "quantity", days: Mapping[str, date | None] = DAYS
) -> list[Contrast]:
    statements = [states("a", one, kind), states("b", other, kind)]
    return contrast_values(read_setting(describe_story(statements), days), [(0,), (1,)])


CASES = {
    "almost is less": (
        "The club signed the striker to a deal worth nearly $80 million last summer.",
        "The club signed the striker to a deal worth $82 million last summer.",
        "money",
        {},
        ("differs", "said of the same thing"),
    ),
    "a round number far off is no rounding": (
        "The team offered him a 10-year deal of the club.",
        "The team offered him an eight-year deal of the club.",
        "duration",
        {},
        ("differs", "said of the same thing"),
    ),
    "a noun left out": (
        "In the quake 22 were killed, the governor said.",
        "In the quake 31 people were killed, the governor said.",
        "quantity",
        {"a": None, "b": None},
        ("differs", "said of the same thing"),
    ),
    "a month is no plan": (
        "On May 25 he knelt on the neck for eight minutes.",
        "He knelt on the neck for ten minutes.",
        "duration",
        {},
        ("differs", "said of the same thing"),
    ),
    "a lower bound": (
        "At least 3 people were killed in the quake.",
        "In the quake 10 people were killed.",
        "quantity",
        {},
        ("other_scope_or_time", "3 people is a lower bound"),
    ),
    "a lower bound of a count": (
        "At least seven officers were injured in the clash.",
        "In the clash 15 officers were injured.",
        "quantity",
        {},
        ("other_scope_or_time", "seven is a lower bound"),
    ),
    "two lower bounds that each round": (
        "More than 26,000 people were killed in the quake of the ancient city.",
        "More than 31,000 people were killed in the quake of the ancient city.",
        "quantity",
        {},
        ("differs", "said of the same thing"),
    ),
    "two that may both have been counted so far": (
        "At least three people were killed in the quake.",
        "At least 10 people were killed in the quake.",
        "quantity",
        {},
        ("other_scope_or_time", "three people is a lower bound"),
    ),
    "others than the killed": (
        "The quake hit seven villages, killing 10 people and injuring 70 others.",
        "The quake hit seven villages, killing 10 people and injuring 80.",
        "injured",
        {},
        ("differs", "70 against 80"),
    ),
    "a record": (
        "The largest fine for the spill was $7 million.",
        "The fine for the spill was $5 million.",
        "money",
        {},
        ("other_scope_or_time", "only one side speaks of the largest"),
    ),
    "strong is no strongest": (
        "The strong tremor shook houses for one minute.",
        "The tremor shook houses for 30 seconds.",
        "duration",
        {},
        ("differs", "said of the same thing"),
    ),
    "an upper bound": (
        "The vote is less than six months away, the governor of the state said.",
        "The vote of the state is set for five months from now, the governor said.",
        "duration",
        {},
        ("other_scope_or_time", "six months is an upper bound"),
    ),
    "a depth needs no more words": (
        "The quake struck Aden at a depth of 12 miles.",
        "The quake in Aden had a depth of one mile.",
        "quantity",
        {},
        ("differs", "said of the same thing"),
    ),
    "more than is no less": (
        "More than 100 rioters marched through the town.",
        "A group of 70 rioters marched through the town.",
        "quantity",
        {"a": None, "b": None},
        ("differs", "said of the same thing"),
    ),
    "half a minute is no minute": (
        "The tremor shook houses for one minute.",
        "The tremor shook houses for 30 seconds.",
        "duration",
        {},
        ("differs", "said of the same thing"),
    ),
    "a plan of another clause": (
        "The party, which plans to vote later, has 47 seats in the upper chamber.",
        "The party has 52 seats in the upper chamber.",
        "quantity",
        {},
        ("differs", "said of the same thing"),
    ),
    "others of a part": (
        "The other 192 members of the club voted.",
        "The 193 members of the club voted.",
        "quantity",
        {"a": None, "b": None},
        ("other_scope_or_time", "only one side speaks of others"),
    ),
    "differs": (
        "The company has 1,500 employees in the city.",
        "The company has 1,200 employees in the city.",
        "quantity",
        {"a": None, "b": None},
        ("differs", "said of the same thing"),
    ),
    "rounded by a word": (
        "About 1,500 people marched through the town.",
        "1,487 people marched through the town.",
        "quantity",
        DAYS,
        ("rounding", "is said to be about"),
    ),
    "a word for a range": (
        "The storm injured dozens in the town.",
        "The storm injured 31 people in the town.",
        "quantity",
        DAYS,
        ("rounding", "dozens is 24 to 99: dozens, 31 people"),
    ),
    "one unit left unsaid": (
        "The bomb killed 74,000 people in the city.",
        "The bomb killed 70,000 in the city.",
        "quantity",
        DAYS,
        ("rounding", "one is written more coarsely: 74,000 people, 70,000"),
    ),
    "rounded by writing": (
        "It paid $14 billion for the stake.",
        "It paid $14.3 billion for the stake.",
        "money",
        DAYS,
        ("rounding", "written more coarsely"),
    ),
    "a toll that rose": (
        "The fire killed 12 people in the hotel.",
        "The fire killed 15 people in the hotel.",
        "quantity",
        DAYS,
        ("other_scope_or_time", "from 2026-03-02"),
    ),
    "one value in two units": (
        "The pipe is 12 miles long.",
        "The pipe is 19 kilometres long.",
        "quantity",
        DAYS,
        ("rounding", "one value in two units"),
    ),
    "what was not paid": (
        "It paid $5 million for the ship.",
        "It did not pay $7 million for the ship.",
        "money",
        {},
        ("other_scope_or_time", "what is not so"),
    ),
    "what is denied": (
        "It denied that 12 people died in the fire.",
        "15 people died in the fire.",
        "quantity",
        {},
        ("other_scope_or_time", "what is denied"),
    ),
    "what is planned": (
        "It plans to pay $5 million for the ship.",
        "It paid $7 million for the ship.",
        "money",
        {},
        ("other_scope_or_time", "what is planned"),
    ),
    "said by two speakers": (
        '"We lost 12 people in the fire," said Ann Lee.',
        '"We lost 15 people in the fire," said Bob Ray.',
        "quantity",
        {},
        ("differs", "said of the same thing"),
    ),
    "an earlier value": (
        "It was previously valued at $14 billion.",
        "It is valued at $29 billion.",
        "money",
        DAYS,
        ("other_scope_or_time", "an earlier value"),
    ),
}


@pytest.mark.parametrize("case", CASES, ids=list(CASES))
def test_verdicts_and_their_reasons(case: str) -> None:
    one, other, kind, days, (verdict, reason) = CASES[case]
    found = contrasted(one, other, kind, days)
    assert [each.verdict for each in found] == [verdict]
    assert reason in found[0].reason
    assert 0 < found[0].confidence < 1


def test_an_age_is_not_rounded() -> None:
    found = contrasted("The founder is 28 years old now.", "The founder is 30 years old now.", "age", {})
    assert [each.verdict for each in found if each.verdict == "rounding"] == []


def test_distances_from_two_towns_are_no_difference() -> None:
    struck = "The quake struck about {} miles north of {}."
    assert contrasted(struck.format(26, "Santa Rosa"), struck.format(40, "Cloverdale"), days={}) == []
    [found] = contrasted(struck.format(26, "Santa Rosa"), struck.format(40, "Santa Rosa"), days={})
    assert found.verdict == "differs"


def test_killed_and_wounded_in_a_row_are_two_measures() -> None:
    assert [measure_of(each) for each in stated("Some 50 killed, 400 wounded in the city.")] == ["kill", "injur"]
