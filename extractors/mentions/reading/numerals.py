"""Numbers as they are written: digits with their marks, number words, and both with a scale word behind."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from functools import cache

from extractors.mentions.languages import calendar_of, vocabulary_of
from extractors.mentions.languages.vocabulary import Vocabulary
from extractors.mentions.reading.digits import parse_mixed
from extractors.mentions.reading.myriads import find_myriads, has_myriads
from extractors.mentions.reading.tally import Tally

# A column of the warehouse holds 32 digits before the point.
_LARGEST_AMOUNT = Decimal(10) ** 32
_SMALLEST_STEP = Decimal("0.000001")
# The usual one holds 28 digits, an amount has up to 32 before the point and 6 behind it.
_OF_AMOUNTS = Context(prec=40)

_SPACES = " \u00a0\u202f\u2009"
_NOTHING = re.compile("(?!)")
_PARTS_OF_WHOLES = range(2, 100)  # "dos tres cuartos" is no fraction of a fraction
# Thousands set apart by blanks, to the last group; digits with other marks; digits that begin with their point.
_DIGITS = re.compile(
    r"(?:[1-9]\d{0,2}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d|[ \u00a0\u202f\u2009]\d)(?:[.,]\d++(?!\d))?"
    r"|\d++(?:[.,'’]\d++)*+|(?<![\w.,])[.,]\d++)"
    r"(?:[½¼¾]| ?[1-7]/[2-8](?!\d)|e\d{1,2}(?!\w))?+"
)
_PART = re.compile(r"[^ \u00a0\u202f\u2009]+")
_BLANKS = re.compile(r"[ \u00a0\u202f\u2009]")


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
    """Compiled once a language: spelled sequences, single words of them, scales behind, words before.

    `half` is "and a half" behind a number; `vague` stands before a scale word that nothing counts.
    """

    sequence: re.Pattern[str] | None = None
    word: re.Pattern[str] = _NOTHING
    scale: re.Pattern[str] | None = None
    before: re.Pattern[str] = _NOTHING
    half: re.Pattern[str] = _NOTHING
    vague: re.Pattern[str] = _NOTHING


def any_of(words: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    """Return an alternation of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def _number_patterns(vocabulary_key: str) -> NumberPatterns:
    """Return the patterns of a language."""
    words = vocabulary_of(vocabulary_key)
    if not words.numbers:
        return NumberPatterns()
    every = [*words.numbers, *words.hundreds, *words.scales]
    joiners = any_of(words.joiners)
    one = f"(?:{any_of([*every, *words.joiners])})++" if words.compounds else f"(?:{any_of(every)})"
    first = f"(?:{any_of(every)})" + (f"(?:{any_of([*every, *words.joiners])})*+" if words.compounds else "")
    sequence = rf"{first}(?!\w)(?:[ \u00a0-](?:(?:{joiners}) )?{one}(?!\w))*+"
    after_digits = [*words.scales, *(words.hundreds if words.language == "en" else ())]
    lead = any_of([*words.fractions, *words.articles]) or "(?!)"
    return NumberPatterns(
        re.compile(sequence),
        re.compile(any_of([*every, *words.joiners])),
        re.compile(rf"[ \u00a0-]?+(?:{any_of(after_digits)})(?!\w)"),
        re.compile(rf"(?<!\w)(?P<lead>{lead})[ -](?:(?:{any_of(words.fillers) or '(?!)'}) )?$"),
        re.compile(rf"[ \u00a0-](?P<half>{any_of([*words.halves]) or '(?!)'})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{any_of(words.vague) or '(?!)'})[ -]$"),
    )


def bounded(amount: Decimal | None) -> Decimal | None:
    """Return the amount as the warehouse can hold it (six decimals), None where it is too large."""
    if amount is None or abs(amount) >= _LARGEST_AMOUNT:
        return None
    if int(amount.as_tuple().exponent) >= -6:
        return amount
    rounded = amount.quantize(_SMALLEST_STEP, context=_OF_AMOUNTS).normalize(_OF_AMOUNTS)
    return _OF_AMOUNTS.add(rounded, 0)  # no negative zero


def is_whole(amount: Decimal) -> bool:
    """Return whether the amount is an integer; a remainder of one of 29 digits and more would raise.

    >>> is_whole(Decimal("1" + "0" * 30)), is_whole(Decimal("2.5"))
    (True, False)
    """
    return amount == amount.to_integral_value()


def find_numerals(lowered: str, language: str | None) -> tuple[Numeral, ...]:
    """Return the numerals of a lower-cased text, disjoint and in order."""
    words = vocabulary_of(language)
    patterns = _number_patterns(words.language)
    if words.myriads or (not words.language and has_myriads(lowered)):
        spans = find_myriads(lowered, decimal_comma=words.decimal_comma)
        return tuple(
            Numeral(start=start, end=end, bare_end=end, amount=amount, scale_word=scale, is_spelled=is_spelled)
            for start, end, amount, scale, is_spelled in spans
        )
    found = list(_find_digits(lowered, words, patterns))
    if patterns.sequence is not None:
        starts = [numeral.start for numeral in found]
        for numeral in _joined_parts(lowered, list(_find_spelled(lowered, words, patterns)), words):
            at = bisect_left(starts, numeral.end)
            if at == 0 or found[at - 1].end <= numeral.start:
                found.append(numeral)
        found.sort(key=lambda numeral: (numeral.start, -numeral.end))
    return tuple(_with_halves(lowered, found, words, patterns)) if words.halves else tuple(found)


