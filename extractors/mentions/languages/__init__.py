"""The languages whose words the value finders know; any other gets the language-free patterns only."""

from extractors.mentions.languages.calendar import Calendar
from extractors.mentions.languages.english import ENGLISH
from extractors.mentions.languages.english_calendar import ENGLISH_CALENDAR
from extractors.mentions.languages.vocabulary import Vocabulary

NONE = Vocabulary(
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

NO_CALENDAR = Calendar(language="", months={}, weekdays={}, relative={}, units={})

VOCABULARIES = {"en": ENGLISH}
CALENDARS = {"en": ENGLISH_CALENDAR}


def vocabulary_of(language: str | None) -> Vocabulary:
    """Return the words of the language (a code such as "de" or "de-AT"); the empty vocabulary where unknown."""
    return VOCABULARIES.get(primary_tag(language), NONE)


def calendar_of(language: str | None) -> Calendar:
    """Return the language's words for dates; the empty calendar where unknown."""
    return CALENDARS.get(primary_tag(language), NO_CALENDAR)


def primary_tag(language: str | None) -> str:
    """Return "de" of "de-AT"."""
    return (language or "").lower().replace("_", "-").partition("-")[0]
