"""Values of statements made comparable: one base unit for lengths, weights and times; what rounding allows."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from extractors.records import Statement
from extractors.statements.alike.codes import ask_once
from extractors.trees import Ints

# Base unit of each unit, and how many of it one is.
_BASES: dict[str, tuple[str, float]] = {
    "mile": ("metre", 1609.344), "kilometre": ("metre", 1000.0), "yard": ("metre", 0.9144),
    "foot": ("metre", 0.3048), "inch": ("metre", 0.0254), "metre": ("metre", 1.0), "centimetre": ("metre", 0.01),
    "kilogram": ("kilogram", 1.0), "pound": ("kilogram", 0.45359237), "tonne": ("kilogram", 1000.0),
    "second": ("second", 1.0), "minute": ("second", 60.0), "hour": ("second", 3600.0), "day": ("day", 1.0),
    "night": ("day", 1.0), "week": ("day", 7.0), "month": ("day", 30.4375), "year": ("day", 365.25),
    "decade": ("day", 3652.5), "century": ("day", 36525.0),
}  # fmt: skip
# Units that need no gap, or that a spelled "one" may count; and how they are called.
_MEASURES = {
    name: unit
    for unit, names in {
        "kilometre": "km kms kilometer kilometers kilometre kilometres",
        "mile": "mile miles mi",
        "metre": "metre metres meter meters",
        "centimetre": "cm centimeter centimeters centimetre centimetres",
        "kilogram": "kg kgs kilogram kilograms",
        "foot": "ft foot feet",
        "yard": "yd yds yard yards",
        "inch": "inch inches",
        "pound": "lb lbs",
        "tonne": "tonne tonnes",
    }.items()
    for name in names.split()
}
_MEASURE = re.compile(rf"[ \u00a0-]?({'|'.join(sorted(_MEASURES, key=len, reverse=True))})(?!\w)")
# "A 3.1″ screen", where the mark closes no quotation.
_INCHES = re.compile(r"[″\"”](?=[ )][^\W\d_])")
# Kinds of statements that are no figures: compared by rules of their own.
NO_FIGURES = frozenset(("role", "lapse"))
ROUGH = frozenset(
    ("about", "nearly", "almost", "around", "some", "more_than", "less_than", "up_to", "at_least", "at_most")
)
LOWER_BOUNDS = frozenset(("at_least", "more_than"))
UPPER_BOUNDS = frozenset(("less_than", "up_to", "at_most"))
_NOT_QUITE = frozenset(("almost", "nearly"))
# Nobody rounds farther without saying so: of 27 roundings of labelled groups 26 stay, of 22 that were none five go
# (November 2026): "10-year" against "eight-year", "$200 million" against "$160 million".
_MOST_ROUNDED = 0.1
# So much a value may lie beyond a bound that it was rounded to: "more than 2.6" of 2.58.
_MOST_BEYOND = 0.02
# Guns are ".38" and "38-caliber" alike.
_CALIBRES = frozenset("caliber calibr revolver pistol handgun".split())
# What "about" and its kin allow beside the digits that are written.
_ROUGH_PART = 0.1
# One unit in another is seldom exact: "10 kilometres (6.2 miles)".
_UNIT_PART = 0.03


def measure_at(low: str, sentence_start: int, at: int) -> tuple[int, str] | None:
    """Return where a unit that stands there ends, and how it is called."""
    if measure := _MEASURE.match(low, at):
        return measure.end(), _MEASURES[measure[1]]
    if inches := _INCHES.match(low, at):
        quotations = low[sentence_start:at]
        is_open = quotations.count('"') % 2 or quotations.count("“") > quotations.count("”")
        return (inches.end(), "inch") if low[at] == "″" or not is_open else None
    return None


def base_unit(statement: Statement) -> str | None:
    """Return the unit in which values of this kind are compared."""
    return _BASES[statement.unit][0] if statement.unit in _BASES else statement.unit


def base_value(statement: Statement) -> float | None:
    """Return the amount in its base unit; None where the statement has no number."""
    if statement.amount is None:
        return None
    factor = _BASES[statement.unit][1] if statement.unit in _BASES else 1.0
    if statement.amount < 1 and statement.counted in _CALIBRES:
        factor = 100.0
    return float(statement.amount) * factor


def value_key(statement: Statement) -> str:
    """Return what equal values share: the number in its base unit, a role with its body, else the text."""
    if statement.kind == "role":
        return _role_key(statement)
    value = base_value(statement)
    if value is None:
        return statement.value_text or statement.surface.lower()
    high = f"..{float(statement.amount_high):.6g}" if statement.amount_high is not None else ""
    return f"{value:.6g}{high}"


def _role_key(statement: Statement) -> str:
    phase = f"{statement.qualifier} " if statement.qualifier in ("former", "interim") else ""
    body = statement.entity_ids[1:] or statement.after
    return f"{phase}{statement.value_text}{' of ' if body else ''}{' '.join(body)}"


def is_within_rounding(a: Statement, b: Statement) -> bool:
    """Return whether the two values may be one, as they are written and qualified.

    Half of the coarser last digit is allowed, and a tenth where a value is said to be rough.
    """
    one, other = base_value(a), base_value(b)
    if one is None or other is None:
        return texts_agree(a.value_text, b.value_text)
    difference = abs(one - other)
    largest = max(abs(one), abs(other))
    steps = [_step(a), _step(b)]
    allowed = max(steps) / 2 + 1e-9 * largest
    if a.unit != b.unit:
        allowed = max(allowed, _UNIT_PART * largest)
    if {a.qualifier, b.qualifier} & ROUGH:
        allowed = max(allowed, _ROUGH_PART * largest)
    is_inside = one <= other <= _high(a) or other <= one <= _high(b)
    return is_inside or difference <= allowed


def rounds(a: Statement, b: Statement) -> bool:
    """Return whether the two may be one value: rounded, or cut to the digits of the one written more coarsely."""
    one, other = base_value(a), base_value(b)
    if is_beyond(a, b) or is_beyond(b, a):
        return False
    if is_within_rounding(a, b):
        return _is_said_rough(a, b) or _is_near(a, b)
    if one is None or other is None or a.unit != b.unit or a.written_step == b.written_step or a.kind == "age":
        return False
    step = float(max(a.written_step or 0, b.written_step or 0))
    return step > 0 and int(one / step + 1e-9) == int(other / step + 1e-9) and min(one, other) >= 10 * step


def is_beyond(bound: Statement, each: Statement) -> bool:
    """Return whether a value lies beyond what the other is said to be more or less than."""
    limit, value = base_value(bound), base_value(each)
    if limit is None or value is None or each.amount_high is not None or bound.amount_high is not None:
        return False
    if bound.qualifier in LOWER_BOUNDS:
        return value < limit * (1 - _MOST_BEYOND)
    return bound.qualifier in UPPER_BOUNDS | _NOT_QUITE and value > limit * (1 + _MOST_BEYOND)


def _is_said_rough(a: Statement, b: Statement) -> bool:
    """Return whether words allow more than the digits: "about", a range."""
    is_range = a.amount_high is not None or b.amount_high is not None
    return is_range or bool({a.qualifier, b.qualifier} & ROUGH)


def _is_near(a: Statement, b: Statement) -> bool:
    """Return whether two amounts of one unit are less than one apart, or a tenth; dates and texts always are."""
    one, other = base_value(a), base_value(b)
    if one is None or other is None:
        return True
    is_one_apart = (
        a.unit == b.unit and a.amount is not None and b.amount is not None and abs(a.amount - b.amount) < 1
    )
    return is_one_apart or abs(one - other) <= _MOST_ROUNDED * max(abs(one), abs(other))


def within_rounding(statements: Sequence[Statement], a: Ints, b: Ints) -> NDArray[np.bool_]:
    """Return what `is_within_rounding` says of the pairs of statements at the places `a` and `b`."""
    values = np.array([np.nan if (value := base_value(each)) is None else value for each in statements])
    highs = np.array([_high(each) for each in statements])
    steps = np.array([_step(each) for each in statements])
    is_rough = np.array([each.qualifier in ROUGH for each in statements], np.bool_)
    units = {unit: code for code, unit in enumerate({each.unit: None for each in statements})}
    unit = np.array([units[each.unit] for each in statements], np.int64)
    one, other = values[a], values[b]
    largest = np.maximum(np.abs(one), np.abs(other))
    allowed = np.maximum(steps[a], steps[b]) / 2 + 1e-9 * largest
    allowed = np.maximum(allowed, _UNIT_PART * largest * (unit[a] != unit[b]))
    allowed = np.maximum(allowed, _ROUGH_PART * largest * (is_rough[a] | is_rough[b]))
    found: NDArray[np.bool_] = np.abs(one - other) <= allowed
    found |= (one <= other) & (other <= highs[a])
    found |= (other <= one) & (one <= highs[b])
    texts = np.flatnonzero(np.isnan(one) | np.isnan(other))
    found[texts] = ask_once([each.value_text for each in statements], a[texts], b[texts], texts_agree)
    return found


def _high(statement: Statement) -> float:
    """Return the end of a range in the base unit; nan where the statement is none."""
    if statement.amount_high is None:
        return np.nan
    return (base_value(statement) or 0.0) * float(statement.amount_high / (statement.amount or Decimal(1)))


def dates_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether one of the dates is one of the others, or says it more exactly."""
    return any(x.startswith(y) or y.startswith(x) for x in one for y in other)


