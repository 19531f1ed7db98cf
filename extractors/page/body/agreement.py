"""Whether other readings of a page keep a block, and how far they agree on what stands around it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, repeat

import numpy as np
import numpy.typing as npt

from extractors.native import ways
from extractors.page.body.engines import Readings

Array = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:['’][^\W\d_]+)?")
_ALPHANUMERIC = {code: " " for code in range(128) if not chr(code).isalnum()}
SEQUENCE_WORDS = 3
_LINE = 2_000  # characters; of shorter texts the words are kept
_SURE_WORDS = 8  # shorter blocks stand in both readings by chance; halved or doubled, 2 and 5 of 62 pages change
# Readings beside the engine's; all but the first in the slower mode only.
SLOW_OTHERS = ("engine_whole", "engine_precision", "readability")
_OTHERS = ("second_engine", *SLOW_OTHERS)
_SHAPES = ("names", "path")
VOTE_FEATURES = (
    "engine", "linked_body", *_OTHERS,
    *(f"{name}_{what}" for name in _OTHERS
      for what in ("words", "at-1", "at+1", "in_box_0", "in_box_1", "in_box_2", "in_names", "in_path")),
    "agreement", *(f"agreement_at{step:+d}" for step in (-3, -2, -1, 1, 2, 3)),
    *(f"agreement_in_box_{level}" for level in range(4)), "from_agreed_start", "to_agreed_end",
    *(f"{shape}_{what}" for shape in _SHAPES
      for what in ("words", "share", "blocks", "engine", "links", "ends_sentence")),
)  # fmt: skip


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, to compare; the list is not to be changed."""
    return _words_of_line(text) if len(text) < _LINE else _split(text)


def _split(text: str) -> list[str]:
    if ways.compiled is not None:
        return ways.compiled.split_words(text)
    if text.isascii() and "'" not in text:  # half of all lines, in a third of the time
        return text.translate(_ALPHANUMERIC).lower().split()
    return _WORD.findall(text.casefold())


# A page's lines come back in its readings, and the lines around its article on the outlet's next page.
_words_of_line = lru_cache(maxsize=2048)(_split)


class Votes:
    """Sequences of a reading's words, to tell how much of a block stands in it."""

    def __init__(self, text: str) -> None:
        lines = [words_of(line) for line in text.split("\n")]
        words = [word for line in lines for word in line]
        self.sequences = set(zip(words, words[1:], words[2:], strict=False))
        self.lines = {" ".join(line) for line in lines if len(line) < SEQUENCE_WORDS}
        self.word_count = len(words)

    def share(self, words: list[str]) -> float:
        """Return the share of the words' sequences that the reading has; of few words, whether they are a line."""
        if len(words) < SEQUENCE_WORDS:
            return float(" ".join(words) in self.lines)
        sequences = list(zip(words, words[1:], words[2:], strict=False))
        return sum(map(self.sequences.__contains__, sequences)) / len(sequences)


