"""Articles whose pages, read again, state other values than before: each such revision once."""

from itertools import groupby

import duckdb

from warehouse.alerting.asked import Asked, Notice, Row, rows_of
from warehouse.asking.reach import Conditions


def find_changed(db: duckdb.DuckDBPyConnection, passing: Conditions, asked: Asked) -> list[Notice]:
    """Return a notice a revision that was first seen since, with what went and what came."""
    rows = rows_of(db, "changed_articles", {"first_seen_since": asked.since}, passing=passing)
    revisions = {f"change {key}": list(own) for key, own in groupby(rows, key=lambda row: row["revision_id"])}
    return [_notice(key, revisions[key]) for key in asked.untold(list(revisions))]


def _notice(key: str, values: list[Row]) -> Notice:
    first = values[0]
    lines = [f"- {each['change']}: {each['value']}: {' '.join(each['sentence'].split())}" for each in values]
    return Notice(
        key=key,
        story_id=first["story_id"],
        title=f"changed: {first['article_label']}",
        lines=(*lines, "", f"Article {first['article_id']}, story {first['story_id']}"),
    )