def _step(statement: Statement) -> float:
    factor = _BASES[statement.unit][1] if statement.unit in _BASES else 1.0
    # Nobody writes an age more coarsely: 28 is not 30.
    step = Decimal(1) if statement.kind == "age" else statement.written_step
    return float(step) * factor if step is not None else 0.0


def texts_agree(a: str | None, b: str | None) -> bool:
    """Return whether one value of a date or a time says the other, only more exactly; an unknown year is any.

    >>> texts_agree("XXXX-04-29", "2013-04-29"), texts_agree("XXXX-WXX-4", "2008-12-11")
    (True, True)
    """
    if not a or not b:
        return False
    if a.startswith("XXXX-WXX-") != b.startswith("XXXX-WXX-"):
        week, day = (a, b) if a.startswith("XXXX-WXX-") else (b, a)
        return _weekday(day) == week[9:10]
    if a.startswith("XXXX") != b.startswith("XXXX"):
        a, b = a[4:], b[4:]
    return bool(a and b and (a.startswith(b) or b.startswith(a)))


def _weekday(text: str) -> str | None:
    """Return the number of the weekday of a day that is written in full, Monday's is 1; None of other texts."""
    try:
        return str(date.fromisoformat(text[:10]).isoweekday())
    except ValueError:
        return None
