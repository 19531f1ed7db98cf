"""Words, marks and breaks of a text, as the name model reads it: what each looks like and what is known of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import xxhash
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

_BREAK = "\n"
MAX_GRAMS = 10
# A compound's first part and its head have as many letters at least; between them may stand a sound or a hyphen.
_LEAST_LEAD, _LEAST_HEAD, HEAD_MARKS = 3, 4, 2
_WORD_BEFORE = re.compile(r"[^\W\d_]+\s+(?=\S)")  # a word of a name that another one follows
_RANKS = frozenset(
    """graf gräfin könig königin kaiser kaiserin herzog herzogin fürst fürstin prinz prinzessin bischof
    kardinal""".split()
)
_TOWNS, _NAME_LISTS = 2, 4  # the first lists: given names, surnames, places, countries
_LINK = re.compile(r"(?:e?s|e?n|-)$")
_LEAST_TELLING = 0.02  # where fewer words may be of names, as in a text without capitals, all are near to one


def shape_of(word: str) -> str:
    """Return the kinds of the word's characters, runs cut to three.

    >>> shape_of("McDonald's"), shape_of("1,500")
    ("XxXxxx'x", 'd,ddd')
    >>> shape_of("a"), shape_of("Al"), shape_of("quite"), shape_of("Quite")
    ('x', 'Xx', 'xxx', 'Xxxx')
    """
    if word.isascii() and word.isalpha() and (word.islower() or word.istitle()):
        return word[:1].isupper() * "X" + "xxx"[: len(word) - word[:1].isupper()]
    kinds: list[str] = []
    run, last = 0, ""
    for char in word[:24]:
        kind = _kind_of(char)
        run = run + 1 if kind == last else 1
        last = kind
        if run <= 3:
            kinds.append(kind)
    return "".join(kinds)


def _kind_of(char: str) -> str:
    """Return X, x, d or w for large, small, digit or other letter; the character itself otherwise."""
    if char.isupper():
        return "X"
    if char.islower():
        return "x"
    if char.isdigit():
        return "d"
    return "w" if char.isalpha() else char


def grams_of(lower: str) -> list[str]:
    """Return the runs of four letters of the word with its borders marked."""
    marked = f"<{lower[:20]}>"
    return [marked[place : place + 4] for place in range(max(1, len(marked) - 3))][:MAX_GRAMS]


def form_of(word: str) -> tuple[bool, ...]:
    """Return what the word looks like."""
    return (
        word[:1].isupper(), word.isupper() and len(word) > 1, word.isalpha(), any(map(str.isdigit, word)),
        len(word) == 1, word == "\n",
    )  # fmt: skip


def distances(is_telling: NDArray[np.bool_]) -> Numbers:
    """Return how many words each one is away from the next that may be of a name; 0 where hardly any may be."""
    count = len(is_telling)
    if is_telling.mean() < _LEAST_TELLING:
        return np.zeros(count, dtype=np.int64)
    order, far = np.arange(count), 2 * count
    last = np.maximum.accumulate(np.where(is_telling, order, -far))
    following = np.minimum.accumulate(np.where(is_telling, order, far)[::-1])[::-1]
    return np.minimum(order - last, following - order)


class KnownWords:
    """What all networks of a language know of words: a vector of many, and lists that hold some."""

    def __init__(self, words: Mapping[str, NDArray[Any]]) -> None:
        self.table: Floats = expand(words, "vec.table")
        self.keys, self.rows = words["vec.keys"], words["vec.rows"]
        self.lists = [words[f"list.{n}"] for n in range(sum(name.startswith("list.") for name in words))]
        self.clusters = [
            (words[f"cluster.{n}.keys"], words[f"cluster.{n}.numbers"]) for n in range(cluster_count(words))
        ]
        self.nouns = words[f"list.{int(words['nouns'])}"] if "nouns" in words else None
        self.head_marks = HEAD_MARKS * (self.nouns is not None)

    def rows_of(self, words: Sequence[str], lowers: Sequence[str]) -> NDArray[Any]:
        """Return the row of each word's vector, as written or in lower case; 0, all zeros, where it has none."""
        found = np.zeros(len(words), dtype=np.int64)
        for writings in (lowers, words):  # what is written wins over its lower case
            places, is_there = _find_hashes(self.keys, _hashes_of("v", writings))
            found[is_there] = self.rows[places[is_there]].astype(np.int64) + 1
        return found

    def marks_of(self, lowers: Sequence[str]) -> Floats:
        """Return whether each list holds each word; shape (words, lists)."""
        wanted = _hashes_of("k", lowers)
        marks = [_find_hashes(hashes, wanted)[1] for hashes in self.lists]
        return np.array(marks, dtype=np.float32).reshape(len(self.lists), len(lowers)).T

    def clusters_of(self, words: Sequence[str]) -> Numbers:
        """Return the number of each word's cluster in each clustering, 0: none; shape (words, clusterings)."""
        found = np.zeros((len(words), len(self.clusters)), dtype=np.int64)
        if not self.clusters:
            return found
        wanted = _hashes_of("c", words)
        for column, (keys, numbers) in enumerate(self.clusters):
            places, is_there = _find_hashes(keys, wanted)
            found[is_there, column] = numbers[places[is_there]]
        return found

    def heads_of(self, words: Sequence[str], lowers: Sequence[str]) -> Floats:
        """Return whether each word with a capital ends with a German noun, and whether it begins with one too.

        German writes "Kongressabgeordneten" as one word with a capital. No column without a list of nouns.
        """
        if self.nouns is None:
            return np.zeros((len(words), 0), dtype=np.float32)
        cuts = [
            (number, lower[:place], lower[place:])
            for number, lower in enumerate(lowers)
            if words[number][0].isupper()
            for place in range(_LEAST_LEAD, len(lower) - _LEAST_HEAD + 1)
        ]
        marks = np.zeros((len(words), 2), dtype=np.float32)
        if cuts:
            numbers = np.array([number for number, _, _ in cuts])
            is_head = self._are_nouns([head for _, _, head in cuts])
            ends = [number for number, each in enumerate(is_head.tolist()) if each]
            leads = [_LINK.sub("", cuts[number][1]) for number in ends]
            is_lead = self._are_nouns([cuts[number][1] for number in ends]) | self._are_nouns(leads)
            marks[numbers[ends], 0] = 1
            marks[numbers[ends][is_lead], 1] = 1
        return marks

    def nouns_before(self, name: str) -> int:
        """Return how many characters of a German person's name are nouns before it: "Geiger Jan Berg" has 7.

        What is a surname too is none before a single word, unless it is a title of rank.
        """
        # Of 371 such names in the part of GermEval that is trained on two begin with a noun that is no given name.
        words = _WORD_BEFORE.findall(name)
        if self.nouns is None or not words:
            return 0
        written = [word.strip() for word in words]
        lowers = [word.lower() for word in written]
        is_given, is_surname = (self.marks_of(lowers)[:, number] > 0 for number in (0, 1))
        is_noun = self._are_nouns(lowers) | ((self.heads_of(written, lowers)[:, 1] > 0) & ~is_surname)
        length = 0
        for number, (word, lower) in enumerate(zip(words, lowers, strict=True)):
            may_be_name = is_surname[number] and number == len(words) - 1 and lower not in _RANKS
            if is_given[number] or may_be_name or not is_noun[number]:
                break
            length += len(word)
        return length

    def is_noun_alone(self, name: str) -> bool:
        """Return whether a name is one German noun that no list of given names, surnames, places or countries has.

        In the part of GermEval that is trained on 9 of 608 single words that name a place are such, of 331 that
        name a person 11.
        """
        lower = name.lower()
        if self.nouns is None or not name.isalpha() or name.isupper() or not self._are_nouns([lower])[0]:
            return False
        return not self.marks_of([lower, lower.removesuffix("s")])[:, :_NAME_LISTS].any()

    def is_noun_or_two(self, name: str) -> bool:
        """Return whether a name is one German noun, or two as one word that no list has for a name."""
        lower = name.lower()
        if self.nouns is None or not name.isalpha() or name.isupper():
            return False
        is_listed = self.marks_of([lower, lower.removesuffix("s")])[:, :_NAME_LISTS].any()
        return bool(self._are_nouns([lower])[0] or (not is_listed and self.heads_of([name], [lower])[0, 1]))

    def has_noun_head(self, word: str) -> bool:
        """Return whether a word is a German noun or ends with one."""
        lower = word.lower()
        return self.nouns is not None and bool(self._are_nouns([lower])[0] or self.heads_of([word], [lower])[0, 0])

    def is_town(self, name: str) -> bool:
        """Return whether the list of towns has the word."""
        return bool(self.marks_of([name.lower()])[0, _TOWNS])

    def _are_nouns(self, lowers: Sequence[str]) -> NDArray[np.bool_]:
        assert self.nouns is not None
        return _find_hashes(self.nouns, _hashes_of("k", lowers))[1]


