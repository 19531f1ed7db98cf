"""Examples as arrays: pieces of like length side by side, and what the letters of each different word say."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from extractors.mentions.names.tokens import MAX_GRAMS, KnownWords, form_of, grams_of, hashed, shape_of
from extractors.mentions.reading.splitting import plain_word
from tests.evaluation.train_names.examples import Example

# Rows and width of each table of hashed forms; a further row stands for padding.
TABLES = {"low": (32768, 64), "pre": (4096, 24), "suf": (12288, 32), "shape": (512, 24), "ng": (32768, 48)}
GROUPS = 384  # of capitalized words in one piece that have a place of their own
PIECE_WORDS = 768
PIECES = 10  # a batch
LEAST_WORDS = 20
LENGTH_STEP, WORDS_STEP = 128, 3072  # arrays of few different shapes need few compilations


def tables_of(rows: int) -> dict[str, tuple[int, int]]:
    """Return rows and width of each table, those of words and runs of letters with so many times the rows."""
    return {
        name: (count * rows if name in ("low", "ng") else count, width) for name, (count, width) in TABLES.items()
    }


@dataclass(slots=True)
class Vocabulary:
    """The words met so far by number, 0 being none, and the inputs of each."""

    known: KnownWords
    rows: int = 1
    numbers: dict[str, int] = field(default_factory=dict)
    inputs: list[tuple[Any, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        sizes = [rows for name, (rows, _) in tables_of(self.rows).items() if name != "ng"]
        looks = [0.0] * len(form_of("."))
        self.inputs.append(
            (
                *sizes,
                [tables_of(self.rows)["ng"][0]] * MAX_GRAMS,
                0,
                [0.0] * len(self.known.lists),
                [0] * len(self.known.clusters),
                [0.0] * self.known.head_marks,
                looks,
            )
        )

    def number_of(self, word: str) -> int:
        """Return the number of a word."""
        word = plain_word(word)
        number = self.numbers.get(word)
        if number is None:
            number = self.numbers[word] = len(self.inputs)
            self.inputs.append(self.inputs_of(word))
        return number

    def inputs_of(self, word: str) -> tuple[Any, ...]:
        lower, tables = word.lower(), tables_of(self.rows)
        grams = [hashed("g", gram, tables["ng"][0]) for gram in grams_of(lower)]
        return (
            hashed("l", lower, tables["low"][0]),
            hashed("p", word[:3], tables["pre"][0]),
            hashed("s", word[-3:], tables["suf"][0]),
            hashed("S", shape_of(word), tables["shape"][0]),
            grams + [tables["ng"][0]] * (MAX_GRAMS - len(grams)),
            int(self.known.rows_of([word], [lower])[0]),
            self.known.marks_of([lower])[0].tolist(),
            self.known.clusters_of([word])[0].tolist(),
            self.known.heads_of([word], [lower])[0].tolist(),
            form_of(word),
        )

    def arrays_of(self, numbers: Any) -> dict[str, Any]:
        """Return the inputs of the different words among the numbers, and for each number its place there."""
        different, places = np.unique(numbers, return_inverse=True)
        chosen = [self.inputs[number] for number in different]
        chosen += [self.inputs[0]] * (-len(chosen) % WORDS_STEP)
        low, pre, suf, shape, grams, rows, lists, clusters, heads, looks = zip(*chosen, strict=True)
        whole = {"low": low, "pre": pre, "suf": suf, "shape": shape, "ng": grams}
        arrays: dict[str, Any] = {name: np.array(each, np.int32) for name, each in whole.items()}
        arrays["vectors"] = self.known.table[list(rows)]
        arrays["lists"], arrays["looks"] = np.array(lists, np.float32), np.array(looks, np.float32)
        arrays["heads"] = np.array(heads, np.float32).reshape(len(chosen), self.known.head_marks)
        arrays["clusters"] = np.array(clusters, np.int32).reshape(len(chosen), len(self.known.clusters))
        arrays["places"] = places.reshape(numbers.shape).astype(np.int32)
        return arrays


def batches(
    examples: Sequence[tuple[Example, float]], vocabulary: Vocabulary, chance: random.Random
) -> Iterator[dict[str, Any]]:
    """Yield the weighted examples in batches, in random order."""
    pieces = [
        (example, start, weight)
        for example, weight in examples
        for start in range(0, len(example.words), PIECE_WORDS)
        if len(example.words) - start >= LEAST_WORDS
    ]
    pieces.sort(key=lambda piece: min(len(piece[0].words) - piece[1], PIECE_WORDS) + chance.random() * 60)
    groups = [pieces[start : start + PIECES] for start in range(0, len(pieces), PIECES)]
    chance.shuffle(groups)
    for group in groups:
        yield batch_of(group, vocabulary)


def batch_of(pieces: Sequence[tuple[Example, int, float]], vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the pieces side by side, padded to one length."""
    longest = min(PIECE_WORDS, max(len(example.words) - start for example, start, _ in pieces))
    shape = (PIECES, -(-longest // LENGTH_STEP) * LENGTH_STEP)
    arrays: dict[str, Any] = {name: np.zeros(shape, np.int32) for name in ("numbers", "groups", "first", "second")}
    arrays["weights"] = np.zeros(shape, np.float32)
    arrays["source"] = np.zeros(PIECES, np.int32)
    for line, (example, start, weight) in enumerate(pieces):
        words = example.words[start : start + PIECE_WORDS]
        arrays["numbers"][line, : len(words)] = [vocabulary.number_of(word) for word in words]
        arrays["groups"][line, : len(words)] = groups_of(words)
        arrays["first"][line, : len(words)] = example.first[start : start + PIECE_WORDS]
        arrays["second"][line, : len(words)] = example.second[start : start + PIECE_WORDS]
        arrays["weights"][line] = weight
        arrays["source"][line] = example.source
    numbers = arrays.pop("numbers")
    return {**arrays, **vocabulary.arrays_of(numbers), "real": (numbers > 0).astype(np.float32)}


def groups_of(words: Sequence[str]) -> list[int]:
    """Return for each capitalized word the number of its writing, 0 for other words and writings too many."""
    numbers: dict[str, int] = {}
    found = [numbers.setdefault(word.lower(), len(numbers) + 1) if word[:1].isupper() else 0 for word in words]
    return [number if number < GROUPS else 0 for number in found]
