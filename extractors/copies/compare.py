"""Exact comparison of texts, pair by pair: the words that two share, where, and what that makes of them.

Many pairs are compared at once: of 150 µs a pair, two thirds went into calls of NumPy on arrays of a few hundred.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from extractors.copies.fingerprints import SHINGLE_WORDS, Hashes, Offsets
from extractors.copies.prepared import HASH_STEP, PLACE_MASK, SAMPLED_BELOW, SIDE_B, Prepared
from extractors.records import CopyKind

METHOD_VERSION = "shingles-1"

MIN_SHARED_SAMPLES = 4
# Texts of fewer words say nothing by being equal ("Read more", a caption).
MIN_WORDS = 8
# Matches apart by at most so many words in both texts are one passage with edits in it: text recognition that
# breaks every third word leaves few runs of three. Tried 8, 16, 24, 40: F1 of near pairs .989, .995, .998, .998,
# of partial pairs .84, .87, .88, .86 (labelled copies, open part, November 2026).
_MAX_EDIT_WORDS = 24
# Half of either text's words: F1 is flat from .46 to .55 on the same data.
_NEAR_SHARE = 0.5
# Flat from .18 to .20 and from 30 to 60 words; quotations that two stories share are shorter.
_PARTIAL_SHARE = 0.2
_PARTIAL_WORDS = 30

Places = NDArray[np.int64]

# A pair has a range of so many bits: more than there are places in a text.
_PAIR_BITS = 21
_PAIRS_AT_ONCE = 256
_WORDS_AT_ONCE = 1_000_000


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


_NO_HASHES: Hashes = np.zeros(0, dtype=np.uint64)
_NO_PLACES: Places = np.zeros(0, dtype=np.int64)
_NO_SPANS = np.zeros((0, 4), dtype=np.int32)
_NOTHING_SHARED = Comparison(kind=None, share_a=0.0, share_b=0.0, matched_words=0, spans=_NO_SPANS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """The texts of many pairs laid end to end, each once, however many pairs it is in."""

    starts: Offsets
    ends: Offsets
    own_before: Offsets


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of many pairs: where the words of pair i begin in `laid`, and how many are no boilerplate."""

    laid: Laid
    first: Places
    own_count: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """Runs of shingles that two texts share: the pair, the first and the last place in each text."""

    pair: Places
    first_a: Places
    last_a: Places
    first_b: Places
    last_b: Places


def compare(pairs: Sequence[tuple[Prepared, Prepared]]) -> list[Comparison]:
    """Return what the texts of each pair share, in kind, shares and matched spans."""
    found: list[Comparison] = []
    chunk: list[tuple[Prepared, Prepared]] = []
    words = 0
    for a, b in pairs:
        chunk.append((a, b))
        words += len(a.starts) + len(b.starts)
        if len(chunk) == _PAIRS_AT_ONCE or words > _WORDS_AT_ONCE:
            found += _compare_chunk(chunk)
            chunk, words = [], 0
    return found + _compare_chunk(chunk)


def same_words(a: Prepared, b: Prepared) -> Comparison:
    """Return what two texts of equal words share: all."""
    spans = np.array([[a.starts[0], a.ends[-1], b.starts[0], b.ends[-1]]], dtype=np.int32)
    return Comparison(kind="near", share_a=1.0, share_b=1.0, matched_words=len(a.starts), spans=spans)


def _compare_chunk(pairs: Sequence[tuple[Prepared, Prepared]]) -> list[Comparison]:
    pair, at_a, at_b = _shared_shingles(pairs)
    if not len(pair):
        return [_NOTHING_SHARED] * len(pairs)
    side_a, side_b = _sides(pairs)
    step_a, step_b, is_next = np.diff(at_a), np.diff(at_b), np.diff(pair) != 0
    reach = _MAX_EDIT_WORDS + SHINGLE_WORDS
    passages = _runs(pair, at_a, at_b, is_next | (step_a > reach) | (step_b <= 0) | (step_b > reach))
    aligned = np.maximum(
        _share(passages.pair, passages.first_a, passages.last_a, side_a),
        _share(passages.pair, passages.first_b, passages.last_b, side_b),
    )
    longest = np.zeros(len(pairs), dtype=np.int64)
    np.maximum.at(longest, passages.pair, passages.last_a - passages.first_a + SHINGLE_WORDS)
    is_near = aligned >= _NEAR_SHARE
    is_partial = ~is_near & (aligned >= _PARTIAL_SHARE) & (longest >= _PARTIAL_WORDS)
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
        else _NOTHING_SHARED
        for place in range(len(pairs))
    ]


