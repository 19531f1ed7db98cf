"""What undated articles tell of their day, and that they chain no stories of different weeks."""

from datetime import date

import numpy as np
import pytest

from extractors.stories.agglomeration import SPAN_DAYS, group
from extractors.stories.calendars import NO_YEAR, date_fit, read_calendars
from extractors.stories.signatures import TermShares, sign

NOTHING_KNOWN = TermShares(terms=np.array([], np.uint32), shares=np.array([], np.float32))
WEEKDAY, MONTH, YEAR = 0, 1, 2


def fit(text: str, *days: date) -> list[list[float]]:
    calendars = read_calendars(sign([(None, ""), (None, text)], NOTHING_KNOWN))
    numbers = np.array([(day - date(1970, 1, 1)).days for day in days], float)
    rows = np.ones(len(days), np.int64)
    return date_fit(calendars, rows, numbers).T.tolist()


@pytest.mark.parametrize(
    ("text", "feature", "likely", "unlikely"),
    [
        pytest.param("The board met on Tuesday.", WEEKDAY, date(2019, 4, 9), date(2019, 4, 13), id="own weekday"),
        pytest.param("The board met on Monday.", WEEKDAY, date(2019, 4, 9), date(2019, 4, 12), id="day before"),
        pytest.param("A vote is set for March.", MONTH, date(2019, 2, 20), date(2019, 7, 20), id="next month"),
        pytest.param("It was told in March.", MONTH, date(1969, 3, 31), date(1969, 9, 30), id="before 1970"),
    ],
)
def test_articles_speak_of_their_time(text: str, feature: int, likely: date, unlikely: date) -> None:
    first, second = fit(text, likely, unlikely)[feature]
    assert first > second


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("In 2017 and 2018 sales fell.", -1.0),
        ("By 2030 it will be gone.", 3.0),
        ("Nothing.", NO_YEAR),
        ("It fell by 3000.", NO_YEAR),
    ],
)
def test_the_latest_year_is_told(text: str, gap: float) -> None:
    assert fit(text, date(2019, 5, 1), date(9999, 12, 31))[YEAR][0] == gap


def test_an_article_without_words_of_the_calendar_fits_any_day() -> None:
    assert fit("", date(2019, 5, 1), date(1, 1, 1)) == [[0, 0], [0, 0], [NO_YEAR, NO_YEAR]]


def test_undated_articles_do_not_chain_dated_ones_far_apart() -> None:
    links = {(0, 1): 0.9, (1, 2): 0.8}
    near, far = [0.0, np.nan, float(SPAN_DAYS)], [0.0, np.nan, SPAN_DAYS + 1.0]
    assert group(links, 3, 0.3, near) == [[0, 1, 2]]
    assert group(links, 3, 0.3, far) == [[0, 1], [2]]
    assert group(links, 3, 0.3) == [[0, 1, 2]]
