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


# What is told of two values of the seeds: the verdict, both sentences, and nothing else in any order of arrival.
TOLD = {
    (
        "differs",
        "The investment values Scale at $29 billion and comes just weeks after a previous funding round—backed by"
        " Nvidia and Amazon—that had valued the company at $14 billion.",
        "Before Meta’s stake purchase, Scale AI was valued at $14 billion during its May 2024 funding round, which"
        " included investors like Nvidia, Amazon, and Meta itself.",
    ),
    (
        "differs",
        "Jason Droege, current chief strategy officer, will serve as interim head of Scale.",
        "Jason Droege, former Chief Strategy Officer of Scale AI, has taken on the role of interim CEO.",
    ),
}


def test_what_differs_is_told_with_its_sentences_and_nothing_else(seed_database: Path) -> None:
    rows = ask(seed_database, "select verdict, sentence_a, sentence_b from report_conflicts")
    assert {row for row in rows if row[0] != "compatible"} == TOLD


def test_roles_that_may_both_hold_are_no_alarm(seed_database: Path) -> None:
    rows = ask(
        seed_database,
        "select list_sort([value_a, value_b]) from report_conflicts where verdict = 'compatible'",
    )
    assert (["current chief strategy officer", "former Uber executive"],) in rows


def test_roles_name_their_holder_and_body(seed_database: Path) -> None:
    rows = ask(
        seed_database,
        "select distinct title, phase, organization from report_roles where person = 'Jason Droege' order by all",
    )
    assert rows == [
        ("ceo", "interim", "Scale AI"),
        ("ceo", "interim", None),
        ("chief strategy officer", "current", None),
        ("chief strategy officer", "former", "Scale AI"),
        ("executive", "former", "Uber"),
        ("head", "interim", "Scale AI"),
    ]
