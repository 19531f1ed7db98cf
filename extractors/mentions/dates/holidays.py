"""Days that go by a name: Christmas, Thanksgiving, Easter Sunday."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from extractors.mentions.dates import timex
from extractors.mentions.dates.surroundings import Dated
from extractors.mentions.dates.tense import tense_at
from extractors.mentions.dates.timex import Interval
from extractors.mentions.languages import calendar_of
from extractors.mentions.reading.field import Reading
from extractors.mentions.reading.numerals import any_of


def _easter(year: int) -> date:
    """Return Easter Sunday of a year (the anonymous Gregorian computus, as in Meeus, 1991).

    >>> _easter(2024), _easter(2000)
    (datetime.date(2024, 3, 31), datetime.date(2000, 4, 23))
    """
    century, of_century = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    """Return the rule of a holiday that is the same day each year."""
    return lambda year: date(year, month, day)


def _nth(count: int, weekday: int, month: int) -> Callable[[int], date]:
    """Return the rule of the nth weekday (Monday is 0) of a month; -1 is the last one."""

    def day_of(year: int) -> date:
        if count > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
        last = date(year, month, timex.month(year, month).end.day)  # type: ignore[union-attr]
        return last - timedelta(days=(last.weekday() - weekday) % 7)

    return day_of


def _from_easter(days: int) -> Callable[[int], date]:
    """Return the rule of a holiday so many days from Easter Sunday."""
    return lambda year: _easter(year) + timedelta(days=days)


def _election(year: int) -> date:
    """Return the Tuesday after the first Monday of November."""
    return _nth(1, 0, 11)(year) + timedelta(days=1)


# Where countries differ, as those of the United States. "Christmas" alone and "Easter" alone are their days.
_ENGLISH_HOLIDAYS: dict[str, Callable[[int], date]] = {
    "new year's day": _fixed(1, 1), "martin luther king jr. day": _nth(3, 0, 1),
    "martin luther king day": _nth(3, 0, 1), "valentine's day": _fixed(2, 14), "presidents' day": _nth(3, 0, 2),
    "presidents day": _nth(3, 0, 2), "ash wednesday": _from_easter(-46), "st. patrick's day": _fixed(3, 17),
    "april fools' day": _fixed(4, 1), "palm sunday": _from_easter(-7), "good friday": _from_easter(-2),
    "easter": _from_easter(0), "easter sunday": _from_easter(0), "easter monday": _from_easter(1),
    "may day": _fixed(5, 1), "memorial day": _nth(-1, 0, 5), "juneteenth": _fixed(6, 19),
    "independence day": _fixed(7, 4), "the fourth of july": _fixed(7, 4), "bastille day": _fixed(7, 14),
    "labor day": _nth(1, 0, 9), "columbus day": _nth(2, 0, 10), "halloween": _fixed(10, 31),
    "veterans day": _fixed(11, 11), "veterans' day": _fixed(11, 11), "armistice day": _fixed(11, 11),
    "election day": _election, "thanksgiving": _nth(4, 3, 11), "thanksgiving day": _nth(4, 3, 11),
    "christmas": _fixed(12, 25), "christmas day": _fixed(12, 25), "christmas eve": _fixed(12, 24),
    "boxing day": _fixed(12, 26), "new year's eve": _fixed(12, 31),
}  # fmt: skip
_NAMES = re.compile(
    rf"\b(?:{any_of(list(_ENGLISH_HOLIDAYS))})(?!\w|['’]|-| (?:tree|island|card|carol|party|song|egg)s?\b)"
)
_YEAR_BEHIND = re.compile(r",? (?:of |in )?((?:19|20)\d\d)(?![\d%]|[.,]\d)")


def holidays(reading: Reading) -> Iterator[Dated]:
    """Yield the days that holidays fall on; of a year that is not named, the nearest or that of the tense."""
    if calendar_of(reading.language).language != "en":
        return
    low = reading.lowered.replace("’", "'")
    for match in _NAMES.finditer(low):
        start, end = match.span()
        if not reading.text[start:end].strip("the ")[:1].isupper():
            continue
        rule = _ENGLISH_HOLIDAYS[match[0]]
        named = _YEAR_BEHIND.match(low, end)
        word = low[max(start - 8, 0) : start].rstrip().rpartition(" ")[2]
        if named:
            end = named.end()
            yield start, end, timex.day(rule(int(named[1]))), "holiday"
        elif reading.published_date is None:
            yield start, end, Interval(start=None, end=None, grain="day", timex=None), "holiday"
        else:
            start -= len(word) + 1 if word in ("last", "next", "this") else 0
            when = _nearest(rule, reading.published_date, word, tense_at(reading, start, end))
            yield start, end, timex.day(when), "holiday"


def _nearest(rule: Callable[[int], date], anchor: date, word: str, tense: str | None) -> date:
    """Return the holiday's day: the last, the next or this year's as a word says, else as days of months are."""
    this_year = rule(anchor.year)
    if word == "last":
        return this_year if this_year < anchor else rule(anchor.year - 1)
    if word == "next":
        return this_year if this_year > anchor else rule(anchor.year + 1)
    if word == "this":
        return this_year
    return rule(timex.nearest_year(this_year.month, this_year.day, anchor, tense=tense))
