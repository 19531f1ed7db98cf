"""Articles join stories: whatever the order, across batches, with and without dates."""

import itertools
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from extractors.ids import content_id
from extractors.page.extract import extract_article
from extractors.records import Extraction, RawDocument
from tests.warehouse.stories.story_cases import AI_HOSPITAL, META_LAYOFFS, NOW, load, make_article, partition
from warehouse.connection import transaction
from warehouse.database import migrate
from warehouse.load import ArticleBatch, load_articles
from warehouse.stories.join import join_stories

SEEDS = Path(__file__).parents[3] / "seeds" / "articles"


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        migrate(connection)
        yield connection


def read_seeds() -> list[Extraction]:
    seeds = []
    for path in sorted(SEEDS.glob("*.txt")):
        raw = RawDocument(
            raw_id=content_id(path.name), body=path.read_bytes(), media_type="text/plain", location=path.name,
            seen_at=NOW,
        )  # fmt: skip
        extraction = extract_article(raw)
        assert isinstance(extraction, Extraction)
        seeds.append(extraction)
    return seeds


def test_the_four_seeds_are_one_story(db: duckdb.DuckDBPyConnection) -> None:
    seeds = read_seeds()
    load(db, seeds)
    assert partition(db) == {frozenset(each.article.article_id for each in seeds)}


def test_the_seeds_are_one_story_in_any_order_one_by_one() -> None:
    seeds = read_seeds()
    scores = set()
    for order in list(itertools.permutations(seeds))[::5]:
        with duckdb.connect() as db:
            migrate(db)
            for each in order:
                load(db, [each])
            assert len(partition(db)) == 1
            rows = db.execute("select article_id, score from story_members order by all").fetchall()
            central = db.execute("select title, title_origin, central_article_id from stories").fetchall()
            scores.add((*rows, *central))
    assert len(scores) == 1


@pytest.mark.parametrize("text", [META_LAYOFFS, AI_HOSPITAL], ids=["Meta", "AI"])
def test_an_unrelated_article_founds_a_story(db: duckdb.DuckDBPyConnection, text: str) -> None:
    other = make_article("other", text)
    load(db, read_seeds())
    load(db, [other])
    assert frozenset([other.article.article_id]) in partition(db)
    assert len(partition(db)) == 2


def test_a_second_run_changes_nothing(db: duckdb.DuckDBPyConnection) -> None:
    load(db, [*read_seeds(), make_article("other", META_LAYOFFS)])
    tables = ("stories", "story_members", "story_changes", "story_signatures", "story_postings", "story_pairs")
    before = [db.execute(f"from {table} order by all").fetchall() for table in tables]
    assert load(db, read_seeds()) == {"joined": 0, "founded": 0, "merged": 0, "split": 0}
    assert [db.execute(f"from {table} order by all").fetchall() for table in tables] == before


def test_articles_far_apart_in_time_do_not_meet(db: duckdb.DuckDBPyConnection) -> None:
    first = date(2024, 3, 1)
    load(
        db,
        [
            make_article("first", META_LAYOFFS, day=first),
            make_article("second", META_LAYOFFS, day=first + timedelta(days=1)),
            make_article("year later", META_LAYOFFS, day=first + timedelta(days=365)),
        ],
    )
    assert sorted(map(len, partition(db))) == [1, 2]


@pytest.mark.parametrize(
    "text",
    ["", "word", "\ud7ff \u0000", "$" * 100_000, "a" * 100_000, "A. " * 50_000, "東京" * 3000, "1,1" * 9000],
)
def test_odd_texts_found_stories(db: duckdb.DuckDBPyConnection, text: str) -> None:
    load(db, [make_article("odd", text, language=None), make_article("other", META_LAYOFFS)])
    assert sorted(map(len, partition(db))) == [1, 1]


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), date(1970, 1, 1)])
def test_far_dates_are_dates(db: duckdb.DuckDBPyConnection, day: date) -> None:
    load(
        db, [make_article("far", META_LAYOFFS, day=day), make_article("near", META_LAYOFFS, day=date(2024, 1, 1))]
    )
    assert sorted(map(len, partition(db))) == [1, 1]


def test_copies_of_a_text_stay_together(db: duckdb.DuckDBPyConnection) -> None:
    articles = [make_article("a", META_LAYOFFS), make_article("b", AI_HOSPITAL)]
    with transaction(db):
        load_articles(db, ArticleBatch(extractions=articles))
        for each in articles:
            db.execute(
                "insert into text_members by name select ? as article_id, 'same' as text_id,"
                " 'edited' as reuse, 1 as share_of_representative, '1' as method_version, ? as first_seen_date",
                [each.article.article_id, NOW.date()],
            )
        join_stories(db, now=NOW)
    assert len(partition(db)) == 1


def test_shuffled_arrival_gives_the_same_stories() -> None:
    events = [META_LAYOFFS, AI_HOSPITAL, *(each.revision.text for each in read_seeds()[:2])]
    articles = []
    for number, text in enumerate(events):
        sentences = text.replace("\n", " ").split(". ")
        for copy in range(4):
            kept = [sentence for index, sentence in enumerate(sentences) if (index + copy) % 4]
            day = None if copy == 3 else date(2024, 1, 1 + copy)
            articles.append(make_article(f"{number}-{copy}", ". ".join(kept), day=day))
    found = set()
    for seed in range(6):
        shuffled = random.Random(seed).sample(articles, len(articles))
        with duckdb.connect() as db:
            migrate(db)
            for start in range(0, len(shuffled), 1 + 3 * seed):
                load(db, shuffled[start : start + 1 + 3 * seed])
            found.add(frozenset(partition(db)))
    assert len(found) == 1


def test_other_languages_do_not_merge_by_their_function_words(db: duckdb.DuckDBPyConnection) -> None:
    ship = """Im Hamburger Hafen ist am Dienstag ein Containerschiff gegen eine Kaimauer gefahren. Die Polizei
    sprach von einem Schaden in Höhe von zwei Millionen Euro. Das Schiff kann nicht nach Rotterdam fahren."""
    school = """In der Stadt sollen die Grundschulen nach den Ferien wieder eine warme Mahlzeit bekommen. Das hat
    der Rat am Dienstag mit den Stimmen von der Mehrheit beschlossen. Die Kosten sind noch nicht klar."""
    same = "Containerschiff rammt Kaimauer: Polizei prüft den Schaden. " + ship.replace("sprach von", "nannte")
    texts = {"ship": ship, "school": school, "same": same}
    load(db, [make_article(name, text, language="de") for name, text in texts.items()])
    load(db, [make_article("english", META_LAYOFFS, language="en")])
    assert sorted(map(len, partition(db))) == [1, 1, 2]
