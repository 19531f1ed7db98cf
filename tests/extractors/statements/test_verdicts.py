"""Two values of one measure: rounding, another scope or time, stale, or that they differ, each with its reason."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from extractors.records import Statement
from extractors.statements.alike.measures import measure_of
from extractors.statements.alike.story import describe_story
from extractors.statements.compare import part_unlike
from extractors.statements.verdicts import Contrast, contrast_values, read_setting
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


def test_shares_never_differ_for_sure() -> None:
    assert contrasted("Rubio had 22 percent of the vote.", "Rubio had 31 percent of the vote.", "percent") == []


@pytest.mark.parametrize("other", ["€7 million", "A$7 million", "7 million euros"])
def test_two_currencies_are_never_contrasted(other: str) -> None:
    assert contrasted("It paid $5 million for the ship.", f"It paid {other} for the ship.", "money", {}) == []


def test_percent_and_percentage_points_are_never_contrasted() -> None:
    assert contrasted("The rate rose 2 percent.", "The rate rose 3 percentage points.", "percent", {}) == []


def test_an_article_that_contradicts_itself_contradicts_no_other() -> None:
    statements = [
        states("a", "The fire killed 12 people.", "quantity"),
        states("a", "The fire in town killed 15 people.", "quantity"),
        states("b", "The fire killed 15 people.", "quantity"),
    ]
    found = contrast_values(read_setting(describe_story(statements), {}), [(0,), (1, 2)])
    assert [each.verdict for each in found] == ["other_scope_or_time"]
    assert found[0].reason == "one article states both"


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("The storm injured dozens in the town.", "The storm injured 210 people in the town.", "quantity"),
        ("He spoke for 12 hours and 52 minutes.", "He spoke for 18 minutes.", "duration"),
        ("The vote is five months away.", "The vote is seven months away.", "duration"),
    ],
    ids=["a vague count", "a part of a span", "counted from the day of the news"],
)
def test_what_cannot_differ_for_sure(one: str, other: str, kind: str) -> None:
    assert [each.verdict for each in contrasted(one, other, kind, {}) if each.verdict == "differs"] == []


# What is dated in both texts; then the two dates.
OPENED = "The bridge over the river opened {}."
DATES = {
    "another year": ("He sold the oil field for $30 million {}.", "in 1957", "in 1967"),
    "another month": ("He pleaded guilty to a bribe of the court {}.", "in July 1973", "on June 27, 1973"),
    "another day": (OPENED, "on May 12", "on May 21"),
}
NO_DATES = {
    "one is vaguer": (OPENED, "in May 2019", "in 2019"),
    "a year left open": (OPENED, "on May 12", "on May 12, 2019"),
    "month and day": (OPENED, "on May 12", "on June 14, 2019"),
    "a weekday": (OPENED, "on Monday", "on March 14, 2019"),
    "months alone": (OPENED, "in March", "in June"),
    "a span": (OPENED, "from 2017", "until 2019"),
    "several": (OPENED, "in 2017 and 2018", "in 2019"),
    "a season": ("The club won the river cup in the {} season.", "2017", "2019"),
    "the day of the news": ("The bridge over the river, published {}", "May 12, 2019", "May 13, 2019"),
}


@pytest.mark.parametrize("case", DATES, ids=list(DATES))
def test_two_dates_of_one_event_differ(case: str) -> None:
    text, *dates = DATES[case]
    [found] = contrasted(text.format(dates[0]), text.format(dates[1]), "date")
    assert (found.verdict, found.reason.endswith("said of the same event")) == ("differs", True)


@pytest.mark.parametrize("case", NO_DATES, ids=list(NO_DATES))
def test_dates_that_may_both_be_right_are_not_contrasted(case: str) -> None:
    text, *dates = NO_DATES[case]
    assert contrasted(text.format(dates[0]), text.format(dates[1]), "date") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (OPENED.format("in 2017"), "The mayor met the builders of the bridge in 2019."),
        ("The bridge over the river is expected to open in 2017.", OPENED.format("in 2019")),
    ],
    ids=["another event", "what is planned"],
)
def test_dates_of_two_events_are_not_contrasted(one: str, other: str) -> None:
    assert contrasted(one, other, "date") == []


def test_a_count_of_long_ago_grows_no_more() -> None:
    text = "In {} a tsunami killed 230,000 people in {} countries."
    days = {"a": date(2026, 3, 1), "b": date(2026, 3, 2)}
    for year, verdict in ((2004, "differs"), (2026, "other_scope_or_time")):
        statements = [
            replace(each, article_id=article_id)
            for article_id, count in (("a", 13), ("b", 14))
            for each in stated(text.format(year, count))
        ]
        values = [(at,) for at, each in enumerate(statements) if each.counted == "countr"]
        [found] = contrast_values(read_setting(describe_story(statements), days), values)
        assert found.verdict == verdict


def test_dates_of_one_event_are_grouped_whatever_the_judge_says() -> None:
    statements = [states("a", OPENED.format("in 2017"), "date"), states("b", OPENED.format("in 2019"), "date")]
    assert part_unlike(describe_story(statements), [(0, 1)], np.array([0.1])) == [1.0]


def test_an_article_with_both_dates_contradicts_neither() -> None:
    texts = [OPENED.format(each) for each in ("in 2017", "in 2019")]
    statements = [states("a", texts[0], "date"), states("b", texts[1], "date"), states("a", texts[1], "date")]
    assert contrast_values(read_setting(describe_story(statements), DAYS), [(0,), (1, 2)]) == []


def test_killed_and_wounded_in_a_row_are_two_measures() -> None:
    assert [measure_of(each) for each in stated("Some 50 killed, 400 wounded in the city.")] == ["kill", "injur"]


def test_other_nouns_and_one_article_are_no_difference() -> None:
    assert contrasted("The fire killed 12 people.", "The fire burned 40 houses.", days={}) == []
    statements = [
        states("a", "It has 1,500 employees.", "quantity"),
        states("a", "It has 20 employees.", "quantity"),
    ]
    assert contrast_values(read_setting(describe_story(statements), {}), [(0,), (1,)]) == []


def test_a_table_of_results_is_not_taken_for_contradictions() -> None:
    statements = [states(f"a{n}", f"The team has {100 + 37 * n} fans in town.", "quantity") for n in range(30)]
    setting = read_setting(describe_story(statements), {})
    found = contrast_values(setting, [(place,) for place in range(len(statements))])
    assert all(each.verdict == "rounding" for each in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The letter was signed by 12 retired officers.", "The letter was signed by 20 active officers."),
        ("The letter was signed by 12 retired officers.", "The letter was signed by 20 officers."),
        ("The agency reported 1,200 delays due to the cuts.", "There were 4,400 delays due to bad weather."),
        ("He has submitted 178 nominations so far.", "He announced 216 nominations for civil posts."),
    ],
    ids=["other modifiers", "a part of them", "other causes", "other deeds"],
)
def test_what_shares_the_noun_alone_does_not_differ(one: str, other: str) -> None:
    assert contrasted(one, other, days={}) == []
