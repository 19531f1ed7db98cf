"""Captions, credits and furniture inside a text are told apart from what it reports."""

import pytest

from extractors.mentions.reading.field import split_sentences
from extractors.mentions.reading.zones import mark_zones

CASES = {
    "share bar before a caption": (
        "Facebook Twitter Pinterest Mr Doe at a rally. Photograph: Ann Roe/Getty Images",
        {"Facebook": "furniture", "Mr Doe": "caption", "Getty Images": "credit"},
    ),
    "networks as a subject": (
        "Facebook Twitter and Google met in Paris. Facebook and Twitter said no.",
        {"Facebook Twitter": "body", "Paris": "body"},
    ),
    "who took it, then what it shows": (
        "Image copyright Reuters Image caption Jane Doe won the seat",
        {"Reuters": "credit", "Jane Doe": "caption"},
    ),
    "agency of a dateline": (
        "NEW YORK (Reuters) - Jane Doe left the board of Acme on Monday.",
        {"NEW YORK": "body", "Reuters": "credit", "Acme": "body"},
    ),
    "an agency that is told something": ("Jane Doe told Reuters that Acme will sell.", {"Reuters": "body"}),
    "a paragraph that ends with names": (
        "The firm was sold to Jane Doe, then to John Roe of Acme/Beta Group",
        {"Jane Doe": "body", "Beta Group": "body"},
    ),
    "picture credit in brackets": (
        "Jane Doe at the White House, July 2016. (Reuters photo: John Roe)",
        {"White House": "caption", "Reuters": "credit"},
    ),
    "who helped": (
        "Jane Doe left. Ann Roe and the Associated Press contributed to this report.",
        {"Jane Doe": "body", "Associated Press": "credit"},
    ),
    "whom to follow": (
        "Ann Roe is a columnist. Follow her on Twitter @annroe",
        {"Ann Roe": "body", "Twitter": "furniture"},
    ),
    "teasers glued to a name": (
        "Sen. Jane Doe Jane Ann DoeActivists picket Acme at dawn Doe doubts Facebook MORE said no to Beta.",
        {"Acme": "furniture", "Facebook": "furniture", "Beta": "body"},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_zone_of_each_name(case: str) -> None:
    text, expected = CASES[case]
    zones = mark_zones(text, (("body", 0, len(text)),), split_sentences(text, "en"))
    assert [(start, end) for _, start, end in zones] == sorted((start, end) for _, start, end in zones)
    found = {name: next(zone for zone, a, b in zones if a <= text.index(name) < b) for name in expected}
    assert found == expected


def test_other_zones_stay_around_what_is_marked() -> None:
    text = "Head\nFILE PHOTO: Jane Doe\nBody of it."
    zones = mark_zones(text, (("heading", 0, 4), ("body", 5, len(text))), ())
    assert zones == [("heading", 0, 4), ("caption", 5, 25), ("body", 25, len(text))]
