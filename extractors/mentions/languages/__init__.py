"""The languages whose words the finders know, one object each; any other gets the language-free patterns only.

Another language is a file named by its ISO 639 code and a line in `LANGUAGES`.
"""

from functools import lru_cache

from extractors.mentions.languages.de import GERMAN
from extractors.mentions.languages.en import ENGLISH
from extractors.mentions.languages.es import SPANISH
from extractors.mentions.languages.fr import FRENCH
from extractors.mentions.languages.it import ITALIAN
from extractors.mentions.languages.ja import JAPANESE
from extractors.mentions.languages.ko import KOREAN
from extractors.mentions.languages.nl import DUTCH
from extractors.mentions.languages.pl import POLISH
from extractors.mentions.languages.pt import PORTUGUESE
from extractors.mentions.languages.ru import RUSSIAN
from extractors.mentions.languages.sv import SWEDISH
from extractors.mentions.languages.vocabulary import Calendar, Language, Speech, Vocabulary
from extractors.mentions.languages.zh import CHINESE

LANGUAGES: dict[str, Language] = {
    "de": GERMAN,
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "it": ITALIAN,
    "ja": JAPANESE,
    "ko": KOREAN,
    "nl": DUTCH,
    "pl": POLISH,
    "pt": PORTUGUESE,
    "ru": RUSSIAN,
    "sv": SWEDISH,
    "zh": CHINESE,
}
# What is known of a language that is not listed: nothing.
_OTHER = Language(
    words=Vocabulary(language="", decimal_comma=False),
    calendar=Calendar(language="", months={}, weekdays={}, relative={}, units={}),
)


@lru_cache(maxsize=256)  # a page asks two hundred times
def _language_of(tag: str | None) -> Language:
    """Return the language of a tag such as "de" or "de-AT"; one without words where it is not known."""
    return LANGUAGES.get(primary_tag(tag), _OTHER)


def vocabulary_of(tag: str | None) -> Vocabulary:
    """Return the language's words for values; the empty vocabulary where unknown."""
    return _language_of(tag).words


def calendar_of(tag: str | None) -> Calendar:
    """Return the language's words for dates; the empty calendar where unknown."""
    return _language_of(tag).calendar


def speech_of(tag: str | None) -> Speech:
    """Return the language's words of sentences and of speech; none where unknown."""
    return _language_of(tag).speech


def primary_tag(language: str | None) -> str:
    """Return "de" of "de-AT"."""
    return (language or "").lower().replace("_", "-").partition("-")[0]
