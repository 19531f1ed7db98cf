"""Amounts of money: number, scale and currency in any order that news writes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extractors.mentions.languages import vocabulary_of
from extractors.mentions.reading.field import Reading, is_glued, mention_at
from extractors.mentions.reading.numerals import Numeral, any_of, bounded
from extractors.mentions.reading.spans import Spans
from extractors.mentions.values.amounts import Amount, article_amounts, coins, is_clause_end, name_before
from extractors.mentions.values.currency_words import Currency, currency_before, currency_behind, native_currency
from extractors.mentions.values.qualifiers import OPENING, qualifier_before
from extractors.mentions.values.ranges import joined_ranges
from extractors.mentions.values.scales import scale_behind
from extractors.records import Mention

_VERSION = "5"
_MINUS = ("-", "−")
# Money of which more than one takes an s.
_SINGULAR = frozenset("dollar cent pound buck penny nickel dime".split())
# What tells that pounds are money; without them, and without a scale word, they weigh.
_BRITISH = (
    "£",
    "pence",
    "sterling",
    "gbp",
    "british",
    "britain",
    "uk ",
    "u.k.",
    "london",
    "england",
    "bank of",
    "price",
)


@dataclass(frozen=True, slots=True)
class MoneyPatterns:
    """Compiled once a language; each matches in lower-cased text."""

    late_scale: re.Pattern[str]
    minor: re.Pattern[str]


@cache
def _money_patterns(language: str) -> MoneyPatterns:
    """Return the patterns of a language."""
    words = vocabulary_of(language)
    late = any_of([*words.scales, *words.abbreviations]) or "(?!)"
    of = f"(?:(?:{words.of}) ?)?" if words.of else ""
    minor = any_of([name + end for name in words.minor for end in ("", "s")]) or "(?!)"
    return MoneyPatterns(
        re.compile(rf"[ \u00a0]{of}(?P<word>{late})(?!\w)"),
        re.compile(rf"[ \u00a0-]?{of}(?:(?P<name>{minor})(?!\w)|¢)"),
    )


def find_money(reading: Reading, _found: Sequence[Mention]) -> list[Mention]:
    """Return the amounts of money of the reading."""
    amounts: list[Amount] = []
    for index in range(len(reading.numerals)):
        if amounts and index <= amounts[-1].numeral:
            continue
        amount = _read_amount(reading, index, floor=amounts[-1].end if amounts else 0)
        if amount is not None:
            amounts.append(_with_minor(reading, amount) if amount.rule != "minor" else amount)
    amounts = joined_ranges(reading, amounts)
    taken = Spans((amount.start, amount.end) for amount in amounts)
    amounts += [one for one in article_amounts(reading) if taken.take(one.start, one.end)]
    amounts += [one for one in coins(reading) if taken.take(one.start, one.end)]
    return [_money_mention(reading, amount) for amount in amounts]


def _money_mention(reading: Reading, found: Amount) -> Mention:
    """Return the mention of an amount."""
    amount = bounded(found.amount)
    return mention_at(
        reading, "money", found.start, found.end,
        amount=amount, amount_high=bounded(found.amount_high), unit=found.currency,
        is_unit_assumed=found.is_assumed, scale_word=found.scale_word,
        qualifier=qualifier_before(reading, found.start),
        method="money", method_version=_VERSION, rule_id=found.rule,
        confidence=0.95 if amount is not None else 0.5,
    )  # fmt: skip


def _read_amount(reading: Reading, index: int, *, floor: int) -> Amount | None:
    """Return the amount that the numeral states; `floor` is where the amount before it ends."""
    numeral = reading.numerals[index]
    before = currency_before(reading, numeral.start, floor) or name_before(reading, numeral, floor)
    if (before is None and is_glued(reading, numeral.start)) or _is_rest(reading, numeral):
        return None
    end, factor, scale_word = scale_behind(reading, numeral, has_currency=before is not None)
    behind = currency_behind(reading, end)
    if behind is not None and before is None and scale_word is None and _is_weight(reading, behind):
        behind = None
    if behind is not None and before is not None and not _agree(reading, before, behind):
        behind = None
    currency = behind or before
    if currency is None:
        return _minor_amount(reading, index)
    if before is None and _is_title(reading, currency.start, currency.end, numeral):
        return None
    if behind is not None:
        end = behind.end
        if scale_word is None and factor is not None:
            end, late, scale_word = _late_scale(reading, end)
            factor *= late
    start, sign = _signed_start(reading, before.start if before else numeral.start, numeral)
    return Amount(
        start=start, end=end, amount=None if factor is None else sign * numeral.amount * factor * currency.factor,
        currency=currency.code, is_assumed=currency.is_assumed, scale_word=scale_word,
        rule="currency before" if before else "currency behind", numeral=index,
        is_open=scale_word is None and numeral.amount == int(numeral.amount),
    )  # fmt: skip


def _is_rest(reading: Reading, numeral: Numeral) -> bool:
    """Return whether the numeral is what is left of a longer one: "000" of a number that blanks part."""
    return (
        reading.lowered.startswith("0", numeral.start)
        and reading.lowered[numeral.start + 1 : numeral.start + 2].isdigit()
        and (numeral.bare_end - numeral.start > 1)
    )


def _signed_start(reading: Reading, start: int, numeral: Numeral) -> tuple[int, int]:
    """Return where the amount begins with its sign, and the sign: "-$5", "$-5", "minus €3 million" are losses."""
    low = reading.lowered
    if start < numeral.start and low[numeral.start - 1] in _MINUS:
        return start, -1
    if start and low[start - 1] in (*_MINUS, "–") and not low[max(start - 2, 0) : start - 1].strip(OPENING):
        return start - 1, -1
    word = next((one for one in vocabulary_of(reading.language).minus if low.endswith(f"{one} ", 0, start)), None)
    return (start, 1) if word is None else (start - len(word) - 1, -1)


def _is_title(reading: Reading, start: int, end: int, numeral: Numeral) -> bool:
    """Return whether the words are a name: "50 Cent", "Five Dollar Footlong"; plural is what one pays."""
    surface = reading.text[start:end].lstrip()
    return (
        reading.language == "en"
        and surface.istitle()
        and surface.lower() in _SINGULAR
        and numeral.amount != 1
        and not reading.text[numeral.start : end].isupper()
    )


def _is_weight(reading: Reading, currency: Currency) -> bool:
    """Return whether "pounds" weigh: nothing in the text speaks of British money."""
    if (
        currency.code != "GBP"
        or not currency.is_name
        or reading.lowered[currency.start : currency.end][:5] != "pound"
    ):
        return False
    return currency.end - currency.start <= len("pounds") and not any(hint in reading.lowered for hint in _BRITISH)


def _agree(reading: Reading, before: Currency, behind: Currency) -> bool:
    """Return whether the currencies on both sides of a number are one ("$10 dollars", "$5 USD")."""
    if behind.code != before.code and not before.is_assumed:
        return False
    return not reading.lowered[behind.end : behind.end + 2].strip(" \u00a0").isdigit()


def _late_scale(reading: Reading, end: int) -> tuple[int, Decimal, str | None]:
    """Return end, factor and word of a scale behind the currency ("125 USD million")."""
    words = vocabulary_of(reading.language)
    match = _money_patterns(words.language).late_scale.match(reading.lowered, end)
    if match is None:
        return end, Decimal(1), None
    word = match["word"]
    return match.end(), Decimal(words.scales.get(word) or words.abbreviations[word]), word


def _minor_amount(reading: Reading, index: int) -> Amount | None:
    """Return the amount of a numeral before a hundredth such as "cents", its currency assumed if not named."""
    numeral = reading.numerals[index]
    end, code = _minor_behind(reading, numeral)
    if end is None:
        return None
    return Amount(
        start=numeral.start, end=end, amount=numeral.amount / 100, currency=code or native_currency(reading),
        is_assumed=code is None, scale_word=numeral.scale_word, rule="minor", numeral=index,
    )  # fmt: skip


def _minor_behind(reading: Reading, numeral: Numeral) -> tuple[int | None, str | None]:
    """Return end and currency of a hundredth behind the numeral; (None, None) where there is none."""
    words = vocabulary_of(reading.language)
    match = _money_patterns(words.language).minor.match(reading.lowered, numeral.end)
    if match is None or is_glued(reading, numeral.start):
        return None, None
    name = match["name"]
    if name and _is_title(reading, match.start("name"), match.end("name"), numeral):
        return None, None
    if name is None:
        return match.end(), "USD"
    rest = reading.lowered[match.end() : match.end() + 2]
    if len(name) == 1 and ((match[0][0] == " " and not is_clause_end(reading, match.end())) or rest == ".m"):
        return None, None
    return match.end(), words.minor.get(name) or words.minor.get(name.removesuffix("s"))


def _with_minor(reading: Reading, amount: Amount) -> Amount:
    """Return the amount with the hundredths behind it taken in: "15 dollars 50", "3 dollars and 50 cents"."""
    index = amount.numeral + 1
    if not amount.is_open or amount.amount is None or index >= len(reading.numerals):
        return amount
    numeral = reading.numerals[index]
    gap = reading.lowered[amount.end : numeral.start].strip(" \u00a0")
    words = vocabulary_of(reading.language)
    if (
        len(gap) > 4
        or gap not in ("", ",", *words.joiners, *words.with_words)
        or not 0 < numeral.amount < 100
        or not numeral.start > amount.end
    ):
        return amount
    if "\n" in reading.lowered[amount.end : numeral.start]:
        return amount
    end, code = _minor_behind(reading, numeral)
    if end is None:
        if (
            gap == ","
            or currency_behind(reading, numeral.end)
            or not _is_hundredths(reading, amount, numeral, gap)
        ):
            return amount
        end = numeral.end
    elif code is not None and code != amount.currency:
        return amount
    return replace(amount, end=end, amount=amount.amount + numeral.amount / 100, numeral=index)


def _is_hundredths(reading: Reading, amount: Amount, numeral: Numeral, gap: str) -> bool:
    """Return whether a bare number behind an amount counts its hundredths: two digits or words, then a stop."""
    if numeral.scale_word or numeral.amount != int(numeral.amount):
        return False
    if not numeral.is_spelled and numeral.end - numeral.start != 2:
        return False
    if reading.lowered[numeral.end : numeral.end + 1].isalpha():
        return False
    if not gap and amount.rule == "currency behind" and reading.lowered[amount.end - 1].isalpha():
        return not _currency_ahead(reading, numeral)
    return is_clause_end(reading, numeral.end)


def _currency_ahead(reading: Reading, numeral: Numeral) -> bool:
    """Return whether the numeral has a word behind it that it may count: "10 dollars 50 people" is no sum."""
    return currency_behind(reading, numeral.end) is not None
