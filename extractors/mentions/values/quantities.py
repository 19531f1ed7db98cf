"""Counts of things, ages and measures: a number and the unit that it counts."""

import re
from collections.abc import Sequence
from functools import cache

from extractors.mentions.languages import vocabulary_of
from extractors.mentions.reading.field import Reading, is_word_start, mention_at
from extractors.mentions.reading.numerals import Numeral, any_of, bounded
from extractors.mentions.reading.spans import Spans
from extractors.mentions.values.qualifiers import qualifier_before
from extractors.records import Mention

_VERSION = "2"
_OLDEST = 125  # years: nobody was older than 122
_AGE_BEFORE = re.compile(r"(?<!\w)(?:aged|age(?: of)?) $")
_AGE_CHARS = len("x age of ")


@cache
def _quantity_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of a unit behind a number; up to two plain words may stand between."""
    words = vocabulary_of(language)
    units = any_of([name + end for name in words.units for end in ("", "s")]) or "(?!)"
    strong = r"|-strong (?P<strong>workforce|staff|team|crew|work force)(?!\w)" if words.language == "en" else ""
    age = r"|[- ](?P<age>years?[- ]old)(?!\w)" if words.language == "en" else ""
    return re.compile(
        rf"(?:{age[1:] or '(?!)'}{strong}|[ \u00a0-](?P<unit>{units})(?!\w)(?!(?<=[- \u00a0]\w)[-.’']\w))"
    )


def find_quantities(reading: Reading, found: Sequence[Mention]) -> list[Mention]:
    """Return the quantities of the reading, other than those that are money, percent or dates."""
    taken = Spans((m.span_start, m.span_end) for m in found if m.kind in ("money", "percent", "date"))
    people = {m.span_end for m in found if m.kind == "person"}
    mentions = []
    for numeral in reading.numerals:
        counted = _unit_behind(reading, numeral) or _age_of(reading, numeral, people)
        if (
            counted is None
            or not is_word_start(reading, numeral.start)
            or not taken.take(numeral.start, counted[1])
        ):
            continue
        start, end, unit, rule = counted
        mentions.append(
            mention_at(
                reading, "quantity", start, end, amount=bounded(numeral.amount), unit=unit,
                qualifier=qualifier_before(reading, start), scale_word=numeral.scale_word,
                method="quantity", method_version=_VERSION, rule_id=rule, confidence=0.8,
            )
        )  # fmt: skip
    return mentions


def _unit_behind(reading: Reading, numeral: Numeral) -> tuple[int, int, str, str] | None:
    """Return span, unit and rule where a unit follows the numeral; "one" alone counts nothing."""
    words = vocabulary_of(reading.language)
    match = _quantity_pattern(words.language).match(reading.lowered, numeral.end)
    if match is None or (numeral.is_spelled and numeral.amount == 1):
        return None
    if (name := match["unit"]) is not None:
        unit = words.units.get(name) or words.units[name.removesuffix("s")]
    else:
        unit = "year_of_age" if "age" in match.re.groupindex and match["age"] else "employee"
    return numeral.start, match.end(), unit, "unit behind"


def _age_of(reading: Reading, numeral: Numeral, people: set[int]) -> tuple[int, int, str, str] | None:
    """Return span, unit and rule of an age: "aged 30", "age of 30", "Jane Doe, 30,"."""
    if not 0 < numeral.amount < _OLDEST or numeral.amount != int(numeral.amount):
        return None
    low = reading.lowered
    if _AGE_BEFORE.search(low[max(numeral.start - _AGE_CHARS, 0) : numeral.start]):
        return numeral.start, numeral.end, "year_of_age", "age before"
    is_between_commas = (
        low[numeral.start - 2 : numeral.start] == ", " and low[numeral.end : numeral.end + 1] == ","
    )
    if is_between_commas and numeral.start - 2 in people:
        return numeral.start, numeral.end, "year_of_age", "age behind a name"
    return None
