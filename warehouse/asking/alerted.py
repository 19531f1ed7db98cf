"""The stories that an alert tells of: with an article that was first seen since, and what to say of each."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import duckdb

from warehouse.asking.filters import TypedFilters, resolve_filters
from warehouse.asking.reach import conditions
from warehouse.place import Place
from warehouse.queries import read_sql
from warehouse.searching.find import find_articles
from warehouse.staging import staged_columns

_MOST_STORIES = 200
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story with its counts, and an article of each of its texts, the one seen last first."""

    story: Row
    articles: list[Row]


def find_told(
    db: duckdb.DuckDBPyConnection,
    place: Place,
    typed: TypedFilters,
    query: str | None,
    *,
    since: datetime,
    now: datetime,
) -> list[Told]:
    """Return the stories with an article first seen after `since` that passes the filters and the query.

    Raises QueryError, FilterRefused, SearchIndexMissing.
    """
    filters = replace(resolve_filters(db, typed, now=now), since=since, by="seen")
    asked = conditions("article_facts", filters)
    found = find_articles(db, place, query).revision_ids if query else None
    searched = "revision_id in (select revision_id from found)" if found is not None else "true"
    statement = f"select distinct story_id from article_facts where {asked.sql} and {searched}"  # noqa: S608 - ours
    with staged_columns(db, "found", revision_id=found or []):
        rows = db.execute(
            f"{statement} and story_id is not null order by 1 limit {_MOST_STORIES}", asked.parameters
        )
        story_ids = [story_id for (story_id,) in rows.fetchall()]
    stories = _rows(db, "select * from report_stories where list_contains($story_ids, story_id)", story_ids)
    articles = _rows(db, read_sql("alerts/told_articles"), story_ids)
    return [
        Told(story=story, articles=[each for each in articles if each["story_id"] == story["story_id"]])
        for story in sorted(stories, key=lambda each: str(each["story_id"]))
    ]


def _rows(db: duckdb.DuckDBPyConnection, statement: str, story_ids: list[str]) -> list[Row]:
    found = db.execute(statement, {"story_ids": story_ids})
    columns = [name for name, *_ in found.description or []]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
