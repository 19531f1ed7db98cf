"""Which of an index's sitemaps to read first, and which not again: the newest are where the news is."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from extractors.feeds.announced import ChildSitemap

# A day ahead may be a time zone; what lies further is a broken clock and says nothing.
_FUTURE = timedelta(days=2)
_NAMED_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/.]?(0[1-9]|1[0-2])(?:[-_/.]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
# Numbers that count reach the years too, but follow a word without a mark: post-sitemap2019.xml.
_NAMED_YEAR = re.compile(r"(?<=[-_/=.])((?:19|20)\d\d)(?!\d)")
_NEWS = re.compile(r"news|latest|recent", re.IGNORECASE)
# Of those without a date, these are read at every poll: most indexes grow at one of their ends.
_LAST, _FIRST = 5, 2


def order_children(
    children: Sequence[ChildSitemap], *, read_at: Mapping[str, datetime], now: datetime
) -> list[ChildSitemap]:
    """Return the sitemaps to read, the most promising first.

    `read_at`: when each was last read. What was not touched since is left out; what has no date comes by the date
    in its name, else from the end of the index, and again at the next poll only if it stands at one of the ends.
    """
    ranked: list[tuple[tuple[date, bool, int], ChildSitemap]] = []
    for place, child in enumerate(children):
        touched = child.touched if child.touched and child.touched <= (now + _FUTURE).date() else None
        read = read_at.get(child.location)
        if touched is not None and read is not None and touched < read.date():
            continue
        day = touched or _named_day(child.location, now)
        is_at_end = place >= len(children) - _LAST or place < _FIRST
        if touched is None and read is not None and not is_at_end and not _is_current(day, now):
            continue
        ranked.append(((day or date.min, bool(_NEWS.search(child.location)), place), child))
    return [child for _, child in sorted(ranked, key=lambda each: each[0], reverse=True)]


def _named_day(location: str, now: datetime) -> date | None:
    """Return the last day of the day, month or year that the name tells, at most today; None if it tells none."""
    match = _NAMED_DAY.search(location)
    if match:
        year, month, day = int(match[1]), int(match[2]), int(match[3] or 28)
    elif match := _NAMED_YEAR.search(location):
        year, month, day = int(match[1]), 12, 31
    else:
        return None
    try:
        return min(date(year, month, day), now.date()) if year <= now.year else None
    except ValueError:
        return None


def _is_current(day: date | None, now: datetime) -> bool:
    return day is not None and (day.year, day.month) == (now.year, now.month)
