"""Dates inside quotations: "today" is the day of speaking, which is seldom that of publication for sure."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.mentions.dates.find import leaning_dates
from extractors.mentions.dates.timex import Interval
from extractors.mentions.reading.field import Reading, mention_at, sentence_at
from extractors.records import Mention

_LEANING = frozenset({"relative", "ago", "weekday"})
_NEAR = 80  # characters between a quotation and the day that its speaking is told with
_NOT_SPOKEN = ("since ", "until ", "before ", "after ", "from ")  # in front of a date that nobody spoke at
_MOST_DAYS = 8  # of speaking that one text is read anew for; dates of further ones are unknown
_TOLD, _PRESUMED, _UNKNOWN = 0.8, 0.5, 0.4  # confidence; of dates outside quotations it is .9
_UNDATED = Interval(start=None, end=None, grain="day", timex=None)


def place_quoted(
    reading: Reading, found: Sequence[Mention], quotations: Sequence[tuple[int, int]]
) -> list[Mention]:
    """Return the mentions with the dates in quotations that count from a day counted from the day of speaking.

    That is the day told beside the quotation in its sentence; else the day of publication is presumed, at
    lower confidence. Where another time is told ("he wrote in 2009"), the date is unknown.
    """
    spans = sorted(quotations)
    starts = [start for start, _ in spans]
    quoted: dict[int, tuple[int, int]] = {}
    for number, mention in enumerate(found):
        place = bisect_right(starts, mention.span_start) - 1
        if mention.kind == "date" and place >= 0 and mention.span_end <= spans[place][1]:
            quoted[number] = spans[place]
    outside = sorted(
        (one for number, one in enumerate(found) if one.kind == "date" and number not in quoted),
        key=lambda one: one.span_start,
    )
    anew: dict[date, dict[int, Interval]] = {}
    placed = list(found)
    for number, span in quoted.items():
        if found[number].rule_id in _LEANING:
            placed[number] = _placed(reading, found[number], _told_beside(reading, span, outside), anew)
    return placed


def _told_beside(reading: Reading, quotation: tuple[int, int], outside: Sequence[Mention]) -> Mention | None:
    """Return the date next to a quotation in its first or last sentence, of those in order; None where none is."""
    first, last = sentence_at(reading, quotation[0])[1], sentence_at(reading, max(quotation[1] - 1, 0))[2]
    place = bisect_right(outside, quotation[0], key=lambda one: one.span_start)
    gaps = [
        (max(one.span_start - quotation[1], quotation[0] - one.span_end), one)
        for one in outside[max(place - 1, 0) : place + 1]
        if first <= one.span_start < last and not reading.lowered.endswith(_NOT_SPOKEN, 0, one.span_start)
    ]
    gap, told = min(gaps, key=lambda pair: pair[0], default=(_NEAR + 1, None))
    return told if gap <= _NEAR else None


def _placed(
    reading: Reading, mention: Mention, told: Mention | None, anew: dict[date, dict[int, Interval]]
) -> Mention:
    """Return a date of a quotation as it counts from the time that is told beside it."""
    spoken, published = (told.date_start if told else None), reading.published_date
    if told is None or (published and (spoken is None or spoken > published)):
        return _with(reading, mention, None, _PRESUMED)
    if spoken is not None and told.grain == "day":
        if spoken not in anew and len(anew) < _MOST_DAYS:
            there = replace(reading, published_date=spoken)
            anew[spoken] = {start: interval for start, _, interval, _ in leaning_dates(there)}
        return _with(reading, mention, anew.get(spoken, {}).get(mention.span_start, _UNDATED), _TOLD)
    if published and told.date_end and spoken and spoken <= published <= told.date_end:
        return _with(reading, mention, None, _PRESUMED)
    return _with(reading, mention, replace(_UNDATED, grain=mention.grain or "day"), _UNKNOWN)


def _with(reading: Reading, mention: Mention, interval: Interval | None, confidence: float) -> Mention:
    """Return the mention with an interval, its own where none is given, as one of a quotation."""
    if interval is None:
        interval = Interval(
            start=mention.date_start, end=mention.date_end, grain=mention.grain or "day", timex=mention.timex
        )
    return mention_at(
        reading, "date", mention.span_start, mention.span_end, date_start=interval.start, date_end=interval.end,
        grain=interval.grain, timex=interval.timex, method=mention.method, method_version=mention.method_version,
        rule_id=f"{mention.rule_id} in quotation", confidence=confidence if interval.start else _UNKNOWN,
    )  # fmt: skip