def _shared_shingles(pairs: Sequence[tuple[Prepared, Prepared]]) -> tuple[Places, Places, Places]:
    """Return pair, place in a and place in b of each shared shingle, in the order of pair and place in a.

    Pairs that a look-up by sampled shingles would not find are left out: the order of look-ups plays no part.
    """
    if not pairs:
        return _NO_PLACES, _NO_PLACES, _NO_PLACES
    found_a, found_b = zip(*(_shared_by_two(a.placed, b.placed) for a, b in pairs), strict=True)
    counts = [len(found) for found in found_a]
    in_a, in_b = np.concatenate(found_a), np.concatenate(found_b)
    # Places in a come in the order of hashes. Laid out over all words they are in order, without a sort.
    bounds = np.cumsum([0, *(len(a.starts) for a, _ in pairs)])
    b_of = np.full(bounds[-1], -1, dtype=np.int32)
    laid_a = (in_a & PLACE_MASK).astype(np.int64) + np.repeat(bounds[:-1], counts)
    # Two shingles of one text with the same 43 bits: what meets then are not the two texts.
    is_pair = (in_b & ~in_a & SIDE_B) != 0
    b_of[laid_a[is_pair]] = (in_b[is_pair] & PLACE_MASK).astype(np.int32)
    laid = np.flatnonzero(b_of >= 0)
    pair = np.repeat(np.arange(len(pairs)), np.diff(np.searchsorted(laid, bounds)))
    return pair, laid - bounds[pair], b_of[laid].astype(np.int64)


def _shared_by_two(a: Hashes, b: Hashes) -> tuple[Hashes, Hashes]:
    """Return the shingles that both hold, with their places in a and in b."""
    merged = np.empty(len(a) + len(b), dtype=np.uint64)
    merged[: len(a)] = a
    np.bitwise_or(b, SIDE_B, out=merged[len(a) :])
    merged.sort()
    at = ((merged[1:] ^ merged[:-1]) < HASH_STEP).nonzero()[0]
    in_a = merged[at]
    if len(in_a) < MIN_SHARED_SAMPLES or in_a[MIN_SHARED_SAMPLES - 1] >= SAMPLED_BELOW:
        return _NO_HASHES, _NO_HASHES
    at += 1
    return in_a, merged[at]


def _sides(pairs: Sequence[tuple[Prepared, Prepared]]) -> tuple[Side, Side]:
    texts = {id(text): text for pair in pairs for text in pair}
    # The counts before each word are one longer than the words, so the words are laid as far apart.
    pad = np.zeros(1, dtype=np.int32)
    laid = Laid(
        starts=np.concatenate([piece for text in texts.values() for piece in (text.starts, pad)]),
        ends=np.concatenate([piece for text in texts.values() for piece in (text.ends, pad)]),
        own_before=np.concatenate([text.own_before for text in texts.values()]),
    )
    firsts = dict(
        zip(texts, accumulate((len(text.own_before) for text in texts.values()), initial=0), strict=False)
    )
    sides = ([a for a, _ in pairs], [b for _, b in pairs])
    first_a, first_b = (np.array([firsts[id(text)] for text in side]) for side in sides)
    count_a, count_b = (np.array([max(int(text.own_before[-1]), 1) for text in side]) for side in sides)
    return Side(laid=laid, first=first_a, own_count=count_a), Side(laid=laid, first=first_b, own_count=count_b)


def _runs(pair: Places, at_a: Places, at_b: Places, is_break: NDArray[np.bool_]) -> Runs:
    """Return the runs that the breaks leave whole."""
    breaks = np.flatnonzero(is_break)
    first, last = np.zeros(len(breaks) + 1, dtype=np.int64), np.full(len(breaks) + 1, len(is_break))
    first[1:], last[:-1] = breaks + 1, breaks
    return Runs(pair=pair[first], first_a=at_a[first], last_a=at_a[last], first_b=at_b[first], last_b=at_b[last])


def _share(pair: Places, first: Places, last: Places, side: Side) -> NDArray[np.float64]:
    """Return for each pair the part of the text's own words that the runs cover, overlaps counted once."""
    # Each pair has a range of its own, so that one sort and one pass do for all.
    base = pair << _PAIR_BITS
    begin, end = base + first, base + last + SHINGLE_WORDS
    order = np.argsort(begin, kind="stable")
    pair, begin, end = pair[order], begin[order], end[order]
    reached = np.maximum.accumulate(end)
    np.maximum(begin[1:], reached[:-1], out=begin[1:])
    to_laid = side.first[pair] - (pair << _PAIR_BITS)
    own = side.laid.own_before[end + to_laid] - side.laid.own_before[np.minimum(begin, end) + to_laid]
    return np.bincount(pair, weights=own, minlength=len(side.first)) / side.own_count


def _spans(runs: Runs, side_a: Side, side_b: Side) -> tuple[NDArray[np.int32], Places]:
    """Return the runs of equal words in the order of a, none overlapping another in a, and how many words."""
    base_a, base_b = side_a.first[runs.pair], side_b.first[runs.pair]
    from_a, to_a = base_a + runs.first_a, base_a + runs.last_a + SHINGLE_WORDS - 1
    overlap = np.zeros(len(from_a), dtype=np.int64)
    reached = runs.last_a[:-1] + SHINGLE_WORDS
    overlap[1:] = np.where(runs.pair[1:] == runs.pair[:-1], np.maximum(reached - runs.first_a[1:], 0), 0)
    from_a += overlap
    from_b, to_b = base_b + runs.first_b + overlap, base_b + runs.last_b + SHINGLE_WORDS - 1
    laid = side_a.laid
    columns = (laid.starts[from_a], laid.ends[to_a], laid.starts[from_b], laid.ends[to_b])
    return np.stack(columns, axis=1), to_a - from_a + 1
