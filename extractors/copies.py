"""Exact comparison of texts, pair by pair: the words that two share, where, and what that makes of them.

Many pairs are compared at once: of 150 µs a pair, two thirds went into calls of NumPy on arrays of a few hundred.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from extractors.boilerplate import Flags, ShortHashes, flags_of_many
from extractors.fingerprints import (
    MAX_TEXT_CHARS,
    SHINGLE_WORDS,
    Fingerprint,
    Hashes,
    Offsets,
    distinct,
    spread,
)
from extractors.records import CopyKind, MatchedSpan

METHOD_VERSION = "shingles-1"

# One shingle in eight is looked up by: with one in sixteen, a tenth of the partial copies shares too few.
SAMPLE_ONE_IN = 8
MIN_SHARED_SAMPLES = 4
# Texts of fewer words say nothing by being equal ("Read more", a caption).
MIN_WORDS = 8
# Matches apart by at most so many words in both texts are one passage with edits in it: text recognition that
# breaks every third word leaves few runs of three. Tried 8, 16, 24, 40: F1 of near pairs .989, .995, .998, .998,
# of partial pairs .84, .87, .88, .86 (labelled copies, open part, November 2026).
MAX_EDIT_WORDS = 24
# Half of either text's words: F1 is flat from .46 to .55 on the same data.
NEAR_SHARE = 0.5
# Flat from .18 to .20 and from 30 to 60 words; quotations that two stories share are shorter.
PARTIAL_SHARE = 0.2
PARTIAL_WORDS = 30

Places = NDArray[np.int64]

# A shingle is matched by its upper 43 bits; below them stand the side of the pair and the place in the text, so
# that one sort brings the shared ones of two texts together.
PLACE_BITS = np.uint64(20)
PLACE_MASK = np.uint64((1 << 20) - 1)
SIDE_B = np.uint64(1 << 20)
HASH_STEP = np.uint64(1 << 21)
HASH_MASK = np.uint64((1 << 64) - (1 << 21))
SAMPLED_BELOW = np.uint64((1 << 64) // SAMPLE_ONE_IN)
PAIRS_AT_ONCE = 256
TEXTS_AT_ONCE = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A text ready to be compared: where its words start and end, and its shingles without boilerplate.

    `placed` holds the shingles, sorted, with their places, none twice: the second of equal ones has another hash,
    the same in every text. `own_before[i]` counts the words before word i that are no boilerplate.
    """

    starts: Offsets
    ends: Offsets
    placed: Hashes
    own_before: Offsets


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What two texts share. Shares leave boilerplate aside; `kind` is None where it is too little to speak of.

    A row of `spans` is a_start, a_end, b_start, b_end of the same words, in code points.
    """

    kind: CopyKind | None
    share_a: float
    share_b: float
    matched_words: int
    spans: NDArray[np.int32]


NO_SPANS = np.zeros((0, 4), dtype=np.int32)
NOTHING_SHARED = Comparison(kind=None, share_a=0.0, share_b=0.0, matched_words=0, spans=NO_SPANS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of many pairs, laid end to end: `first[i]` is where the words of pair i begin."""

    first: Places
    starts: Offsets
    ends: Offsets
    own_before: Offsets
    own_count: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """Runs of shingles that two texts share: the pair, the first and the last place in each text."""

    pair: Places
    first_a: Places
    last_a: Places
    first_b: Places
    last_b: Places


def prepare(fingerprints: Sequence[Fingerprint], repeated: Sequence[ShortHashes]) -> list[Prepared]:
    """Return the texts ready to be compared, `repeated` being the boilerplate of the outlet of each."""
    flags = flags_of_many([each.shingles for each in fingerprints], repeated)
    found: list[Prepared] = []
    for index in range(0, len(fingerprints), TEXTS_AT_ONCE):
        chosen = slice(index, index + TEXTS_AT_ONCE)
        found += _prepare_chunk(fingerprints[chosen], flags[chosen])
    return found


def _prepare_chunk(fingerprints: Sequence[Fingerprint], flags: Sequence[Flags | None]) -> list[Prepared]:
    pieces: list[Hashes] = []
    for each, flagged in zip(fingerprints, flags, strict=True):
        placed = each.shingles & HASH_MASK
        placed |= _all_places()[: len(placed)]
        pieces.append(placed if flagged is None else placed[~flagged])
        pieces[-1].sort()
    return [
        Prepared(
            starts=each.starts,
            ends=each.ends,
            placed=placed,
            own_before=_own_before(len(each.words), flagged),
        )
        for each, placed, flagged in zip(fingerprints, _told_apart(pieces), flags, strict=True)
    ]


