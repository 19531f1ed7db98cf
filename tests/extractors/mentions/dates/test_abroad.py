"""Dates as German, French, Spanish, Italian, Portuguese and Dutch news write them."""

from datetime import date

import pytest

from extractors.mentions.finders import find_mentions
from extractors.mentions.names.lexicon import empty_lexicon
from tests.extractors.mentions.revisions import revision

# A Wednesday.
PUBLISHED = date(2025, 3, 12)


def found_in(text: str, language: str) -> list[tuple[str, str | None]]:
    found = find_mentions(revision(text, language=language, published=PUBLISHED), empty_lexicon())
    return [(mention.surface, mention.timex or mention.unit) for mention in found.mentions]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Le 14 juillet 2024, le maire a parlé.", [("14 juillet 2024", "2024-07-14")]),
        ("fr", "Le 3 mai il part.", [("3 mai", "2025-05-03")]),
        ("fr", "Le 27, il part.", []),
        ("it", "Le 20 partite.", []),
        ("en", "It costs LE 500.", [("LE 500", "EGP")]),
        ("de", "Am ersten Mai kam er.", [("ersten Mai", "2025-05-01")]),
        ("de", "am dritten Oktober 1990", [("dritten Oktober 1990", "1990-10-03")]),
        ("fr", "le premier avril", [("premier avril", "2025-04-01")]),
        ("es", "el dos de mayo", [("dos de mayo", "2025-05-02")]),
        ("it", "il due giugno 2024", [("due giugno 2024", "2024-06-02")]),
        ("pt", "Primeiro de maio de 2024", [("Primeiro de maio de 2024", "2024-05-01")]),
        ("nl", "op drie oktober 2023", [("drie oktober 2023", "2023-10-03")]),
        ("nl", "op 3-5-2024", [("3-5-2024", "2024-05-03")]),
        ("es", "el 12-3-2024", [("12-3-2024", "2024-03-12")]),
        ("en", "on 13-06-2025", [("13-06-2025", "2025-06-13")]),
        ("fr", "en mai", [("mai", "2025-05")]),
        ("fr", "en juin dernier", [("juin", "2024-06")]),
        ("fr", "Il viendra lundi prochain.", [("lundi", "2025-03-17")]),
        ("it", "lunedì scorso", [("lunedì", "2025-03-10")]),
        ("es", "el próximo lunes", [("lunes", "2025-03-17")]),
        ("de", "am Montagabend", [("Montagabend", "2025-03-10")]),
        ("nl", "maandagavond", [("maandagavond", "2025-03-10")]),
        ("de", "in der kommenden Woche", [("in der kommenden Woche", "2025-W12")]),
        ("es", "Mañana viaja; pasado mañana vuelve.", [("Mañana", "2025-03-13"), ("pasado mañana", "2025-03-14")]),
        ("es", "Ayer por la mañana.", [("Ayer", "2025-03-11")]),
        ("de", "Morgen reist er.", [("Morgen", "2025-03-13")]),
        ("de", "Er kam am Morgen, sagte guten Morgen.", []),
        ("nl", "In de morgen regende het.", []),
    ],
)
def test_dates_abroad(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert found_in(text, language) == expected
