"""What migrations and views say that a lake does not know: keys, compressions, comments on the columns of views.

Integers of 128 bits would be rounded by Parquet, which has none; ours fit 64.

None of it changes an answer: keys are looked after by anti-joins, Parquet compresses by itself, and the comments
stand in the database's description too (`warehouse/README.md`).
"""

import re

_KEY_OF_COLUMN = re.compile(r"(?m)(^    \w+ [\w\[\]()., ]+?) primary key")
_KEY_OF_TABLE = re.compile(r",\s*primary key \([^()]*\)")
_COMPRESSION = re.compile(r" using compression \w+")
_WIDE = re.compile(r"\bu?hugeint\b")
# To DuckDB 1.5 `false` is an expression, and a new column takes literals only.
_TRUTH = re.compile(r"(add column \w+ boolean default) (true|false)\b")
_FILE_ONLY = "-- Of a file only"
_COLUMN_COMMENT = re.compile(r"(?m)^comment on column \w+\.\w+ is '(?:[^']|'')*';\n?")


def table_wording(sql: str) -> str:
    """Return a migration as a lake takes it; empty where it is about how a file stores rows.

    >>> print(table_wording("create table t (\\n    a text primary key,\\n    b text using compression zstd\\n);"))
    create table t (
        a text not null,
        b text
    );
    >>> table_wording("alter table t add column is_new boolean default false;")
    "alter table t add column is_new boolean default 'false';"
    """
    if sql.startswith(_FILE_ONLY):
        return ""
    sql = _TRUTH.sub(r"\1 '\2'", sql)
    sql = _KEY_OF_COLUMN.sub(r"\1 not null", sql)
    return _WIDE.sub("ubigint", _COMPRESSION.sub("", _KEY_OF_TABLE.sub("", sql)))


def view_wording(sql: str) -> str:
    """Return a view's file as a lake takes it."""
    return _COLUMN_COMMENT.sub("", sql)
