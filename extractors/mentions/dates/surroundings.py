"""Dates that count from another date in the same text: "the quarter", "a year earlier", "that year"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from extractors.mentions.dates import timex
from extractors.mentions.dates.timex import Interval
from extractors.mentions.reading.field import Reading, sentence_at

# Start, end, the interval, the rule.
Dated = tuple[int, int, Interval, str]
_PHRASE = re.compile(
    r"(?:the (?:quarter|latest quarter|latest period|recent quarter|period|same quarter|same period|full year)"
    r"|that (?:quarter|year|month|day)|the following (?:year|month|day)|the previous (?:year|month|day)"
    r"|the next day|the same (?:day|month|year)"
    r"|the (?:comparable )?year-(?:ago|earlier) (?:quarter|period)|year-(?:ago|earlier)(?: (?:quarter|period))?"
    r"|a year (?:ago|earlier)|the year-ago)(?!\w)"
)
# Sentences over which a year's comparison still speaks of the quarter named before it.
_QUARTER_REACH = 6


def dates_in_context(reading: Reading, dated: Sequence[Dated]) -> Iterator[Dated]:
    """Yield the dates that lean on one before them; `dated` are the others, in order."""
    if reading.language != "en":
        return
    known = sorted(dated, key=lambda one: one[0])
    starts = [one[0] for one in known]
    for match in _PHRASE.finditer(reading.lowered):
        if match.start() and reading.lowered[match.start() - 1].isalnum():
            continue
        before = known[: bisect_left(starts, match.start())][-40:]
        interval = _resolve(reading, match[0], match.start(), before)
        if interval is not None:
            yield match.start(), match.end(), interval, "context"


def _resolve(reading: Reading, phrase: str, at: int, before: list[Dated]) -> Interval | None:
    """Return the interval of a phrase, given the dates before it."""
    quarter = _last_quarter(reading, at, before)
    if "year-ago" in phrase or "year-earlier" in phrase or phrase.startswith("a year "):
        if quarter is not None and quarter.start is not None:
            return timex.quarter(quarter.start.year - 1, (quarter.start.month + 2) // 3)
        if reading.published_date is None:
            return Interval(start=None, end=None, grain="year", timex=None)
        return timex.shifted(reading.published_date, "year", -1)
    if phrase.endswith(("quarter", "period")):
        if quarter is not None:
            return quarter
        if reading.published_date is None or "quarter" not in phrase:
            return None
        return timex.shifted(reading.published_date, "quarter", -1)
    if phrase == "the full year":
        return timex.shifted(reading.published_date, "year", 0) if reading.published_date else None
    unit = phrase.rsplit(" ", 1)[1]
    anchor = _last_anchor(unit, before)
    if anchor is None:
        return None
    offset = 1 if "following" in phrase or "next" in phrase else -1 if "previous" in phrase else 0
    return timex.shifted(anchor, unit, offset)


def _last_quarter(reading: Reading, at: int, before: list[Dated]) -> Interval | None:
    """Return the quarter named last, if not too many sentences ago."""
    here = sentence_at(reading, at)[0]
    for start, _, interval, _ in reversed(before):
        if interval.grain == "quarter" and here - sentence_at(reading, start)[0] <= _QUARTER_REACH:
            return interval
    return None


def _last_anchor(unit: str, before: list[Dated]) -> date | None:
    """Return a day in the last date that is at least as exact as the unit."""
    grains = {"day": ("day",), "month": ("day", "month"), "year": ("day", "month", "quarter", "season", "year")}[
        unit
    ]
    return next((one[2].start for one in reversed(before) if one[2].grain in grains and one[2].start), None)
