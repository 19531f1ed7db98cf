"""What a figure measures is told by the words beside it."""

import pytest

from extractors.statements.alike.measures import measure_of
from tests.extractors.statements.test_figures import stated


@pytest.mark.parametrize(
    ("text", "surface", "measure"),
    [
        ("The quake, killing at least 10 people and injuring dozens, came at night.", "10 people", "kill"),
        ("It left 24 dead and over 200 injured, officials said.", "200", "injur"),
        ("The death toll from the storm rose to 11.", "11", "kill"),
        ("A magnitude of 5.9 was measured.", "5.9", "magnitude"),
        ("A 5.9 earthquake struck the island.", "5.9", "magnitude"),
        ("It struck at a depth of 10 kilometers.", "10 kilometers", "depth"),
        ("It struck 26 miles north of Aden.", "26 miles", "from aden"),
        ("It was their eighth straight win.", "eighth", "streak"),
        ("They are on an eight-game streak.", "eight-game", "streak"),
        ("The firm is valued at $29 billion.", "$29 billion", "valuation"),
        ("The 28-year-old founder left.", "28-year-old", "age"),
        ("It manages 300 villages.", "300", "villag"),
        ("It cost $5 there.", "$5", None),
    ],
)
def test_measure(text: str, surface: str, measure: str | None) -> None:
    (found,) = [each for each in stated(text) if each.surface == surface]
    assert measure_of(found) == measure
