"""Write `warehouse/README.md`: every table and view, its grain and its columns, from the comments in the database.

python -m warehouse.document
"""

from pathlib import Path

import duckdb

from warehouse.connection import in_utc
from warehouse.database import migrate

README = Path(__file__).parent / "README.md"

_HEAD = """\
# The warehouse

Made from the comments in the database by `python -m warehouse.document`; a test keeps it true. Change the comments
(`migrations/*.sql`, `views/*.sql`), not this page. The same words stand in the database itself:
`select table_name, column_name, comment from duckdb_columns()`.

Reports (`report_…`) are for people and programs. Base views (`base_…`) are what reports are made of: open a
number of a report by asking them for its rows. Tables hold what was loaded. Days and times are UTC; a date that is
not known is null, never the time of loading. Offsets count Unicode code points from 0; the end is exclusive.

Rooms: `migrations/` and `views/` (one file each, with comments), `queries/` (statements of the package's own
work), `collecting/` (sources and entries), `copies/`, `stories/`, `statements/` and `names/` (derived from what is
stored; the first three meet in the database only), `furniture/` (what outlets repeat inside texts),
`asking/` (time windows, names and orders as people type them, and what they reach), `searching/` (full text),
`summaries/` (what people ask daily, kept by each session), `upkeep/` (replay, repair, status), `report/` (the
page), `browsing/` (pages of the reading room), `digest/` (the message), `alerting/` (what alerts tell), `lake/` (a
lake in the place of a file: its name, its attachment, its lock, its publication).
`connection.py` opens a file or lake and tells its errors as ours, `database.py` migrates,
`publication.py` is the one write session and the published copy, `load.py` and `staging.py` bring records into
tables, `grouping.py` is the order in which new articles are grouped. Records come in from `flows/`; only this
package speaks DuckDB.
"""

_GROUPS = {"Report views": "report_", "Base views": "base_", "Tables": None}


def describe_schema() -> str:
    """Return the page as Markdown, for a database that has every migration and view."""
    with in_utc(duckdb.connect()) as db:
        migrate(db)
        groups = {title: _read_relations(db, prefix) for title, prefix in _GROUPS.items()}
        contents = [
            f"- **{title}**: " + ", ".join(f"[{name}](#{name})" for name, _ in relations)
            for title, relations in groups.items()
        ]
        sections = [
            "\n".join([f"## {title}\n", *(_describe_relation(db, name, comment) for name, comment in relations)])
            for title, relations in groups.items()
        ]
    return "\n".join([_HEAD, *contents, "", *sections])


def _read_relations(db: duckdb.DuckDBPyConnection, prefix: str | None) -> list[tuple[str, str]]:
    """Return name and comment of the views of a prefix; without one, of the tables."""
    if prefix is None:
        return db.execute("select table_name, comment from duckdb_tables() order by table_name").fetchall()
    return db.execute(
        "select view_name, comment from duckdb_views() where starts_with(view_name, ?) order by view_name",
        [prefix],
    ).fetchall()


def _describe_relation(db: duckdb.DuckDBPyConnection, name: str, comment: str) -> str:
    """Return the name, the grain and the columns with type and meaning."""
    columns = db.execute(
        "select column_name, data_type, comment from duckdb_columns() where table_name = ? order by column_index",
        [name],
    ).fetchall()
    lines = [f"| {column} | {_shorten_type(kind)} | {_escape(meaning)} |" for column, kind, meaning in columns]
    return "\n".join([f"### {name}\n", f"{comment}\n", "| column | type | meaning |", "|---|---|---|", *lines, ""])


def _shorten_type(kind: str) -> str:
    return kind.lower().replace("timestamp with time zone", "timestamptz").replace('"', "")


def _escape(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    README.write_text(describe_schema(), encoding="utf-8")
