"""Which currency stands before or behind a number."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractors.mentions.languages import vocabulary_of
from extractors.mentions.reading.field import Reading
from extractors.mentions.reading.numerals import any_of
from extractors.mentions.values.currencies import BEFORE, CODES, CROWNS, DOLLARS, EITHER, PLAIN_CODES, SIGNS

# Nothing that counts as a currency before a number is longer.
_LEFT_WINDOW = 12
_END_OF_FRENCH_FRANC = 2002
_SWISS = ("swiss", "switzerland", "suisse", "schweiz", "svizzer", "suiz", "suíç", "zwitser", "chf")
# What "$", "cents" and "grand" are assumed to be in outlets of these countries.
_OF_COUNTRY = {
    "au": "AUD", "bz": "BZD", "ca": "CAD", "gb": "GBP", "hk": "HKD", "ie": "EUR", "jm": "JMD", "nz": "NZD",
    "sg": "SGD", "tt": "TTD", "za": "ZAR", "ch": "CHF", "mx": "MXN", "br": "BRL",
}  # fmt: skip
_REGIONAL_DOLLARS = frozenset(("AUD", "BZD", "CAD", "HKD", "JMD", "NZD", "SGD", "TTD"))
_MILLION = Decimal(10) ** 6  # what "m" multiplies by
# What says behind "$" whose dollars it means, as Canada's French press writes it ("5 $ US"); those that are words
# too, such as "au" and "can", count in capitals only.
_WHOSE_DOLLARS = ("us", "usd", "ca", "can", "cad", "au", "aud", "hk", "hkd", "nz", "nzd", "c")
_PLAIN_WHOSE = ("us", "usd", "cad", "aud", "hk", "hkd", "nz", "nzd")

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,])")
# Dollars that say that they are those of the United States.
_SAYS_WHOSE = re.compile(
    r"u\.?s|ame|美|米|미국|.* (?:сша|américains|amerykańskich|estadounidenses|amerikanska)|amerik"
)
_NAMES_OF_MANY = frozenset(
    ("GBP", "FRF", "MXN", "DEM", "SEK", "NOK", "KWD", "SAR", "IRR", "KES", "AED", "INR", "TRY")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """A currency named at [start, end); `factor` is a million for "MUSD", `is_name` tells words like "dollars"."""

    start: int
    end: int
    code: str
    is_assumed: bool
    factor: Decimal = Decimal(1)
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class CurrencyPatterns:
    """Compiled once a language; each matches in lower-cased text."""

    left: re.Pattern[str]
    right: re.Pattern[str]


@cache
def _currency_patterns(language: str) -> CurrencyPatterns:
    """Return the patterns of a language."""
    words = vocabulary_of(language)
    signs = "[" + "".join(map(re.escape, SIGNS)) + "]"
    dollar = rf"(?:(?<![\w.])(?:{any_of(list(DOLLARS))})\$|(?<!\w)(?:us|u\.s\.?|c|hk|nz|au|ca) \$|\$)"
    codes = any_of([code.lower() for code in CODES])
    names = any_of([name + end for name in words.currencies for end in ("", "s")]) or "(?!)"
    of = f"(?:(?:{words.of}) ?)?" if words.of else ""
    left = rf"(?:{dollar}|{signs}|(?<!\w)(?:m?(?:{codes})\$?|{any_of([*EITHER, *BEFORE])}))[ \u00a0]?[-−]?$"
    either = f"m?(?:{codes})|{any_of(list(EITHER))}"
    # No blanks set words apart where the scales are characters; "元" is a sign only where no longer name begins.
    stop = "" if words.myriads else r"(?!\w)"
    whose = rf"\$[ \u00a0]?(?:{any_of(_WHOSE_DOLLARS)})(?![\w'’])|(?:{codes})\$"
    right = (
        rf"[ \u00a0-]?{of}(?P<unit>us\$|a\$|c\$|r\$|{whose}|(?P<name>{names}){stop}|{signs}|(?:{either})(?!\w))"
    )
    return CurrencyPatterns(re.compile(left), re.compile(right))


def currency_before(reading: Reading, at: int, floor: int) -> Currency | None:
    """Return the currency that ends at `at`, not reaching back behind `floor`; "a $" is no Australian dollar."""
    window_start = max(at - _LEFT_WINDOW, floor)
    match = _currency_patterns(vocabulary_of(reading.language).language).left.search(
        reading.lowered, window_start, at
    )
    if match is None:
        return None
    return _named_currency(reading, match.start(), match.start() + len(match[0].rstrip(" \u00a0-−")), end=at)


def currency_behind(reading: Reading, at: int) -> Currency | None:
    """Return the currency that begins at `at`, a space or hyphen before it allowed."""
    match = _currency_patterns(vocabulary_of(reading.language).language).right.match(reading.lowered, at)
    if match is None:
        return None
    start, end = match.span("unit")
    if match["unit"][0] == "$" and (whose := match["unit"][1:].strip(" \u00a0")):
        if whose in _PLAIN_WHOSE or reading.text[start:end].isupper():
            return Currency(start=start, end=end, code=DOLLARS[whose], is_assumed=False)
        end = start + 1
    elif match["unit"][:-1].upper() in CODES:
        return Currency(start=start, end=end, code=match["unit"][:-1].upper(), is_assumed=False)
    is_sign = match["unit"][0] in SIGNS or match["unit"].endswith("$")
    if is_sign and start > at and reading.lowered[end : end + 1].isdigit():
        return None  # the sign of the next number: "paid 10 $30 bills"
    if match["name"] is None:
        return _named_currency(reading, start, end, end=end)
    words = vocabulary_of(reading.language).currencies
    code = words.get(match["name"]) or words[match["name"].removesuffix("s")]
    if code == "FRF" and " " not in match["name"]:
        code = _francs(reading)
    is_plain_dollar = code == "USD" and not _SAYS_WHOSE.match(match["name"])
    code = _native_dollar(reading) if is_plain_dollar else code
    is_assumed = is_plain_dollar or (code in _NAMES_OF_MANY and " " not in match["name"])
    return Currency(start=start, end=end, code=code, is_assumed=is_assumed, is_name=True)


def native_currency(reading: Reading) -> str:
    """Return the currency that a sum is in where none is named: that of the outlet's country, if known."""
    return _OF_COUNTRY.get(reading.country or "", vocabulary_of(reading.language).minor_of)


