"""What an alert asks of a database and what it is told, whatever the reason; stories in words."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from warehouse.asking.counts import counted
from warehouse.asking.filters import TypedFilters, resolve_filters
from warehouse.asking.reach import Conditions, conditions
from warehouse.place import Place
from warehouse.queries import read_sql
from warehouse.searching.find import find_articles
from warehouse.staging import staged_columns

# Told at once; the rest waits for the next run.
MOST_NOTICES = 200
_MOST_ARTICLES = 5
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came at `since` or later, in stories with an article that passes the filters and that `query` finds.

    `least` is how many articles of a day make a story grow, `stale_hours` how long a source may not answer.
    `is_told` says of a key whether it was told before.
    """

    typed: TypedFilters
    query: str | None
    since: datetime
    now: datetime
    least: int
    stale_hours: float
    is_told: Callable[[str], bool]

    def untold(self, keys: Sequence[str]) -> list[str]:
        """Return the first keys that were not told, at most 200."""
        return [key for key in keys if not self.is_told(key)][:MOST_NOTICES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What is told: `key` is its own for ever, `story_id` empty where it is about no story."""

    key: str
    story_id: str
    title: str
    lines: tuple[str, ...]


@contextmanager
def passing_articles(db: duckdb.DuckDBPyConnection, place: Place, asked: Asked) -> Iterator[Conditions]:
    """Give the condition that a row of `article_facts` passes what is asked, of whatever time."""
    of_filters = conditions("article_facts", resolve_filters(db, asked.typed, now=asked.now))
    found = find_articles(db, place, asked.query).revision_ids if asked.query else None
    searched = " and revision_id in (select revision_id from found)" if found is not None else ""
    with staged_columns(db, "found", revision_id=found or []):
        yield Conditions(sql=f"{of_filters.sql}{searched}", parameters=of_filters.parameters)


def rows_of(
    db: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, Any], *, passing: Conditions | None = None
) -> list[Row]:
    """Return the rows of a query of `queries/alerts`, into which the condition of articles is put."""
    statement = read_sql(f"alerts/{query}")
    if passing is not None:
        statement = statement.format(passing=passing.sql)
        parameters = {**passing.parameters, **parameters}
    found = db.execute(statement, parameters)
    columns = [name for name, *_ in found.description or []]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def stories_in_words(db: duckdb.DuckDBPyConnection, story_ids: Sequence[str]) -> dict[str, tuple[str, list[str]]]:
    """Return title and lines of each story: its counts, first report, and an article of each text."""
    stories = rows_of(db, "told_stories", {"story_ids": list(story_ids)})
    articles = rows_of(db, "told_articles", {"story_ids": list(story_ids)})
    found = {}
    for story in stories:
        own = [each for each in articles if each["story_id"] == story["story_id"]]
        found[story["story_id"]] = (story["title"] or "Untitled", _lines_of(story, own))
    return found


def _lines_of(story: Row, articles: Sequence[Row]) -> list[str]:
    counts = ", ".join(counted(story[f"{what}_count"], what) for what in ("article", "text", "outlet"))
    lines = [f"{counts}. First report: {story['first_report']}.", ""]
    for each in articles[:_MOST_ARTICLES]:
        day = each["published_day"] or "unknown day"
        lines.append(f"- {each['label']} ({each['outlet_name'] or 'unknown outlet'}, {day})")
        lines += [f"  {each['canonical_url']}"] if each["canonical_url"] else []
    if len(articles) > _MOST_ARTICLES:
        lines.append(f"and {counted(len(articles) - _MOST_ARTICLES, 'further text')}")
    return [*lines, "", f"Story {story['story_id']}"]
