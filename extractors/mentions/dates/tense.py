"""Whether the words around a date look back or ahead."""

import re
from typing import Literal

from extractors.mentions.languages import calendar_of
from extractors.mentions.languages.vocabulary import Calendar
from extractors.mentions.reading.field import Reading

Tense = Literal["past", "future"]
_WORD = re.compile(r"[^\W\d_]+(?:[’'](?:ll|s|re|ve|d))?|[.;:]")
_BESIDE = re.compile(r" ([^\W\d_]{1,12})(?!\w)")
# Words looked at before and behind the date. On TimeBank (November 2026) more gained nothing.
BEFORE, BEHIND, WINDOW = 10, 5, 90


def tense_at(reading: Reading, start: int, end: int) -> Tense | None:
    """Return the tense that the nearest telling word gives, the words before first; None where none tells."""
    words = calendar_of(reading.language)
    before = _WORD.findall(reading.lowered, max(start - WINDOW, 0), start)[: -BEFORE - 1 : -1]
    behind = _WORD.findall(reading.lowered, end, end + WINDOW)[:BEHIND]
    if before and before[0] in words.until_words:
        return "future"
    told = _first_tense(before, words) or _first_tense(behind, words)
    if told is None and before and before[0] in words.ahead_words:
        return "future"
    return told


def words_beside(reading: Reading, start: int, end: int) -> set[str]:
    """Return the word before a date and, where adjectives follow ("lundi prochain"), that behind it."""
    words = calendar_of(reading.language)
    found = {reading.lowered[max(start - 12, 0) : start].rstrip().rpartition(" ")[2]}
    behind = _BESIDE.match(reading.lowered, end) if words.of and not words.month_first else None
    return found | {behind[1]} if behind else found


def _first_tense(around: list[str], words: Calendar) -> Tense | None:
    """Return the tense of the first telling word, up to the end of the sentence."""
    for place, word in enumerate(around):
        if word == "to" and around[place + 1 : place + 2] and around[place + 1] in words.bound_words:
            return "future"
        if word in ".;":
            return None
        if word in words.future_words or word.endswith(("’ll", "'ll")):
            return "future"
        if word in words.past_words or (words.past_ending and len(word) > 4 and word.endswith(words.past_ending)):
            return "past"
    return None
