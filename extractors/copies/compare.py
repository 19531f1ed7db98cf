"""Exact comparison of texts, pair by pair: the words that two share, where, and what that makes of them.

Many pairs are compared at once: of 150 µs a pair, two thirds went into calls of NumPy on arrays of a few hundred.
What the shared words make of a pair is decided in `extractors.copies.kinds`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.copies.boilerplate import Flags
from extractors.copies.fingerprints import SHINGLE_WORDS, Hashes
from extractors.copies.kinds import Shared, judge
from extractors.copies.laid import Places, Side, lay
from extractors.copies.prepared import (
    HASH_STEP,
    PLACE_MASK,
    REPEATED_FROM,
    SAMPLE_ONE_IN,
    SAMPLED_BELOW,
    SIDE_B,
    Prepared,
)
from extractors.records import CopyKind

METHOD_VERSION = "shingles-3"

# Sampled shingles, one in eight, that two texts share at least to be looked at. Recall of labelled partial pairs:
# half +.009, double -.034 (in sample, `tests/evaluation/copy_thresholds.py --every 8`).
MIN_SHARED_SAMPLES = 4
# Texts of fewer words say nothing by being equal ("Read more", a caption).
MIN_WORDS = 8

_PAIRS_AT_ONCE = 256  # compared in one array: memory and speed alone; 64 at once take 1.17 times as long
_WORDS_AT_ONCE = 1_000_000  # compared in one array: memory alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What two texts share. Shares leave boilerplate aside; `kind` is None where it is too little to speak of.

    `is_alike` says whether they share as many words as copies do, whatever those make of the pair.
    `running_share_a` is the part of a's words outside quotations that stand in b. A row of `spans` is a_start,
    a_end, b_start, b_end of the same words, in code points.
    """

    kind: CopyKind | None
    is_alike: bool
    share_a: float
    share_b: float
    running_share_a: float
    running_share_b: float
    matched_words: int
    spans: NDArray[np.int32]


_NO_HASHES: Hashes = np.zeros(0, dtype=np.uint64)
_NO_SPANS = np.zeros((0, 4), dtype=np.int32)
_NOTHING_SHARED = Comparison(
    kind=None,
    is_alike=False,
    share_a=0.0,
    share_b=0.0,
    running_share_a=0.0,
    running_share_b=0.0,
    matched_words=0,
    spans=_NO_SPANS,
)


def compare(
    pairs: Sequence[tuple[Prepared, Prepared]], same_outlet: Sequence[bool] | None = None
) -> list[Comparison]:
    """Return what the texts of each pair share, in kind, shares and matched spans.

    `same_outlet` says of which pairs both are one outlet's; none are where it is not given.
    """
    found: list[Comparison] = []
    chunk: list[tuple[Prepared, Prepared, bool]] = []
    words = 0
    for (a, b), is_same in zip(pairs, same_outlet or [False] * len(pairs), strict=True):
        chunk.append((a, b, is_same))
        words += len(a.starts) + len(b.starts)
        if len(chunk) == _PAIRS_AT_ONCE or words > _WORDS_AT_ONCE:
            found += _compare_chunk(chunk)
            chunk, words = [], 0
    return found + _compare_chunk(chunk)


def same_words(a: Prepared, b: Prepared) -> Comparison:
    """Return what two texts of equal words share: all."""
    spans = np.array([[a.starts[0], a.ends[-1], b.starts[0], b.ends[-1]]], dtype=np.int32)
    return Comparison(
        kind="near",
        is_alike=True,
        share_a=1.0,
        share_b=1.0,
        running_share_a=1.0,
        running_share_b=1.0,
        matched_words=len(a.starts),
        spans=spans,
    )


def _compare_chunk(pairs: Sequence[tuple[Prepared, Prepared, bool]]) -> list[Comparison]:
    """Return the comparisons of the pairs; those that share nothing to speak of cost next to nothing."""
    shared = [_shared_by_two(a.placed, b.placed) for a, b, _ in pairs]
    sharing = [place for place, (in_a, _) in enumerate(shared) if len(in_a)]
    found = [_NOTHING_SHARED] * len(pairs)
    if sharing:
        side_a, side_b = lay([pairs[place][0] for place in sharing]), lay([pairs[place][1] for place in sharing])
        same_outlet = np.array([pairs[place][2] for place in sharing])
        matched = _matched([shared[place] for place in sharing], side_a, side_b, same_outlet)
        for place, each in zip(sharing, _compare_sharing(matched), strict=True):
            found[place] = each
    return found


