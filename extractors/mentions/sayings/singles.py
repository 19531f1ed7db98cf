"""Stretches between single quotation marks, told apart from apostrophes, elisions and possessives."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.mentions.sayings.stretches import Marked

# A mark that may open: nothing but a blank or an opening mark before it, a word behind it.
_OPENER = re.compile(
    r"(?<![^\s(\[“\"„«—–/-])['‘](?=[^\W_]|[“\"$€£#@…])"
    # what begins with an apostrophe: 'em, 'tis, 'til, rock 'n' roll, the '90s
    r"(?!(?:em|til|till|tis|twas|cause|cos|n|s|t|round|bout|cept)(?!\w)|\d\ds?(?!\w))",
    re.IGNORECASE,
)
_CLOSER = re.compile(r"(?<=\S)['’](?!\w)")
# Behind these the mark closes; so it does where one of those follows.
_ENDS = ",.?!…;:-—–"
_FOLLOWS = ',.?!…;:)]—–”"»'
# Nothing in single marks is looked for further than this; longer speeches are closed line by line.
_LONGEST = 1500
# Where an apostrophe stands at the end of a word: the boys' club, nothin' new, o' the.
_DROPPED = re.compile(r"(?:s|x|z|in|\bo|\bth|\ban|\bol)$", re.IGNORECASE)


def find_singles(
    text: str, start: int, stop: int, doubles: Sequence[Marked], *, goes_on: bool
) -> Iterator[Marked]:
    """Yield what stands in single marks in the line [start, stop), outside of double marks.

    `goes_on` says that the next line begins with such a mark too: then the last one may be left open.
    """
    at = start
    while (opener := _OPENER.search(text, at, stop)) is not None:
        at = opener.end()
        if _holds(doubles, opener.start()):
            continue
        end = _closed_at(text, opener.end(), min(stop, opener.end() + _LONGEST), doubles)
        if end is not None:
            yield Marked(start=opener.start(), end=end, inner_start=opener.end(), inner_end=end - 1, kind="single")
            at = end
        elif goes_on and not text[start : opener.start()].rstrip().endswith((".", "!", "?")):
            begins = opener.start()
            yield Marked(
                start=begins, end=stop, inner_start=opener.end(), inner_end=stop, is_open=True, kind="single"
            )
            return


def has_single(text: str) -> bool:
    """Return whether a single mark opens anywhere in the text."""
    return _OPENER.search(text) is not None


def begins_with_single(text: str, at: int) -> bool:
    """Return whether a single mark opens at `at`."""
    return _OPENER.match(text, at) is not None


def _closed_at(text: str, start: int, stop: int, doubles: Sequence[Marked]) -> int | None:
    """Return where the stretch that begins at `start` is closed, None where nothing closes it.

    The first sure mark wins, else the first that is no ending of a word, else the first of all; another opening
    mark ends the search.
    """
    likely = doubtful = None
    following = _OPENER.search(text, start, stop)
    while following is not None and _holds(doubles, following.start()):
        following = _OPENER.search(text, following.end(), stop)
    for mark in _CLOSER.finditer(text, start, following.start() if following else stop):
        if _holds(doubles, mark.start()):
            continue
        before, behind = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
        if before in _ENDS or behind in _FOLLOWS or not behind or behind == "\n":
            return mark.end()
        if not _DROPPED.search(text, max(mark.start() - 4, start), mark.start()):
            likely = likely or mark.end()
        else:
            doubtful = doubtful or mark.end()
    return likely or doubtful


def _holds(stretches: Sequence[Marked], at: int) -> bool:
    """Return whether one of the stretches, closed, holds `at`."""
    index = bisect_left(stretches, at, key=lambda one: one.start) - 1
    return index >= 0 and at < stretches[index].end and not stretches[index].is_open
