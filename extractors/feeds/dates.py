"""Dates as feeds write them: RFC 822 with its common errors, ISO 8601 in parts, feedparser beyond."""

import re
from calendar import timegm
from datetime import UTC, date, datetime, timedelta, timezone

from feedparser.datetimes import _parse_date as feedparser_date

from extractors.feeds.announced import FeedDate

# Longer than any date; keeps hostile ones from the expressions below and feedparser's.
_MAX_DATE_LENGTH = 80
# Before the web there were no feeds; a day ahead may be a time zone.
_EARLIEST = date(1990, 1, 1)

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
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
_RFC822 = re.compile(
    r"(?:[A-Za-z]{2,9}\.?,?\s+)?(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]{0,6}\.?,?[\s-]+(\d{4}|\d\d)"
    r"(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?\s*([A-Za-z]{1,5}|(?:GMT|UTC)?[+-]\d\d:?\d\d)?)?"
)
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)?$")


def read_date(text: str | None) -> FeedDate | None:
    """Return the date that the text gives; None where it gives none that can be.

    >>> read_date("Mon, 05 Jan 2026 10:00:00 EST").at.isoformat()
    '2026-01-05T15:00:00+00:00'
    >>> read_date("2026-01-05").at is None
    True
    """
    text = (text or "").strip()
    if not text or len(text) > _MAX_DATE_LENGTH:
        return None
    match = _ISO.fullmatch(text)
    if match:
        year, month, day, *clock = match.groups()
        return _date(int(year), int(month), int(day or 1), clock)
    match = _RFC822.fullmatch(text)
    if match and match.group(2).lower() in _MONTHS:
        day, name, year, *clock = match.groups()
        # Two digits: RFC 2822, 4.3.
        century = 0 if len(year) == 4 else 2000 if int(year) < 50 else 1900
        return _date(century + int(year), _MONTHS[name.lower()], int(day), clock)
    return _foreign(text)


def is_plausible(found: FeedDate, *, now: datetime) -> bool:
    """Return whether a feed can have meant it: not before the web, not beyond tomorrow."""
    return _EARLIEST <= found.day <= now.date() + timedelta(days=2)


def _date(year: int, month: int, day: int, clock: list[str | None]) -> FeedDate | None:
    hour, minute, second, zone = clock
    try:
        if hour is None:
            return FeedDate(day=date(year, month, day))
        # 24:00 and leap seconds occur; both are the end of what they name.
        offset = _offset(zone)
        moment = datetime(year, month, day, tzinfo=timezone(timedelta(minutes=offset or 0))) + timedelta(
            hours=_below(hour, 25), minutes=_below(minute, 60), seconds=_below(second or "0", 61)
        )
        return FeedDate(day=date(year, month, day), at=moment.astimezone(UTC), is_zone_known=offset is not None)
    except (ValueError, OverflowError):
        return None


def _below(digits: str | None, limit: int) -> int:
    number = int(digits or "0")
    if number >= limit:
        raise ValueError
    return number


def _offset(zone: str | None) -> int | None:
    """Return the minutes east of Greenwich; None where the zone is missing or unknown."""
    if zone is None:
        return None
    match = _OFFSET.search(zone)
    if match is None:
        return _ZONES.get(zone.lower())
    minutes = int(match.group(2)) * 60 + int(match.group(3) or 0)
    if minutes >= 24 * 60:
        raise ValueError
    return -minutes if match.group(1) == "-" else minutes


def _foreign(text: str) -> FeedDate | None:
    """Return what feedparser's readers of other forms (Korean, Greek, Hungarian, asctime) make of it."""
    try:
        parts = feedparser_date(text)
        moment = datetime.fromtimestamp(timegm(parts), UTC) if parts else None
    except (ValueError, OverflowError, OSError, TypeError, IndexError, KeyError, AttributeError):
        return None
    return FeedDate(day=moment.date(), at=moment) if moment else None
