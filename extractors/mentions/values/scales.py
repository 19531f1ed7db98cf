"""Scale words of any language behind a number: what they multiply by, or that they are not known for sure.

A number before a scale word that is not understood was read only in part; its value is unknown.
"""

import re
from decimal import Decimal
from functools import cache

from extractors.mentions.languages import LANGUAGES, vocabulary_of
from extractors.mentions.reading.field import Reading
from extractors.mentions.reading.numerals import Numeral, any_of
from extractors.mentions.values.currency_words import currency_behind

# Abbreviations that mean the same wherever they stand.
_SHORT = {
    "mln": 10**6, "mio": 10**6, "млн": 10**6, "mlrd": 10**9, "mrd": 10**9, "mld": 10**9, "млрд": 10**9,
    "trln": 10**12, "трлн": 10**12, "tys": 10**3, "тыс": 10**3, "mdr": 10**9,
}  # fmt: skip
# Scale words of languages that have no file of their own.
_FURTHER = {
    "millioner": 10**6, "milliard": 10**9, "milliarder": 10**9, "miljoonaa": 10**6, "miljardia": 10**9,
    "milionů": 10**6, "milióny": 10**6, "miliard": 10**9, "miliardů": 10**9, "miliónov": 10**6, "miliárd": 10**9,
    "millió": 10**6, "milliárd": 10**9, "milioane": 10**6, "miliarde": 10**9, "milijuna": 10**6, "milijardi":
    10**9,
    "milyon": 10**6, "milyar": 10**9, "trilyon": 10**12, "juta": 10**6, "miliar": 10**9, "triliun": 10**12,
    "triệu": 10**6, "tỷ": 10**9, "мільйонів": 10**6, "мільярдів": 10**9, "милиона": 10**6, "милиарда": 10**9,
    "εκατ": 10**6, "εκατομμύρια": 10**6, "δισ": 10**9, "δισεκατομμύρια": 10**9, "مليون": 10**6, "مليار": 10**9,
    "लाख": 10**5, "करोड़": 10**7,
}  # fmt: skip
# Short ones are words of other languages too: "$10 mil" is a million to some and a thousand to others.
_SHORTEST = 4


def _of_all_languages() -> dict[str, Decimal | None]:
    """Return each scale word with what it means; None where languages differ, as they do on billions."""
    meant: dict[str, set[int]] = {word: {value} for word, value in (_SHORT | _FURTHER).items()}
    for language in LANGUAGES.values():
        for word, value in language.words.scales.items():
            meant.setdefault(word, set()).add(value)
    meant["trillion"] = meant["trillions"] = {10**12, 10**18}
    return {
        word: Decimal(max(values)) if len(values) == 1 and (len(word) >= _SHORTEST or word in _SHORT) else None
        for word, values in meant.items()
    }


_MEANT = _of_all_languages()
_WORD = re.compile(rf"[ \u00a0-]?(?P<word>{any_of(list(_MEANT))})(?!\w)\.?")


def _foreign_scale(reading: Reading, at: int) -> tuple[int, Decimal | None, str] | None:
    """Return end, factor (None where it is not known) and word of a scale word that begins at `at`."""
    match = _WORD.match(reading.lowered, at)
    if match is None:
        return None
    return match.end(), _MEANT[match["word"]], match["word"]


@cache
def _short_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of an abbreviated scale."""
    short = any_of(list(vocabulary_of(language).abbreviations)) or "m|bn|k"
    return re.compile(rf"[ \u00a0]?(?P<word>{short})\.?(?![\w])|(?P<glued>[mbk])(?=[$€£])")


def scale_behind(
    reading: Reading, numeral: Numeral, *, has_currency: bool
) -> tuple[int, Decimal | None, str | None]:
    """Return end, factor (None where it is not known) and word of the scale behind a numeral.

    Scale words of other languages count beside a currency only: "DKK 30 miljoner", "3,5 mln zł".
    """
    if numeral.scale_word is not None:
        return numeral.end, Decimal(1), numeral.scale_word
    end, factor, word = _short_scale(reading, numeral.end, has_currency=has_currency)
    if word is not None or (foreign := _foreign_scale(reading, end)) is None:
        return end, factor, word
    has_stop = reading.lowered.startswith(".", foreign[0]) and currency_behind(reading, foreign[0] + 1) is not None
    if has_currency or has_stop or currency_behind(reading, foreign[0]) is not None:
        return foreign[0] + has_stop, foreign[1], foreign[2]
    return end, factor, word


def _short_scale(reading: Reading, end: int, *, has_currency: bool) -> tuple[int, Decimal, str | None]:
    """Return end, factor and word of an abbreviated scale; only where a currency makes it one."""
    words = vocabulary_of(reading.language)
    match = _short_pattern(words.language).match(reading.lowered, end)
    if match is None:
        return end, Decimal(1), None
    word = match["word"] or match["glued"]
    factor = Decimal(words.abbreviations.get(word) or {"m": 10**6, "bn": 10**9, "k": 1000, "b": 10**9}[word])
    stop = match.end() - (match[0].endswith("."))
    if not has_currency and currency_behind(reading, match.end()) is None:
        return end, Decimal(1), None
    if currency_behind(reading, match.end()) is not None:
        stop = match.end()
    return stop, factor, word
