"""What alerts tell, reason by reason: found from rows, each once, and only what came since."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.test_views import put_rows
from warehouse.alerting import REASONS, find_notices
from warehouse.alerting.asked import Asked, Notice
from warehouse.asking.filters import TypedFilters
from warehouse.place import place_of
from warehouse.summaries.keep import keep_summaries

GIVEN = {
    "articles": """
article_id | revision_id | outlet_id | first_seen_at
a1 | r1 | o1 | 2025-07-01 00:00:00Z
a2 | r2 | o2 | 2025-07-03 00:00:00Z
a3 | r3 | o2 | 2025-07-03 20:00:00Z
a4 | r4 |    | 2025-07-03 22:00:00Z
b1 | r5 | o2 | 2025-07-04 10:00:00Z
""",
    "revisions": """
revision_id | article_id | title | text
r1 | a1 | Deal signed | It has 1,500 employees.
r2 | a2 | A deal | The firm has 1,500 people.
r3 | a3 | Deal told | It has 1,700 employees.
r4 | a4 | Deal | It has 20 employees.
r5 | b1 | Court | Nothing.
""",
    "outlets": "outlet_id | domain\no1 | one.example\no2 | two.example",
    "stories": "story_id | title\ns1 | Deal\ns2 | Court",
    "story_members": """
article_id | story_id
a1 | s1
a2 | s1
a3 | s1
a4 | s1
b1 | s2
""",
    "text_members": "article_id | text_id\na1 | t1\na2 | t1\na3 | t3\na4 | t4\nb1 | t5",
    "statements": """
statement_id | article_id | revision_id | kind | field | span_start | span_end | surface | zone | sentence_end
n1 | a1 | r1 | quantity | text | 7 | 12 | 1,500 | body | 23
n3 | a3 | r3 | quantity | text | 7 | 12 | 1,700 | body | 23
n4 | a4 | r4 | quantity | text | 7 | 9 | 20 | body | 20
""",
    "statement_members": """
group_id | story_id | statement_id | value_key
g1 | s1 | n1 | 1500
g1 | s1 | n3 | 1700
g1 | s1 | n4 | 20
""",
    "statement_contrasts": """
contrast_id | group_id | story_id | value_key_a | value_key_b | statement_a | statement_b | verdict | reason
c1 | g1 | s1 | 1500 | 1700 | n1 | n3 | differs | both said
c2 | g1 | s1 | 1500 | 20 | n1 | n4 | differs | far apart
c3 | g1 | s1 | 1700 | 20 | n3 | n4 | rounding | no
""",
    "sources": """
source_id | name | kind | state | location | last_polled_at | last_succeeded_at | last_error
q1 | Mute | feed | failing | https://mute.example/feed | 2025-07-04 00:00:00Z | 2025-07-01 00:00:00Z | 503
q2 | Well | feed | active | https://well.example/feed | 2025-07-04 00:00:00Z | 2025-07-04 00:00:00Z |
q3 | Gone | feed | gone | https://gone.example/feed | 2025-07-04 00:00:00Z | 2025-07-03 23:00:00Z | 410
q4 | Rest | feed | paused | https://rest.example/feed | 2025-07-04 00:00:00Z | 2025-07-01 00:00:00Z |
q5 | Files | folder | active | files | 2025-07-04 00:00:00Z | 2025-07-01 00:00:00Z |
""",
    "entries": "entry_id | source_id | first_seen_at\ne1 | q1 | 2025-06-30 00:00:00Z",
}
CHANGED = {
    "articles": "article_id | revision_id\na1 | r3",
    "revisions": """
revision_id | article_id | raw_id | title | text | first_seen_at
r1 | a1 | w1 | A deal | It has 1,500 people. | 2025-07-03 00:00:00Z
r2 | a1 | w2 | A deal | It has 1,600 people. | 2025-07-04 00:00:00Z
r3 | a1 | w2 | A deal | It has 1,650 people. | 2025-07-04 01:00:00Z
""",
    "stories": "story_id | title\ns1 | Deal",
    "story_members": "article_id | story_id\na1 | s1",
    "statements": """
