"""What alerts tell: one module a reason, one line in the table.

A reason gets the database, the condition that an article of a story must pass, and what is asked; it returns what
was not told yet, the one that waits longest first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import duckdb

from warehouse.alerting.asked import Asked, Notice, passing_articles
from warehouse.alerting.change import find_changed
from warehouse.alerting.conflict import find_conflicts
from warehouse.alerting.growth import find_growing
from warehouse.alerting.new_story import find_new
from warehouse.alerting.quiet_source import find_quiet
from warehouse.asking.reach import Conditions
from warehouse.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """How what is told is found; whether it is about stories, so that names and queries narrow it."""

    find: Callable[[duckdb.DuckDBPyConnection, Conditions, Asked], list[Notice]]
    is_of_stories: bool = True


# By the word of `alerts.toml`.
REASONS: Mapping[str, Reason] = {
    "new": Reason(find=find_new),
    "growth": Reason(find=find_growing),
    "conflict": Reason(find=find_conflicts),
    "change": Reason(find=find_changed),
    "quiet": Reason(find=find_quiet, is_of_stories=False),
}


def find_notices(db: duckdb.DuckDBPyConnection, place: Place, reason: str, asked: Asked) -> list[Notice]:
    """Return what is to be told for the reason; raise QueryError, FilterRefused, SearchIndexMissing."""
    with passing_articles(db, place, asked) as passing:
        return REASONS[reason].find(db, passing, asked)
