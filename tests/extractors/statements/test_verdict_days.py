"""What days tell of two values: dates of one event that differ, values of two days, a count of long ago."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from extractors.statements.alike.story import describe_story
from extractors.statements.compare import part_unlike
from extractors.statements.verdict_days import read_setting
from extractors.statements.verdicts import contrast_values
from tests.extractors.statements.test_figures import stated
from tests.extractors.statements.test_verdicts import DAYS, contrasted, states

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


FLEW = "The missile flew {} miles over the sea before it fell."


@pytest.mark.parametrize(
    ("dated", "day", "verdict"),
    [
        ("On March 5, 2017, ", date(2017, 5, 14), "other_scope_or_time"),
        ("On December 28, 2016, ", date(2017, 1, 20), "other_scope_or_time"),
        ("In 2015 ", date(2017, 5, 14), "other_scope_or_time"),
        ("On May 12, 2017, ", date(2017, 5, 14), "differs"),
        ("In 2017 ", date(2017, 5, 14), "differs"),
        ("On March 5, 2017, ", None, "differs"),
    ],
    ids=["weeks before", "the year before", "two years before", "of these days", "this year", "no day is known"],
)
def test_what_was_long_before_contradicts_no_news(dated: str, day: date | None, verdict: str) -> None:
    texts = {"a": FLEW.format(435), "b": f"{dated}{FLEW.format(600).replace('The', 'the')}"}
    statements = [
        replace(each, article_id=article_id) for article_id, text in texts.items() for each in stated(text)
    ]
    values = [(at,) for at, each in enumerate(statements) if each.unit == "mile"]
    setting = read_setting(describe_story(statements), {"a": day, "b": None})
    assert [each.verdict for each in contrast_values(setting, values)] == [verdict]


@pytest.mark.parametrize(
    ("left_open", "dated", "read"),
    [
        ("XXXX-WXX-4", ("2008-12-11",), "2008-12-11"),
        ("XXXX-04-29", ("2013-04-29", "2013-05-02"), "2013-04-29"),
        ("XXXX-04", ("2013-04-29", "2013-04"), "2013-04"),
        ("XXXX-WXX-4", ("2008-12-11", "2008-12-18"), "XXXX-WXX-4"),
        ("XXXX-WXX-5", ("2008-12-11",), "XXXX-WXX-5"),
    ],
    ids=["a weekday", "a day of a year", "a month", "two weeks", "another weekday"],
)
def test_a_date_left_open_is_the_one_day_of_the_story_it_can_be(
    left_open: str, dated: tuple[str, ...], read: str
) -> None:
    one = states("a", OPENED.format("on Monday"), "date")
    texts = (left_open, *dated)
    statements = [replace(one, article_id=f"a{at}", value_text=text) for at, text in enumerate(texts)]
    assert describe_story(statements).described[0].key == read
