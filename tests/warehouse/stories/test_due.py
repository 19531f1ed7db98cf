"""What is learned later corrects the stories: articles with another revision are put into a story again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import duckdb
import pytest

from extractors.ids import content_id
from tests.extractors.stories.test_roundups import ITEMS
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
from warehouse.stories.corrections import move_article, split_story

BRIEFING = "\n\n".join(ITEMS)


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        migrate(connection)
        copies = [make_article(f"meta-{number}", META_LAYOFFS + f" {number}") for number in (1, 2, 3)]
        load(connection, [*copies, make_article("hospital", AI_HOSPITAL)])
        yield connection


def revise(db: duckdb.DuckDBPyConnection, name: str, text: str, *, title: str | None = None) -> None:
    """Let an article speak by another text, as a replay does that cut what its outlet repeats."""
    again = make_article(name, text, title=title)
    later = replace(
        again.revision, revision_id=content_id("again", name, text), first_seen_at=NOW + timedelta(days=1)
    )
    load(db, [replace(again, article=replace(again.article, revision_id=later.revision_id), revision=later)])


def articles(*names: str) -> frozenset[str]:
    return frozenset(content_id(name) for name in names)


def test_an_article_that_says_something_else_now_leaves_its_story(db: duckdb.DuckDBPyConnection) -> None:
    revise(db, "meta-3", AI_HOSPITAL + " 3")
    assert partition(db) == {articles("meta-1", "meta-2"), articles("hospital", "meta-3")}
    revise(db, "meta-3", META_LAYOFFS + " 4")
    assert partition(db) == {articles("meta-1", "meta-2", "meta-3"), articles("hospital")}


def test_what_is_due_in_several_batches_goes_on_as_no_story_that_ended(
    db: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.stories.join._BATCH_ARTICLES", 1)
    load(db, [make_article("hospital-2", AI_HOSPITAL + " 2")])
    *firsts, last = sorted(("meta-1", "meta-2", "meta-3"), key=content_id)
    again = [make_article(name, f"{AI_HOSPITAL} {name}") for name in firsts]
    again += [make_article(last, "A storm broke two bridges in Turin. " * 9)]
    revisions = [
        replace(
            each.revision,
            revision_id=content_id("again", each.article.article_id),
            first_seen_at=NOW + timedelta(days=1),
        )
        for each in again
    ]
    load(
        db,
        [
            replace(each, article=replace(each.article, revision_id=later.revision_id), revision=later)
            for each, later in zip(again, revisions, strict=True)
        ],
    )
    assert partition(db) == {articles("hospital", "hospital-2", *firsts), articles(last)}
    lost = "select count(*) from story_members where story_id not in (select story_id from stories)"
    assert db.execute(lost).fetchall() == [(0,)]


def test_it_ends_as_if_it_had_come_so(db: duckdb.DuckDBPyConnection) -> None:
    revise(db, "meta-1", AI_HOSPITAL + " 3")
    with duckdb.connect() as other:
        migrate(other)
        texts = {"meta-1": AI_HOSPITAL + " 3", "meta-2": META_LAYOFFS + " 2", "meta-3": META_LAYOFFS + " 3"}
        load(other, [make_article(name, text) for name, text in (texts | {"hospital": AI_HOSPITAL}).items()])
        assert partition(db) == partition(other)
        for table in ("story_signatures", "story_postings", "story_pairs"):
            rows = f"select * exclude (seen_date) from {table} order by all"
            if table == "story_pairs":
                rows = "select article_a, article_b, score from story_pairs order by all"
            assert db.execute(rows).fetchall() == other.execute(rows).fetchall()


def test_what_a_person_decided_stays(db: duckdb.DuckDBPyConnection) -> None:
    split_story(db, story_of(db, "meta-1"), [content_id("meta-3")], now=NOW)
    old, new = story_of(db, "meta-1"), story_of(db, "meta-3")
    revise(db, "meta-3", META_LAYOFFS + " 4")
    revise(db, "meta-2", AI_HOSPITAL + " 4")
    assert [story_of(db, f"meta-{number}") for number in (1, 2, 3)] == [old, old, new]


def test_what_turns_out_to_be_a_roundup_leaves_its_story(db: duckdb.DuckDBPyConnection) -> None:
    gone = story_of(db, "hospital")
    revise(db, "hospital", BRIEFING, title="Morning Briefing")
    revise(db, "meta-3", BRIEFING + " 3", title="Evening Briefing")
    assert partition(db) == {articles("meta-1", "meta-2")}
    assert db.execute("select kind, reason from story_changes where story_id = ?", [gone]).fetchall() == [
        ("dissolve", "round-up")
    ]
    assert db.execute("select count(*) from stories").fetchall() == [(1,)]


def test_roundups_found_and_join_no_story_and_mention_several(db: duckdb.DuckDBPyConnection) -> None:
    news = "\n\n".join([*ITEMS, META_LAYOFFS.replace("\n", " "), AI_HOSPITAL.replace("\n", " ")])
    counts = load(
        db, [make_article("brief", news, title="Morning Briefing"), make_article("meta-4", META_LAYOFFS)]
    )
    assert counts["joined"] == 2
    assert articles("meta-1", "meta-2", "meta-3", "meta-4") in partition(db)
    assert len(partition(db)) == 2
    assert load(db, []) == {"joined": 0, "founded": 0, "merged": 0, "split": 0}
    assert db.execute("select article_id from story_roundups").fetchall() == [(content_id("brief"),)]


def test_a_person_may_put_a_roundup_into_a_story(db: duckdb.DuckDBPyConnection) -> None:
    load(db, [make_article("brief", BRIEFING, title="Morning Briefing")])
    move_article(db, content_id("brief"), story_of(db, "hospital"), now=NOW)
    assert articles("hospital", "brief") in partition(db)
    revise(db, "brief", BRIEFING + " 2", title="Morning Briefing")
    assert articles("hospital", "brief") in partition(db)


def test_a_corpus_of_one_newsletter_has_no_story(db: duckdb.DuckDBPyConnection) -> None:
    was = partition(db)
    issues = [
        make_article(
            f"issue-{number}",
            "Sign up below to get this every day.\n\n" + "\n\n".join(ITEMS[number % 5 :] + ITEMS[: number % 5]),
            title="The Daily Digest",
            day=date(2024, 1, 1) + timedelta(days=number) if number % 2 else None,
        )
        for number in range(60)
    ]
    load(db, issues)
    assert partition(db) == was
