"""What a figure is of, in words of its sentence: stored are stems ("candidat"), by which figures are compared."""

import re
from typing import Any

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SAID = {"year_of_age": "years old"}


def _in_words(stem: str | None, value: str, sentence: str | None) -> str | None:
    """Return the word of the stem behind the value, else elsewhere in the sentence; the stem where there is none.

    >>> _in_words("candidat", "12", "Of 40 candidates, 12 were candid candidates of the left.")
    'candidates'
    >>> _in_words("year_of_age", "26", "Smith, 26, won."), _in_words("percent", "40%", "It fell 40%.")
    ('years old', 'percent')
    """
    if stem is None or sentence is None:
        return stem
    at = max(sentence.find(value), 0)
    for words in (sentence[at:], sentence):
        for word in _WORD.findall(words):
            if word.casefold().startswith(stem.casefold()):
                return str(word)
    return _SAID.get(stem, stem.replace("_", " "))


def with_words(columns: list[str], rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return the rows with words in the place of stems, where they have value, counted and sentence."""
    if not {"value", "counted", "sentence"} <= set(columns):
        return rows
    value, counted, sentence = (columns.index(name) for name in ("value", "counted", "sentence"))
    return [
        (*row[:counted], _in_words(row[counted], row[value], row[sentence]), *row[counted + 1 :]) for row in rows
    ]
