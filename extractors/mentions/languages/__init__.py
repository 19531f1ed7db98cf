"""The languages whose words the value finders know; any other gets the language-free patterns only."""

from extractors.mentions.languages.calendar import Calendar
from extractors.mentions.languages.dutch import DUTCH, DUTCH_CALENDAR
from extractors.mentions.languages.english import ENGLISH
from extractors.mentions.languages.english_calendar import ENGLISH_CALENDAR
from extractors.mentions.languages.french import FRENCH, FRENCH_CALENDAR
from extractors.mentions.languages.german import GERMAN, GERMAN_CALENDAR
from extractors.mentions.languages.italian import ITALIAN, ITALIAN_CALENDAR
from extractors.mentions.languages.portuguese import PORTUGUESE, PORTUGUESE_CALENDAR
from extractors.mentions.languages.spanish import SPANISH, SPANISH_CALENDAR
from extractors.mentions.languages.vocabulary import Vocabulary

_NONE = Vocabulary(
    language="",
    decimal_comma=False,
    numbers={},
    hundreds={},
    scales={},
    abbreviations={},
    joiners=(),
    articles=(),
    currencies={},
    minor={},
    percent=(),
)

_NO_CALENDAR = Calendar(language="", months={}, weekdays={}, relative={}, units={})

_VOCABULARIES = {
    "de": GERMAN,
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "it": ITALIAN,
    "nl": DUTCH,
    "pt": PORTUGUESE,
}
_CALENDARS = {
    "de": GERMAN_CALENDAR,
    "en": ENGLISH_CALENDAR,
    "es": SPANISH_CALENDAR,
    "fr": FRENCH_CALENDAR,
    "it": ITALIAN_CALENDAR,
    "nl": DUTCH_CALENDAR,
    "pt": PORTUGUESE_CALENDAR,
}


def vocabulary_of(language: str | None) -> Vocabulary:
    """Return the words of the language (a code such as "de" or "de-AT"); the empty vocabulary where unknown."""
    return _VOCABULARIES.get(primary_tag(language), _NONE)


def calendar_of(language: str | None) -> Calendar:
    """Return the language's words for dates; the empty calendar where unknown."""
    return _CALENDARS.get(primary_tag(language), _NO_CALENDAR)


def primary_tag(language: str | None) -> str:
    """Return "de" of "de-AT"."""
    return (language or "").lower().replace("_", "-").partition("-")[0]
