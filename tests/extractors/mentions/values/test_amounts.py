"""Amounts as news writes them: blanks within, halves, signs, ranges, names, other scripts, unknown words."""

import pytest

from extractors.mentions.finders import find_mentions
from extractors.mentions.names.lexicon import empty_lexicon
from extractors.records import Mention
from tests.extractors.mentions.revisions import revision


def found(text: str, kind: str, language: str | None = "en") -> list[Mention]:
    mentions = find_mentions(revision(text, language=language), empty_lexicon()).mentions
    return [mention for mention in mentions if mention.kind == kind]


def amounts(text: str, language: str | None = "en", kind: str = "money") -> list[tuple[float | None, str | None]]:
    return [(None if m.amount is None else float(m.amount), m.unit) for m in found(text, kind, language)]


@pytest.mark.parametrize(
    ("language", "text", "amount", "unit"),
    [
        ("en", "It cost 45 000 euros in all.", 45_000, "EUR"),
        ("en", "a debt of 2 300 000 dollars", 2_300_000, "USD"),
        ("en", "a fee of NOK 12 500 a year", 12_500, "NOK"),
        ("fr", "une aide de 7 200,50 euros", 7200.5, "EUR"),
        (None, "SEK 3 400", 3400, "SEK"),
    ],
)
def test_blanks_part_thousands(language: str | None, text: str, amount: float, unit: str) -> None:
    assert amounts(text, language) == [(amount, unit)]


@pytest.mark.parametrize(
    ("language", "text", "amount", "unit"),
    [
        ("fr", "un prix de 16,4 millions $ CA", 16.4e6, "CAD"),
        ("fr", "une perte de 5 $ US par action", 5, "USD"),
        ("fr", "10,05 milliards de $ hk", 10.05e9, "HKD"),
        ("fr", "elle a payé 10 $ au total", 10, "USD"),
        ("es", "dos meses por 20 MXN$", 20, "MXN"),
        ("pt", "multado em 10.000 francos suicos", 10_000, "CHF"),
    ],
)
def test_what_stands_behind_a_sign_says_whose_money_it_is(
    language: str, text: str, amount: float, unit: str
) -> None:
    assert amounts(text, language) == [(amount, unit)]


def test_blanks_part_numbers_that_are_no_groups() -> None:
    assert amounts("In 2020 300 dollars were paid.") == [(300, "USD")]
    assert amounts("On May 5 200 dollars were paid.") == [(200, "USD")]
    assert amounts("They asked for $7 million. They got $0") == [(7e6, "USD"), (0, "USD")]


@pytest.mark.parametrize(
    ("language", "text", "amount", "unit"),
    [
        ("en", "three and a half billion pounds", 3.5e9, "GBP"),
        ("en", "a million and a half euros", 1.5e6, "EUR"),
        ("en", "6 and a quarter million yen", 6.25e6, "JPY"),
        ("en", "a cool million dollars", 1e6, "USD"),
        ("en", "a hundred million dollars", 1e8, "USD"),
        ("de", "zweieinhalb Millionen Euro", 2.5e6, "EUR"),
        ("es", "dos millones y medio de euros", 2.5e6, "EUR"),
        ("fr", "trois milliards et demi d'euros", 3.5e9, "EUR"),
        ("it", "un milione e mezzo di euro", 1.5e6, "EUR"),
        ("pt", "dois milhões e meio de euros", 2.5e6, "EUR"),
        ("pl", "półtora miliona złotych", 1.5e6, "PLN"),
        ("ru", "два с половиной миллиона рублей", 2.5e6, "RUB"),
    ],
)
def test_halves(language: str, text: str, amount: float, unit: str) -> None:
    assert amounts(text, language) == [(amount, unit)]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("The fund returned -$37.63 a share.", -37.63),
        ("a result of −€4 million", -4e6),
        ("a result of minus $9 million", -9e6),
        ("The loss (-£2m) grew.", -2e6),
        ("between Paris and Rome - $50 by bus", 50),
        ("petrol rose by $.07", 0.07),
        ("a fund of £.25bn", 2.5e8),
    ],
)
def test_signs_and_leading_points(text: str, amount: float) -> None:
    assert [value for value, _ in amounts(text)] == [amount]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It costs $25-30.", 25, 30),
        ("It costs $2-3,500.", 2000, 3500),
        ("It costs $12-18m.", 12e6, 18e6),
        ("It costs $10 to 20 million.", 10e6, 20e6),
        ("From 3 million to 5 million euros is missing.", 3e6, 5e6),
        ("The $5-10-year plan", 5, None),
        ("It rose from $3 to $4.", 3, None),
    ],
)
def test_ranges(text: str, low: float, high: float | None) -> None:
    first = found(text, "money")[0]
    assert (first.amount, first.amount_high) == (low, high)


