"""The words and phrases of saying in a field."""

import re
from functools import cache

from extractors.mentions.languages import speech_of
from extractors.mentions.languages.vocabulary import Speech
from extractors.mentions.reading.field import Reading

_LETTERS = re.compile(r"[^\W\d_]++")
# Before a word of two kinds these endings make it the noun: "the caustic chant", "one of the biggest challenges".
_ADJECTIVE = ("al", "ic", "ive", "ous", "est", "ary", "ful", "ing")
_WORD_BEFORE = re.compile(r"[\w’'-]+[ \u00a0]$")


# "He was charged with “…”": whom it is done to does not speak; "he was quoted as saying" does.
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be|got)(?: (?:also|later|once|then|not|[a-z]+ly))? $")
_PARTICIPLE = ("ed", "told")
# "said one official who spoke on the condition of anonymity": how it is said, not what. "Media caption" neither.
_ANONYMOUS = re.compile(
    r"(?:spoke|speaks|asked|requested|insisted|declined)\b[^.\n]{0,40}\b(?:anonym|not to be|named|identified)"
)
_PICTURES = ("media ", "image ", "video ", "photo ")


@cache
def _cue_words(language: str) -> tuple[frozenset[str], dict[str, str]]:
    """Return the verbs of saying of a language, and what must follow the first words of its phrases."""
    cues = speech_of(language).cues
    phrases = {cue.partition(" ")[0]: f" {cue.partition(' ')[2]}" for cue in cues if " " in cue}
    return frozenset(cue for cue in cues if " " not in cue), phrases


def find_cues(reading: Reading, language: str) -> list[tuple[int, int]]:
    """Return the spans of the words and phrases of saying, in order; nouns of the same form are left out."""
    verbs, phrases = _cue_words(language)
    speech = speech_of(language)
    found = []
    for word in _LETTERS.finditer(reading.lowered):
        if word[0] in verbs:
            if word[0] in ("continue", "continues", "continued") and reading.lowered.startswith(
                " to ", word.end()
            ):
                continue
            if language == "en" and _says_nothing(reading.lowered, word):
                continue
            if word[0] not in speech.nouns or not _is_noun(reading, word, speech):
                found.append(word.span())
        elif word[0] in phrases and reading.lowered.startswith(phrases[word[0]], word.end()):
            found.append((word.start(), word.end() + len(phrases[word[0]])))
    return found


def _says_nothing(low: str, word: re.Match[str]) -> bool:
    """Return whether an English word of saying tells no speech where it stands."""
    start = word.start()
    if low.endswith("who ", 0, start) and _ANONYMOUS.match(low, start):
        return True
    if word[0] == "caption" and low.endswith(_PICTURES, 0, start):
        return True
    return word[0].endswith(_PARTICIPLE) and _PASSIVE.search(low, max(start - 24, 0), start) is not None


def _is_noun(reading: Reading, word: re.Match[str], speech: Speech) -> bool:
    """Return whether the word names a thing: behind an article or a possessive, or written as a name is.

    "the United States", "his latest remarks", "The Washington Post"; on PolNeAR a third of the speakers that were
    wrong had such a cue (November 2026).
    """
    before = _WORD_BEFORE.search(reading.lowered, max(word.start() - 24, 0), word.start())
    if before is None:
        return False
    token = before[0].rstrip()
    is_name = reading.text[word.start()].isupper() and reading.text[before.start()].isupper()
    if token in speech.articles or token.endswith(("'s", "’s", "s'", "s’")) or is_name:
        return True
    if token.endswith(_ADJECTIVE):
        return True
    is_past = word[0] in ("read", "thought")
    if word[0].endswith("s") or is_past or not speech.core or reading.text[before.start()].isupper():
        return False
    is_verb = token in speech.helpers or token in speech.pronouns or token in speech.conjunctions
    return not (is_verb or token in ("to", "you", "that") or token.endswith(("s", "ly", "people")))
