"""Shares in percent."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from extractors.mentions.languages import vocabulary_of
from extractors.mentions.reading.field import Reading, is_unspaced, mention_at
from extractors.mentions.reading.numerals import Numeral, any_of, bounded
from extractors.mentions.reading.spans import Spans
from extractors.mentions.values.qualifiers import OPENING, is_range_between, qualifier_before
from extractors.records import Mention

_VERSION = "4"
_FRACTION = re.compile(r"(?<![\w.,/:-])(?P<above>\d{1,3})/(?P<below>[1-9]\d{0,2})(?![\d/])")
_OF_ONE = re.compile(r" of (?:an?|one)(?= )")
_MINUS = ("-", "−", "–")
_FIRST_DIGIT = 3  # where the number of a text that begins " - 5" stands


@cache
def _percent_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of what stands behind a number of percent."""
    words = vocabulary_of(language)
    names = any_of([name + end for name in (*words.points, *words.percent) for end in ("", "s")]) or "(?!)"
    stop, blank = ("", "[ ]?") if words.myriads else (r"(?!\w)", "[ \u00a0-]")
    return re.compile(rf"{blank}(?P<name>{names}){stop}|[ \u00a0\u202f]?[%٪％]")


def _numerator(reading: Reading, index: int) -> Numeral | None:
    """Return the number above the one at `index` in a fraction such as "1 sobre 3"."""
    if index == 0:
        return None
    above, below = reading.numerals[index - 1], reading.numerals[index]
    over = vocabulary_of(reading.language).over_words
    return above if reading.lowered[above.end : below.start].strip() in over else None


def _share_before(reading: Reading, start: int, floor: int) -> int | None:
    """Return where "a percentage of" before the number at `start` begins; None where a number is before it."""
    words = vocabulary_of(reading.language).percent_of
    window = reading.lowered[max(floor, start - 24) : start].rstrip(" ")
    word = next((word for word in words if window.endswith(word)), None)
    if word is None:
        return None
    at = max(floor, start - 24) + len(window) - len(word)
    before = reading.lowered[max(at - 2, floor) : at]
    is_counted = any(char.isalnum() and not is_unspaced(char) for char in before) or at == floor > 0
    return None if is_counted else at


def _signed_start(reading: Reading, start: int) -> int | None:
    """Return where the minus of the number at `start` stands; None where it has none.

    A dash set apart is one where it begins all that there is: on a line among others it lists.
    """
    low = reading.lowered
    minus = next(
        (word for word in vocabulary_of(reading.language).minus if low.endswith(f" {word} ", 0, start)), None
    )
    if start and low[start - 1] in _MINUS and not low[max(start - 2, 0) : start - 1].strip(OPENING):
        return start - 1
    if start <= _FIRST_DIGIT and low[:start].strip(" ") in _MINUS and "\n" not in low.rstrip():
        return low.index(low[:start].strip(" "))
    return None if minus is None else start - len(minus) - 1


@cache
def _part_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of a part in words before a percent's name: "half a", "a quarter of one"."""
    parts = any_of(list(vocabulary_of(language).fractions)) or "(?!)"
    return re.compile(rf"(?<![\w-])(?P<part>{parts})(?: of (?:an?|one))?(?=[ -])")


def _fractions(
    reading: Reading, pattern: re.Pattern[str]
) -> Iterator[tuple[int, int, Decimal, Decimal | None, str]]:
    """Yield the percentages below one that are written as fractions: "1/4 of a percent", "half a percent"."""
    words = vocabulary_of(reading.language)
    ends = {numeral.end for numeral in reading.numerals}
    found = [
        (match.start(), match.end(), Decimal(match["above"]) / Decimal(match["below"]))
        for match in _FRACTION.finditer(reading.lowered)
        if match.end() not in ends
    ]
    if words.fractions and any(name in reading.lowered for name in (*words.percent, *words.points)):
        parts = _part_pattern(words.language).finditer(reading.lowered)
        found += [(part.start(), part.end(), Decimal(words.fractions[part["part"]])) for part in parts]
    for start, end, amount in found:
        link = _OF_ONE.match(reading.lowered, end)
        match = pattern.match(reading.lowered, link.end() if link else end)
        if match is not None:
            name = (match["name"] or "").removesuffix("s")
            yield start, match.end(), amount, None, "percentage point" if name in words.points else "percent"


def find_percents(reading: Reading, _found: Sequence[Mention]) -> list[Mention]:
    """Return the percentages of the reading; the two ends of a range are one mention."""
    words = vocabulary_of(reading.language)
    pattern = _percent_pattern(words.language)
    spans: list[tuple[int, int, Decimal, Decimal | None, str]] = []
    fractions = list(_fractions(reading, pattern))
    taken = Spans(fraction[:2] for fraction in fractions)
    for index, numeral in enumerate(reading.numerals):
        match = pattern.match(reading.lowered, numeral.end)
        if taken.touches(numeral.start, numeral.end):
            continue
        if match is None:
            before = _share_before(reading, numeral.start, spans[-1][1] if spans else 0)
            if before is not None:
                spans.append((before, numeral.end, numeral.amount, None, "percent"))
            continue
        start, amount, high = numeral.start, numeral.amount, None
        if (above := _numerator(reading, index)) is not None:
            start, amount = above.start, above.amount / amount if amount else amount
        if (signed := _signed_start(reading, start)) is not None:
            start, amount = signed, -amount
        elif index and is_range_between(reading, (low := reading.numerals[index - 1]).start, low.end, start):
            if spans and spans[-1][0] == low.start:
                spans.pop()
            start, amount, high = low.start, low.amount, amount
        elif spans and is_range_between(reading, spans[-1][0], spans[-1][1], start):
            start, _, amount, _, _ = spans.pop()
            high = numeral.amount
        name = (match["name"] or "").removesuffix("s")
        spans.append((start, match.end(), amount, high, "percentage point" if name in words.points else "percent"))
    spans += fractions
    return [
        mention_at(
            reading, "percent", start, end, amount=bounded(amount), amount_high=bounded(high), unit=unit,
            qualifier=qualifier_before(reading, start), method="percent", method_version=_VERSION,
            rule_id="range" if high is not None else "single", confidence=0.95,
        )
        for start, end, amount, high, unit in spans
    ]  # fmt: skip
