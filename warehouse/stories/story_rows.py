"""The rows of `stories`: founder, central article, title and days of those whose articles changed."""

from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from extractors.stories.titles import Titled, choose_title
from warehouse.queries import read_sql
from warehouse.staging import staged
from warehouse.stories.affairs import link_stories
from warehouse.stories.day_ranges import days_through
from warehouse.stories.groups import StoryGroup
from warehouse.stories.heads import TITLE_ARTICLES, Head, most_central, read_heads
from warehouse.stories.neighbourhood import lasting_through

_STORY_SCHEMA = pa.schema(
    {
        "story_id": pa.string(),
        "founding_article_id": pa.string(),
        "central_article_id": pa.string(),
        "first_seen_date": pa.date32(),
        "last_seen_date": pa.date32(),
        "title": pa.string(),
        "title_origin": pa.string(),
        "title_reason": pa.string(),
    }
)
_WRITING = read_sql("stories/writing")


def write_stories(
    db: duckdb.DuckDBPyConnection,
    groups: Sequence[StoryGroup],
    story_ids: Sequence[str],
    *,
    founders: dict[str, str],
    gone: Sequence[str],
) -> None:
    """Bring the rows of the stories that the groups are now up to date, and remove those that are gone.

    The days of a story only ever grow: they hold those of all articles that are or were in it.
    """
    seen = {day for each in groups for day in days_through(each.first_seen_day, each.last_seen_day)}
    heads = read_heads(db, groups, seen)
    stories = _story_columns(groups, story_ids, founders, heads)
    with staged(db, stories, "staged_stories"):
        standing = db.execute(f"""
            create or replace temp table story_standing as
            from stories semi join staged_stories using (story_id) where {lasting_through(seen)}
        """).fetchall()
        db.execute(_WRITING)
    if standing[0][0] or gone:
        db.execute(
            f"""
            delete from stories
            where {lasting_through(seen)}
                and story_id in (
                    select story_id from story_standing semi join story_writing using (story_id)
                    union all
                    select unnest(?)
                )
            """,  # noqa: S608 - numbers of ours
            [list(gone)],
        )
    db.execute("insert into stories by name select * from story_writing")
    link_stories(db, groups, story_ids, heads, gone=gone)


def _story_columns(
    groups: Sequence[StoryGroup],
    story_ids: Sequence[str],
    founders: dict[str, str],
    heads: Mapping[str, Head],
) -> pa.Table:
    """Return what the groups are as stories, a row each."""
    days = {
        "first_seen_date": [each.first_seen_day for each in groups],
        "last_seen_date": [each.last_seen_day for each in groups],
    }
    titles = [choose_title(titled(each, heads)) for each in groups]
    columns = {
        "story_id": list(story_ids),
        "founding_article_id": [founders.get(story_id) for story_id in story_ids],
        "central_article_id": [most_central(each, 1)[0] for each in groups],
        **{name: pa.array(numbers, pa.int32()).cast(pa.date32()) for name, numbers in days.items()},
        "title": [each.title for each in titles],
        "title_origin": [each.origin for each in titles],
        "title_reason": [each.reason for each in titles],
    }
    return pa.table(columns, schema=_STORY_SCHEMA)


def titled(group: StoryGroup, heads: Mapping[str, Head]) -> list[Titled]:
    """Return the most central articles of a group as their titles are chosen from."""
    scores = dict(zip(group.article_ids, group.scores, strict=True))
    return [
        Titled(article_id=one, title=heads[one].title, text=heads[one].lead or "", score=scores[one] or 0.0)
        for one in most_central(group, TITLE_ARTICLES)
    ]
