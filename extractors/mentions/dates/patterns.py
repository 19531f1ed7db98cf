"""The patterns of the finder of dates, compiled once a language."""

import re
from dataclasses import dataclass
from functools import cache

from extractors.mentions.languages import calendar_of, vocabulary_of
from extractors.mentions.reading.numerals import any_of

_NOTHING = "(?!)"
_NTH = r"(?:st|nd|rd|th|\.|º|er|ª)?"
# Between the first and the last day of a stretch, in any of the languages.
_TO = "to|until|till|through|bis|au|al|a|tot|till|по|do"
YEAR_BEFORE = re.compile(r"(?<!\w)(?:(?P<which>this|last|next) year[’']s|(?P<year>(?:19|20)\d\d)(?:[’']s)?) $")
NAMED = re.compile(
    r"the (?P<decade>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)(?!\w)"
    r"|(?:the )?(?P<century>1?\d|2[01])(?:st|nd|rd|th)[ -]century(?!\w)|9/11(?![\w/])"
)
ISO = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])")
NUMERIC = re.compile(r"[0-3]?\d([./-])[01]?\d\1(?:19|20)\d\d(?!\d)|[01]?\d/[0-3]?\d/(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class DatePatterns:
    """Compiled once a language: words that start a date, and what may stand before and behind them."""

    month: re.Pattern[str]
    day_behind: re.Pattern[str]
    year_behind: re.Pattern[str]
    day_before: re.Pattern[str]
    weekday_before: re.Pattern[str]
    weekday: re.Pattern[str]
    relative: re.Pattern[str]
    ago: re.Pattern[str]
    ago_article: re.Pattern[str]
    quarter: re.Pattern[str]
    lead: re.Pattern[str]


@cache
def date_patterns(language: str) -> DatePatterns:
    """Return the patterns of a language."""
    words = calendar_of(language)
    articles = any_of(vocabulary_of(language).articles) or _NOTHING
    of = f"(?:(?:{any_of(words.of)}) )?" if words.of else ""
    weekday = any_of(list(words.weekdays)) or _NOTHING
    units = any_of(list(words.units)) or _NOTHING
    after = any_of(words.ago_after) or _NOTHING
    before = any_of(words.ago_before) or _NOTHING
    ordinal = any_of(list(words.ordinals)) or _NOTHING
    period = f"(?:(?P<quarter>{any_of(words.quarter) or _NOTHING})|(?P<half>{any_of(words.half) or _NOTHING}))"
    tail = r"(?:,? (?:of |in )?(?:fiscal )?(?P<year>(?:19|20)\d\d)(?!\d))?"
    return DatePatterns(
        re.compile(any_of(list(words.months)) or _NOTHING),
        re.compile(
            r"\.?[ \u00a0]+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:(?:[-–—]| to | through | until )(?P<last>\d{1,2})"
            r"(?:st|nd|rd|th)?(?!:))?(?![\d%]|[.,:]\d| ?percent)"
        ),
        re.compile(rf"[.,]?,?[ \u00a0]+{of}(?P<year>(?:19|20)\d\d)(?![\d%]|[.,]\d)"),
        re.compile(
            rf"(?:(?<![\d.,$€£/:-])(?:(?P<first>\d{{1,2}}){_NTH}(?: ?[-–—] ?| (?:{_TO}) ))?"
            rf"(?P<day>\d{{1,2}}){_NTH}|(?<![\w-])(?P<word>{any_of(list(words.days)) or _NOTHING}))[ \u00a0]{of}$"
        ),
        re.compile(rf"(?<!\w)(?P<weekday>{weekday})\.?,?[ \u00a0](?:the |den |le |il |el )?$"),
        re.compile(weekday),
        re.compile(rf"(?:{any_of(list(words.relative)) or _NOTHING})(?!\w)"),
        re.compile(rf"\]?[ \u00a0-](?P<unit>{units})(?:[ -](?P<after>{after}))?(?!\w)"),
        re.compile(
            rf"(?:{articles}) (?P<unit>{units}) (?:{after})(?!\w)"
            rf"|(?:{before}) (?:{articles}) (?P<unit2>{units})(?!\w)"
        ),
        re.compile(rf"(?:(?P<ordinal>{ordinal})[- ]{period}|q(?P<number>[1-4]))(?!\w){tail}"),
        re.compile(rf"(?<!\w)(?:{any_of(words.lead_words) or _NOTHING})[ -]$"),
    )
