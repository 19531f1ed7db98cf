"""Names that two texts spell differently are found, other names and other forms of one are not."""

import pytest

from extractors.statements.decided import Decision
from extractors.statements.spellings import Name, find_spellings


def named(article_id: str, surface: str, kind: str = "person", entity_id: str | None = None) -> Name:
    """Return a name of an article, taken for an entity of its own unless another one is given."""
    entity_id = f"{kind}:{surface}" if entity_id is None else entity_id
    return Name(f"{article_id} {surface}", article_id, kind, surface, entity_id)


SAME = [
    ("Masoud Dalman", "Massoud Dalman"),
    ("Heidar Alishvandi", "Heydar Alishvandi"),
    ("Bettie Mae Page", "Betty Mae Page"),
    ("George W. Papadopoulos", "George Papadopolous"),
    ("Mahnefah", "Mahnefeh"),
    ("Volodymyr Zelenskiy", "Volodymyr Zelensky"),
]
OTHER = [
    ("Maria Lopez", "Marie Lopez"),
    ("Phil Schiller", "Philip Schiller"),
    ("John Smith", "Joan Smith"),
    ("José Núñez", "Jose Nunez"),
    ("Ann-Marie Lee", "Ann Marie Lee"),
    ("Anna Lee", "Anna Reed"),
    ("Mohammad", "Mohammed"),
    ("Cole", "Kole"),
    ("Peterson", "Petersons"),
    ("Michael Brown", "Michelle Brown"),
]


@pytest.mark.parametrize("pair", SAME, ids=" / ".join)
def test_one_name_in_two_spellings(pair: tuple[str, str]) -> None:
    names = [named("a", pair[0]), named("b", pair[1])]
    for ordered in (names, names[::-1]):
        [(group, [contrast])] = find_spellings(ordered)
        assert sorted(ordered[at].surface for value in group.values for at in value) == sorted(pair)
        assert contrast.verdict == "differs"


@pytest.mark.parametrize("pair", OTHER, ids=" / ".join)
def test_no_spelling_of_one_name(pair: tuple[str, str]) -> None:
    assert find_spellings([named("a", pair[0]), named("b", pair[1])]) == []


@pytest.mark.parametrize(
    "names",
    [
        [named("a", "Ministry of Defence", "organization"), named("b", "Ministry of Defense", "organization")],
        [named("a", "Masoud Dalman"), named("b", "Massoud Dalman"), named("b", "Masoud Dalman")],
        [named("a", "Slovakia", "place", "place:sk"), named("b", "Slovania", "place", "place:si")],
        [named("a", "Masoud Dalman"), named("b", "Massoud Dalman", "place")],
    ],
    ids=["England and America", "one article has both", "both are listed", "of two kinds"],
)
def test_what_is_told_apart(names: list[Name]) -> None:
    assert find_spellings(names) == []


def test_three_spellings_are_one_group() -> None:
    surfaces = ("Heidar Alishvandi", "Heydar Alishvandi", "Heydar Alishbandi")
    names = [named(str(number), surface) for number, surface in enumerate(surfaces)]
    [(group, contrasts)] = find_spellings(names)
    assert (len(group.values), len(contrasts)) == (3, 2)


@pytest.mark.parametrize(("decided", "expected"), [("apart", []), ("agree", [("agree", "person")])])
def test_what_a_person_decided_wins(decided: str, expected: list[tuple[str, str]]) -> None:
    names = [named("a", "Masoud Dalman"), named("b", "Massoud Dalman")]
    sides = (("x", "masoud dalman", None), ("y", "massoud dalman", None))
    decision = Decision(decided=decided, kind="spelling", sides=sides, reason=None)  # type: ignore[arg-type]
    said = [each for _, contrasts in find_spellings(names, [decision]) for each in contrasts]
    assert [(each.verdict, each.decided_by) for each in said] == expected
