"""Dates: absolute ones, and those that count from the day of publication, which stay open without one."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from extractors.mentions.dates import timex
from extractors.mentions.dates.holidays import holidays
from extractors.mentions.dates.months import month_dates
from extractors.mentions.dates.patterns import ISO, NUMERIC, YEAR_BEFORE, date_patterns
from extractors.mentions.dates.surroundings import Dated, dates_in_context
from extractors.mentions.dates.tense import tense_at, words_beside
from extractors.mentions.dates.timex import Interval, real_date
from extractors.mentions.dates.years import named_stretches, years
from extractors.mentions.languages import calendar_of
from extractors.mentions.reading.field import Reading, is_word_end, is_word_start, mention_at
from extractors.mentions.reading.spans import Spans
from extractors.records import Mention

_VERSION = "5"


def find_dates(reading: Reading, found: Sequence[Mention]) -> list[Mention]:
    """Return the dates of the reading, those of earlier rules first where two overlap; none in a place's name."""
    taken = Spans(
        (m.span_start, m.span_end)
        for m in found
        if m.kind in ("money", "percent") or (m.kind == "place" and " " in m.surface)
    )
    kept: list[Dated] = []
    for rule in _DATE_RULES:
        kept += [dated for dated in rule(reading) if taken.take(*dated[:2])]
    kept = _with_context(reading, kept, taken)
    return [
        mention_at(
            reading, "date", start, end, date_start=interval.start, date_end=interval.end, grain=interval.grain,
            timex=interval.timex, method="date", method_version=_VERSION, rule_id=rule,
            confidence=0.9 if interval.start else 0.6,
        )
        for start, end, interval, rule in sorted(kept, key=lambda dated: dated[0])
    ]  # fmt: skip


def leaning_dates(reading: Reading) -> Iterator[Dated]:
    """Yield the dates that count from the day of publication: "today", "two years ago", weekdays."""
    yield from _ago_dates(reading)
    yield from _relative_dates(reading)
    yield from _weekdays(reading)


def _with_context(reading: Reading, kept: list[Dated], taken: Spans) -> list[Dated]:
    """Return the dates with those that lean on them; "a year earlier" may be that of a quarter."""
    leaning = {(dated[0], dated[1]): dated for dated in dates_in_context(reading, kept)}
    replaced = [leaning.pop(dated[:2], dated) for dated in kept]
    return replaced + [dated for dated in leaning.values() if taken.take(*dated[:2])]


def _full_dates(reading: Reading) -> Iterator[Dated]:
    """Yield dates in digits: 2025-06-13, 13.06.2025, 6/13/2025 where day and month can be told apart."""
    low = reading.lowered
    for numeral in reading.numerals:
        match = ISO.match(low, numeral.start) if low[numeral.end : numeral.end + 1] == "-" else None
        when = real_date(*map(int, match[0].split("-"))) if match else None
        if match and when and is_word_start(reading, match.start()):
            yield match.start(), match.end(), timex.day(when), "digits"
    if not any(mark in low for mark in ("/19", "/20", ".19", ".20", "-19", "-20")):
        return
    for match in NUMERIC.finditer(low):
        when = _numeric_date(reading, match)
        if when and is_word_start(reading, match.start()):
            yield match.start(), match.end(), timex.day(when), "digits"


def _numeric_date(reading: Reading, match: re.Match[str]) -> date | None:
    """Return the date of 13.06.2025 or 6/13/2025; None where day and month cannot be told apart.

    English writes 06-13-2025 as well as 13-06-2025, Dutch and Spanish the second alone.
    """
    first, second, year = map(int, re.split(r"[./-]", match[0]))
    is_english = calendar_of(reading.language).month_first
    is_month_first = is_english and "/" in match[0]
    if is_english and "-" in match[0] and first <= 12 and second <= 12 and first != second:
        return None
    if second > 12 or (is_month_first and first <= 12):
        first, second = second, first
    elif not reading.language and first <= 12:
        return None
    return real_date(year, second, first)


def _weekdays(reading: Reading) -> Iterator[Dated]:
    """Yield days of the week: the last one up to publication, or the next one where the text says so."""
    words = calendar_of(reading.language)
    patterns = date_patterns(words.language)
    anchor = reading.published_date
    for match in patterns.weekday.finditer(reading.lowered):
        start, end = match.span()
        if not is_word_start(reading, start) or not is_word_end(reading, end):
            continue
        number = words.weekdays[match[0]]
        if anchor is None:
            interval = Interval(start=None, end=None, grain="day", timex=f"XXXX-WXX-{number + 1}")
        else:
            back = (anchor.weekday() - number) % 7
            beside = words_beside(reading, start, end)
            if beside & set(words.next_words) or (
                back and not beside & set(words.last_words) and tense_at(reading, start, end) == "future"
            ):
                back -= 7
            elif beside & set(words.last_words) and not back:
                back = 7
            interval = timex.day(anchor - timedelta(days=back))
        yield start, end, interval, "weekday"


