"""What people type stands for the same everywhere: windows, names, orders; what reaches nothing is told."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.test_views import put_rows
from warehouse.asking.filters import TypedFilters, resolve_filters, words_of
from warehouse.asking.listings import list_mentions, list_stories
from warehouse.asking.narrow import narrow
from warehouse.asking.reach import REACHED, conditions
from warehouse.connection import in_utc
from warehouse.database import migrate
from warehouse.errors import FilterRefused
from warehouse.summaries.keep import keep_summaries

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
ROWS = {
    "outlets": """
outlet_id | name    | domain
reuters   | Reuters | reuters.com
daily     | Daily   | daily.example
""",
    "articles": """
article_id | revision_id | outlet_id | first_seen_at
a1         | r1          | reuters   | 2026-11-20 08:00:00Z
a2         | r2          | daily     | 2026-11-26 20:00:00Z
a3         | r3          |           | 2026-11-27 08:00:00Z
b1         | r4          | daily     | 2026-11-27 09:00:00Z
""",
    "revisions": """
revision_id | article_id | published_date | published_precision | language
r1          | a1         | 2026-11-20     | day                 | en
r2          | a2         | 2026-11-26     | day                 | en
r3          | a3         |                |                     | de
r4          | b1         | 2026-11-27     | day                 |
""",
    "stories": """
story_id | title
s1       | Deal
s2       | Court
""",
    "story_members": """
article_id | story_id
a1         | s1
a2         | s1
a3         | s1
b1         | s2
""",
    "story_changes": """
change_id | kind  | story_id | into_story_id
c1        | merge | s0       | s1
""",
    "entities": """
entity_id | name           | kind         | origin
meta      | Meta Platforms | organization | watchlist
scale     | Scale AI       | organization | found
""",
    "entity_aliases": """
entity_id | alias
meta      | Facebook
""",
    "mentions": """
