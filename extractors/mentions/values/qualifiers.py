"""What stands around a value: "about", "up to", and the words between the two ends of a range."""

import re
from functools import cache

from extractors.mentions.languages import vocabulary_of
from extractors.mentions.reading.field import Reading, sentence_at
from extractors.mentions.reading.numerals import any_of

_WINDOW = 24  # characters before a value in which "nearly" or "more than" may begin
# What may stand before a minus sign; behind anything else the dash joins two numbers.
OPENING = ' \u00a0\n(["“„«'
DASHES = ("-", "–", "—", "−", "‑", "~", "～", "〜")


@cache
def _qualifier_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of a qualifier that ends right before a value."""
    words = vocabulary_of(language)
    return re.compile(rf"(?<!\w)(?P<word>{any_of(list(words.qualifiers)) or '(?!)'})[ \u00a0](?:a |an |the )?$")


def qualifier_before(reading: Reading, start: int) -> str | None:
    """Return the qualifier of the value that begins at `start`, in English; None where it has none."""
    words = vocabulary_of(reading.language)
    match = _qualifier_pattern(words.language).search(reading.lowered, max(start - _WINDOW, 0), start)
    return None if match is None else words.qualifiers[match["word"]]


def is_range_between(reading: Reading, low_start: int, low_end: int, high_start: int) -> bool:
    """Return whether a dash or a range word joins the two values: "10-20", "10 to 20", "between 10 and 20".

    "rose from 10 to 20" is a change, not a range.
    """
    gap = reading.lowered[low_end:high_start]
    if len(gap) > 6 or "\n" in gap:
        return False
    if gap.strip() in DASHES:
        return True
    words = vocabulary_of(reading.language)
    lead = reading.lowered[max(low_start - 16, 0) : low_start].rstrip().rsplit(maxsplit=1)
    before = lead[-1] if lead else ""
    if gap.strip() in words.range_words:
        if before in words.between:
            return True
        if before in words.from_words:
            start = low_start - len(before) - 1
            return "rang" in reading.lowered[max(low_start - 16, 0) : low_start] or _begins_sentence(
                reading, start
            )
        return gap.strip() == words.range_words[0]
    return False


def _begins_sentence(reading: Reading, at: int) -> bool:
    """Return whether a sentence begins at or right before `at`."""
    start = sentence_at(reading, max(at, 0))[1]
    return at <= start + 1