def expand(weights: Mapping[str, NDArray[Any]], name: str) -> NDArray[Any]:
    """Return an array as it is used: of whole numbers with a scale, the real ones."""
    array = weights[name]
    if f"{name}.scale" in weights:
        array = array.astype(np.float32) * weights[f"{name}.scale"].astype(np.float32)
    return np.asarray(array, dtype=np.float32) if array.dtype == np.float16 else array


def cluster_count(names: Iterable[str]) -> int:
    """Return how many clusterings arrays of these names hold."""
    return sum(name.startswith("cluster.") and name.endswith(".keys") for name in names)


def hashed(kind: str, text: str, size: int) -> int:
    """Return the place of a text in a table of `size` rows."""
    return xxhash.xxh32_intdigest((kind + text).encode("utf-8", "replace")) % size


def places_of(kind: str, texts: Sequence[str], table: NDArray[Any]) -> Numbers:
    """Return the place of each text in a table, whose last row is none's."""
    return _hashes_of(kind, texts).astype(np.int64) % (len(table) - 1)


def _hashes_of(kind: str, texts: Sequence[str]) -> NDArray[np.uint32]:
    """Return the hashes of texts that are looked up as such a kind."""
    digest = xxhash.xxh32_intdigest
    return np.array([digest((kind + text).encode("utf-8", "replace")) for text in texts], dtype=np.uint32)


def _find_hashes(hashes: NDArray[Any], wanted: NDArray[np.uint32]) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Return the places of hashes in a sorted array, and which of them are there; the other places say nothing."""
    if not len(hashes):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), np.bool_)
    places = np.minimum(np.searchsorted(hashes, wanted), len(hashes) - 1)
    return places, hashes[places] == wanted
