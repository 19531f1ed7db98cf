"""Years, decades and centuries."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from extractors.mentions.dates import timex
from extractors.mentions.dates.patterns import NAMED
from extractors.mentions.dates.surroundings import Dated
from extractors.mentions.languages import calendar_of, vocabulary_of
from extractors.mentions.reading.field import Reading, is_word_end, is_word_start
from extractors.mentions.reading.numerals import Numeral

_YEARS = range(1500, 2100)
_BEFORE_SIDE = re.compile(r" ?[x×] ?\d")
_BEHIND_SIDE = re.compile(r"\d ?[x×] ?$")
_SHORT_BEFORE = re.compile(r"\bin (?:\d\d (?:and|or) )?$")
_SHORT_BEHIND = re.compile(r"[.,;)?!]?(?:\s|$)(?<! )|[.,;)?!](?!\d)|$| (?:and|or) \d\d(?!\d)")


def years(reading: Reading) -> Iterator[Dated]:
    """Yield years and decades: "in 2016", "the 1990s", "nineteen ninety-six"."""
    last: Numeral | None = None
    for numeral in reading.numerals:
        low = reading.lowered
        if numeral.is_spelled:
            if last is not None and _is_spelled_year(reading, last, numeral):
                yield last.start, numeral.end, timex.year(int(last.amount * 100 + numeral.amount)), "spelled year"
            last = numeral
            continue
        if numeral.scale_word or not is_word_start(reading, numeral.start):
            continue
        is_plural = low.startswith(("s", "’s", "'s"), numeral.end)
        if numeral.end - numeral.start == 2 and low[numeral.start - 1 : numeral.start] in ("’", "'", "‘"):
            number = 1900 + int(numeral.amount) if numeral.amount >= 30 else 2000 + int(numeral.amount)
            if low.startswith("s", numeral.end):
                yield numeral.start - 1, numeral.end + 1, timex.decade(number // 10 * 10), "decade"
            elif is_word_end(reading, numeral.end) and not low[max(numeral.start - 2, 0)].isalnum():
                yield numeral.start - 1, numeral.end, timex.year(number), "short year"
            continue
        if _is_bare_short_year(reading, numeral):
            number = int(numeral.amount) + (1900 if numeral.amount >= 50 else 2000)
            yield numeral.start, numeral.end, timex.year(number), "short year"
            continue
        if (
            numeral.end - numeral.start != 4
            or numeral.amount not in _YEARS
            or "," in low[numeral.start : numeral.end]
        ):
            continue
        if low.startswith("s", numeral.end) and is_word_end(reading, numeral.end + 1):
            yield numeral.start, numeral.end + 1, timex.decade(int(numeral.amount) // 10 * 10), "decade"
        elif is_word_end(reading, numeral.end) and _is_year(reading, numeral):
            is_decade = is_plural and numeral.amount % 10 == 0 and low[numeral.start - 4 : numeral.start] == "the "
            interval = timex.decade(int(numeral.amount)) if is_decade else timex.year(int(numeral.amount))
            yield numeral.start, numeral.end, interval, "year"


def spelled_year_at(reading: Reading, at: int) -> tuple[int, int] | None:
    """Return the year read aloud that begins at `at`, and where it ends; None where there is none."""
    place = bisect_left(reading.numerals, at, key=lambda numeral: numeral.start)
    pair = reading.numerals[place : place + 2]
    if len(pair) < 2 or pair[0].start != at or not all(numeral.is_spelled for numeral in pair):
        return None
    return (int(pair[0].amount * 100 + pair[1].amount), pair[1].end) if _is_spelled_year(reading, *pair) else None


def _is_spelled_year(reading: Reading, first: Numeral, second: Numeral) -> bool:
    """Return whether two numerals are a year read aloud: "nineteen ninety-six"."""
    if first.amount not in (18, 19, 20) or not 10 <= second.amount <= 99:
        return False
    return reading.lowered[first.end : second.start] == " "


def named_stretches(reading: Reading) -> Iterator[Dated]:
    """Yield decades and centuries by name: "the sixties", "20th century", and "9/11"."""
    words = calendar_of(reading.language)
    if not any(hint in reading.lowered for hint in ("ties", "century", "9/11")):
        return
    for match in NAMED.finditer(reading.lowered):
        if not is_word_start(reading, match.start()):
            continue
        if match["decade"] in words.decades:
            yield match.start(), match.end(), timex.decade(words.decades[match["decade"]]), "decade"
        elif match["century"] and words.century:
            yield match.start(), match.end(), timex.century(int(match["century"])), "century"
        elif match[0] == "9/11":
            yield match.start(), match.end(), timex.day(date(2001, 9, 11)), "named"


def _is_bare_short_year(reading: Reading, numeral: Numeral) -> bool:
    """Return whether two digits are a year without its mark: "in 84 and 88", "in 08."."""
    low = reading.lowered
    if numeral.end - numeral.start != 2 or reading.language != "en" or not _SHORT_BEHIND.match(low, numeral.end):
        return False
    is_sure = numeral.amount >= 50 or low[numeral.start] == "0"
    return is_sure and _SHORT_BEFORE.search(low, max(numeral.start - 12, 0), numeral.start) is not None


def _is_year(reading: Reading, numeral: Numeral) -> bool:
    """Return whether four digits are a year: not behind a currency, not before a thing that is counted.

    Nor are the sides of "1920 x 1200".
    """
    before = reading.lowered[max(numeral.start - 1, 0) : numeral.start]
    if before and before in "$€£¥₹#.,/+":
        return False
    beside = reading.lowered[max(numeral.start - 4, 0) : numeral.start], reading.lowered[numeral.end :][:4]
    if _BEHIND_SIDE.search(beside[0]) or _BEFORE_SIDE.match(beside[1]):
        return False
    following = re.match(r"[ \u00a0-](\w+)", reading.lowered[numeral.end : numeral.end + 24])
    units = vocabulary_of(reading.language).units
    return following is None or (following[1] not in units and following[1].removesuffix("s") not in units)