@cache
def _all_places() -> Hashes:
    return np.arange(MAX_TEXT_CHARS + 1, dtype=np.uint64)


@cache
def _all_counts() -> Offsets:
    return np.arange(MAX_TEXT_CHARS + 2, dtype=np.int32)


def _own_before(word_count: int, flagged: Flags | None) -> Offsets:
    """Return how many words before each one, and before the end, are in no boilerplate shingle."""
    if flagged is None:
        return _all_counts()[: word_count + 1]
    is_own = np.ones(word_count, dtype=np.int32)
    places = np.flatnonzero(flagged)
    for step in range(SHINGLE_WORDS):
        is_own[places + step] = 0
    own_before = np.zeros(word_count + 1, dtype=np.int32)
    np.cumsum(is_own, out=own_before[1:])
    return own_before


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
        # Set in its upper bits, so that no look-up counts it as sampled.
        hashes = spread(placed[repeated] & HASH_MASK ^ occurrence) | ~(SAMPLED_BELOW - np.uint64(1))
        placed[repeated] = (hashes & HASH_MASK) | (placed[repeated] & PLACE_MASK)
    ends = bounds.tolist()
    found = [placed[start:end] for start, end in zip(ends, ends[1:], strict=False)]
    for place in distinct(np.searchsorted(bounds, repeated, side="right") - 1).tolist():
        found[place].sort()
    return found


def compare(pairs: Sequence[tuple[Prepared, Prepared]]) -> list[Comparison]:
    """Return what the texts of each pair share, in kind, shares and matched spans."""
    found: list[Comparison] = []
    for index in range(0, len(pairs), PAIRS_AT_ONCE):
        found += _compare_chunk(pairs[index : index + PAIRS_AT_ONCE])
    return found


def same_words(a: Prepared, b: Prepared) -> Comparison:
    """Return what two texts of equal words share: all."""
    spans = np.array([[a.starts[0], a.ends[-1], b.starts[0], b.ends[-1]]], dtype=np.int32)
    return Comparison(kind="near", share_a=1.0, share_b=1.0, matched_words=len(a.starts), spans=spans)


def matched_spans(found: Comparison) -> tuple[MatchedSpan, ...]:
    """Return the spans of the comparison as records."""
    return tuple(
        MatchedSpan(a_start=row[0], a_end=row[1], b_start=row[2], b_end=row[3]) for row in found.spans.tolist()
    )


def _compare_chunk(pairs: Sequence[tuple[Prepared, Prepared]]) -> list[Comparison]:
    pair, at_a, at_b = _shared_shingles(pairs)
    if not len(pair):
        return [NOTHING_SHARED] * len(pairs)
    side_a, side_b = _side([a for a, _ in pairs]), _side([b for _, b in pairs])
    step_a, step_b, is_next = np.diff(at_a), np.diff(at_b), np.diff(pair) != 0
    reach = MAX_EDIT_WORDS + SHINGLE_WORDS
    passages = _runs(pair, at_a, at_b, is_next | (step_a > reach) | (step_b <= 0) | (step_b > reach))
    aligned = np.maximum(
        _share(passages.pair, passages.first_a, passages.last_a, side_a),
        _share(passages.pair, passages.first_b, passages.last_b, side_b),
    )
    longest = np.zeros(len(pairs), dtype=np.int64)
    np.maximum.at(longest, passages.pair, passages.last_a - passages.first_a + SHINGLE_WORDS)
    is_near = aligned >= NEAR_SHARE
    is_partial = ~is_near & (aligned >= PARTIAL_SHARE) & (longest >= PARTIAL_WORDS)
    runs = _runs(pair, at_a, at_b, is_next | (step_a != 1) | (step_b != 1))
    share_a = _share(runs.pair, runs.first_a, runs.last_a, side_a)
    share_b = _share(runs.pair, runs.first_b, runs.last_b, side_b)
    spans, words = _spans(runs, side_a, side_b)
    matched = np.bincount(runs.pair, weights=words, minlength=len(pairs))
    bounds = np.searchsorted(runs.pair, np.arange(len(pairs) + 1)).tolist()
    return [
        Comparison(
            kind="near" if is_near[place] else "partial",
            share_a=float(share_a[place]),
            share_b=float(share_b[place]),
            matched_words=int(matched[place]),
            spans=spans[bounds[place] : bounds[place + 1]],
        )
        if is_near[place] or is_partial[place]
        else NOTHING_SHARED
        for place in range(len(pairs))
    ]


