"""What the database says of itself: comments everywhere, records that agree with their tables."""

import duckdb
import pytest

from warehouse.load import TABLES, field_names
from warehouse.views import view_statements


def test_every_table_and_view_says_what_a_row_is(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select table_name, comment from duckdb_tables()"
        " union all select view_name, comment from duckdb_views() where not internal"
    ).fetchall()
    assert [name for name, comment in rows if not (comment or "").startswith("One row per ")] == []


def test_every_column_has_a_comment(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select table_name, column_name, comment from duckdb_columns() where not internal"
    ).fetchall()
    assert [f"{table}.{column}" for table, column, comment in rows if not comment] == []


@pytest.mark.parametrize("record", TABLES, ids=lambda record: record.__name__)
def test_a_record_has_the_columns_of_its_table(db: duckdb.DuckDBPyConnection, record: type) -> None:
    table, _ = TABLES[record]
    columns = db.execute("select column_name from duckdb_columns() where table_name = ?", [table]).fetchall()
    assert list(field_names(record)) == [name for (name,) in columns]


def test_equal_column_names_mean_equal_types(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select column_name, list(distinct data_type) from duckdb_columns() where not internal"
        " group by column_name having count(distinct data_type) > 1"
    ).fetchall()
    assert rows == []


def test_a_day_is_not_named_like_a_time(db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "select table_name, column_name from duckdb_columns()"
        " where not internal and data_type = 'DATE' and ends_with(column_name, '_at')"
    ).fetchall()
    assert rows == []


@pytest.mark.parametrize("view", view_statements())
def test_the_header_of_a_view_states_its_grain(view: str) -> None:
    statement = view_statements()[view]
    assert statement.startswith("-- One row per ")
    assert statement == statement.rstrip() + "\n"
