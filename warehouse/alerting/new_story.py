"""Stories with an article that was first seen since: each once."""

import duckdb

from warehouse.alerting.asked import Asked, Notice, rows_of, stories_in_words
from warehouse.asking.reach import Conditions


def find_new(db: duckdb.DuckDBPyConnection, passing: Conditions, asked: Asked) -> list[Notice]:
    """Return a notice a story."""
    rows = rows_of(db, "new_stories", {"first_seen_since": asked.since}, passing=passing)
    story_ids = asked.untold([row["story_id"] for row in rows])
    told = stories_in_words(db, story_ids)
    return [
        Notice(key=story_id, story_id=story_id, title=told[story_id][0], lines=tuple(told[story_id][1]))
        for story_id in story_ids
        if story_id in told
    ]
