"""The two ends of a range of money as one mention: "$10-$20", "$15-20", "between 1 and 2 million euros"."""

from dataclasses import replace
from decimal import Decimal

from extractors.mentions.reading.field import Reading, is_glued, is_word_end
from extractors.mentions.values.amounts import Amount
from extractors.mentions.values.qualifiers import DASHES, is_range_between
from extractors.mentions.values.scales import scale_behind


def joined_ranges(reading: Reading, amounts: list[Amount]) -> list[Amount]:
    """Return the amounts with both ends of a range made one; an end that is not understood leaves both open."""
    joined: list[Amount] = []
    taken = {amount.numeral for amount in amounts}
    for amount in amounts:
        low = joined[-1] if joined else None
        if (
            low is not None
            and low.currency == amount.currency
            and low.amount_high is None
            and is_range_between(reading, low.start, low.end, amount.start)
        ):
            joined[-1] = _of_both(low, amount)
        elif amount.amount is None:
            joined.append(amount)
        elif amount.rule == "currency before":
            joined.append(amount if amount.numeral + 1 in taken else _with_high_end(reading, amount))
        else:
            joined.append(_with_low_end(reading, amount))
    return joined


def _of_both(low: Amount, high: Amount) -> Amount:
    """Return the range of two amounts."""
    if low.amount is None or high.amount is None:
        return replace(high, start=low.start, amount=None)
    factor = _scale_gap(low.amount, high.amount, low.scale_word, high.scale_word)
    return replace(high, start=low.start, amount=low.amount * factor, amount_high=high.amount)


def _with_high_end(reading: Reading, amount: Amount) -> Amount:
    """Return the amount with a bare number behind it as its upper end: "$15-20", "$5-8,000"."""
    index = amount.numeral + 1
    if amount.amount is None or index >= len(reading.numerals):
        return amount
    last = reading.numerals[index]
    gap = reading.lowered[amount.end : last.start]
    if last.is_spelled or not (gap in DASHES or is_range_between(reading, amount.start, amount.end, last.start)):
        return amount
    end, factor, scale_word = scale_behind(reading, last, has_currency=True)
    is_counted = reading.lowered.startswith("-", end) or not is_word_end(reading, end)
    if factor is None or is_counted or (gap not in DASHES and scale_word is None):
        return amount
    high, low = last.amount * factor, amount.amount
    if scale_word is not None:
        low *= _scale_gap(low, high, amount.scale_word, scale_word)
    elif low * 1000 < high:
        low *= 1000
    if low >= high:
        return amount
    return replace(
        amount, end=end, amount=low, amount_high=high, numeral=index, scale_word=scale_word or amount.scale_word
    )


def _scale_gap(low: Decimal, high: Decimal, low_scale: str | None, high_scale: str | None) -> Decimal:
    """Return what the lower end is to be multiplied by where only the upper one names the scale."""
    if low_scale is not None or high_scale is None:
        return Decimal(1)
    factor = Decimal(1)
    while low * factor * 1000 <= high * 10 and factor < 10**12:
        factor *= 1000
    return factor


def _with_low_end(reading: Reading, amount: Amount) -> Amount:
    """Return the amount with a bare number before it as its lower end: "10 to 20 dollars"."""
    if amount.amount is None:
        return amount
    index = amount.numeral - 1
    while index >= 0 and reading.numerals[index].end > amount.start:
        index -= 1
    first = reading.numerals[index]
    if index < 0 or first.end < amount.start - 6 or is_glued(reading, first.start):
        return amount
    if amount.rule == "currency before" or not is_range_between(reading, first.start, first.end, amount.start):
        return amount
    low = first.amount * _scale_gap(first.amount, amount.amount, first.scale_word, amount.scale_word)
    if low >= amount.amount:
        return amount
    return replace(amount, start=first.start, amount=low, amount_high=amount.amount)