class Counted:
    """How much of each block stands in a text, counted once for each text; `words` are those of the blocks.

    It gives what `Votes.share` gives of each block, for all at once, on numbers in the place of words.
    """

    def __init__(self, words: Sequence[list[str]]) -> None:
        flat = list(chain.from_iterable(words))
        self._numbers = {word: number for number, word in enumerate(dict.fromkeys(flat))}
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        self._lines = [(at, " ".join(words[at])) for at in np.flatnonzero(lengths < SEQUENCE_WORDS).tolist()]
        self._long = np.flatnonzero(lengths >= SEQUENCE_WORDS)
        self._counts = lengths[self._long] - (SEQUENCE_WORDS - 1)
        # Of all neighbours those that begin in a block's last two words reach into the next block.
        place = np.arange(len(flat)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        is_whole = place <= np.repeat(lengths, lengths) - SEQUENCE_WORDS
        self._sequences = self._sequences_of(flat)[is_whole[: max(0, len(flat) - (SEQUENCE_WORDS - 1))]]
        self._size = len(words)
        self._counted: dict[str, tuple[Array, int]] = {}

    def _sequences_of(self, words: Sequence[str]) -> Numbers:
        """Return one number for each three neighbours; of words that no block has, one that no block has either.

        Beyond two million different words of a page two sequences may share a number, by chance.
        """
        base = len(self._numbers) + 1
        numbers = np.fromiter(map(self._numbers.get, words, repeat(base - 1)), np.int64, len(words))
        sequences: Numbers = (numbers[:-2] * base + numbers[1:-1]) * base + numbers[2:]
        return sequences

    def of(self, text: str) -> tuple[Array, int]:
        """Return the share of each block that the text has, and the text's number of words."""
        counted = self._counted.get(text)
        if counted is None:
            counted = self._counted[text] = self._count(text)
        return counted

    def _count(self, text: str) -> tuple[Array, int]:
        lines = [words_of(line) for line in text.split("\n")]
        words = list(chain.from_iterable(lines))
        shares = np.zeros(self._size, dtype=np.float32)
        if not words:
            return shares, 0
        short = {" ".join(line) for line in lines if len(line) < SEQUENCE_WORDS}
        for at, line in self._lines:
            shares[at] = line in short
        if len(self._long):
            is_read = _are_among(self._sequences, np.sort(self._sequences_of(words)))
            starts = np.cumsum(self._counts) - self._counts
            shares[self._long] = np.add.reduceat(is_read.astype(np.int64), starts) / self._counts
        return shares, len(words)


def _are_among(numbers: Numbers, known: Numbers) -> npt.NDArray[np.bool_]:
    """Return which numbers are among the sorted ones that are known."""
    if not len(known):
        return np.zeros(len(numbers), dtype=np.bool_)
    is_known: npt.NDArray[np.bool_] = known.take(np.searchsorted(known, numbers), mode="clip") == numbers
    return is_known


def count_votes(counted: Counted, readings: Readings) -> dict[str, tuple[Array, int]]:
    """Return the share of each block that each reading made has, and the reading's number of words."""
    names = ("engine", "linked_body", *(_OTHERS if readings.is_best else _OTHERS[:1]))
    return {name: counted.of(getattr(readings, name)) for name in names}


def may_belong(columns: dict[str, Array]) -> npt.NDArray[np.bool_]:
    """Return which blocks need be judged: what is only links and in nobody's reading is no text."""
    is_read = (columns["engine"] > 0) | (columns["linked_body"] > 0)
    return is_read | ((columns["link_share"] < 0.9) & (columns["words"] > 1))


def measure_votes(groups: Numbers, columns: dict[str, Array], votes: dict[str, tuple[Array, int]]) -> Array:
    """Return the columns VOTE_FEATURES; of readings that were not made, zeros. `groups` are of `groups_of`."""
    words = columns["words"]
    whole = np.ones(len(words), dtype=np.float32)
    shapes, boxes = groups.T[:2], groups.T[2:]
    seen = words * may_belong(columns)
    table = {name: shares for name, (shares, _) in votes.items()}
    for name, (shares, count) in votes.items():
        if name not in _OTHERS:
            continue
        table |= {f"{name}_words": count * whole} | _stepped(name, shares, (-1, 1))
        table |= {f"{name}_in_box_{level}": _mean(boxes[level], words, shares) for level in range(3)}
        table |= {f"{name}_in_{kind}": _mean(at, seen, shares) for kind, at in zip(_SHAPES, shapes, strict=True)}
    # Of the two engines that both modes ask, so that what was learnt in one mode holds in the other.
    agreement: Array = np.mean([votes["engine"][0], votes["second_engine"][0]], axis=0)
    table |= {"agreement": agreement} | _stepped("agreement", agreement, (-3, -2, -1, 1, 2, 3))
    table |= {f"agreement_in_box_{level}": _mean(boxes[level], words, agreement) for level in range(4)}
    table |= _reach(agreement, words)
    for kind, at in zip(_SHAPES, shapes, strict=True):
        table |= _of_kind(kind, at, seen, columns)
    nothing = 0 * whole
    return np.stack([table.get(name, nothing) for name in VOTE_FEATURES], axis=1).astype(np.float32)


def _of_kind(kind: str, numbers: Numbers, seen: Array, columns: dict[str, Array]) -> dict[str, Array]:
    """Return what the blocks of one kind are like on the whole page: an article's paragraphs are of one kind."""
    total = np.bincount(numbers, weights=seen)
    return {
        f"{kind}_words": np.log1p(total)[numbers],
        f"{kind}_share": (total / max(1.0, float(seen.sum())))[numbers],
        f"{kind}_blocks": np.bincount(numbers, weights=seen > 0)[numbers],
        f"{kind}_engine": _mean(numbers, seen, columns["engine"]),
        f"{kind}_links": _mean(numbers, seen, columns["link_share"]),
        f"{kind}_ends_sentence": _mean(numbers, seen, columns["ends_sentence"]),
    }


def _mean(numbers: Numbers, weights: Array, values: Array) -> Array:
    """Return the mean of the values over the blocks of one number, by weight, for each block."""
    total = np.bincount(numbers, weights=weights)
    mean = (np.bincount(numbers, weights=weights * values) / np.maximum(1, total))[numbers]
    return mean.astype(np.float32)


def _stepped(name: str, values: Array, steps: Sequence[int]) -> dict[str, Array]:
    """Return the values of the blocks before and after; -1 where the page ends."""
    reach, count = max(steps), len(values)
    padded = np.pad(values, reach, constant_values=-1.0)
    return {f"{name}_at{step:+d}": padded[reach + step : reach + step + count] for step in steps}


def _reach(agreement: Array, words: Array) -> dict[str, Array]:
    """Return how far the first and the last block of some length are that most readings have."""
    order = np.arange(len(words))
    agreed = np.flatnonzero((agreement > 0.5) & (words > _SURE_WORDS))
    first, last = (agreed[0], agreed[-1]) if len(agreed) else (0, 0)
    return {
        "from_agreed_start": np.clip(order - first, -60, 60).astype(np.float32),
        "to_agreed_end": np.clip(last - order, -60, 60).astype(np.float32),
    }