def _compare_sharing(shared: Shared) -> list[Comparison]:
    verdicts = judge(shared)
    bounds, spans, words = _spans(shared)
    matched = np.add.reduceat(np.append(words, 0), bounds[:-1]) * (bounds[1:] > bounds[:-1])
    return [
        _NOTHING_SHARED
        if kind is None and not verdicts.alike[place]
        else Comparison(
            kind=kind,
            is_alike=bool(verdicts.alike[place]),
            share_a=float(verdicts.share_a[place]),
            share_b=float(verdicts.share_b[place]),
            running_share_a=float(verdicts.running_share_a[place]),
            running_share_b=float(verdicts.running_share_b[place]),
            matched_words=int(matched[place]),
            spans=spans[bounds[place] : bounds[place + 1]],
        )
        for place, kind in enumerate(verdicts.kinds)
    ]


def _matched(shared: Sequence[tuple[Hashes, Hashes]], side_a: Side, side_b: Side, same_outlet: Flags) -> Shared:
    """Return the shared shingles as places in the laid texts, in the order of pair and place in a."""
    counts = [len(found) for found, _ in shared]
    in_a = np.concatenate([found for found, _ in shared])
    in_b = np.concatenate([found for _, found in shared])
    # Places in a come in the order of hashes. Laid out over all words they are in order, without a sort.
    b_of = np.full(len(side_a.starts), -1, dtype=np.int64)
    laid_a = (in_a & PLACE_MASK).astype(np.int64) + np.repeat(side_a.bounds[:-1], counts)
    laid_b = (in_b & PLACE_MASK).astype(np.int64) + np.repeat(side_b.bounds[:-1], counts)
    # Two shingles of one text with the same 43 bits: what meets then are not the two texts.
    is_pair = (in_b & ~in_a & SIDE_B) != 0
    b_of[laid_a[is_pair]] = laid_b[is_pair]
    at_a = np.flatnonzero(b_of >= 0)
    pair = np.repeat(np.arange(len(shared)), np.diff(np.searchsorted(at_a, side_a.bounds)))
    # Of the hashes of the second of equal shingles all are so high, of others one in SAMPLE_ONE_IN.
    high = np.add.reduceat((in_a >= REPEATED_FROM).astype(np.int64), np.cumsum([0, *counts[:-1]])) / counts
    repeated_share = (high - 1 / SAMPLE_ONE_IN) / (1 - 1 / SAMPLE_ONE_IN)
    return Shared(
        pair=pair,
        at_a=at_a,
        at_b=b_of[at_a],
        a=side_a,
        b=side_b,
        same_outlet=same_outlet,
        repeated_share=repeated_share,
    )


def _shared_by_two(a: Hashes, b: Hashes) -> tuple[Hashes, Hashes]:
    """Return the shingles that both hold, with their places in a and in b.

    Pairs that a look-up by sampled shingles would not find are left out: the order of look-ups plays no part.
    """
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


def _spans(shared: Shared) -> tuple[Places, NDArray[np.int32], Places]:
    """Return the runs of equal words, none overlapping another in a: bounds by pair, code points, words."""
    pair, at_a, at_b = shared.pair, shared.at_a, shared.at_b
    breaks = np.flatnonzero((np.diff(pair) != 0) | (np.diff(at_a) != 1) | (np.diff(at_b) != 1))
    first, last = np.append(0, breaks + 1), np.append(breaks, len(pair) - 1)
    from_a, to_a = at_a[first], at_a[last] + SHINGLE_WORDS - 1
    from_b, to_b = at_b[first], at_b[last] + SHINGLE_WORDS - 1
    # Texts are laid apart, so the runs of another pair never overlap.
    overlap = np.zeros(len(from_a), dtype=np.int64)
    np.maximum(to_a[:-1] + 1 - from_a[1:], 0, out=overlap[1:])
    from_a, from_b = from_a + overlap, from_b + overlap
    a, b = shared.a, shared.b
    spans = np.stack((a.starts[from_a], a.ends[to_a], b.starts[from_b], b.ends[to_b]), axis=1)
    bounds = np.searchsorted(pair[first], np.arange(len(a.bounds)))
    return bounds, spans, to_a - from_a + 1
