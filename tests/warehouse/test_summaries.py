"""Stored summaries kept up change by change are those that are made anew from everything."""

import duckdb
import pytest

from tests.warehouse.test_report import put_articles
from warehouse.summaries import keep
from warehouse.summaries.keep import FACTS, SUMMARIES, WHOLE, forget_findings, keep_summaries

CHANGES = {
    "an article moves to another story": "update story_members set story_id = '20' where article_id = '15'",
    "a story goes": "delete from stories where story_id = '10'; update story_members set story_id = '0'"
    " where story_id = '10'",
    "a story is renamed": "update stories set title = 'Other', title_origin = 'person' where story_id = '0'",
    "an article joins another text": "update text_members set text_id = '30', reuse = 'own'"
    " where article_id = '5'",
    "an outlet is named": "insert into outlets by name select 'Meta2' as outlet_id, [] as alias_domains,"
    " 'The Name' as name, 'listed' as origin",
    "two entities are one": "insert into entity_merges by name select 'e7' as entity_id, 'e8' as into_entity_id,"
    " 'test' as decided_by, now() as decided_at, true as is_active",
    "the corpus says whom a name means": "update mentions set entity_id = null, kind = 'person'"
    " where mention_id = 'm9'; insert into name_meanings by name select '9' as article_id, 'Meta' as name,"
    " 'e3' as entity_id, 'story' as rule, 1 as confidence",
    "a day becomes known": "insert into revisions select * replace ('new' as revision_id,"
    " date '2025-07-09' as published_date) from revisions where revision_id = 'r6';"
    " insert into mentions select * replace ('new' || mention_id as mention_id, 'new' as revision_id)"
    " from mentions where revision_id = 'r6'; update articles set revision_id = 'new' where article_id = '6'",
    "quoted words are others": "update quotes set surface = 'Other words' where revision_id = 'r4'",
    "an article goes": "delete from articles where article_id = '33'",
    "nothing": "select 1",
}


def contents(db: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Return the sorted rows of each summary."""
    return {
        name: sorted(map(repr, db.execute(f"from {name}").fetchall())) for name in (*FACTS, *SUMMARIES, *WHOLE)
    }


def assert_as_if_made_anew(db: duckdb.DuckDBPyConnection) -> None:
    kept = contents(db)
    db.execute("delete from summaries_state")
    keep_summaries(db)
    assert contents(db) == kept


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_change_touches_is_brought_up_to_date(db: duckdb.DuckDBPyConnection, change: str) -> None:
    put_articles(db, 60, words=("Meta", "Scale AI"))
    keep_summaries(db)
    before = contents(db)
    db.execute(CHANGES[change])
    # The session that replaces findings says so.
    forget_findings(db, ["r4", "r9"] if "revision" in CHANGES[change] or "name" in change else [])
    keep_summaries(db)
    assert (contents(db) == before) == (change in ("nothing", "a story is renamed"))
    assert_as_if_made_anew(db)


def test_slices_come_to_the_same(db: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    put_articles(db, 60)
    keep_summaries(db)
    whole = contents(db)
    monkeypatch.setattr(keep, "_SLICE", 7)
    db.execute("delete from summaries_state")
    keep_summaries(db)
    assert contents(db) == whole


@pytest.mark.parametrize(
    ("changed", "stale"),
    [
        ("article_entities", {"entity_days", "story_summaries", "story_counterparts"}),
        ("quote_facts", {"shared_quotes", "story_summaries", "story_counterparts"}),
        ("story_figures", {"story_summaries", "story_counterparts"}),
        ("entity_days", set()),
        ("shared_quotes", set()),
        ("story_counterparts", set()),
        ("article_facts", {*SUMMARIES, *WHOLE}),
    ],
)
def test_a_changed_statement_makes_anew_what_rests_on_it_alone(
    db: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, changed: str, stale: set[str]
) -> None:
    put_articles(db, 60, words=("Meta", "Scale AI"))
    keep_summaries(db)
    before = contents(db)
    statements = dict(keep._statements())
    noted = db.execute("from summaries_state").fetchall()
    for change in ("-- said better\n", "/* said better */ "):
        with monkeypatch.context() as patch:
            patch.setattr(keep, "_statements", lambda: statements | {changed: change + statements[changed]})  # noqa: B023 - called here
            keep._definition_digests.cache_clear()
            keep_summaries(db)
        keep._definition_digests.cache_clear()
        others = {name for name, _ in set(db.execute("from summaries_state").fetchall()) - set(noted)}
        assert others == (set() if change.startswith("--") else {changed} | stale)
    assert contents(db) == before


def test_only_what_is_touched_is_asked_for(db: duckdb.DuckDBPyConnection) -> None:
    put_articles(db, 60)
    keep_summaries(db)
    db.execute(CHANGES["an article moves to another story"])
    keep_summaries(db)
    assert sorted(db.execute("from wanted_stories").fetchall()) == [("10",), ("20",)]
    assert db.execute("from wanted_articles").fetchall() == [("15",)]


def test_whom_a_name_means_touches_no_texts(db: duckdb.DuckDBPyConnection) -> None:
    put_articles(db, 60, words=("Meta", "Scale AI"))
    keep_summaries(db)
    db.execute(
        "insert into name_meanings by name select min(article_id) as article_id, 'Meta' as name,"
        " 'e3' as entity_id, 'story' as rule, 1 as confidence from quotes"
    )
    keep_summaries(db)
    assert db.execute("select count(*) from kept_sentences").fetchall() != [(0,)]
    assert db.execute("select count(*) from wanted_texts").fetchall() == [(0,)]
    assert_as_if_made_anew(db)


def test_whom_a_name_means_touches_no_figures(db: duckdb.DuckDBPyConnection) -> None:
    put_articles(db, 60, words=("Meta", "Scale AI"))
    keep_summaries(db)
    db.execute(CHANGES["two entities are one"])
    keep_summaries(db)
    assert db.execute("select count(*) from wanted_articles").fetchall() != [(0,)]
    assert db.execute("from figured_articles").fetchall() == []
