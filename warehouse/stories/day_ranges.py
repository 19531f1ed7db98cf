"""Conditions on days in which DuckDB passes over all that was stored for other days.

The days stand in the query as constants: only with them does it know, before it reads, which parts of a table can
hold none of them. Rows lie in the order in which they came, so that days lie together.
"""

from collections.abc import Iterable

import numpy as np

_NEAR_DAYS = 30  # days closer than that make one range
_MAX_RANGES = 16  # conditions joined by or; beyond, the narrowest gaps are read too
_DAY_SECONDS = 86_400  # of a day in UTC


def near_days(column: str, days: Iterable[int], margin: int = 0) -> str:
    """Return the condition that the date in the column is at most so many days off one of the days.

    The days count from 1970. Some days between those that lie close pass too. One far day among near ones costs a
    range of its own, not all the days between.

    >>> near_days("day", [3, 4, 4, 900], 1)
    "(day between date '1970-01-01' + (2) and date '1970-01-01' + (5) or \
day between date '1970-01-01' + (899) and date '1970-01-01' + (901))"
    >>> near_days("day", [])
    'false'
    """
    ranges = (
        f"{column} between date '1970-01-01' + ({first - margin}) and date '1970-01-01' + ({last + margin})"
        for first, last in _day_ranges(days)
    )
    return f"({joined})" if (joined := " or ".join(ranges)) else "false"


def near_times(column: str, days: Iterable[int]) -> str:
    """Return the condition that the time in the column lies on one of the days (UTC) or close to it."""
    ranges = (
        f"{column} between to_timestamp({first * _DAY_SECONDS}) and to_timestamp({(last + 1) * _DAY_SECONDS})"
        for first, last in _day_ranges(days)
    )
    return f"({joined})" if (joined := " or ".join(ranges)) else "false"


def since_day(column: str, day: int) -> str:
    """Return the condition that the time in the column lies on the day (UTC) or later."""
    return f"{column} >= to_timestamp({day * _DAY_SECONDS})"


def days_through(first: int, last: int) -> Iterable[int]:
    """Return days between which none is passed over: enough of them to make one range of all."""
    return (*range(first, last, _NEAR_DAYS), last)


def _day_ranges(days: Iterable[int]) -> list[tuple[int, int]]:
    """Return the few ranges that the days lie in."""
    sorted_days = np.unique(np.fromiter(days, np.int64))
    if not len(sorted_days):
        return []
    gaps = np.diff(sorted_days)
    widest = np.argsort(-gaps, kind="stable")[: _MAX_RANGES - 1]
    cuts = np.sort(widest[gaps[widest] > _NEAR_DAYS])
    firsts, lasts = sorted_days[np.append(0, cuts + 1)], sorted_days[np.append(cuts, len(sorted_days) - 1)]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
