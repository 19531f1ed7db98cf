"""Amounts of money, and those that are written without a number: "a dollar", "a dime"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extractors.mentions.languages import vocabulary_of
from extractors.mentions.reading.field import Reading, sentence_at
from extractors.mentions.reading.numerals import Numeral, any_of
from extractors.mentions.values.currency_words import Currency, currency_behind, native_currency

_LEAST_SINGULAR = 10_000  # "dólar 22500000" is a sum, "cerró el dólar 17,50" a rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount in a currency at [start, end); `numeral` is the last numeral of the reading that it uses.

    `amount` is None where the words were understood only in part.
    """

    start: int
    end: int
    amount: Decimal | None
    currency: str
    is_assumed: bool
    scale_word: str | None
    rule: str
    numeral: int
    amount_high: Decimal | None = None
    is_open: bool = False


@cache
def _article_pattern(language: str) -> re.Pattern[str] | None:
    """Return the pattern of an article before a currency's name; None where the language has none."""
    words = vocabulary_of(language)
    names = any_of(list(words.currencies)) or "(?!)"
    return re.compile(rf"(?:{any_of(words.articles)}) (?={names})") if words.articles else None


@cache
def _coin_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of the coins of a language that has some."""
    return re.compile(rf"(?P<name>(?:{any_of(list(vocabulary_of(language).coins))})s?)(?!\w)")


def name_before(reading: Reading, numeral: Numeral, floor: int) -> Currency | None:
    """Return the currency whose name stands before a sum, as in "dólares 22,5 millones"; None where it counts
    something else ("pagó en dólares 3 veces").
    """
    names = vocabulary_of(reading.language).leading
    window = reading.lowered[max(floor, numeral.start - 12) : numeral.start]
    name = next((name for name in names if window.endswith(f"{name} ")), None)
    begin = numeral.start - len(name or "") - 1
    if name is None or (begin and reading.lowered[begin - 1].isalnum()):
        return None
    if not (numeral.scale_word or is_clause_end(reading, numeral.end)):
        return None
    if not name.endswith(("s", "i")) and numeral.amount < _LEAST_SINGULAR:
        return None
    named = currency_behind(reading, begin)
    return named and replace(named, end=numeral.start)


def is_clause_end(reading: Reading, at: int) -> bool:
    """Return whether the clause ends at `at`."""
    return not (rest := reading.lowered[at : at + 2].lstrip(" ")) or rest[0] in ".,;:!?)\n”\"'"


def article_amounts(reading: Reading) -> Iterator[Amount]:
    """Yield "a dollar", "einen Euro" where the noun is not part of a longer one ("a dollar sell-off")."""
    words = vocabulary_of(reading.language)
    pattern = _article_pattern(words.language)
    if pattern is None:
        return
    for match in pattern.finditer(reading.lowered):
        start = match.start()
        if start and (reading.lowered[start - 1].isalnum() or reading.lowered[start - 1] == "-"):
            continue
        currency = currency_behind(reading, match.end() - 1)
        if currency is None or not currency.is_name or currency.code in ("DEM", "SEK", "KRW", "ZAR"):
            continue
        rest = reading.lowered[currency.end : currency.end + 8].split(maxsplit=1)
        if is_clause_end(reading, currency.end) or (rest and rest[0] in words.after_amount):
            yield Amount(
                start=start, end=currency.end, amount=Decimal(1), currency=currency.code,
                is_assumed=currency.is_assumed, scale_word=None, rule="article", numeral=-1,
            )  # fmt: skip


def coins(reading: Reading) -> Iterator[Amount]:
    """Yield "five nickels", "10 grand", "a dime" at the end of a clause, and a coin that is all of a sentence."""
    words = vocabulary_of(reading.language)
    if not words.coins:
        return
    ends = {numeral.end: numeral for numeral in reading.numerals}
    for match in _coin_pattern(words.language).finditer(reading.lowered):
        name, start = match["name"].removesuffix("s"), match.start()
        numeral = ends.get(start - 1)
        count = Decimal(1)
        if numeral is not None and reading.lowered[start - 1] in " -" and name != "quarter":
            start, count = numeral.start, numeral.amount
        elif reading.lowered.endswith((" a ", "\na "), 0, start) or reading.lowered[:start] == "a ":
            start -= 2
            is_whole = sentence_at(reading, start)[1:] == (start, match.end())
            if not is_clause_end(reading, match.end()) or (name == "quarter" and not is_whole):
                continue
        elif name == "grand" or sentence_at(reading, start)[1:] != (start, match.end()):
            continue
        yield Amount(
            start=start, end=match.end(), amount=count * Decimal(words.coins[name]),
            currency=native_currency(reading), is_assumed=True, scale_word=None, rule="coin", numeral=-1,
        )  # fmt: skip
