"""What number words add up to."""

import re

from extractors.mentions.languages.vocabulary import Vocabulary


def _is_hundreds(word: str, count: int) -> bool:
    """Return whether the French word multiplies: "deux cents", but "quinze cents" are coins."""
    return 1 < count < 10 or (count == 0 and word == "cent")


class Tally:
    """The value of number words read one after another, as far as they make up one number."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.groups: list[int] = []
        self.current = 0
        self.scale_word: str | None = None
        self.is_bare_scale = False

    def take(self, tokens: list[re.Match[str]], first: int) -> int:
        """Read tokens from `first` on while they add up; return the index behind the last one used."""
        stop, joined = first, False
        for at in range(first, len(tokens)):
            word = tokens[at][0]
            if word in self.words.joiners and at > first:
                joined = True
                continue
            if not self.add(word, joined=joined, is_first=at == first):
                break
            stop, joined = at + 1, False
        return stop

    def add(self, word: str, *, joined: bool, is_first: bool) -> bool:
        """Add a word to the number; False where it begins another one."""
        words = self.words
        if word in words.scales:
            scale = words.scales[word]
            self.is_bare_scale |= is_first
            group = self.current or (0 if self.groups else 1)
            while self.groups and self.groups[-1] < scale:
                group += self.groups.pop()
            self.groups.append(max(group, 1) * scale)
            self.current, self.scale_word = 0, word
            return True
        if word in words.hundreds:
            if self.current >= 100 or (words.language == "fr" and not _is_hundreds(word, self.current)):
                return False
            self.is_bare_scale = is_first and words.language == "en"
            self.current = max(self.current, 1) * words.hundreds[word]
            return True
        value = words.numbers[word]
        if not is_first and not self.may_follow(value, joined=joined):
            return False
        self.current += value
        return True

    def may_follow(self, value: int, *, joined: bool) -> bool:
        """Return whether the number so far can go on with `value`: 20 + 3, 100 + 20, 3 + 20 in compounds."""
        current = self.current
        if joined and self.words.language == "en" and current % 100:
            return False
        if not current:
            return bool(self.groups) and value > 0
        if current % 10 ** len(str(value)) == 0 and current >= 20:
            return value > 0
        if self.words.compounds and 0 < current % 100 < 10 and value >= 20 and value % 10 == 0:
            return True
        return 10 <= value < 20 and current % 100 in (60, 80)

    def value(self) -> int:
        """Return the sum so far."""
        return sum(self.groups) + self.current
