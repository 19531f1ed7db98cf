from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.mentions.names.evidence import kind_told
from extractors.mentions.names.find import NameFindings, find_entities
from extractors.mentions.names.lexicon import (
    Gazetteer,
    Known,
    LanguageModel,
    Lexicon,
    NameSpan,
    WatchRule,
    compile_lexicon,
)
from extractors.mentions.names.votes import tidy
from extractors.mentions.names.watchlist import parse_watchlist
from extractors.mentions.reading.field import Reading, split_sentences
from extractors.records import MentionKind

ROOT = Path(__file__).parents[4]
WATCHLIST = (ROOT / "seeds" / "watchlist.toml").read_text(encoding="utf-8")


def reading(text: str, language: str | None = "en") -> Reading:
    return Reading(
        article_id="a", revision_id="r", field="text", text=text, sentences=split_sentences(text), zones=(),
        language=language, published_date=None,
    )  # fmt: skip


@cache
def seeds_lexicon() -> Lexicon:
    listed = parse_watchlist(WATCHLIST)
    return compile_lexicon(rules=listed.rules, queries=listed.queries)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return seeds_lexicon()


def found(text: str, lexicon: Lexicon) -> list[tuple[str, str | None]]:
    findings = find_entities((reading(text),), lexicon)
    return [(m.surface, m.entity_id) for m in findings.mentions if m.kind != "topic"]


def test_the_three_names_stand_in_each_of_the_four_seeds(lexicon: Lexicon) -> None:
    paths = sorted((ROOT / "seeds" / "articles").glob("*.txt"))
    assert len(paths) == 4
    for path in paths:
        ids = {entity_id for _, entity_id in found(path.read_text(encoding="utf-8"), lexicon)}
        assert {"org:meta-platforms", "org:scale-ai", "person:alexandr-wang"} <= ids


