"""Numbers as they are written: digits with their marks, number words, and both with a scale word behind."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extractors.mentions.languages import vocabulary_of
from extractors.mentions.languages.language import Vocabulary
from extractors.mentions.reading.tally import Tally

# Longer ones are identifiers, not amounts; a column of the warehouse holds 32 digits before the point.
_LONGEST_DIGITS = 40
_LARGEST_AMOUNT = Decimal(10) ** 32
_SMALLEST_STEP = Decimal("0.000001")

_GROUPS = re.compile(r"\d{1,3}(?:\d{3})*")
_SPACES = " \u00a0\u202f\u2009"
_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number at [start, end) of the text, its scale words included; `bare_end` is where they begin."""

    start: int
    end: int
    bare_end: int
    amount: Decimal
    scale_word: str | None
    is_spelled: bool


@dataclass(frozen=True, slots=True)
class NumberPatterns:
    """Compiled once a language: digits, spelled sequences, single words of them, scales behind, words before."""

    digits: re.Pattern[str]
    sequence: re.Pattern[str] | None
    word: re.Pattern[str]
    scale: re.Pattern[str] | None
    before: re.Pattern[str] | None


def any_of(words: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    """Return an alternation of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def _number_patterns(vocabulary_key: str) -> NumberPatterns:
    """Return the patterns of a language."""
    words = vocabulary_of(vocabulary_key)
    plain_group = r"| \d{3}(?!\d)" if words.decimal_comma else ""
    digits = re.compile(
        rf"\d++(?:[.,'’]\d++|[\u00a0\u202f\u2009]\d{{3}}(?!\d){plain_group})*+"
        r"(?:[½¼¾]| ?[1-7]/[2-8](?!\d)|e\d{1,2}(?!\w))?+"
    )
    if not words.numbers:
        return NumberPatterns(digits, None, re.compile("(?!)"), None, None)
    every = [*words.numbers, *words.hundreds, *words.scales]
    joiners = any_of(words.joiners)
    one = f"(?:{any_of([*every, *words.joiners])})++" if words.compounds else f"(?:{any_of(every)})"
    first = f"(?:{any_of(every)})" + (f"(?:{any_of([*every, *words.joiners])})*+" if words.compounds else "")
    sequence = rf"{first}(?!\w)(?:[ \u00a0-](?:(?:{joiners}) )?{one}(?!\w))*+"
    after_digits = [*words.scales, *(words.hundreds if words.language == "en" else ())]
    lead = any_of([*words.fractions, *words.articles]) or "(?!)"
    return NumberPatterns(
        digits,
        re.compile(sequence),
        re.compile(any_of([*every, *words.joiners])),
        re.compile(rf"[ \u00a0-]?+(?:{any_of(after_digits)})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{lead})[ -]$"),
    )


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


def bounded(amount: Decimal | None) -> Decimal | None:
    """Return the amount as the warehouse can hold it (six decimals), None where it is too large."""
    if amount is None or abs(amount) >= _LARGEST_AMOUNT:
        return None
    return amount.quantize(_SMALLEST_STEP).normalize() + 0 if amount.as_tuple().exponent < -6 else amount  # type: ignore[operator]


def find_numerals(lowered: str, language: str | None) -> tuple[Numeral, ...]:
    """Return the numerals of a lower-cased text, disjoint and in order."""
    words = vocabulary_of(language)
    patterns = _number_patterns(words.language)
    found = list(_find_digits(lowered, words, patterns))
    if patterns.sequence is not None:
        starts = [numeral.start for numeral in found]
        for numeral in _joined_parts(lowered, list(_find_spelled(lowered, words, patterns)), words):
            at = bisect_left(starts, numeral.end)
            if at == 0 or found[at - 1].end <= numeral.start:
                found.append(numeral)
        found.sort(key=lambda numeral: numeral.start)
    return tuple(found)


def _find_digits(lowered: str, words: Vocabulary, patterns: NumberPatterns) -> Iterator[Numeral]:
    """Yield the numerals written in digits; what is part of a clock time, a date or a fraction score is none."""
    comma = words.decimal_comma if words.language else None
    for match in patterns.digits.finditer(lowered):
        start, end = match.span()
        before, after = lowered[max(start - 2, 0) : start], lowered[end : end + 2]
        if (before[-1:] in tuple("/:") and before[:1].isdigit()) or (
            after[:1] in tuple("/:") and after[1:].isdigit()
        ):
            continue
        amount = _parse_mixed(match[0], decimal_comma=comma)
        if amount is not None:
            yield _with_scale(
                lowered,
                Numeral(start=start, end=end, bare_end=end, amount=amount, scale_word=None, is_spelled=False),
                words,
                patterns,
            )


def _parse_mixed(surface: str, *, decimal_comma: bool | None) -> Decimal | None:
    """Return the number that digits with a fraction or a power of ten behind state.

    >>> _parse_mixed("10 1/2", decimal_comma=False), _parse_mixed("2½", decimal_comma=False)
    (Decimal('10.5'), Decimal('2.5'))
    >>> _parse_mixed("1e3", decimal_comma=False)
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


def _with_scale(lowered: str, numeral: Numeral, words: Vocabulary, patterns: NumberPatterns) -> Numeral:
    """Return the numeral with at most two scale words behind it taken in."""
    end, amount, scale_word = numeral.end, numeral.amount, numeral.scale_word
    for _ in range(2):
        match = patterns.scale.match(lowered, end) if patterns.scale else None
        if match is None:
            break
        scale_word = match[0].strip(_SPACES + "-")
        amount *= words.scales.get(scale_word) or words.hundreds[scale_word]
        end = match.end()
    return Numeral(
        start=numeral.start,
        end=end,
        bare_end=numeral.bare_end,
        amount=amount,
        scale_word=scale_word,
        is_spelled=numeral.is_spelled,
    )


def _find_spelled(lowered: str, words: Vocabulary, patterns: NumberPatterns) -> Iterator[Numeral]:
    """Yield the numerals written in words."""
    assert patterns.sequence is not None
    for match in patterns.sequence.finditer(lowered):
        if match.start() and (lowered[match.start() - 1].isalnum() or lowered[match.start() - 1] == "_"):
            continue
        tokens = list(patterns.word.finditer(lowered, match.start(), match.end()))
        first = 0
        while first < len(tokens):
            tally = Tally(words)
            stop = tally.take(tokens, first)
            if stop == first:
                first += 1
                continue
            start, end, value = tokens[first].start(), tokens[stop - 1].end(), Decimal(tally.value())
            scale_word = tally.scale_word
            if tally.is_bare_scale:
                start, factor = _scale_lead(lowered, tokens[first], words, patterns)
                value *= factor
            if value or not tally.is_bare_scale:
                yield Numeral(
                    start=start, end=end, bare_end=end, amount=value, scale_word=scale_word, is_spelled=True
                )
            first = stop
            while first < len(tokens) and tokens[first][0] in words.joiners:
                first += 1


def _joined_parts(lowered: str, numerals: list[Numeral], words: Vocabulary) -> Iterator[Numeral]:
    """Yield the spelled numerals, whole and fraction made one: "dos coma cinco", "tres quintos"."""
    held: Numeral | None = None
    for numeral in numerals:
        gap = "" if held is None else lowered[held.end : numeral.start].strip()
        if held is not None and gap in words.decimal_words:
            fraction = Decimal(f"0.{numeral.amount}") if numeral.amount == int(numeral.amount) else Decimal(0)
            held = replace(held, end=numeral.end, bare_end=numeral.end, amount=held.amount + fraction)
            continue
        if held is not None:
            yield held
        held = numeral
        part = re.match(r" (\w+)", lowered[numeral.end : numeral.end + 12]) if words.parts else None
        if part is not None and part[1] in words.parts:
            end = numeral.end + part.end()
            held = replace(numeral, end=end, bare_end=end, amount=numeral.amount / words.parts[part[1]])
    if held is not None:
        yield held


def _scale_lead(
    lowered: str, token: re.Match[str], words: Vocabulary, patterns: NumberPatterns
) -> tuple[int, Decimal]:
    """Return where a number that begins with a scale word begins, and its factor: "a", "half a", nothing (0)."""
    assert patterns.before is not None
    start, word = token.start(), token[0]
    window = lowered[max(start - 24, 0) : start]
    match = patterns.before.search(window)
    if match is None:
        return start, Decimal(words.language != "en" and words.scales.get(word) == 1000)
    lead = match[0][:-1]
    return start - len(window) + match.start(), Decimal(words.fractions.get(lead, "1"))
