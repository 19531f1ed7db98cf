"""A story of hundreds of articles within days holds, and takes in none of another event of the same days."""

import random
from collections import Counter
from datetime import date, timedelta

import duckdb

from extractors.ids import content_id
from tests.warehouse.stories.story_cases import load, make_article, sentences
from warehouse.database import migrate


def test_a_story_of_five_hundred_articles_holds() -> None:
    draw = random.Random(4)
    large, small = sentences(draw, 40), sentences(draw, 40)
    start = date(2024, 3, 4)
    articles = []
    for number in range(520):
        known = large if number < 500 else small
        told = draw.sample(known, 9)
        day = start + timedelta(days=number % 4)
        articles.append(make_article(f"a{number}", " ".join(told[1:]), title=told[0][:60], day=day))
    with duckdb.connect() as db:
        migrate(db)
        for at in range(0, len(articles), 130):
            load(db, articles[at : at + 130])
        stories = dict(db.execute("select article_id, story_id from story_members").fetchall())
    counts = Counter(stories[content_id(f"a{number}")] for number in range(500))
    home, size = counts.most_common(1)[0]
    assert size >= 490
    assert home not in {stories[content_id(f"a{number}")] for number in range(500, 520)}