def _with_halves(
    lowered: str, numerals: list[Numeral], words: Vocabulary, patterns: NumberPatterns
) -> Iterator[Numeral]:
    """Yield the numerals, those with a half behind as one: "two and a half million", "a million and a half"."""
    end = 0
    for numeral in numerals:
        if numeral.start < end:
            continue
        match = patterns.half.match(lowered, numeral.end)
        if match is not None:
            scale = words.scales.get(numeral.scale_word or "", 1)
            amount = numeral.amount + Decimal(words.halves[match["half"]]) * scale
            numeral = replace(numeral, end=match.end(), bare_end=match.end(), amount=amount)
            if scale == 1:
                numeral = _with_scale(lowered, numeral, words, patterns)
        end = numeral.end
        yield numeral


def _find_digits(lowered: str, words: Vocabulary, patterns: NumberPatterns) -> Iterator[Numeral]:
    """Yield the numerals written in digits; what is part of a clock time, a date or a fraction score is none."""
    comma = words.decimal_comma if words.language else None
    for start, end in _digit_spans(lowered, words.language):
        before, after = lowered[max(start - 2, 0) : start], lowered[end : end + 2]
        if (before[-1:] in tuple("/:") and before[:1].isdigit()) or (
            after[:1] in tuple("/:") and after[1:].isdigit()
        ):
            continue
        amount = parse_mixed(lowered[start:end], decimal_comma=comma)
        if amount is not None:
            yield _with_scale(
                lowered,
                Numeral(start=start, end=end, bare_end=end, amount=amount, scale_word=None, is_spelled=False),
                words,
                patterns,
            )


def _digit_spans(lowered: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of digits; behind a month blanks set numbers apart: "May 5 200 people came"."""
    months = calendar_of(language).months
    for match in _DIGITS.finditer(lowered):
        start, end = match.span()
        if months and end - start > 4 and _BLANKS.search(match[0]) and "/" not in match[0]:
            word = lowered[max(start - 12, 0) : start].rstrip(" .").rpartition(" ")[2]
            if word in months:
                yield from (part.span() for part in _PART.finditer(lowered, start, end))
                continue
        yield start, end


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
    """Yield spelled numerals, whole and fraction made one: "dos coma cinco", "tres quintos", "um doze avos"."""
    held: Numeral | None = None
    for numeral in numerals:
        gap = "" if held is None else lowered[held.end : numeral.start].strip()
        end, below = _part_behind(lowered, numeral, words)
        if held is not None and gap in words.decimal_words:
            fraction = numeral.amount / below
            if below == 1:
                fraction = Decimal(f"0.{numeral.amount}") if numeral.amount == int(numeral.amount) else Decimal(0)
            held = replace(held, end=end, bare_end=end, amount=held.amount + fraction)
            continue
        if held is not None and end > numeral.end and not gap and below not in _PARTS_OF_WHOLES and numeral.amount:
            amount = held.amount / (numeral.amount * below)  # "um vinte e um avos": the second number is the lower
            held = replace(held, end=end, bare_end=end, amount=amount)
            continue
        if held is not None:
            yield held
        held = numeral if below == 1 else replace(numeral, end=end, bare_end=end, amount=numeral.amount / below)
    if held is not None:
        yield held


def _part_behind(lowered: str, numeral: Numeral, words: Vocabulary) -> tuple[int, int]:
    """Return where a number with the part behind it ends, and what divides it: 5 for "quintos", 21 for
    "veintiunavos", 2000 for "dosmilésimos", 1 for "avos"; the number's own end and 1 where no part is behind.
    """
    match = re.match(r" (\w+)", lowered[numeral.end : numeral.end + 28]) if words.parts else None
    if match is None:
        return numeral.end, 1
    ending = max((part for part in words.parts if match[1].endswith(part)), key=len, default="")
    stem = match[1].removesuffix(ending)
    if not ending or (stem and stem not in words.numbers):
        return numeral.end, 1
    return numeral.end + match.end(), words.parts[ending] * words.numbers.get(stem, 1)


def _scale_lead(
    lowered: str, token: re.Match[str], words: Vocabulary, patterns: NumberPatterns
) -> tuple[int, Decimal]:
    """Return where a number that begins with a scale word begins, and its factor: "a", "half a", nothing (0).

    "a hundred million" is one, "several hundred million" is none.
    """
    start, word = token.start(), token[0]
    window = lowered[max(start - 32, 0) : start]
    match = patterns.before.search(window)
    if match is None:
        is_one = words.language != "en" and words.scales.get(word) == 1000
        is_hundred = word in words.hundreds and not patterns.vague.search(window)
        return start, Decimal(is_one or is_hundred)
    return start - len(window) + match.start(), Decimal(words.fractions.get(match["lead"], "1"))
