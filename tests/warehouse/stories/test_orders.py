"""Stories of many articles are the same whether they come at once or in parts, in whatever order."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

import duckdb
import pytest

from extractors.records import Extraction
from tests.warehouse.stories.story_cases import load, make_article, partition, sentences
from warehouse.database import migrate

START = date(2024, 3, 4)


def overlapping(draw: random.Random, events: int) -> list[Extraction]:
    """Return reports that tell of one event of an affair and a little of another, so that stories lie close."""
    affairs = [[sentences(draw, 8) for _ in range(4)] for _ in range(events // 4)]
    articles = []
    for number in range(events * 4):
        affair = affairs[number % len(affairs)]
        main, other = draw.sample(affair, 2)
        told = draw.sample(main, draw.choice([2, 3, 4])) + draw.sample(other, draw.choice([0, 1, 1, 2]))
        day = START + timedelta(days=draw.randrange(6)) if draw.random() < 0.85 else None
        articles.append(make_article(f"a{number}", " ".join(told[1:]), title=told[0][:60], day=day))
    return articles


def stories_of(articles: Sequence[Extraction], parts: int) -> set[frozenset[str]]:
    with duckdb.connect() as db:
        migrate(db)
        for part in range(parts):
            load(db, articles[part::parts])
        return partition(db)


@pytest.mark.parametrize("seed", range(3))
def test_articles_in_parts_have_the_stories_of_all_at_once(seed: int) -> None:
    draw = random.Random(seed)
    articles = overlapping(draw, 40)
    shuffled = draw.sample(articles, len(articles))
    assert stories_of(shuffled, 8) == stories_of(articles, 1)
