"""Texts made ready to be compared: shingles sorted, with their places, without the boilerplate of the outlet.

Many texts are prepared at once: of 90 µs a text, most went into calls of NumPy on arrays of a few hundred.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.copies.boilerplate import Flags, ShortHashes, flags_of_many
from extractors.copies.fingerprints import (
    MAX_TEXT_CHARS,
    SHINGLE_WORDS,
    Fingerprint,
    Hashes,
    Offsets,
    distinct,
    spread,
)

# One shingle in eight is looked up by: with one in sixteen, a tenth of the partial copies shares too few.
SAMPLE_ONE_IN = 8

# A shingle is matched by its upper 43 bits; below them stand the side of the pair and the place in the text, so
# that one sort brings the shared ones of two texts together.
PLACE_MASK = np.uint64((1 << 20) - 1)
SIDE_B = np.uint64(1 << 20)
HASH_STEP = np.uint64(1 << 21)
_HASH_MASK = np.uint64((1 << 64) - (1 << 21))
SAMPLED_BELOW = np.uint64((1 << 64) // SAMPLE_ONE_IN)
# The second of equal shingles has a hash in the highest eighth, so that no look-up counts it as sampled.
REPEATED_FROM = ~(SAMPLED_BELOW - np.uint64(1))
_TEXTS_AT_ONCE = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A text ready to be compared: where its words start and end, and its shingles without boilerplate.

    `placed` holds the shingles, sorted, with their places, none twice: the second of equal ones has another hash,
    the same in every text. `is_own` says which words are no boilerplate; what else is told of words is that of the
    fingerprint.
    """

    words: Hashes
    starts: Offsets
    ends: Offsets
    placed: Hashes
    is_own: Flags
    quoted: Flags
    unbroken: Flags
    telling: NDArray[np.uint32]


def prepare(fingerprints: Sequence[Fingerprint], repeated: Sequence[ShortHashes]) -> list[Prepared]:
    """Return the texts ready to be compared, `repeated` being the boilerplate of the outlet of each."""
    flags = flags_of_many([each.shingles for each in fingerprints], repeated)
    found: list[Prepared] = []
    for index in range(0, len(fingerprints), _TEXTS_AT_ONCE):
        chosen = slice(index, index + _TEXTS_AT_ONCE)
        found += _prepare_chunk(fingerprints[chosen], flags[chosen])
    return found


def _prepare_chunk(fingerprints: Sequence[Fingerprint], flags: Sequence[Flags | None]) -> list[Prepared]:
    pieces: list[Hashes] = []
    for each, flagged in zip(fingerprints, flags, strict=True):
        placed = each.shingles & _HASH_MASK
        placed |= _all_places()[: len(placed)]
        pieces.append(placed if flagged is None else placed[~flagged])
        pieces[-1].sort()
    return [
        Prepared(
            words=each.words,
            starts=each.starts,
            ends=each.ends,
            placed=placed,
            is_own=_own_words(len(each.words), flagged),
            quoted=each.quoted,
            unbroken=each.unbroken,
            telling=each.telling,
        )
        for each, placed, flagged in zip(fingerprints, _told_apart(pieces), flags, strict=True)
    ]


@cache
def _all_places() -> Hashes:
    return np.arange(MAX_TEXT_CHARS + 1, dtype=np.uint64)


@cache
def _all_own() -> Flags:
    return np.ones(MAX_TEXT_CHARS + 1, dtype=bool)


def _own_words(word_count: int, flagged: Flags | None) -> Flags:
    """Return which words are in no boilerplate shingle."""
    if flagged is None:
        return _all_own()[:word_count]
    is_own = np.ones(word_count, dtype=bool)
    places = np.flatnonzero(flagged)
    for step in range(SHINGLE_WORDS):
        is_own[places + step] = False
    return is_own


def _told_apart(pieces: Sequence[Hashes]) -> list[Hashes]:
    """Return the sorted shingles of each text with a hash of its own for the second, third, ... of equal ones."""
    bounds = np.cumsum([0, *map(len, pieces)])
    placed = np.concatenate(pieces)
    is_repeated = np.zeros(len(placed), dtype=bool)
    np.less(placed[1:] ^ placed[:-1], SIDE_B, out=is_repeated[1:])
    is_repeated[bounds[:-1][bounds[:-1] < len(placed)]] = False
    repeated = np.flatnonzero(is_repeated)
    if len(repeated):
        # How many equal ones stand before each: its place in the run of places next to each other.
        index = np.arange(len(repeated))
        is_first = np.ones(len(repeated), dtype=bool)
        np.not_equal(np.diff(repeated), 1, out=is_first[1:])
        occurrence = (index - np.maximum.accumulate(np.where(is_first, index, 0)) + 1).astype(np.uint64)
        hashes = spread(placed[repeated] & _HASH_MASK ^ occurrence) | REPEATED_FROM
        placed[repeated] = (hashes & _HASH_MASK) | (placed[repeated] & PLACE_MASK)
    ends = bounds.tolist()
    found = [placed[start:end] for start, end in pairwise(ends)]
    for place in distinct(np.searchsorted(bounds, repeated, side="right") - 1).tolist():
        found[place].sort()
    return found
