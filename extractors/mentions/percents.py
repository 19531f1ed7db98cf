"""Shares in percent."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from extractors.mentions.languages import vocabulary_of
from extractors.mentions.numerals import any_of, bounded
from extractors.mentions.qualifiers import is_range_between, qualifier_before
from extractors.mentions.reading import Reading, mention_at
from extractors.records import Mention

VERSION = "1"
MINUS = ("-", "−", "–")


@cache
def percent_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of what stands behind a number of percent."""
    words = vocabulary_of(language)
    names = any_of([name + end for name in (*words.points, *words.percent) for end in ("", "s")]) or "(?!)"
    return re.compile(rf"[ \u00a0\u202f]?[%٪％]|[ \u00a0-](?P<name>{names})(?!\w)")


def find_percents(reading: Reading, _found: Sequence[Mention]) -> list[Mention]:
    """Return the percentages of the reading; the two ends of a range are one mention."""
    words = vocabulary_of(reading.language)
    pattern = percent_pattern(words.language)
    spans: list[tuple[int, int, Decimal, Decimal | None, str]] = []
    for index, numeral in enumerate(reading.numerals):
        match = pattern.match(reading.lowered, numeral.end)
        if match is None:
            continue
        start, amount, high = numeral.start, numeral.amount, None
        if start and reading.lowered[start - 1] in MINUS and not reading.lowered[max(start - 2, 0)].isalnum():
            start, amount = start - 1, -amount
        elif index and is_range_between(reading, (low := reading.numerals[index - 1]).start, low.end, start):
            if spans and spans[-1][0] == low.start:
                spans.pop()
            start, amount, high = low.start, low.amount, amount
        elif spans and is_range_between(reading, spans[-1][0], spans[-1][1], start):
            start, _, amount, _, _ = spans.pop()
            high = numeral.amount
        name = (match["name"] or "").removesuffix("s")
        spans.append((start, match.end(), amount, high, "percentage point" if name in words.points else "percent"))
    return [
        mention_at(
            reading, "percent", start, end, amount=bounded(amount), amount_high=bounded(high), unit=unit,
            qualifier=qualifier_before(reading, start), method="percent", method_version=VERSION,
            rule_id="range" if high is not None else "single", confidence=0.95,
        )
        for start, end, amount, high, unit in spans
    ]  # fmt: skip
