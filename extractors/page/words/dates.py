"""Dates as pages write them: a day, a time only where its zone is known, and how precise they are."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from extractors.records import Precision

_EARLIEST_YEAR = 1850
# Clocks and time zones of publishers are off by up to a day; what lies further ahead is no publication.
_FUTURE_DAYS = 1
_MAX_CHARACTERS = 200

_MONTHS = {
    1: "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari janeiro styczeń stycznia",
    2: "february feb februar feber février fevrier févr febrero febbraio fevereiro fev februari lutego",
    3: "march mar märz maerz mrz mars marzo março marco maart marca",
    4: "april apr avril avr abril abr aprile kwietnia",
    5: "may mai mayo maggio mag maio mei maja maj",
    6: "june jun juni juin junio giugno giu junho czerwca",
    7: "july jul juli juillet juil julio luglio lug julho lipca",
    8: "august aug août aout agosto ago augustus augusti sierpnia",
    9: "september sep sept septembre septiembre settembre set setembro września",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out października",
    11: "november nov novembre noviembre novembro listopada",
    12: "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro grudnia desember",
}
_MONTH_OF = {name: number for number, names in _MONTHS.items() for name in names.split()}
_WORD = r"([^\W\d_]{3,12})\.?"
_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T\s]{1,3}(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}\b)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2}):?(\d{2}):?(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$")
_DAY_MONTH_YEAR = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?,?\s{{1,3}}(?:de\s|of\s)?{_WORD},?\s{{0,3}}(?:de\s|del\s)?(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY_YEAR = re.compile(
    rf"{_WORD}\s{{0,3}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(\d{{4}})(?!\d)", re.IGNORECASE
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([./])(\d{1,2})\2(\d{1,2})(?!\d)")
_CJK = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
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


def parse_date(words: str, *, seen_at: datetime) -> DateFound | None:
    """Return the first date in the words; None where there is none, it is out of bounds or could be two days.

    >>> seen = datetime(2026, 1, 1, tzinfo=UTC)
    >>> parse_date("Published On Fri Jun 13 2025", seen_at=seen).day.isoformat()
    '2025-06-13'
    >>> parse_date("03/04/2025", seen_at=seen) is None  # the third of April or the fourth of March
    True
    >>> parse_date("9999-01-01", seen_at=seen) is None
    True
    """
    words = words.strip()[:_MAX_CHARACTERS]
    for reader in (_mail, _iso, _named, _numeric):
        found = reader(words)
        if found is not None:
            return found if is_plausible(found, seen_at=seen_at) else None
    return None


def is_plausible(found: DateFound, *, seen_at: datetime) -> bool:
    """Return whether the day lies between printing's age and the day after the page was seen, and is no zero."""
    latest = (seen_at + timedelta(days=_FUTURE_DAYS)).date()
    return found.day.year >= _EARLIEST_YEAR and found.day <= latest and found.day != date(1970, 1, 1)


def _day(year: str, month: int | str, day: str) -> DateFound | None:
    try:
        return DateFound(day=date(int(year), int(month), int(day)))
    except ValueError:
        return None


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
    for pattern, order in ((_DAY_MONTH_YEAR, (2, 1, 0)), (_MONTH_DAY_YEAR, (2, 0, 1))):
        for match in pattern.finditer(words):
            year, month, day = (match.groups()[at] for at in order)
            number = _MONTH_OF.get(month.casefold())
            found = _day(year, number, day) if number else None
            if found is not None:
                return found
    return None


def _numeric(words: str) -> DateFound | None:
    match = _CJK.search(words)
    if match:
        return _day(*match.groups())
    match = _YEAR_FIRST.search(words)
    if match:
        return _day(match[1], match[3], match[4])
    match = _NUMERIC.search(words)
    if match is None:
        return None
    first, mark, second, year = match.groups()
    # With points the day comes first in every country that writes so; with strokes only if a number exceeds 12.
    if mark == "." or int(first) > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if int(second) > 12 else None
