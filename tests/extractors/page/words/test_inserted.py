"""Boxes of links that run into a sentence."""

import pytest

from extractors.page.words.inserted import cut_inserted
from extractors.page.words.pieces import Piece

CASES = {
    "glued to a headline": (
        "Rep. Jane Roe Jane Ann RoeThe Memo: Roads first | Dams later MORE’s plan",
        "Rep. Jane Roe’s plan",
    ),
    "a space before the headline": (
        "Speaker Paul Ray Paul Davis Ray Retirees should say 'no thanks' MORE (R-Ohio) left",
        "Speaker Paul Ray (R-Ohio) left",
    ),
    "no headline": ("chief of staff Jo Kelly John Francis KellyMORE has", "chief of staff Jo Kelly has"),
    "two in a line": (
        "Ann O'Hara Ann O'HaraDams break in spring MORE and Bo McRae Robert (Bo) McRae10 roads MORE spoke",
        "Ann O'Hara and Bo McRae spoke",
    ),
    "of one surname": ("Jane Roe and John Roe want MORE of it", None),
    "in capitals": ("HEARING ON ROADS FOR ALL IS SET FOR FIRST TIME IN MORE THAN A DECADE", None),
    "a name that begins alike": ("Jane Roe Jane Ann Roebuck spoke of dams, roads and MORE", None),
    "on another line": ("Jane Roe Jane Ann RoeThe Memo\nRoads MORE", None),
}


@pytest.mark.parametrize(("line", "kept"), CASES.values(), ids=CASES.keys())
def test_cut_inserted(line: str, kept: str | None) -> None:
    pieces = cut_inserted([Piece(surface=line)])
    assert [piece.surface for piece in pieces if piece.cut is None] == [kept or line]
    assert {piece.cut for piece in pieces} == ({None, "inserted_links"} if kept else {None})


def test_long_line_is_read_in_linear_time() -> None:
    line = "Roe Jane Roe Jane RoeDams " * 4_000 + " MORE"
    assert len(cut_inserted([Piece(surface=line)])) >= 1
