"""Words of one side of many pairs counted: running text, quotations and attributions, what of each is shared."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.copies.boilerplate import Flags
from extractors.copies.fingerprints import SHINGLE_WORDS
from extractors.copies.laid import Places, Side, counts_before, covered, totals

Shares = NDArray[np.float64]
Counts = NDArray[np.int32]

# Words beside a quotation, at most so many, are an attribution. One that the text gave before ("the court said"
# behind each sentence of a ruling) belongs to what is quoted. cp and real: the same for 7, 14 and 28.
_MAX_STUB_WORDS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One side, its words counted: own ones, running text, and what is shared or aligned of these.

    Aligned are the words of passages, changed ones among them; `shared_once` leaves out attributions that stood in
    the text before. Passage i goes from `first[i]` to `end[i]`. Of running text the counts are those of each text,
    else those before each word.
    """

    side: Side
    shared: Flags
    own: Counts
    running: Counts
    shared_own: Counts
    shared_running: Counts
    shared_once: Counts
    aligned_own: Counts
    aligned_running: Counts
    first: Places
    end: Places

    def total(self, counts: Counts) -> Counts:
        """Return the count of each pair."""
        at = counts[self.side.bounds]
        return at[1:] - at[:-1]

    def share(self, counts: Counts, of: Counts) -> Shares:
        """Return the part that one count before each word is of another, for each pair."""
        return share(self.total(counts), self.total(of))

    def in_passages(self, counts: Counts) -> Counts:
        """Return the count of each passage."""
        return counts[self.end] - counts[self.first]


def share(counts: Counts, of: Counts) -> Shares:
    """Return the part that each count is of another."""
    found: Shares = counts / np.maximum(of, 1)
    return found


def quoted_in_either(a: Side, at_a: Places, b: Side, at_b: Places) -> tuple[Flags, Flags]:
    """Return the quoted words of both sides: what one text has in a quotation is quoted in the other too."""
    either = _are_quoted(a, at_a) | _are_quoted(b, at_b)
    quoted = a.quoted.copy(), b.quoted.copy()
    for flags, places in zip(quoted, (at_a[either], at_b[either]), strict=True):
        for step in range(SHINGLE_WORDS):
            flags[places + step] = True
    return quoted


def count(side: Side, at: Places, quoted: Flags, first: Places, last: Places) -> Counted:
    """Return the counts of one side: shared shingles begin `at`, passages go from `first` to `last` of them."""
    shared = np.zeros(len(side.starts), dtype=bool)
    for step in range(SHINGLE_WORDS):
        shared[at + step] = True
    begin, end = at[first], at[last] + SHINGLE_WORDS
    aligned = covered(begin, end, len(shared))
    running = side.is_own & ~quoted
    shared_running = shared & running
    return Counted(
        side=side,
        shared=shared,
        own=counts_before(side.is_own),
        running=totals(running, side.bounds),
        shared_own=counts_before(shared & side.is_own),
        shared_running=totals(shared_running, side.bounds),
        shared_once=counts_before(shared_running & ~_said_again(side, shared_running, quoted)),
        aligned_own=counts_before(aligned & side.is_own),
        aligned_running=totals(aligned & running, side.bounds),
        first=begin,
        end=end,
    )


def _are_quoted(side: Side, at: Places) -> Flags:
    """Return which shingles stand in quotations whole: their first and last words do, and the one between."""
    found: Flags = side.quoted[at] & side.quoted[at + 1] & side.quoted[at + SHINGLE_WORDS - 1]
    return found


def _said_again(side: Side, shared_running: Flags, quoted: Flags) -> Flags:
    """Return the words of the attributions that stood beside an earlier quotation of the text."""
    edges = np.flatnonzero(np.diff(shared_running.view(np.int8), prepend=np.int8(0), append=np.int8(0)))
    begin, end = edges[0::2], edges[1::2]
    is_stub = quoted[np.maximum(begin - 1, 0)] | quoted[np.minimum(end, len(quoted) - 1)]
    is_stub &= end - begin <= _MAX_STUB_WORDS
    begin, end = begin[is_stub], end[is_stub]
    if not len(begin):
        return np.zeros(len(quoted), dtype=bool)
    length = end - begin
    first = np.cumsum(length) - length
    places = np.repeat(begin - first, length) + np.arange(int(length.sum()))
    said = np.add.reduceat(side.words[places], first)
    said += np.searchsorted(side.bounds, begin, side="right").astype(np.uint64)
    order = np.argsort(said, kind="stable")
    again = order[1:][said[order[1:]] == said[order[:-1]]]
    return covered(begin[again], end[again], len(quoted))