CASES = {
    "short forms where the full name stands": (
        "Scale AI named Alexandr Wang. Wang said Scale would grow.",
        [("Scale AI", "org:scale-ai"), ("Alexandr Wang", "person:alexandr-wang"), ("Wang", "person:alexandr-wang"),
         ("Scale", "org:scale-ai")],
    ),
    "no short form without the full name": ("Wang said Scale would grow.", []),
    "the verb is no company": (
        "Scale AI grew. It wants to scale its work. Scale the model up, they say. Scale your output.",
        [("Scale AI", "org:scale-ai")],
    ),
    "a company at the start of a sentence": (
        "Scale AI grew. Scale said so. Scale's board met.",
        [("Scale AI", "org:scale-ai"), ("Scale", "org:scale-ai"), ("Scale", "org:scale-ai")],
    ),
    "possessive": ("It is Google's plan and Google’s money.", [("Google", "org:google")] * 2),
    "longest name wins": ("Google DeepMind and Google.", [("Google DeepMind", "org:google-deepmind"),
                                                         ("Google", "org:google")]),
    "no part of a word": ("Metaphysics, Google-like, Googles, non-Apple", [("Google", "org:google"),
                                                                           ("Apple", "org:apple")]),
    "a name over a line break": ("Mark\nZuckerberg left", [("Mark\nZuckerberg", "person:mark-zuckerberg")]),
    "capitals": ("OPENAI WINS", [("OPENAI", "org:openai")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_names(text: str, expected: list[tuple[str, str]], lexicon: Lexicon) -> None:
    assert found(text, lexicon) == expected


def person(entity_id: str, name: str) -> WatchRule:
    return WatchRule(rule_id=entity_id, entity_id=entity_id, name=name, kind="person")


def test_a_surname_of_two_people_stays_unresolved() -> None:
    lexicon = compile_lexicon(rules=(person("p:a", "Alexandr Wang"), person("p:b", "Li Wang")))
    text = "Alexandr Wang met Li Wang. Wang spoke. Alexandr left."
    assert found(text, lexicon) == [
        ("Alexandr Wang", "p:a"), ("Li Wang", "p:b"), ("Wang", None), ("Alexandr", "p:a"),
    ]  # fmt: skip


def test_a_second_alexander_is_another_person() -> None:
    lexicon = compile_lexicon(rules=(person("p:a", "Alexandr Wang"), person("p:b", "Alexander Zverev")))
    text = "Alexandr Wang and Alexander Zverev. Alexander won; Wang watched."
    assert found(text, lexicon)[2:] == [("Alexander", "p:b"), ("Wang", "p:a")]


def test_one_line_break_does_not_hide_a_name_that_the_title_holds(lexicon: Lexicon) -> None:
    title = replace(reading("Scale AI's new head"), field="title")
    findings = find_entities((title, reading("Scale said it would grow.")), lexicon)
    assert [(m.field, m.surface) for m in findings.mentions] == [("title", "Scale AI"), ("text", "Scale")]


def test_an_acronym_is_defined_in_brackets() -> None:
    rule = WatchRule(rule_id="o", entity_id="o", name="European Central Bank", kind="organization")
    text = "The European Central Bank (ECB) met. The ECB said no."
    findings = find_entities((reading(text),), compile_lexicon(rules=(rule,)))
    assert [(m.surface, m.form) for m in findings.mentions] == [
        ("European Central Bank", "full"), ("ECB", "acronym"), ("ECB", "acronym"),
    ]  # fmt: skip


def rule(name: str, kind: MentionKind = "organization") -> WatchRule:
    return WatchRule(rule_id=name, entity_id=name, name=name, kind=kind)


WATCHED_CASES = {
    "the qualifier stands in the article": (
        (rule("Labour Party (Norway)"), rule("Labour Party (Malta)")),
        "In Malta the Labour Party won.",
        [("Labour Party", "Labour Party (Malta)")],
    ),
    "no qualifier stands there: the name without one": (
        (rule("Georgia (state)", "place"), rule("Georgia", "place")),
        "He left Georgia.",
        [("Georgia", "Georgia")],
    ),
    "behind a city stands the larger place": (
        (rule("Albany, New York", "place"), rule("New York (state)", "place"), rule("New York City", "place")),
        "From New York to Albany, New York.",
        [("New York", "New York City"), ("Albany", "Albany, New York"), ("New York", "New York (state)")],
    ),
    "a place that ends a longer name is none, here or elsewhere": (
        (rule("Norway", "place"),),
        "He asked Statistics Norway. Statistics Norway said so. Norway waits.",
        [("Statistics Norway", "organization:Statistics Norway")] * 2 + [("Norway", "Norway")],
    ),
    "the head of an institution's name with its article": (
        (rule("Church of Norway"),),
        "The Church of Norway met. Critics said the Church and a Church school agreed.",
        [("Church of Norway", "Church of Norway"), ("Church", "Church of Norway")],
    ),
    "not where two institutions share it": (
        (rule("Bank of Norway"), rule("Bank of Malta")),
        "The Bank of Norway and the Bank of Malta met. The Bank agreed.",
        [("Bank of Norway", "Bank of Norway"), ("Bank of Malta", "Bank of Malta")],
    ),
    "other spellings": (
        (rule("Smith & Söhne"), rule("Ministry of Fisheries (Norway)"), rule("University of Oslo at Bergen")),
        "At Smith and Söhne they asked the Fisheries Ministry, then University of Oslo, Bergen.",
        [("Smith and Söhne", "Smith & Söhne"), ("Fisheries Ministry", "Ministry of Fisheries (Norway)"),
         ("University of Oslo, Bergen", "University of Oslo at Bergen")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rules", "text", "expected"), WATCHED_CASES.values(), ids=WATCHED_CASES.keys())
def test_watched_names(rules: tuple[WatchRule, ...], text: str, expected: list[tuple[str, str]]) -> None:
    city = Known(entity_id="nyc", name="New York City", kind="place", aliases=("New York",))
    common = frozenset(("statistics", "church", "bank", "he", "critics", "the", "from"))
    gazetteer = Gazetteer(known=(city,), common_words=common)
    assert found(text, compile_lexicon(rules=rules, gazetteer=gazetteer)) == expected


def test_a_word_is_a_name_where_the_model_is_sure_of_it() -> None:
    def model(texts: tuple[str, ...]) -> tuple[tuple[NameSpan, ...], ...]:
        return tuple(
            (NameSpan(start=0, end=5, kind="organization", method="model", confidence=0.9),) for _ in texts
        )

    models = {"en": LanguageModel(find=model, version="sure-1")}
    lexicon = compile_lexicon(rules=(rule("Shell"), rule("Target")), models=models)
    assert found("Shell to sell more. Target to sell less.", lexicon) == [("Shell", "Shell")]


def test_the_genitive_of_a_name_is_the_name() -> None:
    text = "Angela Merkel sah Merkels Rede über Berlins Mitte und Nolos Norden."
    names: dict[str, MentionKind] = {
        "Angela Merkel": "person", "Merkels": "person", "Berlins": "place", "Nolos": "place",
    }  # fmt: skip
    spans = tuple(
        NameSpan(
            start=text.index(name), end=text.index(name) + len(name), kind=kind, method="model", confidence=0.9
        )
        for name, kind in names.items()
    )
    berlin = Known(entity_id="berlin", name="Berlin", kind="place")
    models = {language: LanguageModel(find=lambda _: (spans,), version="sure-1") for language in ("de", "es")}
    lexicon = compile_lexicon(gazetteer=Gazetteer(known=(berlin,)), models=models)
    (german, spanish) = (
        [mention.entity_id for mention in find_entities((reading(text, language),), lexicon).mentions]
        for language in ("de", "es")
    )
    assert german == ["person:Angela Merkel", "person:Angela Merkel", "berlin", "place:Nolos"]
    assert spanish == ["person:Angela Merkel", None, "place:Berlins", "place:Nolos"]


def test_a_surname_that_is_a_word_needs_but_the_full_name() -> None:
    gazetteer = Gazetteer(common_words=frozenset(("king", "soon", "after")))
    lexicon = compile_lexicon(rules=(person("p:k", "Martin King"),), gazetteer=gazetteer)
    text = "Martin King spoke. In those times King spoke often, and once as the king of talk."
    assert found(text, lexicon) == [("Martin King", "p:k"), ("King", "p:k")]


def test_a_nationality_is_no_short_form() -> None:
    lexicon = compile_lexicon(rules=(rule("Swiss Bank Corp"),))
    assert found("Swiss Bank Corp met the Swiss government.", lexicon) == [("Swiss Bank Corp", "Swiss Bank Corp")]


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [("in Utica, N.Y., on Monday", "N.Y", "place"), ("in Little Rock, Ark., he", "Ark", "place")],
)
def test_an_abbreviation_ends_with_its_full_stop(text: str, surface: str, kind: MentionKind) -> None:
    start = text.index(surface)
    span = NameSpan(start=start, end=start + len(surface), kind=kind, method="model", confidence=0.9)
    tidied = tidy(text, span)
    assert tidied is not None
    assert text[tidied.start : tidied.end] == f"{surface}."


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Roe's executive order", "person", None),
        ("a Roe spokesman said", "person", None),
        ("a Roe spokesman said", "place", "organization"),
        ("the Roe stock fell", "person", "organization"),
        ("Sen. Roe shares it", "place", "person"),
    ],
)
def test_what_politicians_have_as_well_makes_no_company(
    text: str, kind: MentionKind, expected: MentionKind | None
) -> None:
    start = text.index("Roe")
    span = NameSpan(start=start, end=start + 3, kind=kind, method="model", confidence=0.9)
    assert kind_told(text, span) == expected


def test_an_agency_that_signs_is_nobody() -> None:
    person = NameSpan(start=9, end=15, kind="person", method="model", confidence=0.9)
    assert tidy("It fell.\nReuter", person) is None
    assert tidy("It fell.\nReuter spoke", person) == person


def test_a_bare_direction_is_no_place() -> None:
    assert tidy("the North", NameSpan(start=4, end=9, kind="place", method="model", confidence=0.9)) is None


def test_relations_come_with_the_entity_and_bring_the_related_one(lexicon: Lexicon) -> None:
    findings = find_entities((reading("Meta Platforms grew."),), lexicon)
    assert [(each.entity_id, each.relation, each.related_entity_id) for each in findings.relations] == [
        ("org:meta-platforms", "owns", "org:instagram"), ("org:meta-platforms", "owns", "org:whatsapp"),
    ]  # fmt: skip
    assert [entity.entity_id for entity in findings.entities] == [
        "org:meta-platforms", "org:instagram", "org:whatsapp",
    ]  # fmt: skip
    assert find_entities((reading("Instagram grew."),), lexicon).relations == ()


def check_offsets(text: str, findings: NameFindings) -> None:
    ids = {entity.entity_id for entity in findings.entities}
    spans = [(m.span_start, m.span_end) for m in findings.mentions if m.kind != "topic"]
    for mention in findings.mentions:
        assert text[mention.span_start : mention.span_end] == mention.surface != ""
        assert mention.sentence_start <= mention.span_start < mention.span_end <= mention.sentence_end
        assert mention.entity_id is None or mention.entity_id in ids
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


WORDS = "Scale AI|Scale|Wang|Alexandr Wang|Meta|é|😀|İ|ﬁ|.| |, |“|’s|$|שלום|中国|University of Łódź|Mr. |(FTC)"
ODD = "Federal Trade Commission|Dr Ann Lee|of |The |\u200b|\u0301|\u202e|\n|\t|\ud800"
PIECES = st.sampled_from([*WORDS.split("|"), *ODD.split("|")])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
def test_offsets_are_exact_in_any_text(text: str) -> None:
    check_offsets(text, find_entities((reading(text),), seeds_lexicon()))


@pytest.mark.parametrize(
    "text",
    [
        "$" * 100_000,
        "A" * 1_000_000,
        "Aa " * 100_000,
        "A of the " * 30_000,
        "“" * 50_000,
        "Wang " * 100_000,
        "(" * 100_000,
    ],
    ids=["dollars", "capitals", "run", "small words", "quotes", "names", "brackets"],
)
def test_long_lines_take_bounded_time(text: str, lexicon: Lexicon) -> None:
    start = process_time()
    check_offsets(text, find_entities((reading(text),), lexicon))
    assert process_time() - start < 30


def test_a_line_without_end_takes_time_in_proportion(lexicon: Lexicon) -> None:
    text = "Alexandr Wang met Wang of Scale AI and Scale " * 10_000
    start = process_time()
    check_offsets(text, find_entities((reading(text),), lexicon))
    assert process_time() - start < 30


@pytest.mark.parametrize("language", [None, "fi"])
def test_where_no_language_or_model_is_known_only_lists_find_names(language: str | None) -> None:
    rules = (WatchRule(rule_id="w", entity_id="org:meta", name="Meta Platforms", kind="organization"),)
    text = "Meta Platforms hired Wilhelmina Quastenflosser, said Grobmann Ventures."
    findings = find_entities((reading(text, language),), compile_lexicon(rules=rules))
    assert [mention.surface for mention in findings.mentions] == ["Meta Platforms"]


@pytest.mark.parametrize(
    ("query", "text", "surfaces"),
    [
        ("(facebook OR google) AND NOT apple", "Facebook met Google.", ["Facebook", "Google"]),
        ("(facebook OR google) AND NOT apple", "Facebook met Apple.", []),
        (
            '"data label*" NEAR/3 scale',
            "Scale does data-labelling. Elsewhere, scale",
            ["Scale", "data-labelling", "scale"],
        ),
        ("title:facebook", "Facebook met Google.", []),
        ("crédit", "Credit was due.", ["Credit"]),
    ],
)
def test_a_boolean_query_marks_what_made_it_true(query: str, text: str, surfaces: list[str]) -> None:
    listed = parse_watchlist(f"[[query]]\nid = 'topic:q'\nname = 'Q'\nquery = '{query}'\n")
    findings = find_entities((reading(text),), compile_lexicon(queries=listed.queries))
    assert [m.surface for m in findings.mentions if m.kind == "topic"] == surfaces


def test_an_acronym_of_the_gazetteer_stands_with_points_too() -> None:
    known = Known(entity_id="org:nha", name="Norvik Harbour Agency", kind="organization", aliases=("NHA",))
    lexicon = compile_lexicon(gazetteer=Gazetteer(known=(known,)))
    assert found("Then the N.H.A. met.", lexicon) == [("N.H.A.", "org:nha")]
