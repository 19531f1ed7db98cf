"""Dates as feeds write them: RFC 822 with its common errors, ISO 8601 in parts, feedparser beyond."""

import re
from calendar import timegm
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from extractors.feeds.announced import FeedDate
from extractors.month_names import month_number

# Longer than any date; keeps hostile ones from the expressions below and feedparser's.
_MAX_DATE_LENGTH = 80
# Before the web there were no feeds; a day ahead may be a time zone.
_EARLIEST = date(1990, 1, 1)

# Zones of RFC 822 and those that feeds use beyond it, in minutes. Unknown names mean that the zone is unknown.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "mez": 60, "cest": 120,
    "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "jst": 540, "kst": 540, "est": -300, "edt": -240,
    "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "et": -300, "ct": -360,
    "mt": -420, "pt": -480, "akst": -540, "akdt": -480, "hst": -600, "aest": 600, "aedt": 660, "acst": 570,
    "awst": 480, "nzst": 720, "nzdt": 780, "hkt": 480, "sgt": 480,
}  # fmt: skip

_ISO = re.compile(
    r"(\d{4})-?(\d\d)(?:-?(\d\d))?"
    r"(?:[Tt ]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?\s*([Zz]|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?"
)
_ZONE = r"((?:GMT|UTC|UT)?\s?[+-]\d{1,2}(?::?\d\d)?|[A-Za-z]{2,5}|Z)"
_CLOCK = rf"(\d{{1,2}}):(\d\d)(?::(\d\d)(?:[.,]\d{{1,9}})?)?(?:\s*([AaPp])\.?[Mm]\b\.?)?(?:\s*{_ZONE})?"
_LATER = rf"(?:(?:,|\s-|\sat|\sum|\sà)?\s+{_CLOCK})?"
_WEEKDAY = r"(?:[^\W\d_]{1,12}\.?,?\s+)?"
# Any run of characters, because vowels of Thai are no letters to `re`; the table of months decides.
_MONTH = r"([^\W\d_][^\s\d,-]{1,14})"
# One entry a form: day, month name, year; month name, day, year; and the C library's, whose year comes last.
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?[\s-]+(?:de\s)?{_MONTH},?[\s-]+(?:de\s)?(\d{{4}}|\d\d){_LATER}"
)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_LATER}")
_YEAR_LAST = re.compile(
    rf"{_WEEKDAY}{_MONTH}\s+(\d{{1,2}})\s+(\d{{1,2}}):(\d\d):(\d\d)(?:\s+{_ZONE})?\s+(\d{{4}})"
)
_NUMERIC = re.compile(rf"(\d{{1,2}})([./-])(\d{{1,2}})\2(\d{{4}}){_LATER}")
_YEAR_FIRST = re.compile(rf"(\d{{4}})([/.])(\d{{1,2}})\2(\d{{1,2}}){_LATER}")
_CJK = re.compile(rf"(\d{{4}})\s?[年년]\s?(\d{{1,2}})\s?[月월]\s?(\d{{1,2}})\s?[日일](?:\s*{_CLOCK})?")
_EPOCH = re.compile(r"@?(\d{10})(?:\.\d{1,6})?|(\d{13})|\\?/Date\((\d{12,13})(?:[+-]\d{4})?\)\\?/")
# A zone's name behind its offset, as JavaScript and Java write it.
_NAMED_ZONE = re.compile(r"\s*(?:\([^()]{1,40}\)|\[[^\[\]]{1,40}\])$")
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d\d)?$")
_SHORT_OFFSET = re.compile(r"([+-])(\d{3})$")


