from datetime import date
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.mentions.finders import find_mentions
from extractors.mentions.names.lexicon import WatchRule, compile_lexicon, empty_lexicon
from extractors.records import Findings
from tests.extractors.mentions.revisions import revision

SEEDS = Path(__file__).resolve().parents[4] / "seeds" / "articles"
META = compile_lexicon(
    rules=(
        WatchRule(
            rule_id="meta",
            entity_id="org:meta-platforms",
            name="Meta Platforms",
            kind="organization",
            aliases=("Meta",),
        ),
    )
)


def values(
    text: str, kind: str, *, language: str | None = "en", published: date | None = None
) -> list[tuple[object, ...]]:
    found = find_mentions(revision(text, language=language, published=published), empty_lexicon())
    return [(m.surface, m.amount, m.unit) for m in found.mentions if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "surface", "amount", "unit"),
    [
        ("It paid $14.3B for it.", "$14.3B", "14300000000", "USD"),
        ("It paid US$14.3 billion.", "US$14.3 billion", "14300000000", "USD"),
        ("A fine of EUR 3m was set.", "EUR 3m", "3000000", "EUR"),
        ("It raised £2.5bn.", "£2.5bn", "2500000000", "GBP"),
        ("A grant of Rs 500 crore", "Rs 500 crore", "5000000000", "INR"),
        ("won a $48.2 million contract", "$48.2 million", "48200000", "USD"),
        ("worth A$5 million", "A$5 million", "5000000", "AUD"),
        ("half a million euros", "half a million euros", "500000", "EUR"),
        ("It cost 15 dollars 50.", "15 dollars 50", "15.5", "USD"),
        ("five million yen", "five million yen", "5000000", "JPY"),
        ("paid US$-12", "US$-12", "-12", "USD"),
        ("a loss of 34 cents", "34 cents", "0.34", "USD"),
        ("sold for 20 MUSD", "20 MUSD", "20000000", "USD"),
        ("They lost 75 USD million.", "75 USD million", "75000000", "USD"),
        ("two and a quarter, then ten grand", "ten grand", "10000", "USD"),
    ],
)
def test_money(text: str, surface: str, amount: str, unit: str) -> None:
    assert values(text, "money") == [(surface, Decimal(amount), unit)]


@pytest.mark.parametrize(
    ("language", "text", "surface", "amount", "unit"),
    [
        ("de", "Das kostet 14,3 Mrd. Euro.", "14,3 Mrd. Euro", "14300000000", "EUR"),
        ("de", "zweihunderteinundzwanzig Euro", "zweihunderteinundzwanzig Euro", "221", "EUR"),
        ("fr", "pour 323 millions d'euros", "323 millions d'euros", "323000000", "EUR"),
        ("es", "cuesta 94.000,50 dólares", "94.000,50 dólares", "94000.5", "USD"),
        ("pt", "R$ 2,5 bilhões", "R$ 2,5 bilhões", "2500000000", "BRL"),
        ("it", "due milioni di euro", "due milioni di euro", "2000000", "EUR"),
        ("nl", "€ 2,5 miljoen", "€ 2,5 miljoen", "2500000", "EUR"),
        (None, "price: €1.500", "€1.500", "1500", "EUR"),
        ("es", "El plan costará dólares 2,5 millones.", "dólares 2,5 millones", "2500000", "USD"),
        ("it", "dollari 12", "dollari 12", "12", "USD"),
        ("pt", "por 30 centavos", "30 centavos", "0.3", "USD"),
        ("nl", "Een reep kost drie kwartjes.", "drie kwartjes", "0.75", "EUR"),
        ("de", "Er zahlte 40 indische Rupien.", "40 indische Rupien", "40", "INR"),
        ("fr", "L'action gagne 14 cents.", "14 cents", "0.14", "USD"),
        ("fr", "Le pain coûte 90 centimes.", "90 centimes", "0.9", "EUR"),
    ],
)
def test_money_in_other_languages(language: str, text: str, surface: str, amount: str, unit: str) -> None:
    assert values(text, "money", language=language) == [(surface, Decimal(amount), unit)]


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("en", "It rose 4.5 percent.", "4.5"),
        ("en", "per cent of twenty-two", "22"),
        ("de", "siebenunddreißig Prozent", "37"),
        ("es", "dos coma cinco por ciento", "2.5"),
        ("nl", "een korting van min vijf procent", "-5"),
        ("fr", "20 pour-cent", "20"),
        ("es", "cuatro diecisieteavos por ciento", "0.235294"),
        ("es", "doce con un dosmilésimos por ciento", "12.0005"),
        ("pt", "sete trinta avos por cento", "0.233333"),
        ("pt", "nove milésimos por cento", "0.009"),
        ("it", " - 3,5%", "-3.5"),
        ("it", "- 3,5%\n- altre cose", "3.5"),
    ],
)
def test_percent(language: str, text: str, amount: str) -> None:
    assert [value[1] for value in values(text, "percent", language=language)] == [Decimal(amount)]


@pytest.mark.parametrize("text", ["Pagó en dólares 3 veces más.", "El dólar cerró ayer. Dólar 17,50."])
def test_a_currency_before_what_is_no_sum_of_it(text: str) -> None:
    assert values(text, "money", language="es") == []


def test_ranges_qualifiers_and_changes() -> None:
    found = find_mentions(revision("between $10 and $20 million; about $5; rose from $3 to $4"), empty_lexicon())
    money = [(m.amount, m.amount_high, m.qualifier, m.is_unit_assumed) for m in found.mentions]
    assert money == [
        (Decimal(10_000_000), Decimal(20_000_000), None, True),
        (Decimal(5), None, "about", True),
        (Decimal(3), None, None, True),
        (Decimal(4), None, None, True),
    ]


