"""Whom articles in other languages name as their source."""

import pytest

from extractors.mentions.reading.field import Reading, split_sentences
from extractors.mentions.sayings.credits import find_credits


@pytest.mark.parametrize(
    ("language", "text", "credited"),
    [
        ("de", "Die Zahl stieg laut dpa auf 40.", ["dpa auf 40"]),
        ("de", "Es steht laut plan im Buch.", []),
        ("it", "Il governo cade, secondo l'Ansa.", ["l'Ansa"]),
        ("it", "Il governo cade, secondo la Repubblica.", ["la Repubblica"]),
        ("it", "Secondo me non cade.", []),
        ("pt", "O acordo foi assinado, segundo a Lusa.", ["a Lusa"]),
        ("pt", "Foi o segundo a chegar.", []),
        ("fr", "La mesure a été adoptée, selon l'AFP.", ["l'AFP"]),
        ("nl", "Het bedrijf stopt, aldus ANP.", ["ANP"]),
    ],
)
def test_credits(language: str, text: str, credited: list[str]) -> None:
    reading = Reading(
        article_id="a", revision_id="r", field="text", text=text, lowered=text.lower(),
        sentences=split_sentences(text), zones=(), language=language, published_date=None,
    )  # fmt: skip
    assert [mention.surface for mention in find_credits(reading, ())] == credited