def read_date(text: str | None) -> FeedDate | None:
    """Return the date that the text gives; None where it gives none that can be.

    >>> read_date("Mon, 05 Jan 2026 10:00:00 EST").at.isoformat()
    '2026-01-05T15:00:00+00:00'
    >>> read_date("2026-01-05").at is None
    True
    """
    text = _NAMED_ZONE.sub("", (text or "").strip())
    if not text or len(text) > _MAX_DATE_LENGTH:
        return None
    match = _ISO.fullmatch(text)
    if match:
        year, month, day, hour, minute, second, zone = match.groups()
        return _date(int(year), int(month), int(day or 1), (hour, minute, second, None, zone))
    match = _EPOCH.fullmatch(text)
    if match:
        moment = datetime.fromtimestamp(int(match[1] or 0) or int(match[2] or match[3]) // 1000, UTC)
        return FeedDate(day=moment.date(), at=moment, is_zone_known=True)
    if any(form.fullmatch(text) for form in (_NUMERIC, _YEAR_FIRST, _CJK)):
        return _numbered(text)
    return _named(text) or _foreign(text)


def _named(text: str) -> FeedDate | None:
    """Return the date with a month's name in any language of the table."""
    match = _DAY_FIRST.fullmatch(text)
    if match and (month := month_number(match[2])):
        # Two digits: RFC 2822, 4.3.
        century = 0 if len(match[3]) == 4 else 2000 if int(match[3]) < 50 else 1900
        return _date(century + int(match[3]), month, int(match[1]), match.groups()[3:])
    match = _MONTH_FIRST.fullmatch(text)
    if match and (month := month_number(match[1])):
        return _date(int(match[3]), month, int(match[2]), match.groups()[3:])
    match = _YEAR_LAST.fullmatch(text)
    if match and (month := month_number(match[1])):
        _, day, hour, minute, second, zone, year = match.groups()
        return _date(int(year), month, int(day), (hour, minute, second, None, zone))
    return None


def _numbered(text: str) -> FeedDate | None:
    """Return the date in numbers; None where it could be two days."""
    match = _CJK.fullmatch(text)
    if match:
        return _date(int(match[1]), int(match[2]), int(match[3]), match.groups()[3:])
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        return _date(int(match[1]), int(match[3]), int(match[4]), match.groups()[4:])
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    first, second, year, clock = int(match[1]), int(match[3]), int(match[4]), match.groups()[4:]
    if match[2] == "." or first > 12 or first == second:
        return _date(year, second, first, clock)
    return _date(year, first, second, clock) if second > 12 else None


def is_plausible(found: FeedDate, *, now: datetime) -> bool:
    """Return whether a feed can have meant it: not before the web, not beyond tomorrow."""
    return _EARLIEST <= found.day <= now.date() + timedelta(days=2)


def _date(year: int, month: int, day: int, clock: Sequence[str | None]) -> FeedDate | None:
    """Return the date; `clock` is hour, minute, second, a or p of the half of the day, zone."""
    hour, minute, second, half, zone = clock
    try:
        if hour is None:
            return FeedDate(day=date(year, month, day))
        # 24:00 and leap seconds occur; both are the end of what they name.
        offset = _offset(zone)
        moment = datetime(year, month, day, tzinfo=timezone(timedelta(minutes=offset or 0))) + timedelta(
            hours=_hour(hour, half), minutes=_below(minute, 60), seconds=_below(second or "0", 61)
        )
        return FeedDate(day=date(year, month, day), at=moment.astimezone(UTC), is_zone_known=offset is not None)
    except (ValueError, OverflowError):
        return None


def _hour(hour: str, half: str | None) -> int:
    if half is None:
        return _below(hour, 25)
    return _below(hour, 13) % 12 + (12 if half in "pP" else 0)


def _below(digits: str | None, limit: int) -> int:
    number = int(digits or "0")
    if number >= limit:
        raise ValueError
    return number


def _offset(zone: str | None) -> int | None:
    """Return the minutes east of Greenwich; None where the zone is missing or unknown."""
    if zone is None:
        return None
    match = _SHORT_OFFSET.search(zone) or _OFFSET.search(zone)
    if match is None:
        return _ZONES.get(zone.strip().lower())
    hours, minutes = (match[2][0], match[2][1:]) if len(match[2]) == 3 else (match[2], match[3])
    east = int(hours) * 60 + int(minutes or 0)
    if east >= 24 * 60:
        raise ValueError
    return -east if match[1] == "-" else east


def _foreign(text: str) -> FeedDate | None:
    """Return what feedparser's readers of other forms (Korean, Greek, Hungarian, asctime) make of it."""
    from feedparser.datetimes import _parse_date as feedparser_date  # with feedparser: .05 s of CPU

    try:
        parts = feedparser_date(text)
        moment = datetime.fromtimestamp(timegm(parts), UTC) if parts else None
    except (ValueError, OverflowError, OSError, TypeError, IndexError, KeyError, AttributeError):
        return None
    # Of what it cannot read, feedparser makes the first of a year that stands nowhere.
    is_told = moment is not None and f"{moment.year % 100:02}" in text and not text.startswith("-")
    return FeedDate(day=moment.date(), at=moment) if moment and is_told else None
