"""What the seeds state, measure by measure: what agrees, what stands alone, and that nothing gives an alarm."""

from pathlib import Path

import pytest

from tests.conftest import ask

# Each measure: its value, the kind, and the articles that state it as one thing.
AGREED = {
    "price": ("money", "1.43e+10", {"000", "001", "Unv"}),
    "valuation": ("money", "2.9e+10", {"000", "001"}),
    "valuation before": ("money", "1.4e+10", {"000", "001"}),
    "stake": ("percent", "49", {"000", "001", "Unv"}),
    "staff": ("quantity", "1500", {"001", "003"}),
    "age": ("age", "28", {"000", "001", "Unv"}),
    "founded": ("date", "2016", {"001", "003"}),
}


@pytest.mark.parametrize("measure", AGREED)
def test_what_agrees_is_one_group_of_one_value(seed_database: Path, measure: str) -> None:
    kind, key, expected = AGREED[measure]
    rows = ask(
        seed_database,
        "select group_id, value_key, left(article_label, 3) from base_statements where group_id in"
        f" (select group_id from base_statements where kind = '{kind}' and value_key = '{key}')",
    )
    assert len({group for group, _, _ in rows}) == 1
    assert {value for _, value, _ in rows} == {key}
    assert {article for _, _, article in rows} == expected


@pytest.mark.parametrize(
    ("surface", "article"), [("$19 billion", "000"), ("half", "003")], ids=["WhatsApp", "half of their shares"]
)
def test_what_one_text_says_is_single(seed_database: Path, surface: str, article: str) -> None:
    rows = ask(
        seed_database,
        f"select left(article_label, 3), text_share from report_only_one_says where value = '{surface}'",
    )
    assert rows == [(article, 0.25)]


def test_nothing_is_contrasted(seed_database: Path) -> None:
    assert ask(seed_database, "select verdict, value_a, value_b from report_conflicts") == []
