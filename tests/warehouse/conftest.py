"""A database in memory with every table and view, empty again for each test."""

from collections.abc import Iterator

import duckdb
import pytest

from warehouse.connection import in_utc
from warehouse.database import migrate


@pytest.fixture(scope="session")
def migrated_db() -> Iterator[duckdb.DuckDBPyConnection]:
    with in_utc(duckdb.connect()) as connection:
        migrate(connection)
        yield connection


@pytest.fixture
def db(migrated_db: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield the database inside a transaction that is rolled back."""
    migrated_db.execute("begin")
    yield migrated_db
    migrated_db.execute("rollback")