def test_francs_are_swiss_since_the_french_ones_are_gone() -> None:
    assert values("20 million francs", "money", published=date(2024, 1, 1))[0][2] == "CHF"
    assert values("20 million francs", "money", published=date(1989, 1, 1))[0][2] == "FRF"
    assert values("20 million French francs", "money", published=date(2024, 1, 1))[0][2] == "FRF"


def test_a_wrapped_line_goes_on_and_a_clock_time_is_no_money() -> None:
    assert values("At 8 p.m. it paid $5\nmillion.", "money") == [("$5\nmillion", Decimal(5_000_000), "USD")]


def test_ages() -> None:
    found = values("a 28-year-old; she died aged 90; he left at age 31", "quantity")
    assert [(amount, unit) for _, amount, unit in found] == [
        (Decimal(28), "year_of_age"),
        (Decimal(90), "year_of_age"),
        (Decimal(31), "year_of_age"),
    ]


def test_a_number_behind_a_word_that_ends_in_age_is_no_age() -> None:
    assert (
        values("An average of 15 strikes a day; she savaged four; coverage of two, engaged 22.", "quantity") == []
    )


def test_a_number_too_large_to_hold_has_no_amount() -> None:
    assert values("$" + "9" * 10_000, "money") == []
    assert values("$" + "9" * 35, "money") == [("$" + "9" * 35, None, "USD")]


def test_pounds_weigh_where_nothing_is_british() -> None:
    assert values("a dog of 80 pounds", "money") == []
    assert values("She paid 80 pounds in London.", "money") == [("80 pounds", Decimal(80), "GBP")]


@pytest.mark.parametrize("name", ["000", "001", "002", "003"])
def test_surfaces_are_the_text_at_their_spans(name: str) -> None:
    (path,) = SEEDS.glob(f"{name}_*")
    text = path.read_text(encoding="utf-8")
    assert_sound(find_mentions(revision(text), META), text)


def test_the_two_quotations_of_the_seeds() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    quotes = [[q.speaker_entity_id for q in find_mentions(revision(text), META).quotes] for text in texts]
    assert quotes == [[], ["org:meta-platforms"], [], ["org:meta-platforms"]]


def test_the_figures_of_the_seeds() -> None:
    stated: dict[tuple[str, Decimal | None, str | None], int] = {}
    for path in sorted(SEEDS.glob("*.txt")):
        found = find_mentions(revision(path.read_text(encoding="utf-8")), empty_lexicon())
        for figure in {(m.kind, m.amount, m.unit) for m in found.mentions if m.amount is not None}:
            stated[figure] = stated.get(figure, 0) + 1
    assert stated["money", Decimal(14_300_000_000), "USD"] == 3
    assert stated["percent", Decimal(49), "percent"] == 3
    assert stated["money", Decimal(29_000_000_000), "USD"] == 2
    assert stated["quantity", Decimal(1500), "employee"] == 2


def assert_sound(found: Findings, text: str, title: str = "") -> None:
    """Check that each span holds its words in the field that it names."""
    fields = {"title": title, "text": text}
    for mention in found.mentions:
        assert fields[mention.field][mention.span_start : mention.span_end] == mention.surface
        assert mention.field != "title" or mention.zone == "headline"
    for quote in found.quotes:
        said_in = fields[quote.field]
        assert said_in[quote.span_start : quote.span_end] == quote.surface
        if quote.speaker_start is not None:
            assert said_in[quote.speaker_start : quote.speaker_end] == quote.speaker_surface


PIECES = st.lists(
    st.one_of(
        st.text(max_size=6),
        st.sampled_from(
            ["$", "€", " 5", "14.3", " million", " percent", "%", " said", "“", "”", '"', " May ", " 2024", "İ",
             "ß", " Friday", "\n", ", ", "one hundred", "\u200b", "\u0301", "\u202e", "🇺🇸", "\ud800", " she ", "½",
             "Meta"]
        ),
    ),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(PIECES, st.sampled_from(["en", "de", "fr", "es", "pt", "it", "nl", None]))
def test_spans_hold_for_any_text(text: str, language: str | None) -> None:
    published = date(2024, 2, 29)
    assert_sound(find_mentions(revision(text, language=language, published=published), empty_lexicon()), text)


@settings(max_examples=100, deadline=None)
@given(PIECES, PIECES, st.sampled_from(["en", "de", None]))
def test_spans_are_those_of_the_field_that_is_named(title: str, text: str, language: str | None) -> None:
    assert_sound(find_mentions(revision(text, title=title, language=language), META), text, title)


def test_a_title_has_offsets_of_its_own() -> None:
    title, text = "Meta pays $3m", "On Friday Meta paid $3m."
    found = find_mentions(revision(text, title=title, published=date(2025, 6, 13)), META)
    spans = [(m.field, m.kind, m.span_start, m.span_end) for m in found.mentions if m.kind != "date"]
    assert spans == [
        ("title", "organization", 0, 4), ("title", "money", 10, 13),
        ("text", "organization", 10, 14), ("text", "money", 20, 23),
    ]  # fmt: skip
    assert_sound(found, text, title)


@pytest.mark.parametrize(
    "bomb", ["$", "9", '"', "“", "9.", "one ", "$9 ", "million ", " said", "May ", "\n\n", "a", "''", "( "]
)
def test_bombs_take_bounded_time(bomb: str) -> None:
    text = bomb * (100_000 // len(bomb))
    start = process_time()
    assert_sound(find_mentions(revision(text), empty_lexicon()), text)
    assert process_time() - start < 30
