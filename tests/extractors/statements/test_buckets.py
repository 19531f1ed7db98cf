"""Pairs of many buckets of statements are judged at once as those of each bucket alone."""

from dataclasses import replace

import numpy as np

from extractors.statements.alike.pairs import FEATURES, pairs_of
from extractors.statements.alike.story import describe_story
from tests.extractors.statements.test_figures import stated

STORIES = (
    ("The fire killed 12 people on Monday. It cost $3 million.", "At least 14 died, the sixth fire in two years."),
    ("Two ships sank on April 29th. 40 percent were saved.", "About 41 percent of 300 were saved from the ships.",
     "Two of the ships sank in April."),
)  # fmt: skip


def test_features_of_many_buckets_are_those_of_each() -> None:
    buckets = []
    for number, texts in enumerate(STORIES):
        found = [
            replace(each, article_id=f"{number}{at}", statement_id=f"{number}{at}{each.statement_id}")
            for at, text in enumerate(texts)
            for each in stated(text)
        ]
        story = describe_story(found)
        buckets += [(story, range(0, len(found), 2)), (story, range(1, len(found), 2)), (story, [0])]
    pairs, rows = pairs_of(buckets)
    alone = [pairs_of([bucket]) for bucket in buckets]
    assert pairs == [own for [own], _ in alone]
    assert sum(map(len, pairs)) == len(rows) >= 10
    assert rows.shape[1] == len(FEATURES)
    assert np.array_equal(rows, np.concatenate([own for _, own in alone]))
