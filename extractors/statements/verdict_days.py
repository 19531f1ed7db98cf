"""What days tell of two values: that they are of two days, that one came later, or is repeated too late."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.records import Statement
from extractors.statements.alike.story import Story
from extractors.statements.decided import Decision
from extractors.statements.values import dates_agree

_DATED = re.compile(r"\d{4}(?:-\d\d){0,2}|XXXX(?:-\d\d){1,2}")
# What is told without a date is of the days before the news.
_NEWS_DAYS = 7


@dataclass(frozen=True, slots=True)
class Setting:
    """What verdicts of a story rest on: statements, days of publication, dates by sentence, people's decisions.

    `least` is the confidence from which on values are said to differ.
    """

    story: Story
    days: Mapping[str, date | None]
    dates: Mapping[tuple[str, int], frozenset[str]]
    decisions: Sequence[Decision] = ()
    least: float = 0.5


def read_setting(
    story: Story, days: Mapping[str, date | None], decisions: Sequence[Decision] = (), least: float = 0.5
) -> Setting:
    """Return the setting of a story's verdicts; `days` are those of publication by article, None where unknown."""
    dates: dict[tuple[str, int], set[str]] = defaultdict(set)
    for each in story.described:
        one = each.statement
        if one.kind == "date" and one.value_text:
            dates[one.article_id, one.sentence_index].add(one.value_text)
    return Setting(story, days, {key: frozenset(found) for key, found in dates.items()}, decisions, least)


def later_value(setting: Setting, first: Sequence[int], second: Sequence[int]) -> tuple[str, str] | None:
    """Return the verdict on counts that grow with the days: the later one is news, an earlier one may be stale."""
    described = setting.story.described
    if described[first[0]].statement.kind != "quantity" or _is_long_past(setting, first, second):
        return None
    low, high = sorted((first, second), key=lambda side: described[side[0]].value or 0.0)
    before, after = (list(_days(setting, side)) for side in (low, high))
    if not before or not after or min(before) >= min(after):
        return None
    words = [described[side[0]].statement.surface for side in (low, high)]
    if max(before) > min(after):
        return "stale", f"{words[0]} is repeated after {words[1]} was out on {min(after)}"
    return "other_scope_or_time", f"{words[0]} until {max(before)}, {words[1]} from {min(after)}"


def _is_long_past(setting: Setting, first: Sequence[int], second: Sequence[int]) -> bool:
    """Return whether sentences of both date what they tell to one year before the news: it grows no more."""
    one, other = (_past_years(setting, side) for side in (first, second))
    return bool(one & other)


def _past_years(setting: Setting, side: Sequence[int]) -> set[str]:
    """Return the years that sentences of these statements name, where they lie before that of publication."""
    found = set()
    for at in side:
        one = setting.story.described[at].statement
        day = setting.days.get(one.article_id)
        named = setting.dates.get((one.article_id, one.sentence_index), frozenset())
        found |= {
            date[:4] for date in named if day is not None and date[:4].isdigit() and int(date[:4]) < day.year
        }
    return found


def _days(setting: Setting, side: Sequence[int]) -> Iterator[date]:
    for at in side:
        day = setting.days.get(setting.story.described[at].statement.article_id)
        if day is not None:
            yield day


def of_other_days(setting: Setting, one: Statement, other: Statement) -> str | None:
    """Return of which days two sentences tell, where one names another than the other does, or than the news has.

    How long something took or takes is told of no day.
    """
    dates = [setting.dates.get((each.article_id, each.sentence_index), frozenset()) for each in (one, other)]
    if dates[0] and dates[1]:
        return None if dates_agree(*dates) else f"of other days: {min(dates[0])}, {min(dates[1])}"
    if one.kind == "duration" or not (dates[0] or dates[1]):
        return None
    day = setting.days.get((other if dates[0] else one).article_id)
    named = dates[0] or dates[1]
    if day is None or not all(_is_long_before(each, day) for each in named):
        return None
    return f"one is of {min(named)}, the other of the news of {day}"


def _is_long_before(named: str, day: date) -> bool:
    """Return whether a day, month or year that is named ended more than a week before the day of the news.

    Of an unknown year it is the last such day.

    >>> day = date(2017, 1, 20)
    >>> [_is_long_before(each, day) for each in ("XXXX-12-28", "XXXX-01-18", "2016", "2017", "2017-W03")]
    [True, False, True, False, False]
    """
    if not _DATED.fullmatch(named):
        return False
    if named.startswith("XXXX"):
        this_year = f"{day.year}{named[4:]}"
        named = this_year if this_year <= day.isoformat()[: len(named)] else f"{day.year - 1}{named[4:]}"
    return named < (day - timedelta(days=_NEWS_DAYS)).isoformat()[: len(named)]
