"""Pages in six languages: byline and day are facts, and lines that lead elsewhere are no text. All made up."""

from datetime import date

import pytest

from extractors.records import Extraction
from tests.extractors.page.test_html import read

# Language, byline, its name, day, two paragraphs, lines that are not of the article.
PAGES = {
    "de": (
        "Von Karla Muster", "Karla Muster", "4. März 2025",
        "Der Stadtrat von Musterheim hat am Dienstag beschlossen, den Kanal im Norden zu verbreitern.",
        "Die Bürgermeisterin sagte, die Kosten von zwölf Millionen Euro würden über vier Jahre verteilt.",
        ("Lesen Sie auch: Brücke gesperrt", "Auch interessant: Zehn Tipps", "Abonnieren Sie unseren Newsletter"),
    ),
    "fr": (
        "Par Claire Modèle", "Claire Modèle", "4 mars 2025",
        "Le conseil municipal de Villeneuve a voté mardi l’élargissement du canal au nord de la ville.",
        "La maire a déclaré que le coût de douze millions d’euros serait réparti sur quatre ans.",
        ("À lire aussi : Le pont est fermé", "Sur le même sujet : dix conseils", "Inscrivez-vous à la newsletter"),
    ),
    "es": (
        "Por Clara Modelo", "Clara Modelo", "4 de marzo de 2025",
        "El ayuntamiento de Villanueva aprobó el martes la ampliación del canal al norte de la ciudad.",
        "La alcaldesa dijo que el coste de doce millones de euros se repartirá en cuatro años.",
        ("Te puede interesar: El tráfico", "Más información: diez consejos", "Suscríbete a nuestra newsletter"),
    ),
    "it": (
        "di Chiara Modello", "Chiara Modello", "4 marzo 2025",
        "Il consiglio comunale di Villanova ha approvato martedì l’allargamento del canale a nord.",
        "La sindaca ha detto che il costo di dodici milioni di euro sarà ripartito in quattro anni.",
        ("Potrebbe interessarti: Il traffico", "Per approfondire: dieci consigli", "Iscriviti alla newsletter"),
    ),
    "nl": (
        "Door Karla Model", "Karla Model", "4 maart 2025",
        "De gemeenteraad van Nieuwstad heeft dinsdag besloten het kanaal in het noorden te verbreden.",
        "De burgemeester zei dat de kosten van twaalf miljoen euro over vier jaar worden verdeeld.",
        ("Lees verder: De brug is dicht", "Meer over dit onderwerp: tips", "Schrijf je in voor onze nieuwsbrief"),
    ),
    "pt": (
        "Por Clara Modelo", "Clara Modelo", "4 de março de 2025",
        "A câmara municipal de Vila Nova aprovou na terça-feira o alargamento do canal no norte.",
        "A prefeita disse que o custo de doze milhões de euros será dividido em quatro anos.",
        ("Leia também: A ponte está fechada", "Saiba mais: dez dicas", "Assine a nossa newsletter"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", PAGES)
def test_a_page_gives_its_author_its_day_and_its_own_words(language: str) -> None:
    byline, author, day, first, second, others = PAGES[language]
    body = "".join(f"<p>{line}</p><p>{second} {number}. {first}</p>" for number, line in enumerate(others))
    page = (
        f"<html lang='{language}'><head><title>{first[:60]}</title></head><body><article><h1>{first[:60]}</h1>"
        f"<p class='meta'>{byline}</p><p>{day}</p><p>{first}</p><p>{second}</p>{body}</article></body></html>"
    )
    found = read(page, url=f"https://www.example.org/{language}/kanal")
    assert isinstance(found, Extraction)
    assert found.revision.authors == (author,)
    assert found.revision.published_date == date(2025, 3, 4)
    assert found.revision.language == language
    assert [line for line in (byline, *others) if line in found.revision.text] == []
    assert first in found.revision.text
