"""What an outlet repeats inside its texts is no coverage: in the load that brings it, and in ten as in one."""

from datetime import UTC, date, datetime, timedelta

import duckdb
import pytest

from warehouse.furniture.find import find_furniture
from warehouse.summaries.keep import keep_summaries

NOW = datetime(2025, 7, 1, tzinfo=UTC)
TOWNS = ("Paris", "Rome", "Oslo", "Bern", "Riga", "Kiev", "Nice", "Bonn")
BAR = "Facebook Twitter Pinterest"


def put(db: duckdb.DuckDBPyConnection, numbers: range) -> None:
    """Put articles of one outlet that name Facebook in the bar before a caption; every third in its text too."""
    for at in numbers:
        words = "Facebook paid" if at % 3 == 0 else "Nobody paid"
        text = f"{words} in {TOWNS[at % 8]}.\n{BAR} {TOWNS[at % 8]} on day {at}."
        day = date(2025, 1, 1) + timedelta(days=at)
        db.execute(
            "insert into articles by name select $1 as article_id, 'r' || $1 as revision_id, 'o' as outlet_id,"
            " $2 as first_seen_at, 'url' as identity_kind, $1 as identity_key",
            [str(at), NOW],
        )
        db.execute(
            "insert into revisions by name select 'r' || $1 as revision_id, $1 as article_id, 'w' as raw_id,"
            " 's' as revision_set, $2 as text, [] as zones, [] as authors, 'article' as verdict, 9 as word_count,"
            " $3 as first_seen_at, $4 as published_date",
            [str(at), text, NOW, day],
        )
        db.execute(
            "insert into outlet_samples by name select 'o' as outlet_id, $1 as article_id,"
            " $2::ubigint as sample_rank, $2::integer as day, ''::blob as shingles",
            [str(at), at],
        )
        for start in [at for at in range(len(text)) if text.startswith("Facebook", at)]:
            db.execute(
                "insert into mentions by name select $1 || '.' || $2 as mention_id, $1 as article_id,"
                " 'r' || $1 as revision_id, 'organization' as kind, 'text' as field, $2 as span_start,"
                " $2 + 8 as span_end, 'Facebook' as surface, 'body' as zone, 0 as sentence_index,"
                " $2 as sentence_start, $2 + 8 as sentence_end, 'f' as entity_id, 'model' as method,"
                " '1' as method_version, 1 as confidence",
                [str(at), start],
            )
        db.execute("insert into furniture_due values ($1)", [str(at)])


def counted(db: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    """Return what is stored of furniture, and the articles that count as naming somebody."""
    return {
        table: db.execute(f"from {table} order by all").fetchall()
        for table in ("repeated_pieces", "furniture_mentions", "article_entities", "entity_days")
    }


def test_a_share_bar_is_no_coverage(db: duckdb.DuckDBPyConnection) -> None:
    put(db, range(12))
    find_furniture(db, now=NOW)
    keep_summaries(db)
    assert db.execute("select article_id from article_entities order by article_id").fetchall() == [
        ("0",), ("3",), ("6",), ("9",)
    ]  # fmt: skip
    assert db.execute("select surface, mention_count, article_count from report_furniture").fetchall() == [
        (BAR, 12, 12)
    ]
    assert db.execute("select zone, mention_count from report_mentions_by_zone order by zone").fetchall() == [
        ("body", 4), ("furniture", 12)
    ]  # fmt: skip
    assert find_furniture(db, now=NOW) == 0


@pytest.mark.parametrize("step", [1, 5])
def test_many_loads_leave_what_one_leaves(db: duckdb.DuckDBPyConnection, step: int) -> None:
    for at in range(0, 15, step):
        put(db, range(at, at + step))
        find_furniture(db, now=NOW)
        keep_summaries(db)
    apart = counted(db)
    db.execute("delete from furniture_mentions; delete from repeated_pieces; delete from summaries_state")
    db.execute("insert into furniture_due select article_id from articles")
    find_furniture(db, now=NOW)
    keep_summaries(db)
    assert counted(db) == apart
    assert len(apart["furniture_mentions"]) == 15


def test_what_is_repeated_no_more_counts_again(db: duckdb.DuckDBPyConnection) -> None:
    put(db, range(9))
    find_furniture(db, now=NOW)
    keep_summaries(db)
    db.execute("update revisions set text = 'Facebook paid ' || article_id || '.' where article_id <> '1'")
    db.execute("insert into furniture_due values ('2')")
    assert find_furniture(db, now=NOW) == 9
    keep_summaries(db)
    assert db.execute("select count(*) from furniture_mentions").fetchall() == [(0,)]
    assert db.execute("select count(*) from article_entities").fetchall() == [(9,)]
