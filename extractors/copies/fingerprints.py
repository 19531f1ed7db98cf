"""Words of a text as hashes with their offsets, runs of three words (shingles), and a fixed sample of them.

Sampled shingles ("FracMinHash", Irber et al. 2022): a shingle is kept where its hash lies below a fixed part of
the range, so that two texts keep the same ones wherever they share words, whatever else they hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import xxhash
from numpy.typing import NDArray

from extractors.copies.marks import UNSPACED, find_marks, quoted_words, telling_words, unbroken_words

Hashes = NDArray[np.uint64]
Offsets = NDArray[np.int32]

SHINGLE_WORDS = 3
# A longer text is compared by its beginning: news articles do not come near it, and time and memory stay bounded.
MAX_TEXT_CHARS = 1_000_000
# Texts are taken together up to this many characters: enough to hide the cost of a call, few enough for the cache.
_BATCH_CHARS = 60_000
_SAMPLED_AT_ONCE = 256

_TABLE_SIZE = 0x10000  # the characters of one plane; rarer ones are folded one by one
# Beyond the table are letters, and here emoji and other signs.
_SYMBOLS = 0x1D000, 0x1FFFF
_BASE = np.uint64(0x9E3779B97F4A7C15 | 1)
_MIX_A, _MIX_B = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_SHIFTS = np.uint64(30), np.uint64(27), np.uint64(31)
_ROTATIONS = np.uint64(0x8CB92BA72F3D8DD7), np.uint64(0xD6E8FEB86659FD93), np.uint64(0xA5A3564E27F88697)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """Words of a text in order: their hashes and [start, end) in code points; `shingles[i]` begins at word i.

    `quoted` says which words stand in quotations, `unbroken` which in no sentence; `telling` has the hash of each
    number and name, else 0.
    """

    words: Hashes
    starts: Offsets
    ends: Offsets
    shingles: Hashes
    quoted: NDArray[np.bool_]
    unbroken: NDArray[np.bool_]
    telling: NDArray[np.uint32]

    @property
    def text_key(self) -> int:
        """64 bits; equal where the words are equal, whatever their case, spacing and punctuation."""
        return xxhash.xxh3_64_intdigest(self.words.tobytes())


def fingerprint_texts(texts: Sequence[str]) -> list[Fingerprint]:
    """Return the fingerprint of each text; of a text beyond MAX_TEXT_CHARS, that of its beginning.

    >>> one, two = fingerprint_texts(["The cat sat.", "the CAT — sat"])
    >>> one.text_key == two.text_key, one.starts.tolist(), one.ends.tolist()
    (True, [0, 4, 8], [3, 7, 11])
    """
    found: list[Fingerprint] = []
    batch: list[str] = []
    chars = 0
    for text in texts:
        piece = text[:MAX_TEXT_CHARS]
        if batch and chars + len(piece) + 1 > _BATCH_CHARS:
            found += _fingerprint_batch(batch)
            batch, chars = [], 0
        batch.append(piece)
        chars += len(piece) + 1
    return found + _fingerprint_batch(batch)


def sample(fingerprints: Sequence[Fingerprint], one_in: int) -> list[Hashes]:
    """Return the distinct shingles of each text that lie in the lowest `1 / one_in` of the range, sorted."""
    limit = np.uint64((1 << 64) // one_in)
    found: list[Hashes] = []
    for index in range(0, len(fingerprints), _SAMPLED_AT_ONCE):
        chosen = [each.shingles for each in fingerprints[index : index + _SAMPLED_AT_ONCE]]
        shingles = np.concatenate(chosen)
        places = np.flatnonzero(shingles < limit)
        low = shingles[places]
        bounds = np.searchsorted(places, np.cumsum([0, *map(len, chosen)])).tolist()
        for start, end in pairwise(bounds):
            low[start:end].sort()
        is_first = np.ones(len(low), dtype=bool)
        np.not_equal(low[1:], low[:-1], out=is_first[1:])
        # Equal ones of two texts stay: the first of a text counts, whatever stands before.
        is_first[[start for start in bounds if start < len(low)]] = True
        low = low[is_first]
        firsts = np.concatenate(([0], np.cumsum(is_first)))[bounds].tolist()
        found += [low[start:end] for start, end in pairwise(firsts)]
    return found


def distinct(hashes: NDArray[Any]) -> NDArray[Any]:
    """Return the distinct hashes, sorted; on a few hundred several times faster than `np.unique`."""
    ordered = np.sort(hashes)
    is_first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered[is_first]


def _fingerprint_batch(texts: list[str]) -> list[Fingerprint]:
    if not texts:
        return []
    codes = np.frombuffer("\0".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    values, starts, ends = _words(codes)
    marked = find_marks(codes)
    quoted, unbroken = quoted_words(marked, starts), unbroken_words(marked, starts)
    telling = values.astype(np.uint32) * telling_words(codes, starts)
    shingles = _shingles(values)
    firsts = np.cumsum([0, *(len(text) + 1 for text in texts)])
    bounds = np.searchsorted(starts, firsts)
    offsets = np.repeat(firsts[:-1], np.diff(bounds))
    own_starts, own_ends = (starts - offsets).astype(np.int32), (ends - offsets).astype(np.int32)
    places = bounds.tolist()
    return [
        Fingerprint(
            words=values[low:high],
            starts=own_starts[low:high],
            ends=own_ends[low:high],
            shingles=shingles[low : max(high - SHINGLE_WORDS + 1, low)],
            quoted=quoted[low:high],
            unbroken=unbroken[low:high],
            telling=telling[low:high],
        )
        for low, high in pairwise(places)
    ]


def _words(codes: NDArray[np.uint32]) -> tuple[Hashes, NDArray[np.int64], NDArray[np.int64]]:
    """Return hash, start and end of each word: a polynomial of its characters' values, mixed."""
    # Three times as fast as an index, and what lies beyond the table has the value of its end until below.
    values = _character_values().take(codes, mode="clip")
    high_places = np.flatnonzero(codes >= UNSPACED[0][0])
    high = codes[high_places]
    is_far = high >= _TABLE_SIZE
    if is_far.any():
        far = high[is_far]
        is_symbol = (far >= _SYMBOLS[0]) & (far <= _SYMBOLS[1])
        values[high_places[is_far]] = np.where(is_symbol, np.uint64(0), spread(far.astype(np.uint64)))
    is_word = np.zeros(len(codes) + 1, dtype=bool)
    np.not_equal(values, 0, out=is_word[1:])
    edges = np.flatnonzero(is_word[1:] != is_word[:-1])
    if is_word[-1]:
        edges = np.append(edges, len(codes))
    starts, ends = edges[0::2], edges[1::2]
    if high.size and _is_unspaced(high).any():
        starts, ends = _split_unspaced(codes, starts, ends)
    powers = _powers()
    values *= powers[: len(codes)]
    # Summed up from the end: in the order of memory, NumPy takes five times as long (2.4, November 2026).
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(values[::-1], out=sums[1:])
    hashes = (sums[len(codes) - starts] - sums[len(codes) - ends]) * powers[len(powers) - 1 - starts]
    return spread(hashes), starts, ends


