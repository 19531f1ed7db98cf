"""Stories that many write of in a day, and more than in the day before: each once."""

import duckdb

from warehouse.alerting.asked import Asked, Notice, rows_of, stories_in_words
from warehouse.asking.counts import counted
from warehouse.asking.reach import Conditions


def find_growing(db: duckdb.DuckDBPyConnection, passing: Conditions, asked: Asked) -> list[Notice]:
    """Return a notice a story; days are those of `report_new_stories`."""
    parameters = {"first_seen_since": asked.since, "least": asked.least}
    rows = {
        f"growth {row['story_id']}": row for row in rows_of(db, "growing_stories", parameters, passing=passing)
    }
    keys = asked.untold(list(rows))
    told = stories_in_words(db, [rows[key]["story_id"] for key in keys])
    notices = []
    for key in keys:
        row = rows[key]
        title, lines = told[row["story_id"]]
        grown = (
            f"{counted(row['last_day_article_count'], 'article')} first seen in the last day,"
            f" {row['day_before_article_count']:,} in the day before."
        )
        notices.append(Notice(key=key, story_id=row["story_id"], title=f"growing: {title}", lines=(grown, *lines)))
    return notices
