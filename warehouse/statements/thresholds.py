"""From which confidence on values that differ are shown, and called a conflict: what the settings say."""

from dataclasses import dataclass

import duckdb


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Least confidence of what is shown to differ, and of what is called a conflict."""

    differs: float = 0.5
    conflict: float = 0.8


def keep_thresholds(db: duckdb.DuckDBPyConnection, thresholds: Thresholds) -> None:
    """Write the thresholds down inside the caller's transaction; stories are compared anew where they changed."""
    if read_thresholds(db) != thresholds:
        db.execute("delete from statement_thresholds")
        db.execute(
            "insert into statement_thresholds values ('differs', ?), ('conflict', ?)",
            [thresholds.differs, thresholds.conflict],
        )


def read_thresholds(db: duckdb.DuckDBPyConnection) -> Thresholds:
    """Return the thresholds in force; the defaults where no run wrote any down."""
    known = dict(db.execute("select verdict, least_confidence from statement_thresholds").fetchall())
    return Thresholds(**known)
