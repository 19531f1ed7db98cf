"""What a question to a lake may not say; the words alone are looked at, so no lake is needed."""

from pathlib import Path

import duckdb
import pytest

from warehouse.lockdown import StatementRefused, check_statement, must_only_read
from warehouse.place import place_of

REFUSED = (
    "from ducklake_delete_orphaned_files('lake', cleanup_all => true)",
    "explain analyze from ducklake_delete_orphaned_files('lake', cleanup_all => true)",
    "from \"postgres_query\"('__ducklake_metadata_lake', 'drop table ducklake_table')",
    "from query('from post' || 'gres_query(''x'', ''y'')')",
    "from query /* /* */ */ ('from post' || 'gres_query(''x'', ''y'')')",
    "from query_table(['duck' || 'lake_x'])",
    "from json_execute_serialized_sql(json_serialize_sql('select ' || '1'))",
)


@pytest.mark.parametrize("statement", REFUSED)
def test_no_question_acts_on_the_lake_itself(tmp_path: Path, statement: str) -> None:
    place = place_of(tmp_path / "ducklake:postgres:dbname=news")
    with duckdb.connect() as db:
        with pytest.raises(StatementRefused, match="of the lake itself"):
            check_statement(db, statement, place, is_file_allowed=False)
        with pytest.raises(StatementRefused, match="of the lake itself"):
            must_only_read(db, statement, place)
        must_only_read(db, "select count(*) from articles", place)
