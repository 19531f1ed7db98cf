"""A story of hundreds of articles within days holds, and takes in none of another event of the same days."""

import random
from collections import Counter
from datetime import date, timedelta

import duckdb

from extractors.ids import content_id
from tests.warehouse.stories.story_cases import load, make_article
from warehouse.database import migrate

SYLLABLES = "ka lo mi ren tor vax den sul bri qua nel os pim gar".split()
WORDS = (
    "court officials said that after before their report plan money people city police workers council members"
    " support against decision week month during leaders public group company services talks claim river bridge"
    " water storm houses train airport hospital school strike election vote minister budget damage repair rescue"
).split()


def name(draw: random.Random) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(3)).capitalize()


def sentences(draw: random.Random, count: int) -> list[str]:
    """Return what is known of one event: sentences over a few names of its own."""
    names = [f"{name(draw)} {name(draw)}" for _ in range(8)]
    return [
        f"{draw.choice(names)} of {draw.choice(names).split()[0]} said {' '.join(draw.choices(WORDS, k=9))}"
        f" to {draw.choice(names)} on {' '.join(draw.choices(WORDS, k=4))}."
        for _ in range(count)
    ]


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
