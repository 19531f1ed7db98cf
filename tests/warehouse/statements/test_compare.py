"""What texts of a story state alike is found once, in any order, and made anew where a story changes."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import ask, load_paths, seed
from tests.warehouse.stories.story_cases import NOW
from warehouse.connection import Connection, transaction
from warehouse.place import place_of
from warehouse.publication import writing
from warehouse.statements.compare import compare_statements

AGREED = """
    select value_key, text_count, len(sentences)
    from report_agreement
    where kind in ('money', 'percent')
    order by all
"""


def agreed(database: Path) -> dict[str, int]:
    return {key: texts for key, texts, _ in ask(database, AGREED)}


def test_the_seeds_agree_on_price_stake_and_valuation(seed_database: Path) -> None:
    found = agreed(seed_database)
    assert found["1.43e+10"] == 3
    assert found["49"] == 3
    assert found["2.9e+10"] == 2


def test_every_sentence_states_its_value(seed_database: Path) -> None:
    rows = ask(seed_database, "select surfaces, unnest(sentences).sentence from report_agreement")
    assert rows
    assert all(any(surface in sentence for surface in surfaces) for surfaces, sentence in rows)


def test_the_seeds_show_what_one_text_only_says_and_what_one_lacks(seed_database: Path) -> None:
    single = ask(
        seed_database, "select value, text_share from report_only_one_says where kind = 'money' order by 1"
    )
    assert single == [("$19 billion", 0.25), ("a billion-dollar", 0.25)]
    lacking = "select value, text_count, article_label from report_missing_from order by value"
    assert [(value, count, label[:3]) for value, count, label in ask(seed_database, lacking)] == [
        ("$14.3 billion", 3, "003"),
        ("28-year-old", 3, "003"),
        ("49%", 3, "003"),
        ("CEO", 3, "003"),
        ("head a new AI lab", 3, "001"),
        ("member of his company's board", 3, "000"),
    ]


@pytest.mark.parametrize("order", [("000", "001", "002", "003"), ("003", "001", "000", "002")], ids="-".join)
def test_order_of_arrival_is_no_matter(tmp_path: Path, seed_database: Path, order: Sequence[str]) -> None:
    for number in order:
        load_paths(tmp_path / "news.duckdb", seed(number))
    rows = "select list_sort(list(statement_id || value_key)) from statement_members group by group_id order by 1"
    assert ask(tmp_path / "news.duckdb", rows) == ask(seed_database, rows)
    contrasts = "select statement_a, statement_b, verdict, reason from statement_contrasts order by all"
    assert ask(tmp_path / "news.duckdb", contrasts) == ask(seed_database, contrasts)


def compared(db: Connection) -> dict[str, int]:
    with transaction(db):
        return compare_statements(db, now=NOW)


def test_a_newer_method_compares_all_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_paths(tmp_path / "news.duckdb", seed("000"), seed("001"))
    monkeypatch.setattr("warehouse.statements.compare.VERDICTS_VERSION", "newer")
    with writing(place_of(tmp_path / "news.duckdb"), wait_seconds=1) as db:
        assert compared(db)["stories"] == 1
        assert compared(db)["stories"] == 0


def test_only_what_changed_is_compared_again_and_what_is_gone_leaves_no_row(tmp_path: Path) -> None:
    load_paths(tmp_path / "news.duckdb", *(seed(number) for number in ("000", "001", "002", "003")))
    with writing(place_of(tmp_path / "news.duckdb"), wait_seconds=1) as db:
        assert compared(db)["stories"] == 0
        before = db.execute("from statement_members order by all").fetchall()
        with transaction(db):
            db.execute("delete from statement_members")
            db.execute("update statement_stories set input_hash = 0")
        assert compared(db)["stories"] == 1
        assert db.execute("from statement_members order by all").fetchall() == before
        with transaction(db):
            db.execute("update text_members set text_id = (select min(text_id) from text_members)")
        assert compared(db)["stories"] == 0
        tables = ("statement_groups", "statement_members", "statement_contrasts", "statement_stories")
        counts = [db.execute(f"select count(*) from {table}").fetchall()[0][0] for table in tables]
        assert counts == [0, 0, 0, 0]
