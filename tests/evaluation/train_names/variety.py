"""Examples made different each time that they are seen: other people and places, lines in capitals."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.mentions.reading.splitting import tokens_of
from tests.evaluation.train_names.examples import Example

PERSON, PLACE = 1, 5  # classes of a first word; the next number is that of a further one
EXCHANGED, PERSONS_EXCHANGED, PLACES_EXCHANGED = 0.6, 0.35, 0.15
UPPER_LINES, TITLE_LINES = 0.05, 0.03
FIRST_GROUP = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Names to put in: groups of given names and surnames that go together, and places, the largest first."""

    people: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    places: tuple[str, ...]


def read_pool(path: Path) -> Pool:
    """Return the names in a JSON file with `people` and `places`."""
    read = json.loads(path.read_text(encoding="utf-8"))
    people = tuple((tuple(given), tuple(surnames)) for given, surnames in read["people"])
    return Pool(people=people, places=tuple(read["places"]))


def person_of(pool: Pool, chance: random.Random) -> tuple[str, str]:
    """Return a given name and a surname of one group; the first group, that of the language, oftenest."""
    given, surnames = pool.people[0] if chance.random() < FIRST_GROUP else chance.choice(pool.people)
    return chance.choice(given), chance.choice(surnames)


def varied(example: Example, pool: Pool | None, chance: random.Random) -> Example:
    """Return the example with some names exchanged and some lines in capitals, by chance."""
    if pool and chance.random() < EXCHANGED:
        example = exchange(example, pool, chance)
    return replace(example, words=tuple(with_capitals(example.words, chance)))


def exchange(example: Example, pool: Pool, chance: random.Random) -> Example:
    """Return the example with people and places that both labellers see put in the place of others, throughout."""
    words, first, second = list[str](), list[int](), list[int]()
    given_for: dict[str, list[str]] = {}
    start = 0
    while start < len(example.words):
        kind = example.first[start]
        end = end_of(example, start)
        old = example.words[start:end]
        is_name = end > start and all(word[0].isupper() and word.isalpha() and not word.isupper() for word in old)
        if is_name and kind in (PERSON, PLACE):
            new = (new_person if kind == PERSON else new_place)(old, given_for, pool, chance)
            words += new
            first += (classes := [kind] + [kind + 1] * (len(new) - 1))
            second += classes
            start = end
            continue
        words.append(example.words[start])
        first.append(example.first[start])
        second.append(example.second[start])
        start += 1
    return replace(example, words=tuple(words), first=tuple(first), second=tuple(second))


def end_of(example: Example, start: int) -> int:
    """Return where the name that both labellers see at `start` ends; `start` itself where they see none alike."""
    kind, end = example.first[start], start + 1
    if kind not in (PERSON, PLACE) or example.second[start] != kind:
        return start
    while end < len(example.words) and example.first[end] == example.second[end] == kind + 1:
        end += 1
    is_alike = end == len(example.words) or kind + 1 not in (example.first[end], example.second[end])
    return end if is_alike else start


def new_person(
    old: Sequence[str], given_for: dict[str, list[str]], pool: Pool, chance: random.Random
) -> list[str]:
    """Return the words in the place of a person's name, each always the same in one example."""
    new: list[str] = []
    for number, word in enumerate(old):
        if word not in given_for:
            names = person_of(pool, chance)
            other = names[number == len(old) - 1]
            given_for[word] = words_of(other) if chance.random() < PERSONS_EXCHANGED else [word]
        new += given_for[word]
    return new


def new_place(old: Sequence[str], given_for: dict[str, list[str]], pool: Pool, chance: random.Random) -> list[str]:
    """Return the words in the place of a place's name, always the same in one example."""
    name = " ".join(old)
    if name not in given_for:
        other = chance.choice(pool.places[:12000])
        given_for[name] = words_of(other) if chance.random() < PLACES_EXCHANGED else list(old)
    return given_for[name]


def words_of(name: str) -> list[str]:
    """Return the words of a name as the network reads them."""
    return [name[start:end] for start, end in tokens_of(name)]


def with_capitals(words: Sequence[str], chance: random.Random) -> list[str]:
    """Return the words with some sentences all in capitals, or each word capitalized, as headlines are."""
    changed: list[str] = []
    start = 0
    while start < len(words):
        ends = (number for number in range(start, len(words)) if words[number][0] in ".!?\n")
        end = next(ends, len(words) - 1) + 1
        luck = chance.random()
        for word in words[start:end]:
            if luck < UPPER_LINES:
                word = word.upper()
            elif luck < UPPER_LINES + TITLE_LINES:
                word = word[0].upper() + word[1:]
            changed.append(word)
        start = end
    return changed
