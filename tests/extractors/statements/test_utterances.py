"""Two quotations of one utterance: the same words, cut, reworded; and the words that differ."""

import pytest

from extractors.statements.utterances import compare_quotations, read_quotation


def compared(first: str, second: str) -> tuple[str, list[str], list[str]] | None:
    alike = compare_quotations(read_quotation(first), read_quotation(second))
    if alike is None:
        return None
    return (
        alike.kind,
        [first[start:end] for start, end in alike.only_first],
        [second[start:end] for start, end in alike.only_second],
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("It is the end.", "It is the end,", ("same", [], [])),
        (
            "Wang will join Meta to work on our superintelligence efforts.",
            "Wang will join Meta to lead our work in superintelligence,",
            ("reworded", ["on our", "efforts"], ["lead our", "in"]),
        ),
        (
            "The board met on Monday and the plan was dropped.",
            "the plan was dropped",
            ("cut", ["The board met on Monday and"], []),
        ),
        ("The plan was dropped.", "The budget was raised.", None),
        ("", "", None),
        ("Yes.", "No.", None),
    ],
)
def test_how_two_quotations_compare(first: str, second: str, expected: object) -> None:
    assert compared(first, second) == expected
