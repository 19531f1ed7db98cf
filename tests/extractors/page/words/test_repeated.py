"""Lines that an outlet prints with article after article."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.page.words.pieces import Piece
from extractors.page.words.repeated import OutletText, cut_repeated, find_repeated, line_hash

SELF = "The Example aims to help owners of boats to grow their fleets."
BACKGROUND = "The canal, dug in 1821, has carried no ships since the railway came in 1973."


def text(number, *, before=(), after=(), day=None, group=None):
    own = [f"Paragraph {number} of its own, number {at} of the article." for at in range(8)]
    return OutletText(
        group=group or f"g{number}",
        day=date(2025, 1, day or number),
        lines=(*before, *own[:4], BACKGROUND, *own[4:], *after),
    )


CASES = {
    "behind": ([text(at, after=[SELF]) for at in range(1, 4)], [SELF]),
    "before": ([text(at, before=[SELF]) for at in range(1, 4)], [SELF]),
    "inside": ([text(at) for at in range(1, 10)], []),
    "two texts": ([text(at, after=[SELF]) for at in range(1, 3)], []),
    "versions of one text": ([text(at, after=[SELF], group="g") for at in range(1, 4)], []),
    "one day": ([text(at, after=[SELF], day=1) for at in range(1, 8)], []),
    "one day, many texts": ([text(at, after=[SELF], day=1) for at in range(1, 9)], [SELF]),
    "short": ([text(at, after=["Why you trust us"]) for at in range(1, 9)], []),
    "cut before": (
        [OutletText(group=f"g{at}", day=date(2025, 1, at), lines=("Own.",), cut=(SELF,)) for at in range(1, 4)],
        [SELF],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_found(name):
    texts, lines = CASES[name]
    assert [line.surface for line in find_repeated(texts)] == lines


@given(st.permutations([text(at, after=[SELF.upper() if at % 2 else SELF]) for at in range(1, 6)]))
def test_order_changes_nothing(texts):
    assert find_repeated(texts) == find_repeated(sorted(texts, key=lambda each: each.group))


def test_cut():
    pieces = [Piece(surface="Own words."), Piece(surface=SELF), Piece(surface=SELF, cut="notice")]
    cut = cut_repeated(pieces, frozenset({line_hash(SELF)}))
    assert [piece.cut for piece in cut] == [None, "repeated_line", "notice"]
