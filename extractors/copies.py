"""Exact comparison of two texts: the words that they share, where, and what that makes of the pair."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.boilerplate import Flags, ShortHashes, boilerplate_flags
from extractors.fingerprints import SHINGLE_WORDS, Fingerprint, Hashes, Offsets
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

Positions = NDArray[np.int64]
Words = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A text ready to be compared. `flags` are set for shingles of its outlet's boilerplate; `order` sorts the
    shingles; `own_before[i]` counts the words before word i that are no boilerplate.
    """

    starts: Offsets
    ends: Offsets
    shingles: Hashes
    flags: Flags
    sorted_shingles: Hashes
    order: Positions
    own_before: Positions


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
SAMPLED_BELOW = np.uint64((1 << 64) // SAMPLE_ONE_IN)


def prepare(fingerprint: Fingerprint, repeated: ShortHashes) -> Prepared:
    """Return the text ready to be compared, `repeated` being the boilerplate of its outlet."""
    flags = boilerplate_flags(fingerprint.shingles, repeated)
    order = np.argsort(fingerprint.shingles, kind="stable")
    is_own = np.ones(len(fingerprint.words), dtype=bool)
    for step in range(SHINGLE_WORDS):
        is_own[np.flatnonzero(flags) + step] = False
    own_before = np.zeros(len(is_own) + 1, dtype=np.int64)
    np.cumsum(is_own, out=own_before[1:])
    return Prepared(
        starts=fingerprint.starts,
        ends=fingerprint.ends,
        shingles=fingerprint.shingles,
        flags=flags,
        sorted_shingles=fingerprint.shingles[order],
        order=order,
        own_before=own_before,
    )


def compare(a: Prepared, b: Prepared) -> Comparison:
    """Return what a and b share, in kind, shares and matched spans."""
    at_a, at_b = _shared_shingles(a, b)
    if not _is_sampled_enough(a.shingles[at_a]):
        return NOTHING_SHARED
    step_a, step_b = np.diff(at_a), np.diff(at_b)
    reach = MAX_EDIT_WORDS + SHINGLE_WORDS
    first, last = _parts((step_a > reach) | (step_b <= 0) | (step_b > reach))
    aligned = max(_share(at_a[first], at_a[last], a), _share(at_b[first], at_b[last], b))
    if aligned >= NEAR_SHARE:
        kind: CopyKind = "near"
    elif aligned >= PARTIAL_SHARE and int((at_a[last] - at_a[first]).max()) + SHINGLE_WORDS >= PARTIAL_WORDS:
        kind = "partial"
    else:
        return NOTHING_SHARED
    first, last = _parts((step_a != 1) | (step_b != 1))
    spans, matched_words = _spans(a, b, (at_a[first], at_a[last]), (at_b[first], at_b[last]))
    return Comparison(
        kind=kind,
        share_a=_share(at_a[first], at_a[last], a),
        share_b=_share(at_b[first], at_b[last], b),
        matched_words=matched_words,
        spans=spans,
    )


def same_words(a: Prepared, b: Prepared) -> Comparison:
    """Return what two texts of equal words share: all."""
    spans = np.array([[a.starts[0], a.ends[-1], b.starts[0], b.ends[-1]]], dtype=np.int32)
    return Comparison(kind="near", share_a=1.0, share_b=1.0, matched_words=len(a.starts), spans=spans)


def matched_spans(found: Comparison) -> tuple[MatchedSpan, ...]:
    """Return the spans of the comparison as records."""
    return tuple(
        MatchedSpan(a_start=row[0], a_end=row[1], b_start=row[2], b_end=row[3]) for row in found.spans.tolist()
    )


def _shared_shingles(a: Prepared, b: Prepared) -> tuple[Positions, Positions]:
    """Return the places in a, in order, of shingles that b has too, and the first place of each in b."""
    if not len(a.shingles) or not len(b.shingles):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    places = np.searchsorted(b.sorted_shingles, a.sorted_shingles)
    np.minimum(places, len(b.sorted_shingles) - 1, out=places)
    is_shared = b.sorted_shingles[places] == a.sorted_shingles
    at_a, at_b = a.order[is_shared], b.order[places[is_shared]]
    is_own = ~(a.flags[at_a] | b.flags[at_b])
    at_a, at_b = at_a[is_own], at_b[is_own]
    in_order = np.argsort(at_a)
    return at_a[in_order], at_b[in_order]


def _is_sampled_enough(shared: Hashes) -> bool:
    """Whether a look-up by sampled shingles finds the pair; asked again here, so that its order plays no part."""
    sampled = shared[shared < SAMPLED_BELOW]
    return len(sampled) >= MIN_SHARED_SAMPLES and len(set(sampled[: 8 * MIN_SHARED_SAMPLES].tolist())) >= (
        MIN_SHARED_SAMPLES
    )


def _parts(is_break: Words) -> tuple[Positions, Positions]:
    """Return the first and last place of each part that the breaks leave whole."""
    breaks = np.flatnonzero(is_break)
    first, last = np.zeros(len(breaks) + 1, dtype=np.int64), np.full(len(breaks) + 1, len(is_break))
    first[1:], last[:-1] = breaks + 1, breaks
    return first, last


def _share(first: Positions, last: Positions, text: Prepared) -> float:
    """Return the part of the text's own words that the runs of shingles cover, overlaps counted once."""
    order = np.argsort(first, kind="stable")
    begin, end = first[order], last[order] + SHINGLE_WORDS
    reached = np.maximum.accumulate(end)
    np.maximum(begin[1:], reached[:-1], out=begin[1:])
    own = text.own_before[end] - text.own_before[np.minimum(begin, end)]
    return int(own.sum()) / max(int(text.own_before[-1]), 1)


def _spans(
    a: Prepared, b: Prepared, runs_a: tuple[Positions, Positions], runs_b: tuple[Positions, Positions]
) -> tuple[NDArray[np.int32], int]:
    """Return the runs of equal words in the order of a, none overlapping another in a, and how many words."""
    from_a, to_a = runs_a[0].copy(), runs_a[1] + SHINGLE_WORDS - 1
    overlap = np.zeros(len(from_a), dtype=np.int64)
    overlap[1:] = np.maximum(to_a[:-1] + 1 - from_a[1:], 0)
    from_a += overlap
    from_b, to_b = runs_b[0] + overlap, runs_b[1] + SHINGLE_WORDS - 1
    spans = np.stack((a.starts[from_a], a.ends[to_a], b.starts[from_b], b.ends[to_b]), axis=1)
    return spans, int((to_a - from_a).sum()) + len(from_a)