def _relative_dates(reading: Reading) -> Iterator[Dated]:
    """Yield "today", "last year" and the like."""
    words = calendar_of(reading.language)
    for match in date_patterns(words.language).relative.finditer(reading.lowered):
        if is_word_start(reading, match.start()) and not _is_noun(reading, match):
            unit, offset = words.relative[match[0]]
            yield match.start(), match.end(), _counted(reading, unit, offset), "relative"


def _is_noun(reading: Reading, match: re.Match[str]) -> bool:
    """Return whether "morgen" or "mañana" names the morning: by an article, in German by its capital."""
    before = reading.text[max(match.start() - 12, 0) : match.start()]
    words = calendar_of(reading.language)
    if match[0] in words.mornings and before.lower().rpartition(" ")[0].rpartition(" ")[2] in words.articles:
        return True
    is_inside = before[-1:] == " " and before[-2:-1].isalnum()
    return (
        words.language == "de"
        and match[0] in words.mornings
        and is_inside
        and reading.text[match.start()].isupper()
    )


def _counted(reading: Reading, unit: str, offset: int) -> Interval:
    """Return the interval `offset` units from the day of publication, an open one without it."""
    unknown = Interval(start=None, end=None, grain=unit, timex=None)
    if reading.published_date is None:
        return unknown
    return timex.shifted(reading.published_date, unit, offset) or unknown


def _ago_dates(reading: Reading) -> Iterator[Dated]:
    """Yield "two years ago" and the like."""
    words = calendar_of(reading.language)
    patterns = date_patterns(words.language)
    before = tuple(f"{word} " for word in words.ago_before)
    for numeral in reading.numerals:
        match = patterns.ago.match(reading.lowered, numeral.end)
        if match is None or numeral.amount != int(numeral.amount) or numeral.amount > 10**4:
            continue
        lead = next((word for word in before if reading.lowered.endswith(word, 0, numeral.start)), "")
        if not lead and match["after"] is None:
            continue
        unit = words.units[match["unit"]]
        count = int(numeral.amount) * (10 if unit == "decade" else 1)
        interval = _counted(reading, "year" if unit == "decade" else unit, -count)
        yield numeral.start - len(lead), match.end(), interval, "ago"
    for match in patterns.ago_article.finditer(reading.lowered):
        if is_word_start(reading, match.start()):
            unit = words.units[match["unit"] or match["unit2"]]
            interval = _counted(reading, "year", -10) if unit == "decade" else _counted(reading, unit, -1)
            yield match.start(), match.end(), interval, "ago"


def _quarters(reading: Reading) -> Iterator[Dated]:
    """Yield quarters and halves of a year: "third quarter of 2024", "Q3", "first half"."""
    words = calendar_of(reading.language)
    for match in date_patterns(words.language).quarter.finditer(reading.lowered):
        if not is_word_start(reading, match.start()):
            continue
        number = words.ordinals.get(match["ordinal"] or "", 0) or int(match["number"] or 0)
        is_half = match["half"] is not None
        if is_half and (number > 2 or match["year"] is None):
            continue
        start, year = match.start(), int(match["year"]) if match["year"] else None
        if year is None and (lead := YEAR_BEFORE.search(reading.lowered, max(start - 14, 0), start)):
            start = lead.start()
            year = _named_year(reading, lead)
        yield start, match.end(), _part_of_year(reading, start, number, year, is_half=is_half), "quarter"


def _named_year(reading: Reading, lead: re.Match[str]) -> int | None:
    """Return the year of "2024 " or "last year's " before a quarter."""
    if lead["year"]:
        return int(lead["year"])
    published = reading.published_date
    return None if published is None else published.year + {"this": 0, "last": -1, "next": 1}[lead["which"]]


def _part_of_year(reading: Reading, start: int, number: int, year: int | None, *, is_half: bool) -> Interval:
    """Return a quarter or half; without a year the last one begun before publication."""
    if year is None:
        if reading.published_date is None:
            return Interval(start=None, end=None, grain="quarter", timex=f"XXXX-Q{number}")
        year = reading.published_date.year
        begins = date(year, 3 * number - 2, 1)
        if begins > reading.published_date and tense_at(reading, start, start) != "future":
            year -= 1
    return timex.half(year, number) if is_half else timex.quarter(year, number)


_DATE_RULES: tuple[Callable[[Reading], Iterator[Dated]], ...] = (
    _full_dates,
    month_dates,
    holidays,
    _ago_dates,
    _quarters,
    _relative_dates,
    _weekdays,
    years,
    named_stretches,
)
