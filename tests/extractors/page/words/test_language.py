"""The language of a text, and whose it is where the text does not tell it."""

import pytest

from extractors.page.words.language import detect_language

SPANISH = "El ministro de Economía presentó ayer en Madrid las cuentas del año y pidió calma a los mercados. "
ENGLISH = "The finance minister presented the accounts of the year in London and asked the markets for calm. "


def test_a_text_tells_its_own_language_whatever_the_outlet_writes() -> None:
    found = detect_language(SPANISH * 3, of_outlet="en")
    assert (found.code, found.origin) == ("es", "text")
    assert (found.confidence or 0) > 0.9


@pytest.mark.parametrize("text", ["", "Madrid, 3", "Ok 12:30"])
def test_a_short_text_takes_that_of_its_outlet(text: str) -> None:
    found = detect_language(text, of_outlet="es")
    assert (found.code, found.origin) == ("es", "outlet")
    assert (found.confidence or 0) < 1
    assert detect_language(text).code is None


def test_a_text_in_two_languages_takes_that_of_its_outlet() -> None:
    for mixed in (SPANISH * 10 + ENGLISH * 10, ENGLISH * 10 + SPANISH * 10):
        assert {detect_language(mixed, of_outlet=code).code for code in ("es", "en")} == {"es", "en"}
    assert detect_language(SPANISH * 20, of_outlet="en").code == "es"


def test_without_an_outlet_the_unknown_stays_unknown() -> None:
    found = detect_language("Madrid 3 London 4")
    assert (found.code, found.confidence, found.origin) == (None, None, None)
