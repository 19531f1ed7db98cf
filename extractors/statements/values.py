"""Values of statements made comparable: one base unit for lengths, weights and times; what rounding allows."""

from decimal import Decimal

from extractors.records import Statement

# Base unit of each unit, and how many of it one is.
_BASES: dict[str, tuple[str, float]] = {
    "mile": ("metre", 1609.344), "kilometre": ("metre", 1000.0), "yard": ("metre", 0.9144),
    "foot": ("metre", 0.3048), "inch": ("metre", 0.0254), "metre": ("metre", 1.0), "centimetre": ("metre", 0.01),
    "kilogram": ("kilogram", 1.0), "pound": ("kilogram", 0.45359237), "tonne": ("kilogram", 1000.0),
    "second": ("second", 1.0), "minute": ("second", 60.0), "hour": ("second", 3600.0), "day": ("day", 1.0),
    "night": ("day", 1.0), "week": ("day", 7.0), "month": ("day", 30.4375), "year": ("day", 365.25),
    "decade": ("day", 3652.5), "century": ("day", 36525.0),
}  # fmt: skip
# Kinds of statements that are no figures: compared by rules of their own.
NO_FIGURES = frozenset(("role", "lapse"))
ROUGH = frozenset(
    ("about", "nearly", "almost", "around", "some", "more_than", "less_than", "up_to", "at_least", "at_most")
)
# Guns are ".38" and "38-caliber" alike.
_CALIBRES = frozenset("caliber calibr revolver pistol handgun".split())
# What "about" and its kin allow beside the digits that are written.
_ROUGH_PART = 0.1
# One unit in another is seldom exact: "10 kilometres (6.2 miles)".
_UNIT_PART = 0.03


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
        return _texts_agree(a.value_text, b.value_text)
    difference = abs(one - other)
    largest = max(abs(one), abs(other))
    steps = [_step(a), _step(b)]
    allowed = max(steps) / 2 + 1e-9 * largest
    if a.unit != b.unit:
        allowed = max(allowed, _UNIT_PART * largest)
    if {a.qualifier, b.qualifier} & ROUGH:
        allowed = max(allowed, _ROUGH_PART * largest)
    for low, high in ((a, b), (b, a)):
        if low.amount_high is not None and (value := base_value(high)) is not None:
            start = base_value(low) or 0.0
            if start <= value <= start * float(low.amount_high / (low.amount or Decimal(1))):
                return True
    return difference <= allowed


def _step(statement: Statement) -> float:
    factor = _BASES[statement.unit][1] if statement.unit in _BASES else 1.0
    # Nobody writes an age more coarsely: 28 is not 30.
    step = Decimal(1) if statement.kind == "age" else statement.written_step
    return float(step) * factor if step is not None else 0.0


def _texts_agree(a: str | None, b: str | None) -> bool:
    """Return whether one value of a date or a time says the other, only more exactly."""
    return bool(a and b and (a.startswith(b) or b.startswith(a)))
