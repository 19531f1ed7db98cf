"""Text compared code point by code point, and many names found in it at once."""

import re
from collections.abc import Mapping
from unicodedata import combining

from ahocorasick_rs import AhoCorasick, MatchKind

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# Each pair of this table has the same length, so that offsets in the folded text are offsets in the text itself.
_LIKE = tuple(zip("’‘ʼ`‐‑–\u00a0\u202f\u2009\n\r\tİ", "''''---      I", strict=True))


class Automaton:
    """Finds the longest of many patterns in a text, each with the things that it stands for."""

    def __init__(self, patterns: Mapping[str, tuple[int, ...]]) -> None:
        self.owners = tuple(patterns.values())
        keys = list(patterns)
        self.machine = AhoCorasick(keys, matchkind=MatchKind.LeftmostLongest) if keys else None

    def find(self, folded: str) -> list[tuple[int, int, tuple[int, ...]]]:
        """Return (start, end, owners) of each match on word borders, left to right, without overlap."""
        if self.machine is None:
            return []
        sound = folded.encode("utf-8", "replace").decode() if _has_lone_surrogate(folded) else folded
        found = []
        for pattern, start, end in self.machine.find_matches_as_indexes(sound):
            if _is_word(folded, start, end):
                found.append((start, end, self.owners[pattern]))
            else:
                found += self.find_inside(sound, start, end)
        return found

    def find_inside(self, text: str, start: int, end: int) -> list[tuple[int, int, tuple[int, ...]]]:
        """Return the shorter matches that a longer one hid, which ends within a word ("New York C|entral")."""
        assert self.machine is not None
        return [
            (start + a, start + b, self.owners[pattern])
            for pattern, a, b in self.machine.find_matches_as_indexes(text[start : end - 1])
            if _is_word(text, start + a, start + b)
        ]


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list that is written with spaces."""
    return frozenset(words.split())


def straighten(text: str) -> str:
    """Return the text with like characters made the same, code point for code point.

    >>> straighten("O’Brien\\u00a0& Co")
    "O'Brien & Co"
    """
    for like, plain in _LIKE:  # a tenth of what one expression for all of them takes
        if like in text:
            text = text.replace(like, plain)
    return text


def fold(text: str) -> str:
    """Return the text straightened and in lower case, code point for code point.

    >>> fold("İSTANBUL’A")
    "istanbul'a"
    """
    return straighten(text).lower()


def _is_word(text: str, start: int, end: int) -> bool:
    """Return whether [start, end) stands on word borders; scripts without spaces have none to ask for."""
    return not (_joins(text, start - 1, start) or _joins(text, end - 1, end))


def _joins(text: str, left: int, right: int) -> bool:
    """Return whether two neighbouring code points belong to one word."""
    if left < 0 or right >= len(text):
        return False
    if text[right] in "$€£¥₹":
        return text[left].isalnum()  # US$
    return (
        _is_wordlike(text[left])
        and _is_wordlike(text[right])
        and not (_is_spaceless(text[left]) or _is_spaceless(text[right]))
    )


def _has_lone_surrogate(text: str) -> bool:
    """Return whether the text holds half a character, which no UTF-8 can say."""
    return not text.isascii() and _LONE_SURROGATE.search(text) is not None


def _is_wordlike(char: str) -> bool:
    """Return whether the character is part of words; combining marks are, where a name ends they go on."""
    return char.isalnum() or char == "_" or (char > "\u02ff" and combining(char) > 0)


def _is_spaceless(char: str) -> bool:
    """Return whether the character is of a script that puts no spaces between words (or ties on particles)."""
    point = ord(char)
    return point >= 0x0E00 and (
        point <= 0x0EFF
        or 0x1000 <= point <= 0x109F
        or 0x1780 <= point <= 0x17FF
        or 0x2E80 <= point <= 0xA4CF
        or 0xAC00 <= point <= 0xD7AF
        or 0xF900 <= point <= 0xFAFF
        or 0x20000 <= point <= 0x3FFFF
    )
