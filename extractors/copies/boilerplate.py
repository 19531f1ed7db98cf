"""What an outlet prints under article after article: shingles that several different texts of it share.

Found on a small fixed sample of an outlet's articles, those with the lowest hash of their id: the same sample in
whatever order the articles came, at a size that does not grow.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.copies.fingerprints import Fingerprint, Hashes, distinct

ShortHashes = NDArray[np.uint32]
Flags = NDArray[np.bool_]

# On the labelled copies (open part, November 2026) samples of 32, 64 and 128 articles, and all, gave near pairs an
# F1 of .989, .989, .988 and .988: what matters stands in a tenth of the articles at least.
SAMPLE_ARTICLES = 32
# On one day an outlet prints the versions of one text; so a shingle counts by days. Where days are unknown (a
# folder of undated files has one day, that of the load), many texts will do.
_MIN_DAYS = 3
_MIN_TEXTS = 8
_MAX_SAMPLED_SHINGLES = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SampledText:
    """An article of an outlet's sample: its place in the sample, its day, the lower half of its shingles' bits."""

    rank: int
    article_id: str
    day: int
    shingles: ShortHashes


def _shorten(shingles: Hashes) -> ShortHashes:
    """Return the lower 32 bits of each shingle, the form in which boilerplate is kept."""
    return shingles.astype(np.uint32)


def sampled_text(fingerprint: Fingerprint, *, rank: int, article_id: str, day: int) -> SampledText:
    """Return the article as one of a sample: the distinct shingles of its beginning."""
    shingles = distinct(_shorten(fingerprint.shingles[:_MAX_SAMPLED_SHINGLES]))
    return SampledText(rank=rank, article_id=article_id, day=day, shingles=shingles)


def repeated_shingles(sample: Sequence[SampledText]) -> ShortHashes:
    """Return the shingles, sorted, that stand in texts of MIN_DAYS days or in MIN_TEXTS texts of the sample."""
    if len(sample) < _MIN_DAYS:
        return np.zeros(0, dtype=np.uint32)
    # Hash above day in one number: one plain sort, which is several times faster than an ordering by two keys.
    keys = np.concatenate([text.shingles.astype(np.uint64) << np.uint64(32) | _day_bits(text) for text in sample])
    keys.sort()
    hashes = (keys >> np.uint64(32)).astype(np.uint32)
    is_first = np.ones(len(keys), dtype=bool)
    np.not_equal(hashes[1:], hashes[:-1], out=is_first[1:])
    is_new_day = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=is_new_day[1:])
    firsts = np.flatnonzero(is_first)
    text_counts = np.diff(np.append(firsts, len(keys)))
    day_counts = np.add.reduceat(is_new_day.astype(np.int64), firsts) if len(firsts) else text_counts
    return hashes[firsts][(day_counts >= _MIN_DAYS) | (text_counts >= _MIN_TEXTS)]


def _day_bits(text: SampledText) -> np.uint64:
    """Return the day as an unsigned number; days before 1970 have negative ones."""
    return np.uint64(text.day % (1 << 32))


def boilerplate_flags(shingles: Hashes, repeated: ShortHashes) -> Flags:
    """Return whether each shingle is among the outlet's repeated ones."""
    if not len(repeated):
        return np.zeros(len(shingles), dtype=bool)
    short = _shorten(shingles)
    # A table over 16 bits leaves few to look up: the look-up of all would cost half of preparing a text.
    table = np.zeros(1 << 16, dtype=bool)
    table[repeated.astype(np.uint16)] = True
    flags: Flags = table.take(short.astype(np.uint16))
    maybe = np.flatnonzero(flags)
    places = np.minimum(np.searchsorted(repeated, short[maybe]), len(repeated) - 1)
    flags[maybe] = repeated[places] == short[maybe]
    return flags


def flags_of_many(texts: Sequence[Hashes], repeated: Sequence[ShortHashes]) -> list[Flags | None]:
    """Return the flags of each text by the boilerplate of its outlet; None where none is set.

    Texts of one outlet, which have the very same array, are looked up together: call by call, half of the time
    went into tables for a few hundred shingles.
    """
    by_outlet: dict[int, list[int]] = {}
    for place, found in enumerate(repeated):
        if len(found):
            by_outlet.setdefault(id(found), []).append(place)
    flags: list[Flags | None] = [None] * len(texts)
    for places in by_outlet.values():
        together = boilerplate_flags(np.concatenate([texts[place] for place in places]), repeated[places[0]])
        ends = np.cumsum([0, *(len(texts[place]) for place in places)])
        set_before = np.searchsorted(np.flatnonzero(together), ends).tolist()
        bounds = ends.tolist()
        for index, place in enumerate(places):
            if set_before[index + 1] > set_before[index]:
                flags[place] = together[bounds[index] : bounds[index + 1]]
    return flags
