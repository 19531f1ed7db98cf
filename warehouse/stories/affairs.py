"""Affairs: which stories follow which, by the rare names that both are about."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import duckdb
import pyarrow as pa

from extractors.stories.affairs import AFFAIR_DAYS, LEAST_SCORE, StoryName, follow_score, story_names
from warehouse.queries import read_sql
from warehouse.staging import staged
from warehouse.stories.groups import StoryGroup
from warehouse.stories.heads import TITLE_ARTICLES, Head, most_central
from warehouse.stories.model import load_priors, shares_of

_EPOCH = date(1970, 1, 1)
_NAME_SCHEMA = pa.schema(
    {
        "story_id": pa.string(),
        "term": pa.uint32(),
        "name": pa.string(),
        "weight": pa.float32(),
        "first_date": pa.date32(),
        "last_date": pa.date32(),
    }
)
_LINK_SCHEMA = pa.schema(
    {
        "story_id": pa.string(),
        "kind": pa.string(),
        "linked_story_id": pa.string(),
        "shared_names": pa.list_(pa.string()),
        "score": pa.float64(),
        "first_date": pa.date32(),
        "linked_last_date": pa.date32(),
    }
)
# A story follows one that began on an earlier day and was reported on lately.
_MET = read_sql("stories/met")


def link_stories(
    db: duckdb.DuckDBPyConnection,
    groups: Sequence[StoryGroup],
    story_ids: Sequence[str],
    heads: Mapping[str, Head],
    *,
    gone: Sequence[str],
) -> None:
    """Store the names that the stories are about now, and which stories they follow or are followed by."""
    touched = pa.table({"story_id": pa.array([*story_ids, *gone], pa.string())})
    with staged(db, touched, "staged_touched"):
        db.execute("delete from story_names where story_id in (select story_id from staged_touched)")
        db.execute("""
            delete from story_links
            where story_id in (select story_id from staged_touched)
                or linked_story_id in (select story_id from staged_touched)
        """)
        rows = [
            row
            for each, story_id in zip(groups, story_ids, strict=True)
            for row in _name_rows(each, story_id, heads)
        ]
        if rows:
            with staged(db, pa.Table.from_pylist(rows, schema=_NAME_SCHEMA), "staged_names"):
                db.execute("insert into story_names by name select * from staged_names")
            _store_links(db, min(row["first_date"] for row in rows), max(row["last_date"] for row in rows))


def _name_rows(group: StoryGroup, story_id: str, heads: Mapping[str, Head]) -> list[dict[str, Any]]:
    """Return the rows of `story_names` of a story; none of a story of one article, or of unknown day."""
    days = [day for one in group.article_ids if (day := heads[one].published_day) is not None]
    if len(group.article_ids) == 1 or not days:
        return []
    central = [heads[one] for one in most_central(group, TITLE_ARTICLES)]
    names = story_names([each.lead or "" for each in central], shares_of(load_priors(), central[0].language))
    first, last = (_EPOCH + timedelta(days=day) for day in (min(days), max(days)))
    return [
        {
            "story_id": story_id,
            "term": each.term,
            "name": each.name,
            "weight": each.weight,
            "first_date": first,
            "last_date": last,
        }
        for each in names
    ]


def _store_links(db: duckdb.DuckDBPyConnection, first: date, last: date) -> None:
    """Store the links of the stories of `staged_touched`, whose days lie between these."""
    margin = timedelta(days=AFFAIR_DAYS + 1)
    since, until = max(first, date.min + margin) - margin, min(last, date.max - margin) + margin
    met = db.execute(_MET, [since, until, AFFAIR_DAYS]).fetchall()
    names, days = _read_names(db, sorted({story_id for pair in met for story_id in pair}))
    rows = []
    for later, earlier in met:
        score, shared = follow_score(names[later], names[earlier])
        if score >= LEAST_SCORE:
            rows.append(
                {
                    "story_id": later,
                    "kind": "follows",
                    "linked_story_id": earlier,
                    "shared_names": list(shared),
                    "score": score,
                    "first_date": days[later][0],
                    "linked_last_date": days[earlier][1],
                }
            )
    with staged(db, pa.Table.from_pylist(rows, schema=_LINK_SCHEMA), "staged_links"):
        db.execute("insert into story_links by name select * from staged_links")


def _read_names(
    db: duckdb.DuckDBPyConnection, story_ids: Sequence[str]
) -> tuple[dict[str, list[StoryName]], dict[str, tuple[date, date]]]:
    """Return the names of these stories, heaviest first, and their first and last days."""
    names: dict[str, list[StoryName]] = {}
    days: dict[str, tuple[date, date]] = {}
    rows = db.execute(
        """
        select story_id, term, name, weight, first_date, last_date
        from story_names
        where story_id in (select unnest(?))
        order by story_id, weight desc, term
        """,
        [list(story_ids)],
    ).fetchall()
    for story_id, term, name, weight, first, last in rows:
        names.setdefault(story_id, []).append(StoryName(term=term, name=name, weight=weight))
        days[story_id] = (first, last)
    return names, days
