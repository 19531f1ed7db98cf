"""What the shipped models make of texts that are in no one language, in none of theirs, or in strange letters."""

import pytest

from extractors.mentions.names.find import find_entities
from extractors.records import Mention
from flows.lists.lexicon import load_lexicon
from tests.flows.lists.test_models import reading


def found(text: str, language: str | None) -> dict[str, Mention]:
    mentions = find_entities((reading(text, language),), load_lexicon()).mentions
    return {mention.surface: mention for mention in mentions}


SWEDISH = "Statsminister Ulf Kristersson träffade Anna Lindqvist i Stockholm på tisdagen."


def test_a_text_that_changes_its_language_keeps_the_names_of_both_parts() -> None:
    text = (
        "Angela Merkel viajó ayer a Madrid y se reunió con Pedro Sánchez.\n"
        "Prime Minister Keir Starmer met Emmanuel Macron in London on Friday, a spokesman said."
    )
    people = {"Angela Merkel", "Pedro Sánchez", "Keir Starmer", "Emmanuel Macron"}
    for language in ("es", "en"):
        assert people <= set(found(text, language))


def test_a_language_near_to_the_models_is_read_with_less_confidence() -> None:
    names = found(SWEDISH, "sv")
    assert {"Ulf Kristersson", "Anna Lindqvist", "Stockholm"} <= set(names)
    assert all(name.confidence is not None and name.confidence <= 0.6 for name in names.values())
    assert {name.method_version.split("-")[1] for name in names.values()} == {"sv"}
    assert min(name.confidence or 0 for name in found("Angela Merkel sprach in Berlin.", "de").values()) > 0.72


@pytest.mark.parametrize("language", [None, "fi", "pl", "ja"])
def test_in_a_language_of_no_model_nothing_is_guessed(language: str | None) -> None:
    assert found("Premier Anna Kowalczykowa powiedziała we wtorek, że rząd wesprze Grobmann.", language) == {}


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "de",
            "Wolodymyr Selenskyj traf Sergej Lawrow in Kiew.",
            {"Wolodymyr Selenskyj", "Sergej Lawrow", "Kiew"},
        ),
        (
            "fr",
            "Le président Volodymyr Zelensky a vu Sergueï Lavrov à Kiev.",
            {"Volodymyr Zelensky", "Sergueï Lavrov", "Kiev"},
        ),
        (
            "nl",
            "President Volodymyr Zelensky sprak in Moskou met Sergej Lavrov.",
            {"Volodymyr Zelensky", "Sergej Lavrov"},
        ),
    ],
)
def test_names_in_another_spelling_are_names(language: str, text: str, names: set[str]) -> None:
    assert names <= set(found(text, language))


def test_a_line_in_capitals_has_its_names_and_no_acronyms_made_of_words() -> None:
    names = found("BUNDESKANZLER FRIEDRICH MERZ SPRACH IN BERLIN MIT EMMANUEL MACRON", "de")
    assert {"FRIEDRICH MERZ", "BERLIN", "EMMANUEL MACRON"} <= set(names)
    assert "MIT" not in names


@pytest.mark.parametrize("language", ["de", "es", "fr", "it", "nl", "pt", "sv"])
def test_without_capitals_no_common_word_becomes_a_name(language: str) -> None:
    names = found("emmanuel macron 2024 : a e o in de la van, com di un per na. euro - minister - banco", language)
    assert set(names) <= {"emmanuel macron", "macron"}


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("de", "Deutschland und Frankreich haben sich geeinigt.", "place:de"),
        ("de", "Die Kinder sangen das Lied Deutschlands.", "place:de"),
        ("es", "El presidente de Alemania viajó ayer a Madrid.", "place:de"),
        ("fr", "Le président de l'Allemagne est venu hier.", "place:de"),
        ("it", "Il presidente della Germania ha parlato ieri a Mosca.", "place:de"),
        ("nl", "De regering van Duitsland sprak gisteren in Moskou.", "place:de"),
        ("pt", "O presidente da Alemanha falou ontem em Moscovo.", "place:de"),
    ],
)
def test_a_country_is_one_entity_in_all_languages(language: str, text: str, place: str) -> None:
    assert place in {mention.entity_id for mention in found(text, language).values()}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Europäische Kommission hat das gestern entschieden."),
        ("es", "La Comisión Europea lo decidió ayer."),
        ("fr", "La Commission européenne l'a décidé hier."),
        ("it", "Lo ha deciso ieri la Commissione europea."),
        ("nl", "De Europese Commissie besliste dat gisteren."),
        ("pt", "A Comissão Europeia decidiu isso ontem."),
    ],
)
def test_an_institution_is_one_entity_in_all_languages(language: str, text: str) -> None:
    entities = find_entities((reading(text, language),), load_lexicon()).entities
    assert [entity.name for entity in entities] == ["European Commission"]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "pt",
            "Lula falou ontem. O presidente Luiz Inácio Lula da Silva viaja hoje.",
            "Luiz Inácio Lula da Silva",
        ),
        ("es", "López Obrador viajó ayer con Andrés Manuel López Obrador.", "Andrés Manuel López Obrador"),
        ("fr", "Henri Poupart-Lafarge a parlé mardi à Paris.", "Henri Poupart-Lafarge"),
    ],
)
def test_people_by_parts_of_their_names_are_one_person(language: str, text: str, name: str) -> None:
    entities = find_entities((reading(text, language),), load_lexicon()).entities
    assert [entity.name for entity in entities if entity.kind == "person"] == [name]


def test_german_nouns_are_no_organizations_unless_surely() -> None:
    text = "Die Textilindustrie klagt. Die Ausweichroute führt an der Baustelle vorbei."
    assert found(text, "de") == {}
