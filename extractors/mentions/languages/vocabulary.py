"""What a language brings to the value finders: words for numbers, money, percent, units, months and days."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All words in lower case. `numbers` add up, `hundreds` and `scales` multiply; `compounds` says whether number
    words are written as one ("dreiundvierzig"). `minor` maps the name of a hundredth to its currency, None where
    the currency is the one named before. `units` maps a counted word to the unit that it is filed under.
    """

    language: str
    decimal_comma: bool
    compounds: bool = False
    numbers: Mapping[str, int]
    hundreds: Mapping[str, int]
    scales: Mapping[str, int]
    abbreviations: Mapping[str, int]
    joiners: tuple[str, ...]
    articles: tuple[str, ...]
    fractions: Mapping[str, str] = field(default_factory=dict)
    of: str = ""
    currencies: Mapping[str, str]
    minor: Mapping[str, str | None]
    percent: tuple[str, ...]
    points: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    range_words: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    from_words: tuple[str, ...] = ()
    after_amount: tuple[str, ...] = ()
    minor_of: str = "USD"
    percent_of: tuple[str, ...] = ()
    decimal_words: tuple[str, ...] = ()
    over_words: tuple[str, ...] = ()
    parts: Mapping[str, int] = field(default_factory=dict)
    minus: tuple[str, ...] = ()
    with_words: tuple[str, ...] = ()
    coins: Mapping[str, str] = field(default_factory=dict)


def numbered(table: str) -> dict[str, int]:
    """Return the numbers of a table of words, each followed by its number; a word may be of several parts.

    >>> numbered("un 1 mil milhões 1000000000")
    {'un': 1, 'mil milhões': 1000000000}
    """
    numbers: dict[str, int] = {}
    words: list[str] = []
    for part in table.split():
        if part.isdigit():
            numbers[" ".join(words)] = int(part)
            words = []
        else:
            words.append(part)
    return numbers
