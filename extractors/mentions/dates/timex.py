"""Days, weeks, months, quarters, seasons, years: intervals with both ends in them, and their TIMEX3 values."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

# Days beyond which the tense decides between the year before and the year after.
_FAR = 120
_SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9), "winter": ("WI", 12)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A stretch of days; ends and `timex` are null where what they are cannot be known."""

    start: date | None
    end: date | None
    grain: str
    timex: str | None


def real_date(year: int, month: int, day: int) -> date | None:
    """Return the date, None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day(when: date) -> Interval:
    """Return the interval of one day."""
    return Interval(start=when, end=when, grain="day", timex=when.isoformat())


def month(year: int, number: int) -> Interval:
    """Return the interval of a month."""
    last = monthrange(year, number)[1]
    return Interval(
        start=date(year, number, 1), end=date(year, number, last), grain="month", timex=f"{year:04}-{number:02}"
    )


def year(number: int) -> Interval:
    """Return the interval of a year."""
    return Interval(start=date(number, 1, 1), end=date(number, 12, 31), grain="year", timex=f"{number:04}")


def quarter(number_of_year: int, number: int) -> Interval:
    """Return the interval of a quarter."""
    first, last = month(number_of_year, 3 * number - 2), month(number_of_year, 3 * number)
    return Interval(start=first.start, end=last.end, grain="quarter", timex=f"{number_of_year:04}-Q{number}")


def half(number_of_year: int, number: int) -> Interval:
    """Return the interval of half a year."""
    first, last = month(number_of_year, 6 * number - 5), month(number_of_year, 6 * number)
    return Interval(start=first.start, end=last.end, grain="half", timex=f"{number_of_year:04}-H{number}")


def _week(when: date) -> Interval:
    """Return the week, Monday to Sunday, that holds the day."""
    first = when - timedelta(days=when.weekday())
    iso = when.isocalendar()
    return Interval(
        start=first, end=first + timedelta(days=6), grain="week", timex=f"{iso.year:04}-W{iso.week:02}"
    )


def _weekend(when: date) -> Interval:
    """Return the Saturday and Sunday of the week that holds the day."""
    whole = _week(when)
    assert whole.start is not None
    first = whole.start + timedelta(days=5)
    return Interval(start=first, end=first + timedelta(days=1), grain="weekend", timex=f"{whole.timex}-WE")


def _season(number_of_year: int, name: str) -> Interval:
    """Return the three months of a season of the northern half of the world; winter reaches into the next year."""
    letters, first_month = _SEASONS[name]
    first = month(number_of_year, first_month)
    last = month(number_of_year + (first_month == 12), (first_month + 1) % 12 + 1)
    return Interval(start=first.start, end=last.end, grain="season", timex=f"{number_of_year:04}-{letters}")


def decade(first_year: int) -> Interval:
    """Return the interval of ten years."""
    return Interval(
        start=date(first_year, 1, 1), end=date(first_year + 9, 12, 31), grain="decade", timex=f"{first_year // 10}"
    )


def century(number: int) -> Interval:
    """Return the hundred years of a century."""
    first = number * 100 - 99
    return Interval(
        start=date(first, 1, 1), end=date(first + 99, 12, 31), grain="century", timex=f"{number - 1:02}"
    )


def _add_months(when: date, count: int) -> tuple[int, int]:
    """Return year and month that lie `count` months from the day's."""
    total = when.year * 12 + when.month - 1 + count
    return total // 12, total % 12 + 1


def shifted(anchor: date, unit: str, offset: int) -> Interval | None:
    """Return the day, week, month … that lies `offset` units from that of `anchor`; None outside the calendar."""
    try:
        return _shifted(anchor, unit, offset)
    except (ValueError, OverflowError):
        return None


def _shifted(anchor: date, unit: str, offset: int) -> Interval | None:
    if unit == "day":
        return day(anchor + timedelta(days=offset))
    if unit == "week":
        return _week(anchor + timedelta(weeks=offset))
    if unit == "weekend":
        return _weekend(anchor + timedelta(weeks=offset))
    if unit == "past weekend":
        return _weekend(anchor - timedelta(days=5))
    if unit == "month":
        return month(*_add_months(anchor, offset))
    if unit == "quarter":
        at_year, at_month = _add_months(anchor, 3 * offset)
        return quarter(at_year, (at_month + 2) // 3)
    if unit == "year":
        return year(anchor.year + offset)
    if unit == "year-end":
        return day(date(anchor.year + offset, 12, 31))
    if unit == "decade":
        return decade((anchor.year // 10 + offset) * 10)
    if unit in _SEASONS:
        return _season(anchor.year + offset, unit)
    return None


def nearest_year(month_number: int, day_number: int | None, anchor: date, *, tense: str | None) -> int:
    """Return the year of a month or day named without one: the nearest, if far that of the tense."""
    named = month_number * 31 + (day_number or 15)
    ahead = (named - anchor.month * 31 - anchor.day) % 372
    behind = 372 - ahead
    is_ahead = ahead <= behind
    if tense is not None and min(ahead, behind) > _FAR:
        is_ahead = tense == "future"
    is_this_year = named >= anchor.month * 31 + anchor.day
    if ahead == 0:
        return anchor.year
    return anchor.year + (0 if is_this_year else 1) if is_ahead else anchor.year - (1 if is_this_year else 0)