mention_id | article_id | revision_id | kind         | field | zone | entity_id
m1         | a1         | r1          | organization | text  | body | meta
m2         | a2         | r2          | organization | text  | body | scale
m3         | b1         | r4          | organization | text  | body | scale
""",
}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asked") / "news.duckdb"
    with in_utc(duckdb.connect(path)) as file:
        migrate(file)
        for table, text in ROWS.items():
            put_rows(file, table, text)
        keep_summaries(file)
    return path


def titles(path: Path, **typed: str | int) -> list[str]:
    with in_utc(duckdb.connect(path, read_only=True)) as file:
        filters = resolve_filters(file, TypedFilters(limit=10, **typed), now=NOW)  # type: ignore[arg-type]
        columns, rows = list_stories(file, filters)
    return [str(row[columns.index("title")]) for row in rows]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({}, ["Deal", "Court"]),
        ({"since": "1h"}, []),
        ({"since": "3h"}, ["Court"]),
        ({"since": "24h"}, ["Deal", "Court"]),
        ({"since": "2026-11-27"}, ["Court"]),
        ({"until": "2026-11-20"}, ["Deal"]),
        ({"since": "2026-11-21", "until": "2026-11-25"}, []),
        ({"watch": "meta platforms"}, ["Deal"]),
        ({"watch": "any"}, ["Deal"]),
        ({"entity": "FACEBOOK"}, ["Deal"]),
        ({"entity": "scale"}, ["Deal", "Court"]),
        ({"entity": "Scale AI", "since": "4h"}, ["Court"]),
        ({"outlet": "reuters.com"}, ["Deal"]),
        ({"outlet": "unknown"}, ["Deal"]),
        ({"outlet": "daily", "lang": "en"}, ["Deal"]),
        ({"lang": "unknown"}, ["Court"]),
        ({"story": "s0"}, ["Deal"]),
        ({"sort": "new"}, ["Court", "Deal"]),
        ({"sort": "growing"}, ["Court", "Deal"]),
        ({"sort": "growing", "since": "8d", "watch": "any"}, ["Deal"]),
        ({"sort": "growing", "since": "2d", "outlet": "daily", "by": "published"}, ["Court", "Deal"]),
        ({"sort": "growing", "since": "0001-01-01", "until": "9999-12-31T23:00"}, ["Court", "Deal"]),
        ({"sort": "growing", "until": "0001-01-01"}, []),
        ({"sort": "growing", "until": "9999-12-30"}, []),
        ({"sort": "size"}, ["Deal", "Court"]),
    ],
    ids=str,
)
def test_stories_pass_by_what_one_of_their_articles_is(
    asked: Path, typed: dict[str, str], found: list[str]
) -> None:
    assert sorted(titles(asked, **typed)) == sorted(found)
    if typed.get("sort") in ("new", "size"):
        assert titles(asked, **typed) == found


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"since": "foo"}, "24h"),
        ({"since": "0d"}, "'0d' looks back at nothing"),
        ({"since": "00h"}, "looks back at nothing"),
        ({"since": "99999999d"}, "no span"),
        ({"since": "2026-11-27", "until": "2026-11-01"}, "is not after"),
        ({"entity": "Meta Platform"}, "the nearest: Meta Platforms"),
        ({"entity": "platfroms"}, "the nearest: Meta Platforms"),
        ({"watch": "Scale AI"}, "Meta Platforms"),
        ({"outlet": "reuter"}, "Reuters"),
        ({"story": "zzz"}, "no story has this id"),
        ({"lang": "xx"}, "there are de, en"),
        ({"sort": "best"}, "new, growing, size"),
        ({"limit": 0}, "not 1 or more"),
        ({"entity": "'; drop table stories; --"}, "no entity"),
    ],
    ids=str,
)
def test_what_stands_for_nothing_is_told(asked: Path, typed: dict[str, str | int], told: str) -> None:
    with (
        in_utc(duckdb.connect(asked, read_only=True)) as file,
        pytest.raises(FilterRefused, match=told),
    ):
        resolve_filters(file, TypedFilters(**typed), now=NOW)  # type: ignore[arg-type]


def test_a_window_that_begins_after_now_cannot_grow(asked: Path) -> None:
    with pytest.raises(FilterRefused, match="is not before 2026-11-27 12:00, the window's end"):
        titles(asked, sort="growing", since="9000-01-01")


def test_every_filter_makes_sql_of_every_view_or_is_refused(asked: Path) -> None:
    asks = ({"since": "7d"}, {"until": "2026-11-27"}, {"watch": "any"}, {"entity": "meta"})
    more = ({"outlet": "daily"}, {"outlet": "unknown"}, {"story": "s1"}, {"lang": "en"})
    ran = 0
    with in_utc(duckdb.connect(asked, read_only=True)) as file:
        for typed in (*asks, *more):
            filters = resolve_filters(file, TypedFilters(**typed), now=NOW)
            for view in REACHED:
                try:
                    asked_of = conditions(view, filters)
                except FilterRefused:
                    continue
                file.execute(f"select count(*) from {view} where {asked_of.sql}", asked_of.parameters)
                ran += 1
    assert ran > 5 * len(REACHED)


def test_mentions_and_words(asked: Path) -> None:
    with in_utc(duckdb.connect(asked, read_only=True)) as file:
        filters = resolve_filters(file, TypedFilters(since="24h", entity="Scale AI", limit=9), now=NOW)
        assert words_of(filters) == "first seen since 2026-11-26 12:00 UTC; about Scale AI"
        columns, rows = list_mentions(file, filters, kind="organization")
    assert {row[columns.index("article_id")] for row in rows} == {"a2", "b1"}


@pytest.mark.parametrize("kind", [None, "organization", "person"])
@pytest.mark.parametrize("typed", [{}, {"entity": "Scale AI"}, {"outlet": "unknown"}], ids=str)
def test_a_short_list_is_the_beginning_of_the_long_one(
    asked: Path, typed: dict[str, str], kind: str | None
) -> None:
    with in_utc(duckdb.connect(asked, read_only=True)) as file:
        whole = list_mentions(file, resolve_filters(file, TypedFilters(**typed), now=NOW), kind=kind)
        for limit in range(1, len(whole[1]) + 2):
            filters = resolve_filters(file, TypedFilters(**typed, limit=limit), now=NOW)
            assert list_mentions(file, filters, kind=kind) == (whole[0], whole[1][:limit])


def test_what_an_older_version_made_lists_the_same_mentions(asked: Path, tmp_path: Path) -> None:
    shutil.copyfile(asked, tmp_path / "old.duckdb")
    with in_utc(duckdb.connect(tmp_path / "old.duckdb")) as file:
        filters = resolve_filters(file, TypedFilters(entity="Scale AI", limit=2), now=NOW)
        now = list_mentions(file, filters)
        file.execute("create table kept as select * exclude (mention_row) from base_mention_facts")
        file.execute("create or replace view base_mention_facts as from kept")
        assert list_mentions(file, filters) == now
    assert len(now[1]) == 2


def test_a_whole_database_is_seen_through_filters(asked: Path) -> None:
    with in_utc(duckdb.connect(asked, read_only=True)) as file:
        narrow(file, resolve_filters(file, TypedFilters(since="24h"), now=NOW))
        counts = file.execute("select entity_name, article_count from report_mentions_by_entity_day").fetchall()
        assert sorted(counts) == [("Scale AI", 1), ("Scale AI", 1)]
        assert file.execute("select count(*) from report_share_of_voice where entity_id = 'meta'").fetchone() == (
            0,
        )
        assert file.execute("select count(*) from report_sample").fetchone() == (3,)
    with in_utc(duckdb.connect(asked, read_only=True)) as file:
        assert file.execute("select count(*) from report_sample").fetchone() == (4,)
