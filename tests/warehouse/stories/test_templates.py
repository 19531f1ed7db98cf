"""Texts from one template tell of different things: they do not become one story by the words of the template."""

import random
from datetime import date

import duckdb

from tests.warehouse.stories.story_cases import load, make_article, partition
from warehouse.database import migrate

SYLLABLES = "ka lo mi ren tor vax den sul bri qua".split()


def market_report(draw: random.Random) -> str:
    """Return a report on the shares of a made-up company, as machines write them by the thousand."""

    def name() -> str:
        return "".join(draw.choice(SYLLABLES) for _ in range(3)).capitalize()

    def number(low: int, high: int) -> str:
        return f"{draw.randrange(low, high)}.{draw.randrange(10, 99)}"

    company, way = name(), draw.choice(["higher", "lower"])
    return (
        f"Shares of {company} {name()} Inc closed {way} on Monday at ${number(10, 900)} after a change of"
        f" {number(1, 9)} percent from the previous session, on a volume of {number(1, 900)} million shares. The"
        f" range of the stock in the past year is ${number(5, 50)} to ${number(900, 2000)}. Analysts expect"
        f" {company} to report quarterly earnings of {number(1, 9)} a share. The company, led by chief executive"
        f" {name()} {name()}, has a market value of {number(2, 90)} billion dollars. This article was generated"
        " automatically from market figures."
    )


def test_reports_from_one_template_stay_apart() -> None:
    draw = random.Random(1)
    day = date(2024, 1, 1)
    articles = [make_article(str(number), market_report(draw), day=day) for number in range(400)]
    with duckdb.connect() as db:
        migrate(db)
        load(db, articles)
        sizes = sorted(map(len, partition(db)))
    assert sum(sizes) == 400
    assert sizes[-1] <= 10
    assert sizes.count(1) >= 300
