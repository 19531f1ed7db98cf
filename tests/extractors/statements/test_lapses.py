"""A time told by what went before is found, and differs from a date of another text that lies elsewhere."""

from dataclasses import replace
from datetime import date

import pytest

from extractors.records import Statement
from extractors.statements.lapses import compare_lapses
from tests.extractors.statements.test_figures import stated

LAPSE = "The sale comes just weeks after a previous funding round that valued it at $14 billion."
DAY = date(2025, 6, 13)


def of(article_id: str, text: str) -> list[Statement]:
    found = [each for each in stated(text) if each.kind in ("lapse", "date")]
    return [
        replace(each, article_id=article_id, statement_id=f"{article_id}{each.statement_id}") for each in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LAPSE, ("just weeks after", 7, 90, ("previou", "fund", "round", "valu"))),
        ("It came two months after the vote.", ("two months after", 45, 81, ("vot",))),
        ("Weeks after the vote it was sold.", None),
    ],
    ids=["some weeks", "two months", "told of the past"],
)
def test_lapses_are_found(text: str, expected: tuple[object, ...] | None) -> None:
    found = [(each.surface, each.amount, each.amount_high, each.after) for each in of("a", text)]
    assert found == ([expected] if expected else [])


CASES = {
    "a year ago is no weeks": (LAPSE, "It was valued at $14 billion in its May 2024 funding round.", {}, True),
    "a month without its year": (LAPSE, "It was valued at $14 billion in its May funding round.", {}, False),
    "weeks ago": (LAPSE, "It was valued at $14 billion in its May 2025 funding round.", {}, False),
    "of another thing": (LAPSE, "It was sold in May 2024.", {}, False),
    "what comes is not before": (LAPSE, "Its next funding round is in May 2027.", {}, False),
    "a year alone says too little": (LAPSE, "Its 2024 funding round was large.", {}, False),
    "a day of another article": (LAPSE, "Its May 2024 funding round was large.", {"a": None, "b": DAY}, True),
    "no day is known": (LAPSE, "Its May 2024 funding round was large.", {"a": None, "b": None}, False),
    "a day that would bear it out": (
        LAPSE,
        "Its May 2024 funding round was large.",
        {"a": None, "b": DAY, "c": date(2024, 6, 20)},
        False,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_dates_of_other_texts(name: str) -> None:
    one, other, days, is_told = CASES[name]
    statements = [*of("a", one), *of("b", other)]
    found = compare_lapses(statements, days or {"a": DAY, "b": None})
    assert [contrast.verdict for _, [contrast] in found] == ["differs"] * is_told
    assert compare_lapses(statements[::-1], days or {"a": DAY, "b": None}) != [] or not is_told


def test_one_article_does_not_contradict_itself() -> None:
    assert compare_lapses(of("a", f"{LAPSE} Its May 2024 funding round was large."), {"a": DAY}) == []
