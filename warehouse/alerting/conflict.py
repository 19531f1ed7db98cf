"""Measures on which texts of a story differ: each once, with the values and their sentences."""

from itertools import groupby

import duckdb

from warehouse.alerting.asked import Asked, Notice, Row, rows_of
from warehouse.asking.reach import Conditions


def find_conflicts(db: duckdb.DuckDBPyConnection, passing: Conditions, asked: Asked) -> list[Notice]:
    """Return a notice a measure of which an article, first seen since, states one of the values that differ."""
    rows = rows_of(db, "new_conflicts", {"first_seen_since": asked.since}, passing=passing)
    measures = {f"conflict {key}": list(own) for key, own in groupby(rows, key=lambda row: row["group_id"])}
    return [_notice(key, measures[key]) for key in asked.untold(list(measures))]


def _notice(key: str, pairs: list[Row]) -> Notice:
    first = pairs[0]
    lines: list[str] = []
    for pair in pairs:
        lines += [f"{pair['value_a']} or {pair['value_b']}: {pair['reason']}"]
        for side in ("a", "b"):
            lines.append(f"- {pair[f'article_label_{side}']}: {' '.join(pair[f'sentence_{side}'].split())}")
    return Notice(
        key=key,
        story_id=first["story_id"],
        title=f"texts differ: {first['story_title'] or 'Untitled'}",
        lines=(*lines, "", f"Story {first['story_id']}"),
    )
