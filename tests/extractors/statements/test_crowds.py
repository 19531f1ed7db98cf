"""Stories of very many articles: pairs are bounded, what most articles state is kept; two events joined in one."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.records import Statement
from extractors.statements import compare
from extractors.statements.compare import compare_story
from extractors.statements.verdict_days import read_setting
from extractors.statements.verdicts import contrast_values
from tests.extractors.statements.test_figures import stated
from warehouse.statements.model import load_statement_weights


def crowd(articles: int, figures: int) -> Iterator[Statement]:
    """Yield figures of one kind: the first of each article is the same in all, the others stand in it alone."""
    [one] = [each for each in stated("The fire killed 12 people in the old hotel.") if each.kind == "quantity"]
    for article in range(articles):
        for figure in range(figures):
            amount = Decimal(12 if figure == 0 else 100 + article * figures + figure)
            name = f"{article:04}-{figure:02}"
            yield replace(one, article_id=f"a{article}", statement_id=name, amount=amount, sentence_index=figure)


def test_of_500_articles_with_40_figures_so_many_are_compared_as_are_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    pairs_of = compare.pairs_of
    monkeypatch.setattr(compare, "_MOST_STATEMENTS", 60)

    def counted(buckets: list[tuple[compare.Story, list[int]]]) -> object:
        asked.extend(len(places) for _, places in buckets)
        return pairs_of(buckets)

    monkeypatch.setattr(compare, "pairs_of", counted)
    figures, groups = compare_story(list(crowd(500, 40)), load_statement_weights())
    assert asked == [60]
    [first] = [each for group in groups for each in group.values]
    assert {figures[at].amount for at in first} == {Decimal(12)}


EVENTS = {
    "a": "The fire killed 12 people in the old hotel. It burned 40 houses. The mayor spoke for two hours.",
    "b": "The fire in the old hotel killed 12 people, and 40 houses burned.",
    "c": "The quake killed 31 people on the island. It broke 700 houses. Two ships sank in the harbour.",
    "d": "On the island 31 people were killed by the quake, and 700 houses broke.",
}


def test_two_events_that_are_wrongly_joined_contradict_each_other_once_at_most() -> None:
    """The dead of a fire and of a quake are told apart by nothing where houses stand beside both."""
    found = [
        replace(each, article_id=name, statement_id=f"{name}{each.statement_id}")
        for name, text in EVENTS.items()
        for each in stated(text)
    ]
    figures = sorted((each for each in found if each.kind == "quantity"), key=lambda each: each.statement_id)
    story, groups = compare.compare_stories([figures], load_statement_weights())[0]
    setting = read_setting(story, {})
    told = [each.verdict for group in groups for each in contrast_values(setting, group.values)]
    assert told.count("differs") <= 1
