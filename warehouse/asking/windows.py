"""Moments as people write them: spans that look back (24h, 7d) and days or times of the calendar."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

# Which clock a window runs by: when an article was first seen, or its day of publication.
Clock = Literal["seen", "published"]

_SPAN = re.compile(r"(\d{1,6})\s*(m|h|d|w)", re.IGNORECASE)
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_NAMED_DAYS = {"today": 0, "yesterday": 1}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_MOMENT = datetime.min.replace(tzinfo=UTC)
_HOW = "write 24h, 7d, 2w, today, 2026-11-01 or 2026-11-01T08:00"


def read_moment(words: str, *, now: datetime, is_end: bool = False) -> tuple[datetime, Clock]:
    """Return the moment (UTC) and the clock that the way of writing it goes by; raise ValueError for no moment.

    A span looks back from now at what was first seen; a day is one of publication. At the end of a window, which
    it excludes, a day is the midnight behind it.

    >>> now = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
    >>> str(read_moment("24h", now=now)[0]), read_moment("24h", now=now)[1]
    ('2026-11-26 09:30:00+00:00', 'seen')
    >>> str(read_moment("2026-11-01", now=now)[0]), read_moment("2026-11-01", now=now)[1]
    ('2026-11-01 00:00:00+00:00', 'published')
    >>> str(read_moment("2026-11-01", now=now, is_end=True)[0])
    '2026-11-02 00:00:00+00:00'
    """
    plain = words.strip().lower()
    if not is_end and (span := _SPAN.fullmatch(plain)) and not int(span[1]):
        raise ValueError(f"{words!r} looks back at nothing; {_HOW}")
    try:
        if span := _SPAN.fullmatch(plain):
            return now - int(span[1]) * _UNITS[span[2]], "seen"
        if plain in _NAMED_DAYS:
            return _midnight(now.date() - timedelta(days=_NAMED_DAYS[plain]), is_end=is_end), "published"
        if _DAY.fullmatch(plain):
            return _midnight(date.fromisoformat(plain), is_end=is_end), "published"
        moment = datetime.fromisoformat(words.strip())
    except (ValueError, OverflowError):
        raise ValueError(f"{words[:80]!r} is no day and no span; {_HOW}") from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC), "published"


def window_before(since: datetime, until: datetime, *, by: Clock) -> tuple[datetime, datetime]:
    """Return the window [begin, end) that ends where [since, until) begins and is as long; no earlier than year 1.

    By days of publication it has as many whole days (UTC), and none of them is of both.

    >>> noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    >>> [str(end) for end in window_before(noon, noon + timedelta(days=7), by="seen")]
    ['2026-11-13 12:00:00+00:00', '2026-11-20 12:00:00+00:00']
    >>> [str(end) for end in window_before(noon, noon + timedelta(days=7), by="published")]
    ['2026-11-12 00:00:00+00:00', '2026-11-20 00:00:00+00:00']
    """
    span = until - since
    if by == "published":
        span = (until - timedelta(microseconds=1)).date() - since.date() + timedelta(days=1)
        since = _midnight(since.date(), is_end=False)
    return look_back(since, span), since


def look_back(moment: datetime, span: timedelta) -> datetime:
    """Return the moment that lies so long before, no earlier than year 1."""
    return moment - min(span, moment - _FIRST_MOMENT)


def _midnight(day: date, *, is_end: bool) -> datetime:
    """Return the midnight (UTC) that begins the day, or the one that ends it."""
    return datetime.combine(day + timedelta(days=is_end), time(), UTC)
