"""What digits with marks state."""

import re
from decimal import Decimal

# Longer ones are identifiers, not amounts.
_LONGEST_DIGITS = 40
_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


def _parse_digits(surface: str, *, decimal_comma: bool | None) -> Decimal | None:
    """Return the number that digits with marks state, None where they state none.

    A single mark before three digits groups thousands, unless the language writes it for decimals
    (`decimal_comma`); where the language is unknown (None) it groups.

    >>> _parse_digits("1,234,567.5", decimal_comma=False), _parse_digits("1.234.567,5", decimal_comma=False)
    (Decimal('1234567.5'), Decimal('1234567.5'))
    >>> _parse_digits("14,3", decimal_comma=True), _parse_digits("1,500", decimal_comma=False)
    (Decimal('14.3'), Decimal('1500'))
    >>> _parse_digits("1.2.3", decimal_comma=False) is None
    True
    """
    text = re.sub(r"[\s'’]", "", surface)
    if not text or len(text) > _LONGEST_DIGITS:
        return None
    marks = [mark for mark in text if mark in ".,"]
    if not marks:
        return Decimal(text)
    last = marks[-1]
    whole, _, fraction = text.rpartition(last)
    if len(set(marks)) == 1:
        is_local = decimal_comma is not None and (last == ",") == decimal_comma
        groups = len(marks) > 1 or (
            len(fraction) == 3 and not is_local and 1 <= len(whole) <= 3 and not whole.startswith("0")
        )
        if groups:
            whole, fraction = text, ""
    elif marks.count(last) > 1:
        return None
    parts = re.split(r"[.,]", whole)
    if len(parts) > 1 and not _are_groups(parts):
        return None
    return Decimal("".join(parts) + (f".{fraction}" if fraction else ""))


def _are_groups(parts: list[str]) -> bool:
    """Return whether the parts are groups of digits: threes, or twos before a last three as in India."""
    return (
        1 <= len(parts[0]) <= 3
        and len(parts[-1]) == 3
        and (all(len(part) == 3 for part in parts[1:]) or all(len(part) == 2 for part in parts[1:-1]))
    )


def parse_mixed(surface: str, *, decimal_comma: bool | None) -> Decimal | None:
    """Return the number that digits with a fraction or a power of ten behind state.

    >>> parse_mixed("10 1/2", decimal_comma=False), parse_mixed("2½", decimal_comma=False)
    (Decimal('10.5'), Decimal('2.5'))
    >>> parse_mixed("1e3", decimal_comma=False)
    Decimal('1E+3')
    """
    if "e" in surface:
        digits, _, power = surface.partition("e")
        whole = _parse_digits(digits, decimal_comma=decimal_comma)
        return None if whole is None else whole.scaleb(int(power))
    if surface[-1] in _VULGAR:
        whole = _parse_digits(surface[:-1], decimal_comma=decimal_comma)
        return None if whole is None else whole + _VULGAR[surface[-1]]
    if "/" in surface:
        head, _, below = surface.partition("/")
        number, _, above = head.rpartition(" ")
        whole = _parse_digits(number, decimal_comma=decimal_comma)
        return None if whole is None or not above else whole + Decimal(above) / Decimal(below)
    return _parse_digits(surface, decimal_comma=decimal_comma)
