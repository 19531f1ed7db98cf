"""What a language brings to the finder of dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """All words in lower case. `relative` maps a phrase to (unit, offset): "last year" is ("year", -1).

    `months` maps every name and abbreviation to 1–12; those of `doubtful_months` are words of another meaning and
    count only beside a day or year, or behind a word of `lead_words`. `vague` maps a word to a TIMEX3 reference.
    """

    language: str
    months: Mapping[str, int]
    doubtful_months: frozenset[str] = frozenset()
    weekdays: Mapping[str, int]
    relative: Mapping[str, tuple[str, int]]
    units: Mapping[str, str]
    ago_before: tuple[str, ...] = ()
    ago_after: tuple[str, ...] = ()
    lead_words: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    last_words: tuple[str, ...] = ()
    next_words: tuple[str, ...] = ()
    future_words: tuple[str, ...] = ()
    ahead_words: tuple[str, ...] = ()
    until_words: tuple[str, ...] = ()
    bound_words: tuple[str, ...] = ()
    past_words: tuple[str, ...] = ()
    past_ending: str = ""
    decades: Mapping[str, int] = field(default_factory=dict)
    century: tuple[str, ...] = ()
    ordinals: Mapping[str, int] = field(default_factory=dict)
    quarter: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    month_first: bool = False
    vague: Mapping[str, str] = field(default_factory=dict)
