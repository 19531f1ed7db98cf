"""Days of other calendars as days of ours: eras of Japan and of Taiwan, Buddhist and Persian years."""

import re
from datetime import date

# The year before the first of each era.
_ERAS = {
    "令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911,
    "中華民國": 1911, "R": 2018, "H": 1988, "S": 1925,
}  # fmt: skip
_ERA_DAY = re.compile(
    r"(中華民國|令和|平成|昭和|大正|明治|民國|民国)\s?(\d{1,3}|元)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日"
)
_SHORT_ERA_DAY = re.compile(r"(?<![A-Za-z\d])([RHS])\.?(\d{1,2})[./](\d{1,2})[./](\d{1,2})(?![\d.])")
_BUDDHIST_YEARS = 543  # ahead of the common era
# Buddhist years of our 1900 to 2199.
_BUDDHIST = range(2443, 2743)
_PERSIAN_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
_PERSIAN_DAY = re.compile(rf"(\d{{1,2}})\s({'|'.join(_PERSIAN_MONTHS)})\s(?:ماه\s)?(\d{{4}})")
_PERSIAN_NUMERIC = re.compile(r"(?<!\d)(1[34]\d\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
# Persian years that have 366 days repeat in cycles of 33 years, 4 years apart but once 5.
_PERSIAN_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})


def foreign_day(words: str) -> date | None:
    """Return the first day that the words give in one of these calendars; None if there is none.

    >>> foreign_day("平成30年11月3日").isoformat(), foreign_day("民國115年11月3日").isoformat()
    ('2018-11-03', '2026-11-03')
    >>> foreign_day("۱۲ آبان ۱۴۰۵").isoformat()
    '2026-11-03'
    """
    match = _ERA_DAY.search(words) or _SHORT_ERA_DAY.search(words)
    if match:
        era, year, month, day = match.groups()
        return _day(_ERAS[era] + (1 if year == "元" else int(year)), int(month), int(day))
    match = _PERSIAN_DAY.search(words)
    if match:
        return _persian_day(int(match[3]), _PERSIAN_MONTHS.index(match[2]) + 1, int(match[1]))
    match = _PERSIAN_NUMERIC.search(words)
    return _persian_day(*map(int, match.groups())) if match else None


def common_year(year: int) -> int:
    """Return the year of our calendar, of one that can only be a Buddhist one.

    >>> common_year(2569), common_year(2026)
    (2026, 2026)
    """
    return year - _BUDDHIST_YEARS if year in _BUDDHIST else year


def _persian_day(year: int, month: int, day: int) -> date | None:
    """Return the day; None out of 1343 to 1471 (1964 to 2093), where the cycle of 33 years is exact."""
    if not (1343 <= year <= 1471 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    leaps = sum(past % 33 in _PERSIAN_LEAPS for past in range(1343, year))
    before = (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30
    return date.fromordinal(date(1964, 3, 21).toordinal() + 365 * (year - 1343) + leaps + before + day - 1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
