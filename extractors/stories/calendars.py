"""What an article without a date tells of its day: the weekdays, months and years that it speaks of."""

from dataclasses import dataclass

import numpy as np

from extractors.stories.signatures import DATE, LEAD, WEEKDAY, Signatures, term_hash
from extractors.trees import Floats, Ints

_NAMED_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMED_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FIRST_YEAR, LAST_YEAR = 1900, 2099
EPOCH_WEEKDAY = 3  # 1970-01-01 was a Thursday
_LEAD_FACTOR = 1.5

# Of the weekdays that 10,035 dated articles of the background speak of, each as it weighs in its article, the part
# that is n days after the day of publication, modulo 7, and so of months: as tests/evaluation/fit_calendar.py
# prints them. News tells of its own day and of the day before.
_WEEKDAY_SHARES = np.array([0.447, 0.069, 0.039, 0.04, 0.053, 0.087, 0.264])
_MONTH_SHARES = np.array([0.247, 0.09, 0.059, 0.044, 0.048, 0.044, 0.042, 0.046, 0.058, 0.072, 0.099, 0.152])
NO_YEAR, LEAST_YEARS, MOST_YEARS = -6.0, -5.0, 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendars:
    """How much each article speaks of each weekday and month, shapes (articles, 7 and 12), and its latest year.

    The year is nan where it names none.
    """

    weekdays: Floats
    months: Floats
    years: Floats


def read_calendars(signatures: Signatures) -> Calendars:
    """Return what the articles say of the calendar."""
    count = len(signatures.starts) - 1
    at = np.flatnonzero(signatures.flags & (WEEKDAY | DATE))
    owners = np.searchsorted(signatures.starts, at, "right") - 1
    terms, flags = signatures.terms[at], signatures.flags[at]
    amounts = (1 + np.log(signatures.counts[at])) * np.where(flags & LEAD, _LEAD_FACTOR, 1.0)
    tables = []
    for names in (_NAMED_WEEKDAYS, _NAMED_MONTHS):
        table = np.zeros((count, len(names)))
        for place, name in enumerate(names):
            mask = terms == term_hash(name)
            table[owners[mask], place] = amounts[mask]
        tables.append(table)
    years = np.full(count, -np.inf)
    known = np.arange(FIRST_YEAR, LAST_YEAR + 1)
    hashes = np.array([term_hash(str(year)) for year in known], np.uint32)
    order = np.argsort(hashes)
    nearest = order[np.minimum(np.searchsorted(hashes[order], terms), len(hashes) - 1)]
    is_year = hashes[nearest] == terms
    np.maximum.at(years, owners[is_year], known[nearest[is_year]].astype(float))
    years[np.isinf(years)] = np.nan
    return Calendars(weekdays=tables[0], months=tables[1], years=years)


def date_fit(calendars: Calendars, rows: Ints, days: Floats) -> Floats:
    """Return how well the undated articles `rows` fit the days, counted from 1970: by weekdays, months, years."""
    dates = days.astype(np.int64).astype("datetime64[D]")
    months = dates.astype("datetime64[M]").astype(np.int64)
    weekday_odds = np.log(_WEEKDAY_SHARES * len(_WEEKDAY_SHARES))
    month_odds = np.log(_MONTH_SHARES * len(_MONTH_SHARES))
    weekdays = (days.astype(np.int64) + EPOCH_WEEKDAY) % 7
    by_weekday = weekday_odds[(np.arange(7) - weekdays[:, None]) % 7]
    by_month = month_odds[(np.arange(12) - months[:, None]) % 12]
    gaps = np.clip(calendars.years[rows] - (months // 12 + 1970), LEAST_YEARS, MOST_YEARS)
    return np.column_stack(
        [
            (calendars.weekdays[rows] * by_weekday).sum(axis=1),
            (calendars.months[rows] * by_month).sum(axis=1),
            np.where(np.isnan(gaps), NO_YEAR, gaps),
        ]
    )
