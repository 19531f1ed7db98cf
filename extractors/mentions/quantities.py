"""Counts of things, ages and measures: a number and the unit that it counts."""

import re
from collections.abc import Sequence
from functools import cache

from extractors.mentions.languages import vocabulary_of
from extractors.mentions.numerals import any_of, bounded
from extractors.mentions.qualifiers import qualifier_before
from extractors.mentions.reading import Reading, mention_at
from extractors.mentions.spans import Spans
from extractors.records import Mention

VERSION = "1"


@cache
def quantity_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of a unit behind a number; up to two plain words may stand between."""
    words = vocabulary_of(language)
    units = any_of([name + end for name in words.units for end in ("", "s")]) or "(?!)"
    strong = r"|-strong (?P<strong>workforce|staff|team|crew|work force)(?!\w)" if words.language == "en" else ""
    age = r"|[- ](?P<age>years?[- ]old)(?!\w)" if words.language == "en" else ""
    return re.compile(rf"(?:{age[1:] or '(?!)'}{strong}|[ \u00a0-](?P<unit>{units})(?!\w))")


def find_quantities(reading: Reading, found: Sequence[Mention]) -> list[Mention]:
    """Return the quantities of the reading, other than those that are money, percent or dates."""
    words = vocabulary_of(reading.language)
    pattern = quantity_pattern(words.language)
    taken = Spans((m.span_start, m.span_end) for m in found if m.kind in ("money", "percent", "date"))
    mentions = []
    for numeral in reading.numerals:
        match = pattern.match(reading.lowered, numeral.end)
        if (
            match is None
            or (numeral.is_spelled and numeral.amount == 1)
            or (numeral.start and reading.lowered[numeral.start - 1].isalnum())
        ):
            continue
        if not taken.take(numeral.start, match.end()):
            continue
        name = match["unit"]
        unit = words.units.get(name) or words.units[name.removesuffix("s")] if name else "employee"
        if "age" in pattern.groupindex and match["age"]:
            unit = "year_of_age"
        mentions.append(
            mention_at(
                reading, "quantity", numeral.start, match.end(), amount=bounded(numeral.amount), unit=unit,
                qualifier=qualifier_before(reading, numeral.start), scale_word=numeral.scale_word,
                method="quantity", method_version=VERSION, rule_id="unit behind", confidence=0.8,
            )
        )  # fmt: skip
    return mentions