def _shared_shingles(pairs: Sequence[tuple[Prepared, Prepared]]) -> tuple[Places, Places, Places]:
    """Return pair, place in a and place in b of each shared shingle, in the order of pair and place in a.

    Pairs that a look-up by sampled shingles would not find are left out: the order of look-ups plays no part.
    """
    keys: list[Hashes] = []
    for place, (a, b) in enumerate(pairs):
        merged = np.concatenate((a.placed, b.placed | SIDE_B))
        merged.sort()
        at = np.flatnonzero((merged[1:] ^ merged[:-1]) < HASH_STEP)
        in_a, in_b = merged[at], merged[at + 1]
        if len(in_a) < MIN_SHARED_SAMPLES or in_a[MIN_SHARED_SAMPLES - 1] >= SAMPLED_BELOW:
            continue
        in_a &= PLACE_MASK
        in_b &= PLACE_MASK
        in_a <<= PLACE_BITS
        in_a |= in_b
        in_a |= np.uint64(place << 40)
        keys.append(in_a)
    order = np.sort(np.concatenate(keys)) if keys else np.zeros(0, dtype=np.uint64)
    columns = order >> np.uint64(40), (order >> PLACE_BITS) & PLACE_MASK, order & PLACE_MASK
    pair, at_a, at_b = (column.astype(np.int64) for column in columns)
    return pair, at_a, at_b


def _side(texts: Sequence[Prepared]) -> Side:
    # The counts before each word are one longer than the words, so the words are laid as far apart.
    lengths = np.array([len(text.own_before) for text in texts])
    pad = np.zeros(1, dtype=np.int32)
    return Side(
        first=np.cumsum(lengths) - lengths,
        starts=np.concatenate([piece for text in texts for piece in (text.starts, pad)]),
        ends=np.concatenate([piece for text in texts for piece in (text.ends, pad)]),
        own_before=np.concatenate([text.own_before for text in texts]),
        own_count=np.array([max(int(text.own_before[-1]), 1) for text in texts]),
    )


def _runs(pair: Places, at_a: Places, at_b: Places, is_break: NDArray[np.bool_]) -> Runs:
    """Return the runs that the breaks leave whole."""
    breaks = np.flatnonzero(is_break)
    first, last = np.zeros(len(breaks) + 1, dtype=np.int64), np.full(len(breaks) + 1, len(is_break))
    first[1:], last[:-1] = breaks + 1, breaks
    return Runs(pair=pair[first], first_a=at_a[first], last_a=at_a[last], first_b=at_b[first], last_b=at_b[last])


def _share(pair: Places, first: Places, last: Places, side: Side) -> NDArray[np.float64]:
    """Return for each pair the part of the text's own words that the runs cover, overlaps counted once."""
    base = side.first[pair]
    begin, end = base + first, base + last + SHINGLE_WORDS
    order = np.argsort(begin, kind="stable")
    pair, begin, end = pair[order], begin[order], end[order]
    reached = np.maximum.accumulate(end)
    np.maximum(begin[1:], reached[:-1], out=begin[1:])
    own = side.own_before[end] - side.own_before[np.minimum(begin, end)]
    return np.bincount(pair, weights=own, minlength=len(side.first)) / side.own_count


def _spans(runs: Runs, side_a: Side, side_b: Side) -> tuple[NDArray[np.int32], Places]:
    """Return the runs of equal words in the order of a, none overlapping another in a, and how many words."""
    base_a, base_b = side_a.first[runs.pair], side_b.first[runs.pair]
    from_a, to_a = base_a + runs.first_a, base_a + runs.last_a + SHINGLE_WORDS - 1
    overlap = np.zeros(len(from_a), dtype=np.int64)
    overlap[1:] = np.maximum(to_a[:-1] + 1 - from_a[1:], 0)
    from_a += overlap
    from_b, to_b = base_b + runs.first_b + overlap, base_b + runs.last_b + SHINGLE_WORDS - 1
    columns = (side_a.starts[from_a], side_a.ends[to_a], side_b.starts[from_b], side_b.ends[to_b])
    return np.stack(columns, axis=1), to_a - from_a + 1
