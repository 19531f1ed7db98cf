"""Days bound what is looked at when articles join stories; no article is lost by it."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import duckdb
import pytest

from extractors.ids import content_id
from extractors.records import Extraction
from tests.warehouse.stories.story_cases import (
    AI_HOSPITAL,
    META_LAYOFFS,
    NOW,
    load,
    make_article,
    partition,
    story_of,
)
from warehouse.database import migrate, read_migrations
from warehouse.stories.corrections import merge_stories, move_article, split_story
from warehouse.stories.members import free_story_ids, story_id_of

DAY = date(2024, 1, 1)


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        migrate(connection)
        yield connection


def seen_at(extraction: Extraction, seen: datetime) -> Extraction:
    return Extraction(
        article=replace(extraction.article, first_seen_at=seen),
        revision=replace(extraction.revision, first_seen_at=seen),
    )


def versions(name: str, text: str, count: int) -> list[Extraction]:
    """Return articles on one event, each without another part of its sentences."""
    sentences = text.replace("\n", " ").split(". ")
    return [
        make_article(
            f"{name}-{number}",
            ". ".join(one for index, one in enumerate(sentences) if (index + number) % 4),
            day=DAY + timedelta(days=number % 3),
        )
        for number in range(count)
    ]


def wrong_days(db: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    """Return the members whose day is not that of the article, or outside the days of their story."""
    return db.execute("""
        select article_id, story_id
        from story_members
        join articles using (article_id)
        left join stories using (story_id)
        where story_members.first_seen_date <> cast(articles.first_seen_at at time zone 'UTC' as date)
            or story_members.first_seen_date < stories.first_seen_date
            or story_members.first_seen_date > stories.last_seen_date
            or stories.story_id is null
    """).fetchall()


def test_it_is_the_same_whenever_the_articles_were_first_seen() -> None:
    articles = [*versions("meta", META_LAYOFFS, 4), *versions("hospital", AI_HOSPITAL, 4)]
    found = set()
    for seed in range(5):
        chance = random.Random(seed)
        days = [chance.choice([0, 3, 40, 900, 40_000, 2_900_000]) * (seed > 0) for _ in articles]
        arrived = [
            seen_at(each, datetime(1, 1, 2, tzinfo=UTC) + timedelta(days=day))
            for each, day in zip(articles, days, strict=True)
        ]
        chance.shuffle(arrived)
        with duckdb.connect() as db:
            migrate(db)
            for start in range(0, len(arrived), seed + 1):
                load(db, arrived[start : start + seed + 1])
            assert wrong_days(db) == []
            assert db.execute("select count(*) = count(distinct story_id) from stories").fetchall() == [(True,)]
            found.add(frozenset(partition(db)))
    assert len(found) == 1


def test_copies_seen_years_apart_stay_together(db: duckdb.DuckDBPyConnection) -> None:
    first, second = make_article("a", META_LAYOFFS, day=DAY), make_article("b", AI_HOSPITAL)
    load(db, [seen_at(first, NOW - timedelta(days=3000))])
    for each, seen in ((first, NOW - timedelta(days=3000)), (second, NOW)):
        db.execute(
            "insert into text_members by name select ? as article_id, 'same' as text_id, 'edited' as reuse,"
            " 1 as share_of_representative, '1' as method_version, ? as first_seen_date",
            [each.article.article_id, seen.date()],
        )
    db.execute(
        "insert into texts by name select 'same' as text_id, ? as representative_article_id, 2 as article_count,"
        " 'unknown' as origin_reason, ? as first_seen_date",
        [second.article.article_id, NOW.date()],
    )
    load(db, [second])
    assert len(partition(db)) == 1


def test_corrections_keep_the_days_of_stories(db: duckdb.DuckDBPyConnection) -> None:
    articles = [*versions("meta", META_LAYOFFS, 3), make_article("hospital", AI_HOSPITAL, day=DAY)]
    load(db, [seen_at(each, NOW + timedelta(days=500 * index)) for index, each in enumerate(articles)])
    merge_stories(db, story_of(db, "hospital"), story_of(db, "meta-0"), now=NOW)
    assert wrong_days(db) == []
    split_story(db, story_of(db, "meta-0"), [content_id("meta-2"), content_id("hospital")], now=NOW)
    assert wrong_days(db) == []
    move_article(db, content_id("hospital"), story_of(db, "meta-1"), now=NOW)
    assert wrong_days(db) == []
    assert len(partition(db)) == 2


def test_an_article_that_left_the_story_it_founded_founds_another(db: duckdb.DuckDBPyConnection) -> None:
    articles = versions("meta", META_LAYOFFS, 3)
    load(db, [seen_at(each, NOW + timedelta(days=500 * index)) for index, each in enumerate(articles)])
    story_id = story_of(db, "meta-0")
    rows = db.execute("select founding_article_id from stories").fetchall()
    founder = str(rows[0][0])
    assert story_id == story_id_of(founder, 0)
    split_story(db, story_id, [founder], now=NOW)
    db.execute("delete from story_changes")
    days = db.execute(
        "select first_seen_at::date - date '1970-01-01' from articles where article_id = ?", [founder]
    )
    seen = {day for (day,) in days.fetchall()}
    assert free_story_ids(db, [founder], seen) == {founder: story_id_of(founder, 2)}


def test_a_database_without_days_is_given_them() -> None:
    with duckdb.connect() as db:
        for migration in read_migrations():
            if migration.version < 80:
                db.execute(migration.sql)
                db.execute(
                    "insert into schema_migrations values (?, ?, ?, now())",
                    [migration.version, migration.name, migration.sha256],
                )
        for name, seen in (("a", "2020-02-01"), ("b", "2024-03-31 23:30:00"), ("c", "2021-01-01")):
            db.execute(
                "insert into articles by name select $name as article_id, $name as identity_key,"
                " 'url' as identity_kind, $name as revision_id,"
                " cast($seen as timestamp) at time zone 'UTC' as first_seen_at",
                {"name": name, "seen": seen},
            )
        db.execute(
            "insert into story_members values ('a', 's', 1, '1', 'person'), ('b', 's', null, '1', 'machine')"
        )
        db.execute("insert into stories values ('s', 'c', 'title', 'person', 'a')")
        migrate(db)
        members = db.execute(
            "select article_id, decided_by, first_seen_date from story_members order by 1"
        ).fetchall()
        assert members == [("a", "person", date(2020, 2, 1)), ("b", "machine", date(2024, 3, 31))]
        assert db.execute("from stories").fetchall() == [
            ("s", "c", "title", "person", "a", date(2020, 2, 1), date(2024, 3, 31), None)
        ]
