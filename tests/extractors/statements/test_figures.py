"""Figures of any unit are found, with their value, what they count and what they stand beside."""

from datetime import date
from itertools import pairwise

import pytest

from extractors.findings import find_all
from extractors.mentions.names.lexicon import Lexicon, compile_lexicon
from extractors.records import Statement
from tests.extractors.mentions.revisions import revision


def stated(text: str) -> list[Statement]:
    made = revision(text, published=date(2026, 3, 2))
    return list(find_all(made, LEXICON).statements)


LEXICON: Lexicon = compile_lexicon()

CASES = {
    "money": ("It paid $14.3 billion for it.", [("money", "$14.3 billion", 14_300_000_000, "USD")]),
    "percent": ("A stake of 49 percent was sold.", [("percent", "49 percent", 49, "percent")]),
    "any unit": ("Workers found 249 wombats alive.", [("quantity", "249", 249, None)]),
    "age": ("The 28-year-old founder left.", [("age", "28-year-old", 28, "year_of_age")]),
    "duration": ("They were trapped for seven hours.", [("duration", "seven hours", 7, "hour")]),
    "half": ("It took two and a half hours.", [("duration", "two and a half hours", 2.5, "hour")]),
    "ordinal": ("It was the third quake.", [("ordinal", "third", 3, None)]),
    "score": ("They won 31-24 at home.", [("score", "31-24", None, None)]),
    "share of shots": ("He hit 10 of 22 shots.", [("score", "10 of 22", None, None)]),
    "a tie": (
        "They were tied 13-all in May 2019.",
        [("score", "13-all", None, None), ("date", "May 2019", None, None)],
    ),
    "all of them": ("It was 15 all told.", [("quantity", "15", 15, None)]),
    "pixels, no years": ("It shows 1920 x 1200 pixels.", [("score", "1920 x 1200", None, None)]),
    "pixels by pixels": ("It shows 2,880 by 1,800 pixels.", [("score", "2,880 by 1,800", None, None)]),
    "by a year": ("It will cut 1,200 by 2019.", [("quantity", "1,200", 1200, None), ("date", "2019", None, None)]),
    "inches by their mark": (
        'A 3.1" screen of 0.7″ depth.',
        [("quantity", '3.1"', 3.1, "inch"), ("quantity", "0.7″", 0.7, "inch")],
    ),
    "the end of a quotation": ('It hit "no more than 17" men.', [("quantity", "17", 17, None)]),
    "a picture's number": ("Hide Caption 24 of 37 Photos: The mayor waves.", []),
    "clock": ("It struck at 2:09 a.m. there.", [("time", "2:09 a.m.", 129, None)]),
    "clock that runs": ("They scored with 4:30 left in it.", [("duration", "4:30", 4.5, "minute")]),
    "leading point": ("They found a .38 caliber gun.", [("quantity", ".38", 0.38, None)]),
    "share in words": ("They may sell up to half of their shares.", [("percent", "half", 50, "percent")]),
    "share with a hyphen": ("Two-thirds of voters agreed.", [("percent", "Two-thirds", 66.7, "percent")]),
    "age of whom a pronoun means": ("He was 85.", [("age", "85", 85, "year_of_age")]),
    "no age": ("It was 85. They won.", [("quantity", "85", 85, None)]),
    "age at death": ("Ann Lee dies at 75", [("age", "75", 75, "year_of_age")]),
    "unit without a gap": ("It lies 58km off.", [("quantity", "58km", 58, "kilometre")]),
    "unit behind a hyphen": ("An 86-yd run won it.", [("quantity", "86-yd", 86, "yard")]),
    "unit behind other words": ("They had 352 net rushing yards.", [("quantity", "352", 352, "yard")]),
    "one of a unit": ("It began one mile below.", [("quantity", "one mile", 1, "mile")]),
    "ordinal in digits": ("It ended in the 6th round.", [("ordinal", "6th", 6, None)]),
    "dozens": ("It injured dozens more.", [("quantity", "dozens", 24, None)]),
    "tens of thousands": ("Tens of thousands fled.", [("quantity", "Tens of thousands", 20_000, None)]),
    "half an hour": ("It took half an hour.", []),
    "one of": ("It is one of them.", []),
    "no number": ("Nothing was said.", []),
}


@pytest.mark.parametrize("case", CASES, ids=list(CASES))
def test_figures(case: str) -> None:
    text, expected = CASES[case]
    found = [
        (each.kind, each.surface, None if each.amount is None else float(each.amount), each.unit)
        for each in stated(text)
    ]
    assert found == expected


def test_every_span_is_its_surface_and_none_overlaps() -> None:
    text = "On 3 May 2026 at 10:30 a.m. 1,500 people, 12 of them children, paid $5 to see a 3-2 win by 40 percent."
    found = stated(text)
    assert all(text[each.span_start : each.span_end] == each.surface for each in found)
    assert all(a.span_end <= b.span_start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("They found 249 people injured.", "person"),
        ("He kicked two straight field goals.", "goal"),
        ("There were 37 at the least.", None),
    ],
)
def test_what_is_counted(text: str, counted: str | None) -> None:
    assert stated(text)[0].counted == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Of 249 miners hit, 22 of them died.", ["miner", "person"]),
        ("The 40 wells burned, 22 of them near the road.", ["well", "well"]),
        ("At least 22 were injured and five killed.", ["person", "person"]),
        ("The blast came at noon, killing 22.", ["person"]),
        ("There were 22 wounded soldiers, three others are missing.", ["soldier", "person"]),
        ("The 40 wells burned. Nobody went there. Then 22 of them were lit.", ["well", None]),
    ],
)
def test_a_noun_left_out_is_known(text: str, counted: list[str | None]) -> None:
    assert [each.counted for each in stated(text) if each.kind == "quantity"] == counted


@pytest.mark.parametrize(
    ("surface", "step"), [("14.3 billion", 100_000_000), ("1,487", 1), ("1,500", 100), ("20", 10), ("seven", 1)]
)
def test_the_least_unit_written(surface: str, step: int) -> None:
    assert stated(f"They counted {surface} stars.")[0].written_step == step
