"""Who says what in German, French, Spanish, Italian, Portuguese and Dutch."""

import pytest

from extractors.mentions.finders import find_mentions
from extractors.mentions.names.lexicon import WatchRule, compile_lexicon
from extractors.records import NameKind
from tests.extractors.mentions.revisions import revision

NAMES: dict[str, NameKind] = {
    "Nora Falk": "person",
    "Per Lund": "person",
    "dpa": "organization",
    "Alto": "organization",
}
LEXICON = compile_lexicon(
    rules=tuple(WatchRule(rule_id=name, entity_id=name, name=name, kind=kind) for name, kind in NAMES.items())
)


def said(language: str, text: str) -> list[tuple[str, str | None]]:
    found = find_mentions(revision(text, language=language), LEXICON)
    return [(quote.surface, quote.speaker_entity_id or quote.speaker_surface) for quote in found.quotes]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("it", "«Lavoreremo insieme», ha detto Nora Falk.", [("Lavoreremo insieme", "Nora Falk")]),
        ("fr", "« C'est une honte », s'indigne Nora Falk.", [("C'est une honte", "Nora Falk")]),
        ("fr", "— Vraiment ? a demandé la journaliste Nora Falk.", [("Vraiment ?", "Nora Falk")]),
        ("pt", "“É mentira”, rebateu Per Lund.", [("É mentira", "Per Lund")]),
        ("nl", "„Dat kan niet”, betoogt Per Lund.", [("Dat kan niet", "Per Lund")]),
        ("es", "«Basta ya», zanjó Per Lund.", [("Basta ya", "Per Lund")]),
    ],
)
def test_verbs_of_saying(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert said(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "«La gente», subraya Nora Falk, «está cansada»."),
        ("pt", "“O governo”, afirmou Nora Falk, “vai cortar”."),
        ("nl", "„De zaak”, zegt Nora Falk, „is rond”."),
        ("de", "„Die Lage“, so Nora Falk, „ist ernst“."),
        ("pt", "— Não sei — disse Nora Falk. — Logo veremos."),
    ],
)
def test_an_utterance_goes_on_behind_its_verb(language: str, text: str) -> None:
    assert [speaker for _, speaker in said(language, text)] == ["Nora Falk", "Nora Falk"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "« Je reste ici », a dit Nora Falk. Selon Per Lund, « rien ne va plus » ici."),
        ("fr", "« Je reste ici », a dit Nora Falk. Pour Per Lund, « Paris est une fête »."),
        ("it", "«Io resto qui», ha detto Nora Falk. Per Per Lund «il governo ha fallito»."),
        ("es", "«Yo me quedo», dijo Nora Falk. Según Per Lund, «el banco va bien»."),
        ("de", "Nora Falk sagte: „Ich bleibe hier!“ Für Per Lund ist das „ein schwerer Fehler“."),
        ("nl", "„Ik blijf hier”, zei Nora Falk. Volgens Per Lund is het „een grote fout”."),
    ],
)
def test_a_sentence_on_somebody_else_is_not_of_who_spoke_before(language: str, text: str) -> None:
    assert [speaker for _, speaker in said(language, text)] == ["Nora Falk", "Per Lund"]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("de", "„Wir müssen handeln“, mahnte der Minister im Gespräch mit der dpa.", "der Minister"),
        ("de", "„Wir zahlen nicht“, sagte der Minister der dpa.", "der Minister"),
        ("de", "„Wir zahlen nicht“, sagte der Minister Per Lund.", "Per Lund"),
        ("fr", "« Il faut agir », a déclaré le ministre à Alto.", "le ministre"),
        ("fr", "« Tout va bien », a précisé le groupe Alto.", "Alto"),
        ("es", "«No iremos nunca», dijo el portavoz a Alto.", "el portavoz"),
    ],
)
def test_whom_it_is_said_to_does_not_speak(language: str, text: str, speaker: str) -> None:
    assert [who for _, who in said(language, text)] == [speaker]
