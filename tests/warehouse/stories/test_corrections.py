"""What a person decides about stories stays, whatever the machine thinks and whatever comes later."""

from collections.abc import Iterator
from datetime import timedelta

import duckdb
import pytest

from extractors.ids import content_id
from tests.warehouse.stories.story_cases import (
    AI_HOSPITAL,
    META_LAYOFFS,
    NOW,
    load,
    make_article,
    partition,
    story_of,
)
from warehouse.database import migrate
from warehouse.errors import CorrectionRefused
from warehouse.stories.corrections import merge_stories, move_article, rename_story, resolve_story, split_story


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse of two stories: meta-1, meta-2 and meta-3; hospital."""
    with duckdb.connect() as connection:
        migrate(connection)
        copies = [make_article(f"meta-{number}", META_LAYOFFS + f" {number}") for number in (1, 2, 3)]
        load(connection, [*copies, make_article("hospital", AI_HOSPITAL)])
        yield connection


def test_a_merge_stays_and_the_old_id_resolves(db: duckdb.DuckDBPyConnection) -> None:
    gone, stays = story_of(db, "hospital"), story_of(db, "meta-1")
    assert merge_stories(db, gone, stays, now=NOW, reason="same event") == stays
    assert resolve_story(db, gone) == stays
    load(db, [make_article("hospital-2", AI_HOSPITAL + " More.")])
    assert story_of(db, "hospital-2") == stays
    assert len(partition(db)) == 1


def test_a_split_stays(db: duckdb.DuckDBPyConnection) -> None:
    old = story_of(db, "meta-1")
    new = split_story(db, old, [content_id("meta-3")], now=NOW)
    assert story_of(db, "meta-3") == new != old
    load(db, [make_article("meta-4", META_LAYOFFS + " 4")])
    assert story_of(db, "meta-3") == new
    assert story_of(db, "meta-1") == story_of(db, "meta-2") == old
    assert resolve_story(db, old) == old


def test_a_split_wins_over_copies_of_a_text(db: duckdb.DuckDBPyConnection) -> None:
    for number in (1, 2, 3):
        db.execute(
            "insert into text_members by name select ? as article_id, 'same' as text_id, 'edited' as reuse,"
            " 1 as share_of_representative, '1' as method_version, ? as first_seen_date",
            [content_id(f"meta-{number}"), NOW.date()],
        )
    new = split_story(db, story_of(db, "meta-1"), [content_id("meta-3")], now=NOW)
    load(db, [make_article("meta-4", META_LAYOFFS + " 4")])
    assert story_of(db, "meta-3") == new != story_of(db, "meta-1")


def test_a_moved_article_stays(db: duckdb.DuckDBPyConnection) -> None:
    into = story_of(db, "hospital")
    move_article(db, content_id("meta-2"), into, now=NOW)
    load(db, [make_article("meta-4", META_LAYOFFS + " 4")])
    assert story_of(db, "meta-2") == into


def test_the_last_article_moved_takes_its_story_along(db: duckdb.DuckDBPyConnection) -> None:
    old, into = story_of(db, "hospital"), story_of(db, "meta-1")
    move_article(db, content_id("hospital"), into, now=NOW)
    assert resolve_story(db, old) == into


def test_a_given_title_stays(db: duckdb.DuckDBPyConnection) -> None:
    rename_story(db, story_of(db, "meta-1"), "Meta leaves Dublin", now=NOW)
    load(db, [make_article("meta-4", META_LAYOFFS + " 4", title="Another title")])
    assert db.execute(
        "select title, title_origin from stories where story_id = ?", [story_of(db, "meta-1")]
    ).fetchall() == [("Meta leaves Dublin", "person")]


def test_ids_resolve_through_many_merges(db: duckdb.DuckDBPyConnection) -> None:
    first = story_of(db, "meta-1")
    second = split_story(db, first, [content_id("meta-2")], now=NOW)
    third = split_story(db, first, [content_id("meta-3")], now=NOW)
    merge_stories(db, first, second, now=NOW + timedelta(seconds=1))
    merge_stories(db, second, third, now=NOW + timedelta(seconds=2))
    assert {resolve_story(db, one) for one in (first, second, third)} == {third}
    assert resolve_story(db, "never given") is None
    changes = db.execute("select count(*), count(distinct change_id) from story_changes").fetchone()
    assert changes == (4, 4)


def test_the_same_corrections_give_the_same_ids_whenever_they_are_made(db: duckdb.DuckDBPyConnection) -> None:
    def correct(day: int) -> set[str]:
        now = NOW + timedelta(days=day)
        db.execute("begin")
        first = story_of(db, "meta-1")
        for _ in range(2):
            part = split_story(db, first, [content_id("meta-2")], now=now)
            merge_stories(db, part, first, now=now)
        found = {row[0] for row in db.execute("select change_id from story_changes").fetchall()}
        db.execute("rollback")
        return found

    assert len(correct(1)) == 4
    assert correct(1) == correct(2)


@pytest.mark.parametrize("taken", [[], ["meta-1", "meta-2", "meta-3"], ["hospital"]], ids=["none", "all", "other"])
def test_a_senseless_split_is_refused(db: duckdb.DuckDBPyConnection, taken: list[str]) -> None:
    with pytest.raises(CorrectionRefused):
        split_story(db, story_of(db, "meta-1"), [content_id(name) for name in taken], now=NOW)


def test_a_senseless_merge_is_refused(db: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(CorrectionRefused):
        merge_stories(db, story_of(db, "meta-1"), story_of(db, "meta-2"), now=NOW)
    with pytest.raises(CorrectionRefused, match="no such story"):
        merge_stories(db, "never given", story_of(db, "meta-2"), now=NOW)