@pytest.mark.parametrize(
    "text",
    ["The rapper 50 Cent sang.", "Six Dollar Shirts closed.", "It made several hundred million dollars.",
        "Some 2020 000 euros"],
)  # fmt: skip
def test_what_is_no_amount(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("en", "a deal of DKK 30 miljoner", 30e6),
        ("en", "a deal of 3,5 mln zł".replace(",", "."), 3.5e6),
        ("en", "a bet of $10 mil", None),
        (None, "USD 2 billion", None),
        (None, "250 tys. zł", 250_000),
    ],
)
def test_a_scale_of_another_language_counts_or_leaves_the_amount_unknown(
    language: str | None, text: str, amount: float | None
) -> None:
    assert [value for value, _ in amounts(text, language)] == [amount]


@pytest.mark.parametrize(
    ("language", "text", "amount", "unit"),
    [
        ("zh", "公司投资约45亿元人民币。", 4.5e9, "CNY"),
        ("zh", "债务为2.3万亿美元。", 2.3e12, "USD"),
        ("zh", "罚款三十万元。", 300_000, "CNY"),
        ("ja", "総額は3億5000万円だった。", 3.5e8, "JPY"),
        ("ja", "会費は月額2千円。", 2000, "JPY"),
        ("ja", "12億ドルを投じた。", 1.2e9, "USD"),
        ("ko", "사업비는 3조 5000억원이다.", 3.5e12, "KRW"),
        ("ko", "벌금 5천만 원을 냈다.", 5e7, "KRW"),
        ("ko", "매출은 12억 달러였다.", 1.2e9, "USD"),
        ("ru", "Она заплатит 20 миллиардов долларов.", 2e10, "USD"),
        ("ru", "350 млн рублей", 3.5e8, "RUB"),
        ("pl", "Kara to 3,5 mld zł.", 3.5e9, "PLN"),
        ("pl", "12 tysięcy złotych", 12_000, "PLN"),
        ("sv", "40 miljoner kronor", 40e6, "SEK"),
    ],
)
def test_other_languages(language: str, text: str, amount: float, unit: str) -> None:
    assert amounts(text, language) == [(amount, unit)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "by 1.5%-2%", [(1.5, 2.0)]),
        ("en", "half a per cent", [(0.5, None)]),
        ("en", "1/4 of a percent", [(0.25, None)]),
        ("en", "a quarter of one percent", [(0.25, None)]),
        ("en", "fell -0.3%", [(-0.3, None)]),
        ("en", "pays .5 percent", [(0.5, None)]),
        ("ja", "消費税は10%で、賛成は六十パーセント", [(10.0, None), (60.0, None)]),
        ("zh", "约百分之十", [(10.0, None)]),
        ("ru", "вырос на 5 процентов", [(5.0, None)]),
    ],
)
def test_percents(language: str, text: str, expected: list[tuple[float, float | None]]) -> None:
    percents = [(float(m.amount or 0), m.amount_high) for m in found(text, "percent", language)]
    assert [(low, None if high is None else float(high)) for low, high in percents] == expected


def test_tonnes() -> None:
    assert amounts("exports of 640 000 t and 20 t-shirts", kind="quantity") == [(640_000, "tonne")]


def test_undated_francs_are_of_today_unless_the_text_names_older_years() -> None:
    assert amounts("a million francs") == [(1e6, "CHF")]
    assert amounts("In 1989 it made a million francs.") == [(1e6, "FRF")]


def test_a_bomb_of_scales_has_no_value() -> None:
    assert amounts("9" + "万" * 10_000 + "元", "zh") == []
