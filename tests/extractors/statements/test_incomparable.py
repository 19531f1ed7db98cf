"""Values that are not contrasted, or never differ for sure: other units and nouns, an article against itself."""

import pytest

from extractors.statements.alike.story import describe_story
from extractors.statements.verdict_days import read_setting
from extractors.statements.verdicts import contrast_values
from tests.extractors.statements.test_verdicts import contrasted, states


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


@pytest.mark.parametrize(
    ("one", "other", "kind", "shown"),
    [
        (
            "The agency reported 1,200 delays due to the cuts.",
            "There were 4,400 delays due to bad weather.",
            "quantity",
            True,
        ),
        (
            "The largest fine for the spill was $7 million.",
            "The fine for the spill was $5 million.",
            "money",
            True,
        ),
        ("The bridge opened in 2017.", "The mayor met the builders of the bridge in 2019.", "date", True),
        ("It took about 60 minutes.", "It took 57 minutes from the coast.", "duration", False),
        ("It came 2nd of all schools.", "It came 3rd in the county.", "ordinal", False),
        ("A 2.6GHz chip powers it.", "A 2.9GHz chip costs more.", "quantity", False),
    ],
    ids=["the noun alone", "a record", "dates", "what may be rounded", "ranks", "variants of a product"],
)
def test_what_may_differ_is_said_where_so_little_is_asked(one: str, other: str, kind: str, shown: bool) -> None:
    described = describe_story([states("a", one, kind), states("b", other, kind)])
    found = contrast_values(read_setting(described, {}, least=0.1), [(0,), (1,)])
    assert [each.confidence for each in found if each.verdict == "differs"] == [0.2] * shown
