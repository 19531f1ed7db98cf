"""Dates as pages write them: a day, a time only where its zone is known, and how precise they are."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from extractors.month_names import month_number
from extractors.page.words.other_calendars import common_year, foreign_day
from extractors.records import Precision

_EARLIEST_YEAR = 1850  # older days are those of events that archives tell of
# Clocks and time zones of publishers are off by up to a day; what lies further ahead is no publication.
_FUTURE_DAYS = 1
_MAX_CHARACTERS = 200

# Any run of characters, because vowels of Thai and Hindi are no letters to `re`; the table of months decides.
_WORD = r"([^\W\d_][^\s\d,;:()/|-]{1,14}(?:\s(?:الثاني|الأول))?)"
_DIGIT = re.compile(r"\d")
_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T\s]{1,3}(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}\b)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2}):?(\d{2}):?(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$")
_DAY_MONTH_YEAR = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|\.|º|-)?,?\s{{0,3}}(?:de\s|of\s)?{_WORD},?(?:\s{{0,3}}|-)(?:de\s|del\s|พ\.ศ\.\s?)?(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY_YEAR = re.compile(
    rf"{_WORD}\s{{0,3}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(\d{{4}})(?!\d)", re.IGNORECASE
)
_YEAR_MONTH_DAY = re.compile(rf"(?<!\d)(\d{{4}})(?:\.|\sm\.)?\s{_WORD}\s(\d{{1,2}})(?![\d:])")
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2})\s(?:tháng\s)(\d{1,2})(?:,|,?\snăm)?\s(\d{4})(?!\d)", re.IGNORECASE)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d./])(\d{1,2})([./])(\d{1,2})\2(\d\d)(?![\d./])")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([./])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d)")
_CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]")
# Seconds, milliseconds or microseconds since 1970, bare or as ASP.NET writes them.
_EPOCH = re.compile(r"^(?:@?(\d{10})(?:\.\d{1,6})?|(\d{13})|(\d{16})|\\?/Date\((\d{12,13})(?:[+-]\d{4})?\)\\?/)$")
_MAIL = re.compile(
    r"^(?:\w{3},\s)?\d{1,2}\s\w{3}\s\d{4}\s\d{2}:\d{2}(?::\d{2})?\s(?:[+-]\d{4}|GMT|UTC|[A-Z]{1,3})$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFound:
    """A day as the page says it, in the page's own time zone; `at` (UTC) only where time and zone are known.

    `is_utc`: the page wrote the moment in UTC, so the day is the one there.
    """

    day: date
    at: datetime | None = None
    precision: Precision = "day"
    is_utc: bool = False


def parse_date(words: str, *, seen_at: datetime, is_day_first: bool = False) -> DateFound | None:
    """Return the first date in the words; None where there is none, it is out of bounds or could be two days.

    `is_day_first`: the page is in a language that writes 3/4 for the third of April.

    >>> seen = datetime(2026, 1, 1, tzinfo=UTC)
    >>> parse_date("Published On Fri Jun 13 2025", seen_at=seen).day.isoformat()
    '2025-06-13'
    >>> parse_date("03/04/2025", seen_at=seen) is None  # the third of April or the fourth of March
    True
    >>> parse_date("03/04/2025", seen_at=seen, is_day_first=True).day.isoformat()
    '2025-04-03'
    >>> parse_date("9999-01-01", seen_at=seen) is None
    True
    """
    words = words.strip()[:_MAX_CHARACTERS]
    if not _DIGIT.search(words):
        return None
    for reader in (_epoch, _mail, _foreign, _iso, _named):
        found = reader(words)
        if found is not None:
            return found if is_plausible(found, seen_at=seen_at) else None
    found = _numeric(words, is_day_first=is_day_first)
    return found if found is not None and is_plausible(found, seen_at=seen_at) else None


def is_plausible(found: DateFound, *, seen_at: datetime) -> bool:
    """Return whether the day lies between printing's age and the day after the page was seen, and is no zero."""
    latest = (seen_at + timedelta(days=_FUTURE_DAYS)).date()
    return found.day.year >= _EARLIEST_YEAR and found.day <= latest and found.day != date(1970, 1, 1)


def _day(year: str, month: int | str, day: str) -> DateFound | None:
    try:
        return DateFound(day=date(common_year(int(year)), int(month), int(day)))
    except ValueError:
        return None


def _epoch(words: str) -> DateFound | None:
    match = _EPOCH.match(words)
    if match is None:
        return None
    seconds, milliseconds, microseconds, net_milliseconds = match.groups()
    number = (
        int(seconds or 0) or int(milliseconds or net_milliseconds or 0) // 1000 or int(microseconds or 0) // 10**6
    )
    moment = datetime.fromtimestamp(number, UTC)
    return DateFound(day=moment.date(), at=moment, precision="second", is_utc=True)


def _foreign(words: str) -> DateFound | None:
    day = foreign_day(words)
    return DateFound(day=day) if day else None


def _mail(words: str) -> DateFound | None:
    if not _MAIL.match(words):
        return None
    try:
        moment = parsedate_to_datetime(words)
        return DateFound(
            day=moment.date(),
            at=moment.astimezone(UTC),
            precision="second",
            is_utc=not moment.utcoffset(),
        )
    except (ValueError, OverflowError):
        return None


def _iso(words: str) -> DateFound | None:
    match = _COMPACT.match(words) or _ISO.search(words)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    found = _day(year, month, day)
    if found is None or hour is None or zone is None:
        return found
    try:
        zone = "+00:00" if zone.upper() in ("Z", "UTC", "GMT") else zone
        local = datetime.fromisoformat(f"{found.day.isoformat()}T{int(hour):02}:{minute}:{second or '00'}{zone}")
        return DateFound(
            day=found.day,
            at=local.astimezone(UTC),
            precision="second" if second else "minute",
            is_utc=not local.utcoffset(),
        )
    except (ValueError, OverflowError):
        return found


def _named(words: str) -> DateFound | None:
    for pattern, order in (
        (_DAY_MONTH_YEAR, (2, 1, 0)),
        (_MONTH_DAY_YEAR, (2, 0, 1)),
        (_YEAR_MONTH_DAY, (0, 1, 2)),
    ):
        for match in pattern.finditer(words):
            year, month, day = (match.groups()[at] for at in order)
            number = month_number(month)
            found = _day(year, number, day) if number else None
            if found is not None:
                return found
    numbered = _VIETNAMESE.search(words)
    return _day(numbered[3], numbered[2], numbered[1]) if numbered else None


def _numeric(words: str, *, is_day_first: bool) -> DateFound | None:
    match = _CJK.search(words)
    if match:
        return _day(*match.groups())
    match = _YEAR_FIRST.search(words)
    if match:
        return _day(match[1], match[3], match[4])
    numeric = _NUMERIC.search(words) or _SHORT_YEAR.search(words)
    if numeric is None or (len(numeric[4]) == 2 and numeric[2] == "." and not is_day_first):
        return None
    first, mark, second, year = numeric.groups()
    year = year if len(year) == 4 else f"20{year}"
    # With points the day comes first in every country that writes so; with strokes only if a number exceeds 12.
    is_buddhist = common_year(int(year)) != int(year)
    is_certain = mark == "." or int(first) > 12 or first == second or is_day_first or is_buddhist
    if is_certain and int(second) <= 12:
        return _day(year, second, first)
    return _day(year, first, second) if int(second) > 12 else None
