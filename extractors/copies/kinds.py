"""What shared words make of two texts: a near copy, a part taken over, or nothing.

Quoted speech is in both texts because both heard the same person. So what counts is running text: words that stand
outside quotations in both texts, and are no boilerplate of the outlet. All figures of this file: `cp` are the
labelled copies (12,789 pairs made from real articles by edits), `real` the 93 pairs of real articles read by hand
(open parts, November 2026).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.copies.boilerplate import Flags
from extractors.copies.fingerprints import SHINGLE_WORDS
from extractors.copies.laid import Places, Side, counts_before, counts_by_pair, covered
from extractors.records import CopyKind

Shares = NDArray[np.float64]

# Matches apart by at most so many words in both texts are one passage with edits in it. cp: tried 8, 16, 24, 40:
# F1 of near pairs .989, .995, .998, .998, of partial ones .84, .87, .88, .86.
_MAX_EDIT_WORDS = 24
# Farther apart, but by as many words in both: words that text recognition misread. cp: recall of near pairs .990
# without, .997 with it; farther than 80 words finds none.
_MAX_MISREAD_WORDS = 80
_MISREAD_SLACK = 3

# Near: one text's running words stand in the other to this part, and not too few of the other's. real: follow-ups
# that keep a block of background reach .71, copies begin at .86; cp: F1 .998 from .65 to .75.
_NEAR_SHARE = 0.75
_NEAR_OTHER_SHARE = 0.25
_NEAR_WORDS = 25
# Under a share of .9 the beginnings must agree too, where what is shared is so without a change: two short reports
# with one long notice below begin differently. cp: of near pairs .1 % are of this kind.
_WHOLE_SHARE = 0.9
_UNCHANGED_DENSITY = 0.95
_LEAD_WORDS = 25
_LEAD_SHARE = 0.3

# Partial: a passage counts where it is so long, so dense, and not but a quotation: words around it are shared too.
# real: pairs that share quotations have no more than 35 such words (45 pairs; two doubtful ones 66 and 67), pairs
# that share running text 41 to 890 (22 pairs; two have less).
_PASSAGE_WORDS = 20
_PASSAGE_DENSITY = 0.3
_PASSAGE_RUNNING_WORDS = 10
_PASSAGE_RUNNING_SHARE = 0.15
_PARTIAL_WORDS = 40
_PARTIAL_SHARE = 0.13
# Or many short pieces, as a rewriter leaves them. real: pairs that share quotations have up to 115.
_SCATTERED_WORDS = 130
_SCATTERED_SHARE = 0.2

# Texts of one template agree in all but who, what and how much: so many gaps hold other numbers or names in each
# text, and no fewer than the numbers and names that agree. cp: true copies have up to .48 of them in such gaps
# (text recognition), the made-up reports of one template .7 and more.
_TEMPLATE_SLOTS = 3
_MAX_SLOT_WORDS = 8
_TEMPLATE_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The shingles that texts share, in the order of pair and place in a; places are those of the laid texts."""

    pair: Places
    at_a: Places
    at_b: Places
    a: Side
    b: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What each pair is, and the parts of all words, and of those outside quotations, that stand in the other."""

    kinds: Sequence[CopyKind | None]
    share_a: Shares
    share_b: Shares
    running_share_a: Shares
    running_share_b: Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """One side: which words are shared, which are running text, where passages lie, what each of them holds."""

    side: Side
    shared: Flags
    running: Flags
    first: Places
    end: Places

    def share(self, flags: Flags, of: Flags) -> Shares:
        """Return for each pair the part of the words `of` that are set."""
        counts: Shares = counts_by_pair(flags & of, self.side) / np.maximum(counts_by_pair(of, self.side), 1)
        return counts

    def in_passages(self, flags: Flags) -> Places:
        """Return how many are set in each passage."""
        before = counts_before(flags)
        return before[self.end] - before[self.first]


def judge(found: Shared) -> Verdicts:
    """Return what the pairs are."""
    is_break = _breaks(found)
    breaks = np.flatnonzero(is_break)
    first, last = np.append(0, breaks + 1), np.append(breaks, len(found.pair) - 1)
    passage_pair = found.pair[first]
    quoted_a, quoted_b = _quoted(found)
    a = _count(found.a, found.at_a, quoted_a, first, last)
    b = _count(found.b, found.at_b, quoted_b, first, last)
    is_template = _are_templates(found, is_break, a, b)
    is_near = _are_near(a, b) & ~is_template
    is_partial = _are_partial(a, b, passage_pair) & ~is_near & ~is_template
    kinds: list[CopyKind | None] = [
        "near" if near else "partial" if partial else None
        for near, partial in zip(is_near.tolist(), is_partial.tolist(), strict=True)
    ]
    return Verdicts(
        kinds=kinds,
        share_a=a.share(a.shared, a.side.is_own),
        share_b=b.share(b.shared, b.side.is_own),
        running_share_a=a.share(a.shared, a.running),
        running_share_b=b.share(b.shared, b.running),
    )


def _breaks(found: Shared) -> Flags:
    """Return behind which shingles a passage ends."""
    step_a, step_b = np.diff(found.at_a), np.diff(found.at_b)
    reach = _MAX_EDIT_WORDS + SHINGLE_WORDS
    is_edit = (step_a <= reach) & (step_b <= reach)
    is_misread = (np.abs(step_a - step_b) <= _MISREAD_SLACK) & (step_a <= _MAX_MISREAD_WORDS)
    breaks: Flags = (np.diff(found.pair) != 0) | (step_b <= 0) | ~(is_edit | is_misread)
    return breaks


def _quoted(found: Shared) -> tuple[Flags, Flags]:
    """Return the quoted words of both sides: what one text has in a quotation is quoted in the other too."""
    inside = np.ones(len(found.pair), dtype=bool)
    beside = np.ones(len(found.pair), dtype=bool)
    for step in range(SHINGLE_WORDS):
        inside &= found.a.quoted[found.at_a + step]
        beside &= found.b.quoted[found.at_b + step]
    either = inside | beside
    quoted = found.a.quoted.copy(), found.b.quoted.copy()
    for flags, places in zip(quoted, (found.at_a[either], found.at_b[either]), strict=True):
        for step in range(SHINGLE_WORDS):
            flags[places + step] = True
    return quoted


def _count(side: Side, at: Places, quoted: Flags, first: Places, last: Places) -> _Counted:
    shared = np.zeros(len(side.starts), dtype=bool)
    for step in range(SHINGLE_WORDS):
        shared[at + step] = True
    return _Counted(
        side=side,
        shared=shared,
        running=side.is_own & ~quoted,
        first=at[first],
        end=at[last] + SHINGLE_WORDS,
    )


def _are_near(a: _Counted, b: _Counted) -> Flags:
    running, every, words, leads, densities = [], [], [], [], []
    for each in (a, b):
        aligned = covered(each.first, each.end, len(each.running))
        running.append(each.share(aligned, each.running))
        every.append(each.share(aligned, each.side.is_own))
        words.append(counts_by_pair(aligned & each.running, each.side))
        leads.append(_lead_share(each, aligned))
        densities.append(each.share(each.shared, aligned & each.side.is_own))
    is_running: Flags = np.maximum(*running) >= _NEAR_SHARE
    is_running &= (np.minimum(*running) >= _NEAR_OTHER_SHARE) & (np.minimum(*words) >= _NEAR_WORDS)
    is_all: Flags = np.minimum(*every) >= _NEAR_SHARE
    is_notice: Flags = (np.maximum(*every) < _WHOLE_SHARE) & (np.maximum(*leads) < _LEAD_SHARE)
    is_notice &= np.minimum(*densities) >= _UNCHANGED_DENSITY
    return (is_running | is_all) & ~is_notice


def _lead_share(each: _Counted, aligned: Flags) -> Shares:
    """Return the part of the first words of each text that stands in passages."""
    before = counts_before(each.side.is_own)
    of_text = before[:-1] - np.repeat(before[each.side.bounds[:-1]], np.diff(each.side.bounds))
    return each.share(aligned, each.side.is_own & (of_text < _LEAD_WORDS))


def _are_partial(a: _Counted, b: _Counted, passage_pair: Places) -> Flags:
    shared = a.in_passages(a.shared & a.side.is_own)
    running = a.in_passages(a.shared & a.running)
    own_a, own_b = a.in_passages(a.side.is_own), b.in_passages(b.side.is_own)
    counts = (a.end - a.first >= _PASSAGE_WORDS) & (shared >= _PASSAGE_DENSITY * np.maximum(own_a, own_b))
    counts &= (running >= _PASSAGE_RUNNING_WORDS) & (running >= _PASSAGE_RUNNING_SHARE * shared)

    def total(words: Places) -> Shares:
        weights = (words * counts).astype(np.float64)
        return np.bincount(passage_pair, weights=weights, minlength=len(a.side.bounds) - 1).astype(np.float64)

    parts = [total(own) / np.maximum(counts_by_pair(each.side.is_own, each.side), 1)
             for own, each in ((own_a, a), (own_b, b))]  # fmt: skip
    is_block: Flags = (total(shared) >= _PARTIAL_WORDS) & (np.maximum(*parts) >= _PARTIAL_SHARE)
    scattered = [each.share(each.shared, each.running) for each in (a, b)]
    is_scattered: Flags = counts_by_pair(a.shared & a.running, a.side) >= _SCATTERED_WORDS
    return is_block | (is_scattered & (np.maximum(*scattered) >= _SCATTERED_SHARE))


def _are_templates(found: Shared, is_break: Flags, a: _Counted, b: _Counted) -> Flags:
    """Return which pairs differ in the numbers and names that they give, and in little else."""
    gap_a = found.at_a[:-1] + SHINGLE_WORDS, found.at_a[1:]
    gap_b = found.at_b[:-1] + SHINGLE_WORDS, found.at_b[1:]
    lengths = [end - first for first, end in (gap_a, gap_b)]
    is_gap: Flags = ~is_break & (np.minimum(*lengths) > 0) & (np.maximum(*lengths) <= _MAX_SLOT_WORDS)
    gaps = np.flatnonzero(is_gap)
    sums = []
    for side, (first, end) in ((found.a, gap_a), (found.b, gap_b)):
        before = np.zeros(len(side.telling) + 1, dtype=np.uint64)
        np.cumsum(side.telling, out=before[1:])
        sums.append(before[end[gaps]] - before[first[gaps]])
    is_slot = (sums[0] != 0) & (sums[1] != 0) & (sums[0] != sums[1])
    slots = np.bincount(found.pair[gaps[is_slot]], minlength=len(a.side.bounds) - 1)
    agreeing = np.minimum(*(counts_by_pair(each.shared & (each.side.telling != 0), each.side) for each in (a, b)))
    return (slots >= _TEMPLATE_SLOTS) & (slots >= _TEMPLATE_SHARE * (slots + agreeing))
