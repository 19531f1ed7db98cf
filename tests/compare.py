"""Whether two databases are the same: equal sorted contents of all tables, but for what clock or network made.

python tests/compare.py FIRST.duckdb SECOND.duckdb    prints what differs; exit 1 if anything does

Either may be a lake (ducklake:…), in the environment that opens lakes.
"""

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

# Runs and fetches are events; the others say when something was seen, polled or decided.
LEFT_OUT_TABLES = frozenset({"runs", "fetches", "robots", "schema_migrations", "copies_state", "outlet_samples"})
LEFT_OUT_COLUMNS = frozenset(
    {"first_seen_at", "last_seen_at", "first_seen_date", "changed_at", "decided_at", "expired_at", "deleted_at",
     "edit_id", "edited_at", "undone_at"}
)  # fmt: skip
# A record of the archive holds the time when its body was seen, so its compressed length, and where the next one
# lies, change with the clock.
ARCHIVE_COLUMNS = frozenset({"archive_file", "archive_offset", "archive_length"})
POLLING_COLUMNS = frozenset({
    "state", "etag", "last_modified", "poll_interval_seconds", "next_poll_at", "last_polled_at",
    "last_succeeded_at", "last_new_entry_at", "failure_count", "last_error",
})  # fmt: skip


def table_contents(database: Path) -> dict[str, tuple[int, str]]:
    """Return for each table how many rows it has and a digest of its sorted contents."""
    with _opened(database) as db:
        # Asked once: a lake asks its PostgreSQL for each answer.
        rows = db.execute("""
            select table_name, list(column_name order by column_index)
            from duckdb_columns() join duckdb_tables() using (database_oid, table_oid, schema_name, table_name)
            where schema_name = 'main'
            group by table_name
        """).fetchall()
        return {name: _contents(db, name, columns) for name, columns in rows if name not in LEFT_OUT_TABLES}


@contextmanager
def _opened(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    if "ducklake:" in str(database):
        from warehouse.database import open_reader  # a file is compared by what it is, not by how we open it
        from warehouse.place import place_of

        with open_reader(place_of(database)) as db:
            yield db
        return
    with duckdb.connect(str(database), read_only=True) as db:
        db.execute("load icu")
        yield db


def _contents(db: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> tuple[int, str]:
    left_out = LEFT_OUT_COLUMNS | ARCHIVE_COLUMNS | (POLLING_COLUMNS if table == "sources" else frozenset())
    compared = ", ".join(f'"{name}"' for name in columns if name not in left_out)
    lines = sorted(repr(row) for row in db.execute(f"select {compared} from {table}").fetchall())
    return len(lines), hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def differences(first: Path, second: Path) -> list[str]:
    """Return a line for each table that is not the same in both."""
    one, other = table_contents(first), table_contents(second)
    return [
        f"{table}: {one.get(table, (0, ''))[0]} rows against {other.get(table, (0, ''))[0]}, not the same"
        for table in sorted(one.keys() | other.keys())
        if one.get(table) != other.get(table)
    ]


if __name__ == "__main__":
    found = differences(Path(sys.argv[1]), Path(sys.argv[2]))
    print("\n".join(found) or "the same")
    sys.exit(1 if found else 0)
