"""The articles over time as bars: days where they fit, else weeks, months, years, decades or centuries."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

_BAR_COUNT = 62  # two months of days; wider units for more
_FEW_BARS = 9  # as wide as of so many, where there are fewer
_LETTER_WIDTH = 8  # of the picture's own units, at its font of 13
WIDTH, HEIGHT = 960, 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar in the drawing's own units; `reused_height` is the part of `height` that is copies."""

    name: str
    label: str
    x: float
    width: float
    height: float
    reused_height: float
    article_count: int
    reused_article_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The bars, what one of them spans, and what is outside of them."""

    bars: tuple[Bar, ...]
    unit: str
    width: int
    height: int
    top_count: int
    unknown_count: int
    earlier_count: int

    @property
    def last_label(self) -> str:
        """The last bar's label that is drawn."""
        return next((bar.label for bar in reversed(self.bars) if bar.label), "")


def draw_days(rows: list[dict[str, Any]]) -> Chart | None:
    """Return the chart of rows (published_day, article_count, reused_article_count); None if no day is known."""
    known = {row["published_day"]: row for row in rows if row["published_day"] is not None}
    unknown_count = sum(row["article_count"] for row in rows if row["published_day"] is None)
    if not known:
        return None
    unit, starts = _choose_bins(min(known), max(known))
    counts = {start: [0, 0] for start in starts}
    earlier_count = 0
    for day, row in known.items():
        start = _UNITS[unit][0](day)
        if start in counts:
            counts[start][0] += row["article_count"]
            counts[start][1] += row["reused_article_count"]
        else:
            earlier_count += row["article_count"]
    top_count = max(articles for articles, _ in counts.values())
    return Chart(
        bars=tuple(_draw_bar(unit, number, start, counts, top_count) for number, start in enumerate(starts)),
        unit=unit,
        width=WIDTH,
        height=HEIGHT,
        top_count=top_count,
        unknown_count=unknown_count,
        earlier_count=earlier_count,
    )


def _draw_bar(unit: str, number: int, start: date, counts: dict[date, list[int]], top_count: int) -> Bar:
    articles, reused = counts[start]
    step = WIDTH / max(len(counts), _FEW_BARS)
    name = _UNITS[unit][2](start)
    label_every = max(1, len(counts) // 8, math.ceil(_LETTER_WIDTH * (len(name) + 1) / step))
    return Bar(
        name=name,
        label=name if number % label_every == 0 and number + label_every <= max(len(counts), label_every) else "",
        x=round(number * step, 2),
        width=round(step * 0.78, 2),
        height=round(HEIGHT * articles / top_count, 2),
        reused_height=round(HEIGHT * reused / top_count, 2),
        article_count=articles,
        reused_article_count=reused,
    )


def _choose_bins(first: date, last: date) -> tuple[str, list[date]]:
    """Return the finest unit whose bins fit, and the first day of each; of centuries, only the latest ones."""
    for unit, (start_of, next_of, _) in _UNITS.items():
        starts = [start_of(last)]
        while starts[-1] > start_of(first) and len(starts) <= _BAR_COUNT:
            starts.append(start_of(next_of(starts[-1])))
        if len(starts) <= _BAR_COUNT or unit == "century":
            return unit, starts[::-1][-_BAR_COUNT:]
    raise AssertionError("centuries always fit")


def _first_year_of(day: date, years: int) -> date:
    """Return the first day of the run of years that the day is in; there is no year 0."""
    return date(max(1, day.year - day.year % years), 1, 1)


def _day_before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day


# A unit: the first day of the bin that a day is in, a day of the bin before it, its name.
_UNITS: dict[str, tuple[Callable[[date], date], Callable[[date], date], Callable[[date], str]]] = {
    "day": (lambda day: day, _day_before, lambda day: day.isoformat()),
    "week": (
        lambda day: day - timedelta(days=min(day.weekday(), day.toordinal() - 1)),
        _day_before,
        lambda day: f"week of {day.isoformat()}",
    ),
    "month": (lambda day: day.replace(day=1), _day_before, lambda day: day.isoformat()[:7]),
    "year": (lambda day: day.replace(month=1, day=1), _day_before, lambda day: f"{day.year:04}"),
    "decade": (lambda day: _first_year_of(day, 10), _day_before, lambda day: f"{day.year:04}s"),
    "century": (lambda day: _first_year_of(day, 100), _day_before, lambda day: f"{day.year:04} on"),
}
