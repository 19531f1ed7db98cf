"""Stretches of a text that are spoken for."""

from bisect import bisect_left, insort
from collections.abc import Iterable


class Spans:
    """Disjoint [start, end) spans, in order; a new one is taken only where it touches none.

    >>> spans = Spans([(0, 5)])
    >>> spans.take(5, 7), spans.take(4, 6)
    (True, False)
    """

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self.spans = sorted(spans)

    def touches(self, start: int, end: int) -> bool:
        """Return whether a span shares a code point with [start, end)."""
        at = bisect_left(self.spans, (end, -1))
        return at > 0 and self.spans[at - 1][1] > start

    def take(self, start: int, end: int) -> bool:
        """Take [start, end) where it is free; return whether it was."""
        if self.touches(start, end):
            return False
        insort(self.spans, (start, end))
        return True
