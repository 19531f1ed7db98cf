"""What shared words make of two texts: a near copy, a part taken over, or nothing.

Quoted speech is in both texts because both heard the same person. So what counts is running text: words that stand
outside quotations in both texts, and are no boilerplate of the outlet. All figures of this file: `cp` are the
labelled copies (12,789 pairs made from real articles by edits), `real` the 93 pairs of real articles read by hand
(open parts, November 2026). "Half, double" are thousandths of precision and recall that half and double of a
number move (in sample, `tests/evaluation/copy_thresholds.py --every 8`: 1,599 labelled pairs, 93 real ones).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.copies.boilerplate import Flags
from extractors.copies.counted import Counted, Shares, count, quoted_in_either, share
from extractors.copies.fingerprints import SHINGLE_WORDS
from extractors.copies.laid import Places, Side, counts_before
from extractors.records import CopyKind

# Matches apart by at most so many words in both texts are one passage with edits in it. cp: tried 8, 16, 24, 40:
# F1 of near pairs .989, .995, .998, .998, of partial ones .84, .87, .88, .86.
_MAX_EDIT_WORDS = 24
# Farther apart, but by as many words in both: words that text recognition misread. cp: recall of near pairs .990
# without, .997 with it; farther than 80 words finds none. Half: recall of near pairs -3, double 0; of the slack
# -5, +1.
_MAX_MISREAD_WORDS = 80
_MISREAD_SLACK = 3

# Near: one text's running words stand in the other to this part, and not too few of the other's. real: follow-ups
# that keep a block of background reach .71, copies begin at .86; cp: F1 .998 from .65 to .75. Half of the other's
# share: recall +3, double -101. The words bound what is too short to tell: half, double 0.
_NEAR_SHARE = 0.75
_NEAR_OTHER_SHARE = 0.25
_NEAR_WORDS = 25
# Of the words in passages so many are shared: a few chance runs, as far apart in both texts, bridge whole texts of
# one layout that quote one ruling (.03). cp: the same from 0 to .2, at .3 recall of near pairs falls by .004.
_NEAR_DENSITY = 0.15
# Under a share of .9 the beginnings must agree too, where what is shared is so without a change: two short reports
# with one long notice below begin differently. cp: of near pairs .1 % are of this kind. Without it (half of
# _WHOLE_SHARE, or _UNCHANGED_DENSITY at 1): recall +10, real: one false near pair of five. _LEAD_WORDS: half +1,
# double +3; _LEAD_SHARE: half +3, double -1.
_WHOLE_SHARE = 0.9
_UNCHANGED_DENSITY = 0.95
_LEAD_WORDS = 25
_LEAD_SHARE = 0.3

# Partial: a passage counts where it is so long, so dense, and not but a quotation: words around it are shared too.
# real: pairs that share quotations have no more than 35 such words (45 pairs; two doubtful ones 66 and 67), pairs
# that share running text 41 to 890 (22 pairs; two have less). Recall of partial pairs of cp, half and double:
# _PASSAGE_WORDS +34, -34; _PASSAGE_DENSITY 0, -9; _PASSAGE_RUNNING_WORDS +9, -9; _PASSAGE_RUNNING_SHARE 0, -17;
# _PARTIAL_WORDS +51, -68; _PARTIAL_SHARE +9, -145. None of them finds another real pair.
_PASSAGE_WORDS = 20
_PASSAGE_DENSITY = 0.3
_PASSAGE_RUNNING_WORDS = 10
_PASSAGE_RUNNING_SHARE = 0.15
_PARTIAL_WORDS = 40
_PARTIAL_SHARE = 0.13
# Or many short pieces, as a rewriter leaves them. real: pairs that share quotations have up to 115. Half of the
# words: recall +74, precision -109; double -74, -15. Half of the share: recall +37, precision +7; double
# -111, -23. Among 13,289 real articles half gives 72 more pairs, of which few are right (see the README).
_SCATTERED_WORDS = 130
_SCATTERED_SHARE = 0.2

# Texts of one template agree in all but who, what and how much: so many gaps hold other numbers or names in each
# text, and no fewer than the numbers and names that agree. cp: true copies have up to .48 of them in such gaps
# (text recognition), the made-up reports of one template .7 and more. Half of the share: recall of near pairs of
# cp -14; of the slots, and of their words: no pair; double of the words -1. The templates of the tests need them.
_TEMPLATE_SLOTS = 3
_MAX_SLOT_WORDS = 8
_TEMPLATE_SHARE = 0.5


# What an outlet prints in article after article (an appeal, a biography, a gallery) is no part taken over. Its
# names are not those of the articles: of the numbers and names around a block of background, real: .33 and more
# stand in the block too in one of two texts (14 of 15 pairs of one outlet), around furniture .24 and fewer. Half:
# precision -105; double: recall -222, precision +27.
_BACKGROUND_SHARE = 0.25
# Or its entries begin alike: of the runs of words in the captions of galleries .22 to .55 are repeated within the
# text, in running text .08 and fewer. Half: recall -37, double 0.
_LIST_SHARE = 0.2
# Or some runs come with each entry. real, galleries: 4 to 9 runs come five times and more, .054 to .158 of all, in
# 7 of 8 pairs; in 56 pairs of running text one such run at most. cp: no pair has another kind with and without it.
# Half of the times: recall of real pairs -370; of the runs -37; all else 0.
_ENTRY_TIMES = 5
_ENTRY_RUNS = 4
_ENTRY_SHARE = 0.04
# Or it is headlines, one behind the other, in no sentence. real: turned down are 38, 34, 33, 31 of 39 pairs that
# share inserted links, at .2, .25, .3, .35, and 2, 2, 2, 1 of 63 that share running text. cp: none.
_UNBROKEN_SHARE = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The shingles that texts share, in the order of pair and place in a; places are those of the laid texts.

    `same_outlet` says of which pairs both are one outlet's, `repeated_share` which part of their shared shingles
    stood in the text before.
    """

    pair: Places
    at_a: Places
    at_b: Places
    a: Side
    b: Side
    same_outlet: Flags
    repeated_share: Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What each pair is, and the parts of all words, and of those outside quotations, that stand in the other.

    `alike` says of which pairs the shared words are enough for copies, whatever part of each text they are.
    """

    kinds: Sequence[CopyKind | None]
    alike: Flags
    share_a: Shares
    share_b: Shares
    running_share_a: Shares
    running_share_b: Shares


def judge(found: Shared) -> Verdicts:
    """Return what the pairs are."""
    is_break = _breaks(found)
    breaks = np.flatnonzero(is_break)
    first, last = np.append(0, breaks + 1), np.append(breaks, len(found.pair) - 1)
    quoted_a, quoted_b = quoted_in_either(found.a, found.at_a, found.b, found.at_b)
    a = count(found.a, found.at_a, quoted_a, first, last)
    b = count(found.b, found.at_b, quoted_b, first, last)
    running_shares = share(a.shared_running, a.running), share(b.shared_running, b.running)
    is_copy = ~_are_templates(found, is_break, a)
    is_near = _are_near(a, b) & is_copy
    is_partial = is_copy & ~is_near
    block_words, block_share = _blocks(a, b, found.pair[first])
    scattered = a.total(a.shared_once)
    is_partial &= (block_words >= _PARTIAL_WORDS) & (block_share >= _PARTIAL_SHARE) | (
        (scattered >= _SCATTERED_WORDS) & (np.maximum(*running_shares) >= _SCATTERED_SHARE)
    )
    for pair in np.flatnonzero(is_partial & found.same_outlet).tolist():
        is_partial[pair] = not _is_furniture(found, pair, a, b)
    kinds: list[CopyKind | None] = [
        "near" if near else "partial" if partial else None
        for near, partial in zip(is_near.tolist(), is_partial.tolist(), strict=True)
    ]
    return Verdicts(
        kinds=kinds,
        alike=is_near | _are_alike(a, b) | (block_words >= _PARTIAL_WORDS) | (scattered >= _SCATTERED_WORDS),
        share_a=a.share(a.shared_own, a.own),
        share_b=b.share(b.shared_own, b.own),
        running_share_a=running_shares[0],
        running_share_b=running_shares[1],
    )


def _breaks(found: Shared) -> Flags:
    """Return behind which shingles a passage ends."""
    step_a, step_b = np.diff(found.at_a), np.diff(found.at_b)
    reach = _MAX_EDIT_WORDS + SHINGLE_WORDS
    is_edit = (step_a <= reach) & (step_b <= reach)
    is_misread = (np.abs(step_a - step_b) <= _MISREAD_SLACK) & (step_a <= _MAX_MISREAD_WORDS)
    breaks: Flags = (np.diff(found.pair) != 0) | (step_b <= 0) | ~(is_edit | is_misread)
    return breaks


def _are_near(a: Counted, b: Counted) -> Flags:
    running = [share(each.aligned_running, each.running) for each in (a, b)]
    words = [each.aligned_running for each in (a, b)]
    is_running: Flags = np.maximum(*running) >= _NEAR_SHARE
    is_running &= (np.minimum(*running) >= _NEAR_OTHER_SHARE) & (np.minimum(*words) >= _NEAR_WORDS)
    every = [each.share(each.aligned_own, each.own) for each in (a, b)]
    is_all: Flags = np.minimum(*every) >= _NEAR_SHARE
    is_notice: Flags = (np.maximum(*every) < _WHOLE_SHARE) & (
        np.maximum(_lead_share(a), _lead_share(b)) < _LEAD_SHARE
    )
    is_notice &= (
        np.minimum(*(each.share(each.shared_own, each.aligned_own) for each in (a, b))) >= _UNCHANGED_DENSITY
    )
    is_dense = np.logical_and(
        *(each.total(each.shared_once) >= _NEAR_DENSITY * each.aligned_running for each in (a, b))
    )
    return (is_running | is_all) & is_dense & ~is_notice


def _lead_share(each: Counted) -> Shares:
    """Return the part of the first words of each text that stands in passages."""
    begin, end = each.side.bounds[:-1], each.side.bounds[1:]
    lead_end = np.minimum(np.searchsorted(each.own, each.own[begin] + _LEAD_WORDS), end)
    words = each.own[lead_end] - each.own[begin]
    found: Shares = (each.aligned_own[lead_end] - each.aligned_own[begin]) / np.maximum(words, 1)
    return found


def _are_alike(a: Counted, b: Counted) -> Flags:
    """Return which pairs have as many words in passages as near copies have, and not too small a part."""
    words = np.minimum(*(each.total(each.aligned_own) for each in (a, b)))
    shares = np.maximum(*(each.share(each.aligned_own, each.own) for each in (a, b)))
    found: Flags = (words >= _NEAR_WORDS) & (shares >= _NEAR_OTHER_SHARE)
    return found


def _blocks(a: Counted, b: Counted, passage_pair: Places) -> tuple[Places, Shares]:
    """Return how many words the passages of running text of each pair share, and the larger part of a text."""
    shared, running = a.in_passages(a.shared_own), a.in_passages(a.shared_once)
    own_a, own_b = a.in_passages(a.own), b.in_passages(b.own)
    counts = (a.end - a.first >= _PASSAGE_WORDS) & (shared >= _PASSAGE_DENSITY * np.maximum(own_a, own_b))
    counts &= (running >= _PASSAGE_RUNNING_WORDS) & (running >= _PASSAGE_RUNNING_SHARE * shared)
    words, part_a, part_b = (
        np.bincount(passage_pair, weights=each * counts, minlength=len(a.side.bounds) - 1)
        for each in (shared, own_a, own_b)
    )
    part = np.maximum(part_a / np.maximum(a.total(a.own), 1), part_b / np.maximum(b.total(b.own), 1))
    return words, part


def _are_templates(found: Shared, is_break: Flags, a: Counted) -> Flags:
    """Return which pairs differ in the numbers and names that they give, and in little else."""
    gap_a = found.at_a[:-1] + SHINGLE_WORDS, found.at_a[1:]
    gap_b = found.at_b[:-1] + SHINGLE_WORDS, found.at_b[1:]
    lengths = [end - first for first, end in (gap_a, gap_b)]
    gaps = np.flatnonzero(~is_break & (np.minimum(*lengths) > 0) & (np.maximum(*lengths) <= _MAX_SLOT_WORDS))
    told = []
    for side, (first, end) in ((found.a, gap_a), (found.b, gap_b)):
        if len(gaps):
            # Sums from each bound to the next: every second is that of a gap.
            bounds = np.stack((first[gaps], end[gaps]), axis=1).ravel()
            told.append(np.add.reduceat(side.telling, bounds, dtype=np.uint32)[::2])
        else:
            told.append(side.telling[:0])
    is_slot = (told[0] != 0) & (told[1] != 0) & (told[0] != told[1])
    slots = np.bincount(found.pair[gaps[is_slot]], minlength=len(a.side.bounds) - 1)
    is_template: Flags = slots >= _TEMPLATE_SLOTS
    if is_template.any():
        agreeing = a.total(counts_before(a.shared & (a.side.telling != 0)))
        is_template &= slots >= _TEMPLATE_SHARE * (slots + agreeing)
    return is_template


def _is_furniture(found: Shared, pair: int, a: Counted, b: Counted) -> bool:
    """Return whether what two texts of one outlet share is what it prints in many."""
    if found.repeated_share[pair] >= _LIST_SHARE or _is_list(found, pair):
        return True
    if min(_unbroken_share(pair, each) for each in (a, b)) >= _UNBROKEN_SHARE:
        return True
    return max(_named_share(pair, each) for each in (a, b)) < _BACKGROUND_SHARE


def _is_list(found: Shared, pair: int) -> bool:
    """Return whether runs of words of what is shared come with each of its entries."""
    begin, end = np.searchsorted(found.pair, (pair, pair + 1))
    at, words = found.at_a[begin:end], found.a.words
    runs = words[at] * np.uint64(3) + words[at + 1] * np.uint64(5) + words[at + 2] * np.uint64(7)
    times = np.unique(runs, return_counts=True)[1]
    often = times[times >= _ENTRY_TIMES]
    return len(often) >= _ENTRY_RUNS and int(often.sum()) >= _ENTRY_SHARE * len(at)


def _unbroken_share(pair: int, each: Counted) -> float:
    """Return the part of the shared words that stand in no sentence."""
    of_text = slice(each.side.bounds[pair], each.side.bounds[pair + 1])
    shared = each.shared[of_text]
    return float(each.side.texts[pair].unbroken[shared].mean()) if shared.any() else 0.0


def _named_share(pair: int, each: Counted) -> float:
    """Return the part of the names and numbers outside the shared part that stand in it too.

    It is 1 where there are none: scripts without capitals tell no names, which says nothing against background.
    """
    of_text = slice(each.side.bounds[pair], each.side.bounds[pair + 1])
    telling, shared = each.side.telling[of_text], each.shared[of_text]
    outside = telling[~shared & (telling != 0)]
    return float(np.isin(outside, telling[shared]).mean()) if len(outside) else 1.0
