"""Sources that fell silent: each silence once, told when a later poll found it so."""

from datetime import datetime

import duckdb

from warehouse.alerting.asked import Asked, Notice, Row, rows_of
from warehouse.asking.reach import Conditions


def find_quiet(db: duckdb.DuckDBPyConnection, _passing: Conditions, asked: Asked) -> list[Notice]:
    """Return a notice a source that was polled since and is stale, gone, or has not answered for too long."""
    rows = rows_of(db, "quiet_sources", {"polled_since": asked.since, "stale_hours": asked.stale_hours})
    # A silence is known by its beginning.
    silences = {f"quiet {row['source_id']} {_moment(row['latest_entry_at'])}": row for row in rows}
    return [
        Notice(
            key=key, story_id="", title=f"quiet: {silences[key]['name']}", lines=tuple(_lines_of(silences[key]))
        )
        for key in asked.untold(list(silences))
    ]


def _lines_of(row: Row) -> list[str]:
    lines = [f"Newest entry: {_moment(row['latest_entry_at'])}. Last answer: {_moment(row['last_succeeded_at'])}."]
    if row["is_stale"]:
        lines.append(
            f"Nothing new for {row['silent_days']:g} days; {row['expected_per_day']:g} a day were usual,"
            " and it was never silent for so long in five weeks."
        )
    elif row["health"] == "gone":
        lines.append("It says that it is gone for good (410) and is not polled again.")
    else:
        lines.append("It does not answer.")
    if row["last_error"]:
        lines.append(f"Last error: {row['last_error']}")
    return [*lines, row["location"]]


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "unknown"