def _split_unspaced(
    codes: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the words with each character of an unspaced script as one of its own."""
    alone = _is_unspaced(codes)
    inside = np.zeros(len(codes) + 1, dtype=np.int8)
    inside[starts] += 1
    np.subtract.at(inside, ends, 1)
    within = np.cumsum(inside[:-1]) > 0
    singles = np.flatnonzero(alone & within)
    behind = singles + 1
    behind = behind[(behind < len(codes)) & within[np.minimum(behind, len(codes) - 1)]]
    cut_starts = np.union1d(np.union1d(starts, singles), behind)
    cut_ends = np.union1d(np.union1d(ends, singles + 1), singles[~np.isin(singles, starts)])
    return cut_starts, cut_ends


def _is_unspaced(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    found = codes >= 0x20000
    for low, high in UNSPACED:
        found |= (codes >= low) & (codes <= high)
    return found


def _shingles(words: Hashes) -> Hashes:
    if len(words) < SHINGLE_WORDS:
        return np.zeros(0, dtype=np.uint64)
    last = len(words) - SHINGLE_WORDS + 1
    total = np.zeros(last, dtype=np.uint64)
    for index, factor in enumerate(_ROTATIONS):
        total += words[index : index + last] * factor
    return spread(total)


def spread(values: Hashes) -> Hashes:
    """Return the values spread over all 64 bits (the finalizer of SplitMix64)."""
    mixed = values ^ (values >> _SHIFTS[0])
    mixed *= _MIX_A
    mixed ^= mixed >> _SHIFTS[1]
    mixed *= _MIX_B
    mixed ^= mixed >> _SHIFTS[2]
    return mixed


@cache
def _powers() -> Hashes:
    powers = np.full(max(MAX_TEXT_CHARS, _BATCH_CHARS) + 1, _BASE, dtype=np.uint64)
    powers[0] = 1
    return np.cumprod(powers)


@cache
def _character_values() -> Hashes:
    """Return a value for each code point: 0 where it is no letter or digit, equal for upper and lower case."""
    letters = [chr(code) for code in range(_TABLE_SIZE)]
    folded = np.array([ord(letter.lower()[0]) for letter in letters], dtype=np.uint64)
    is_word = np.array([letter.isalnum() for letter in letters])
    values = spread(folded + np.uint64(0x1D8E4E27C47D124F))
    values[~is_word] = 0
    return values