statement_id | article_id | revision_id | kind | field | span_start | span_end | surface | zone | sentence_end
n1 | a1 | r1 | quantity | text | 7 | 12 | 1,500 | body | 20
n2 | a1 | r2 | quantity | text | 7 | 12 | 1,600 | body | 20
n3 | a1 | r3 | quantity | text | 7 | 12 | 1,650 | body | 20
""",
}
EARLY, LATE = datetime(2025, 7, 1, tzinfo=UTC), datetime(2025, 7, 4, 9, tzinfo=UTC)
ASKED = Asked(
    typed=TypedFilters(), query=None, since=EARLY, now=LATE, least=2, stale_hours=48, is_told=lambda _: False
)


@pytest.fixture
def given(db: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    for table, rows in GIVEN.items():
        put_rows(db, table, rows)
    keep_summaries(db)
    return db


def told(db: duckdb.DuckDBPyConnection, reason: str, asked: Asked = ASKED) -> list[Notice]:
    return find_notices(db, place_of(Path("none.duckdb")), reason, asked)


def test_a_story_is_new_by_any_article_seen_since_the_one_that_waits_longest_first(
    given: duckdb.DuckDBPyConnection,
) -> None:
    assert [(each.story_id, each.title) for each in told(given, "new")] == [("s1", "Deal"), ("s2", "Court")]
    assert [each.story_id for each in told(given, "new", replace(ASKED, since=LATE))] == ["s2"]
    of_outlet = replace(ASKED, typed=TypedFilters(outlet="one.example"))
    assert [each.story_id for each in told(given, "new", of_outlet)] == ["s1"]


def test_what_was_told_gives_its_place_to_the_next(
    given: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.alerting.asked.MOST_NOTICES", 1)
    assert [each.key for each in told(given, "new")] == ["s1"]
    asked = replace(ASKED, is_told=lambda key: key == "s1")
    assert [each.key for each in told(given, "new", asked)] == ["s2"]


def test_a_story_grows_by_articles_of_the_last_day_over_the_day_before(given: duckdb.DuckDBPyConnection) -> None:
    (notice,) = told(given, "growth")
    assert (notice.title, notice.story_id) == ("growing: Deal", "s1")
    assert notice.lines[0] == "2 articles first seen in the last day, 1 in the day before."
    assert "4 articles, 3 texts, 2 outlets" in notice.lines[1]
    assert told(given, "growth", replace(ASKED, least=3)) == []
    assert told(given, "growth", replace(ASKED, since=LATE)) == []
    assert told(given, "growth", replace(ASKED, is_told=lambda key: key == notice.key)) == []


def test_a_measure_on_which_texts_differ_is_one_notice_with_all_its_values(
    given: duckdb.DuckDBPyConnection,
) -> None:
    (notice,) = told(given, "conflict")
    assert (notice.title, notice.story_id) == ("texts differ: Deal", "s1")
    assert notice.lines[:2] == ("1,500 or 1,700: both said", "- Deal signed: It has 1,500 employees.")
    assert [line for line in notice.lines if " or " in line] == [
        "1,500 or 1,700: both said", "1,500 or 20: far apart",
    ]  # fmt: skip
    assert told(given, "conflict", replace(ASKED, since=LATE)) == []
    assert told(given, "conflict", replace(ASKED, is_told=lambda key: key == notice.key)) == []


def test_what_a_page_states_otherwise_than_before_is_one_notice_a_revision(db: duckdb.DuckDBPyConnection) -> None:
    for table, rows in CHANGED.items():
        put_rows(db, table, rows)
    keep_summaries(db)
    (page,) = told(db, "change")  # what another extractor reads in the same bytes is no change of the page
    assert (page.title, page.story_id) == ("changed: A deal", "s1")
    assert page.lines[:2] == ("- went: 1,500: It has 1,500 people.", "- came: 1,600: It has 1,600 people.")
    assert told(db, "change", replace(ASKED, since=LATE)) == []
    assert told(db, "change", replace(ASKED, is_told=lambda key: key == page.key)) == []


def test_a_source_is_quiet_once_a_silence(given: duckdb.DuckDBPyConnection) -> None:
    mute, gone = told(given, "quiet")
    assert (mute.title, gone.title) == ("quiet: Mute", "quiet: Gone")
    assert mute.lines[1:] == ("It does not answer.", "Last error: 503", "https://mute.example/feed")
    assert "gone for good" in gone.lines[1]
    assert told(given, "quiet", replace(ASKED, since=LATE)) == []
    assert told(given, "quiet", replace(ASKED, stale_hours=96))[0].title == "quiet: Gone"
    asked = replace(ASKED, is_told=lambda key: key in (mute.key, gone.key))
    assert told(given, "quiet", asked) == []
    put_rows(given, "entries", "entry_id | source_id | first_seen_at\ne2 | q1 | 2025-07-02 00:00:00Z")
    assert [each.title for each in told(given, "quiet", asked)] == ["quiet: Mute"]


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_an_empty_database_tells_nothing(db: duckdb.DuckDBPyConnection, reason: str) -> None:
    assert told(db, reason) == []
