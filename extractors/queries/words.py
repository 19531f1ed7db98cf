"""Words as queries see them: letters and digits without case and accents; a sign of Chinese or Japanese each."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Of a text whose other words are folded: what is not ASCII is part of a word.
_FOLDED = re.compile(r"[a-z0-9\x80-\U0010ffff]+")
# Letters and digits side by side of which one is not ASCII: whole words, and what is no letter.
_FOREIGN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]*+[^\x00-\x7f][A-Za-z0-9\x80-\U0010ffff]*+")
# Marks of typography, which part words; without them most English texts are ASCII, which is read at once.
_TYPOGRAPHY = "’‘“”—–…•\u00a0"
_MARKS = "\u0300-\u036f"
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*")
_SIGN = re.compile(rf"[{_SIGNS}]")
_WORD_OR_SIGN = re.compile(rf"[{_SIGNS}]|(?:(?![{_SIGNS}])[^\W_])+(?:[{_MARKS}]+(?:(?![{_SIGNS}])[^\W_])*)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The folded words of a text in order, and where each stands in it, in code points."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def fold_words(text: str) -> list[str]:
    """Return the folded words of a text in order.

    >>> fold_words("Crédit Agricole's AT&T Straße")
    ['credit', 'agricole', 's', 'at', 't', 'strasse']
    """
    return _FOLDED.findall(plain_words(text).lower())


def plain_words(text: str) -> str:
    """Return the text with its words folded, where they are not ASCII: what parts words may stay in it.

    To split it at what is ASCII and no letter or digit, and to fold the case of ASCII, leads to its words.
    """
    if text.isascii() or (text := _without_typography(text)).isascii():
        return text
    words = _pattern(text)
    return _FOREIGN.sub(lambda run: f" {' '.join(map(_folded, words.findall(run[0])))} ", text)


def split_words(text: str) -> Words:
    """Return the folded words of a text with their places."""
    plain = _without_typography(text)
    if plain.isascii():
        found = list(_FOLDED.finditer(plain.lower()))
        return Words(words=tuple(map(re.Match.group, found)), spans=tuple(map(re.Match.span, found)))
    found = list(_pattern(text).finditer(text))
    return Words(words=tuple(map(_folded, map(re.Match.group, found))), spans=tuple(map(re.Match.span, found)))


def _without_typography(text: str) -> str:
    """Return the text, as long as it is, with spaces for its marks of typography."""
    for mark in _TYPOGRAPHY:
        text = text.replace(mark, " ")
    return text


def _pattern(text: str) -> re.Pattern[str]:
    return _WORD_OR_SIGN if _SIGN.search(text) else _WORD


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    """Return the word without case and accents; of a word that is nothing else, as it is."""
    plain = unicodedata.normalize("NFKD", word).casefold()
    letters = "".join(char for char in plain if char.isalnum())
    return letters or word.casefold()
