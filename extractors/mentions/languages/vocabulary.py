"""What a language brings to the finders: words for values, words for dates, and words of sentences and speech."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All words in lower case. `numbers` add up, `hundreds` and `scales` multiply; `compounds` says whether number
    words are written as one ("dreiundvierzig"). `minor` maps the name of a hundredth to its currency, None where
    the currency is the one named before. `units` maps a counted word to the unit that it is filed under. `halves`
    stand behind a number ("and a half"), `fillers` between an article and a scale word ("a cool million"), `vague`
    before a scale word that nothing counts ("several hundred million"). `myriads` are the scale characters of a
    language whose words no blanks set apart.
    """

    language: str
    decimal_comma: bool
    compounds: bool = False
    numbers: Mapping[str, int] = field(default_factory=dict)
    hundreds: Mapping[str, int] = field(default_factory=dict)
    scales: Mapping[str, int] = field(default_factory=dict)
    abbreviations: Mapping[str, int] = field(default_factory=dict)
    joiners: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    fractions: Mapping[str, str] = field(default_factory=dict)
    of: str = ""
    currencies: Mapping[str, str] = field(default_factory=dict)
    minor: Mapping[str, str | None] = field(default_factory=dict)
    percent: tuple[str, ...] = ()
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
    leading: tuple[str, ...] = ()  # names of currencies that stand before their number, too
    halves: Mapping[str, str] = field(default_factory=dict)
    fillers: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    myriads: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """All words in lower case. `relative` maps a phrase to (unit, offset): "last year" is ("year", -1).

    `months` maps every name and abbreviation to 1–12; those of `doubtful_months` are words of another meaning and
    count only beside a day or year, or behind a word of `lead_words`. `days` are days of the month in words ("am
    ersten Mai"). A word of `mornings` behind one of `articles` is no relative date ("por la mañana").
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
    days: Mapping[str, int] = field(default_factory=dict)
    mornings: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """Words of sentences and of speech, in lower case but for `starters`.

    `cues` introduce speech; those of `core` are speech in any sentence. `pronouns`, `openers` (of what is not the
    subject's own clause), `conjunctions` and `helpers` (between a subject and its verb) tell the subject of a cue.
    `auxiliaries` stand between a quotation and its cue where the subject follows ("a déclaré Jeanne"), `tags`
    between a quotation and its speaker in place of a cue ("so Meier"). `nouns` are cues that name a thing as often
    ("remarks", "the state"); behind one of `articles` they do.
    `views` open a sentence that tells somebody's view ("Pour Anne Hidalgo, …"), `determiners` a noun phrase.
    `credits` is the pattern of what stands before whom an article credits. `abbreviations` never end a sentence,
    `doubtful` ones do where one of `starters` follows.
    """

    cues: tuple[str, ...] = ()
    core: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    helpers: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    she: frozenset[str] = frozenset()
    he: frozenset[str] = frozenset()
    views: tuple[str, ...] = ()
    determiners: frozenset[str] = frozenset()
    credits: str = ""
    abbreviations: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """All that one language brings, under its ISO 639 code."""

    words: Vocabulary
    calendar: Calendar
    speech: Speech = Speech()


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