def _native_dollar(reading: Reading) -> str:
    """Return whose dollars are meant where only "$" says so."""
    native = native_currency(reading)
    return native if native in _REGIONAL_DOLLARS else "USD"


def _francs(reading: Reading) -> str:
    """Return whose francs are meant: Swiss ones where the text speaks of them or the French ones are gone.

    An undated English text is taken for one of today where the years that it names allow it.
    """
    if any(hint in reading.lowered for hint in _SWISS):
        return "CHF"
    year = reading.published_date.year if reading.published_date else None
    if year is None and reading.language == "en":
        year = max(map(int, _YEAR.findall(reading.lowered)), default=_END_OF_FRENCH_FRANC)
    return "FRF" if year is None or year < _END_OF_FRENCH_FRANC else "CHF"


def _named_currency(reading: Reading, start: int, stop: int, *, end: int) -> Currency | None:
    """Return the currency whose sign, code or abbreviation is [start, stop); rare codes only in capitals."""
    token, factor = reading.lowered[start:stop], Decimal(1)
    if token in SIGNS:
        code, is_assumed = SIGNS[token]
        code = _native_dollar(reading) if code == "USD" and is_assumed else code
    elif token in EITHER or token in BEFORE:
        code, is_assumed = EITHER.get(token) or BEFORE[token]
        if token in ("kr", "kr."):
            code = CROWNS.get(reading.language or "", code)
        surface = reading.text[start:stop]
        if token in ("rm", "ft") and not surface[:1].isupper():
            return None
        if token in ("le", "tl", "dm") and not surface.isupper():
            return None
        if token == "le" and reading.language in ("fr", "it"):  # noqa: S105  "LE 14 JUILLET"
            return None
    elif token.endswith("$"):
        code, is_assumed = DOLLARS[token[:-1].strip()], False
    else:
        is_million = token.upper() not in CODES
        code, is_assumed = token.removeprefix("m").upper() if is_million else token.upper(), False
        factor = _MILLION if is_million else factor
        if token not in PLAIN_CODES and not reading.text[start:stop].isupper():
            return None
    return Currency(start=start, end=end, code=code, is_assumed=is_assumed, factor=factor)
