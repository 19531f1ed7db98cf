"""Dates with the name of a month: with day, with year, with both or bare."""

import re
from collections.abc import Iterator

from extractors.mentions.dates import timex
from extractors.mentions.dates.patterns import DatePatterns, date_patterns
from extractors.mentions.dates.surroundings import Dated
from extractors.mentions.dates.tense import tense_at, words_beside
from extractors.mentions.dates.timex import Interval, real_date
from extractors.mentions.dates.years import spelled_year_at
from extractors.mentions.languages import calendar_of
from extractors.mentions.languages.vocabulary import Calendar
from extractors.mentions.reading.field import Reading, is_word_end, is_word_start

_YEAR_LINK = re.compile(r"[ \u00a0](?:(?:of|de|del|do|des) |dell?['’])?")
_DAY_REACH = 26  # characters of "einunddreißigsten " and of two days in digits
_ENDED = re.compile(r"\bended (?:on )?(?:the )?$")


def month_dates(reading: Reading) -> Iterator[Dated]:
    """Yield dates with a month's name: with day, with year, with both or bare."""
    words = calendar_of(reading.language)
    patterns = date_patterns(words.language)
    lowered = reading.lowered
    for match in patterns.month.finditer(lowered):
        start, end = match.span()
        if not is_word_start(reading, start) or not is_word_end(reading, end):
            continue
        number, first, last, year = words.months[match[0]], None, None, None
        behind = patterns.day_behind.match(lowered, end) if words.month_first else None
        before = patterns.day_before.search(lowered, max(start - _DAY_REACH, 0), start) if behind is None else None
        if behind is not None:
            first, last, end = int(behind["day"]), int(behind["last"] or 0) or None, behind.end()
        elif before is not None:
            first = words.days[before["word"]] if before["word"] else int(before["first"] or before["day"])
            start = before.start()
            last = int(before["day"]) if before["first"] else None
        if (of_year := patterns.year_behind.match(lowered, end)) is not None:
            year, end = int(of_year["year"]), of_year.end()
        else:
            year, end = _year_in_words(reading, end, patterns)
        if first is None and year is None and not _is_month_name(reading, match, patterns, words):
            continue
        if first is not None and (weekday := patterns.weekday_before.search(lowered, max(start - 18, 0), start)):
            start = weekday.start()
        interval = _month_interval(reading, start, end, number, first, last, year)
        if interval is not None:
            yield start, end, interval, "month"


def _year_in_words(reading: Reading, end: int, patterns: DatePatterns) -> tuple[int | None, int]:
    """Return the year that follows a month as "last year" or "nineteen ninety-six", and where that ends."""
    if (spoken := spelled_year_at(reading, end + 1)) is not None:
        return spoken
    link = _YEAR_LINK.match(reading.lowered, end)
    phrase = patterns.relative.match(reading.lowered, link.end()) if link else None
    unit, offset = calendar_of(reading.language).relative[phrase[0]] if phrase else ("", 0)
    if phrase is None or unit != "year" or reading.published_date is None:
        return None, end
    return reading.published_date.year + offset, phrase.end()


def _is_month_name(reading: Reading, match: re.Match[str], patterns: DatePatterns, words: Calendar) -> bool:
    """Return whether a bare word is a month: "may" only in upper case and behind words such as "in"."""
    if words.month_first and not reading.text[match.start()].isupper():
        return False
    if (
        words.month_first
        and len(match[0]) <= 4
        and match[0] not in ("may", "june", "july")
        and reading.lowered[match.end() : match.end() + 1] != "."
    ):
        return False
    if match[0] not in words.doubtful_months:
        return True
    return patterns.lead.search(reading.lowered, max(match.start() - 10, 0), match.start()) is not None


def _month_interval(
    reading: Reading, start: int, end: int, number: int, first: int | None, last: int | None, year: int | None
) -> Interval | None:
    """Return the interval of a month or of days of it; the year is the nearest where none is named."""
    if year is None:
        if reading.published_date is None:
            name = f"XXXX-{number:02}" + (f"-{first:02}" if first else "")
            return Interval(start=None, end=None, grain="day" if first else "month", timex=name)
        year = _year_of_month(reading, start, end, number, first)
    if first is None:
        return timex.month(year, number)
    opening = real_date(year, number, first)
    closing = real_date(year, number, last) if last else opening
    if opening is None:
        return None
    if closing is None or closing < opening:
        closing = opening
    return Interval(start=opening, end=closing, grain="day", timex=opening.isoformat())


def _year_of_month(reading: Reading, start: int, end: int, number: int, first: int | None) -> int:
    """Return the year of a month named without one; "last" and "this" before it count."""
    words = calendar_of(reading.language)
    anchor = reading.published_date
    assert anchor is not None
    beside = words_beside(reading, start, end)
    if first is None and beside & set(words.last_words):
        return anchor.year - (number >= anchor.month)
    if first is None and beside & set(words.next_words):
        return anchor.year + (number <= anchor.month)
    if first is None and "this" in beside:
        return anchor.year
    if _ENDED.search(reading.lowered, max(start - 16, 0), start):
        return anchor.year - ((number, first or 1) > (anchor.month, anchor.day))
    return timex.nearest_year(number, first, anchor, tense=tense_at(reading, start, end))
