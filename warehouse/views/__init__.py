"""The views: one SQL file each, base views before report views."""

from pathlib import Path

import duckdb

FOLDER = Path(__file__).parent


def create_views(db: duckdb.DuckDBPyConnection) -> None:
    """Make or renew every view, with its comments."""
    for path in sorted(FOLDER.glob("*.sql")):
        db.execute(path.read_text(encoding="utf-8"))
