"""Two quotations of one utterance: the same words, cut, joined, reworded; and the words that differ."""

import pytest

from extractors.statements.utterances import compare_quotations, read_quotation, reports


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
        (
            "The plan was dropped by the board, so we will leave the town.",
            "The plan was dropped, so we will leave the town.",
            ("joined", ["by the board"], []),
        ),
        (
            "The Gulf is not deep enough so that we can expect tsunamis,",
            "Because the Gulf is not very deep, a tsunami is not expected,",
            (
                "reworded",
                ["enough so that we can expect tsunamis"],
                ["Because", "very", "a tsunami is not expected"],
            ),
        ),
        (
            "Middle-class tax hikes",
            "The class was in the middle of town. They know no tax. We take no hikes.",
            None,
        ),
        ("The plan was dropped.", "The budget was raised.", None),
        ("", "", None),
        ("Yes.", "No.", None),
    ],
)
def test_how_two_quotations_compare(first: str, second: str, expected: object) -> None:
    assert compared(first, second) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Day said the plan for the new harbour will cost the town twelve million.", True),
        ("Day said the town has a plan.", False),
    ],
)
def test_indirect_speech_beside_a_quotation(sentence: str, expected: bool) -> None:
    quotation = read_quotation("The new harbour plan will cost this town twelve million,")
    assert reports(read_quotation(sentence), quotation) is expected
