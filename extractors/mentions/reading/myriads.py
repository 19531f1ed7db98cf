"""Numbers of Chinese, Japanese and Korean: digits or characters, with the scales 万, 億, 兆 (만, 억, 조)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.mentions.reading.digits import parse_mixed

_DIGITS = {char: n for n, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
_LARGE = {"万": 4, "萬": 4, "만": 4, "億": 8, "亿": 8, "억": 8, "兆": 12, "조": 12}
_SCALES = "".join((*_SMALL, *_LARGE))
_LONGEST = 40  # characters; more digits and units are no number that a paper prints
# Digits, or characters that hold a scale; a lone character ("三人") is a word rather than a number.
_NUMBER = re.compile(
    rf"\d[\d,]*(?:\.\d+)?(?:[{_SCALES}]+ ?(?:(?<=[{''.join(_LARGE)} ])\d[\d,]*(?:\.\d+)?[{_SCALES}]*)*)?"
    rf"|[{''.join(_DIGITS)}{_SCALES}]++"
)
_TOKEN = re.compile(rf"\d[\d,.]*|[{''.join(_DIGITS)}]+|[{_SCALES}]")
_MARK = re.compile(rf"[\d{''.join(_DIGITS)}][十百千]*[万萬億亿만억]|\d[円元원]")

Found = tuple[int, int, Decimal, str | None, bool]


def has_myriads(lowered: str) -> bool:
    """Return whether a text of unknown language writes numbers in this way."""
    return _MARK.search(lowered) is not None


def find_myriads(lowered: str, *, decimal_comma: bool) -> Iterator[Found]:
    """Yield start, end, value, last scale and whether no digit is in it, for each number of the text."""
    for match in _NUMBER.finditer(lowered):
        surface = match[0].rstrip(" ,.")
        scale = next((char for char in reversed(surface) if char in _SCALES), None)
        is_spelled = not surface[0].isdecimal()
        if len(surface) > _LONGEST or (is_spelled and scale is None):
            continue
        value = _value_of(surface, decimal_comma=decimal_comma)
        before, after = lowered[max(match.start() - 2, 0) : match.start()], lowered[match.end() : match.end() + 2]
        is_clock = (before[-1:] in tuple("/:") and before[:1].isdigit()) or (
            after[:1] in tuple("/:") and after[1:].isdigit()
        )
        if value is not None and not is_clock:
            yield match.start(), match.start() + len(surface), value, scale, is_spelled


def _value_of(surface: str, *, decimal_comma: bool = False) -> Decimal | None:
    """Return the value of a number; None where it is none.

    >>> [int(_value_of(text)) for text in ("1.2万亿", "3億5000万", "五十万", "1兆2000億", "3천만", "二千三百")]
    [1200000000000, 350000000, 500000, 1200000000000, 30000000, 2300]
    """
    total = section = Decimal(0)
    number: Decimal | None = None
    for token in _TOKEN.findall(surface):
        if token in _SMALL:
            section += (Decimal(1) if number is None else number) * _SMALL[token]
            number = None
        elif token in _LARGE:
            group = section + (number or 0)
            if group:
                total += group.scaleb(_LARGE[token])
            elif total:
                total = total.scaleb(_LARGE[token])
            else:
                return None
            section, number = Decimal(0), None
        elif token[0].isdecimal():
            number = parse_mixed(token.rstrip(",."), decimal_comma=decimal_comma)
            if number is None:
                return None
        else:
            number = Decimal("".join(str(_DIGITS[char]) for char in token))
    return total + section + (number or 0)
