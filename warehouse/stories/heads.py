"""How the articles of stories begin: what their titles and the names that they are about are read from."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from extractors.stories.titles import is_short, title_fault
from warehouse.queries import read_sql
from warehouse.staging import staged
from warehouse.stories.day_ranges import near_times, since_day
from warehouse.stories.groups import StoryGroup

# Behind each how many of 2,051 titles and of 104 links come out otherwise with half of it and with double
# (background, 2026-11-28: `tests/evaluation/title_thresholds.py`).
TITLE_ARTICLES = 8  # so many of a story's articles, the most central ones, may give it its title; 7, 4; 0, 2
# Of a text, in which its title's words and its affair's names are looked for: 193, of the links 55 fewer and 9
# more; 195, 12 fewer and 76 more, which lead from one affair to another by names in passing.
_LEAD_CHARS = 700

_HEADS = read_sql("stories/heads")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Title, day (from 1970; None where unknown), language of an article; its first words where asked for."""

    title: str | None
    published_day: int | None
    language: str
    lead: str | None


def most_central(group: StoryGroup, count: int) -> list[str]:
    """Return the articles that score best against the others of their story; of equals the first by id."""
    scored = zip(group.scores, group.article_ids, strict=True)
    return [one for _, one in sorted(scored, key=lambda pair: (-(pair[0] or 0.0), pair[1]))[:count]]


def read_heads(db: duckdb.DuckDBPyConnection, groups: Sequence[StoryGroup], seen: set[int]) -> dict[str, Head]:
    """Return the heads of all articles of the groups; first words of those of several, and where a title is
    short or at fault.

    The revision that an article speaks by is commonly seen with it or later; only where one is not found so, all
    are looked through.
    """
    ids = [one for each in groups for one in each.article_ids]
    with staged(db, pa.table({"article_id": pa.array(ids, pa.string())}), "staged_heads"):
        near = "true"
        if seen:
            since = since_day("revisions.first_seen_at", min(seen))
            near = f"{near_times('articles.first_seen_at', seen)} and {since}"
        rows = db.execute(_HEADS.format(near=near)).fetchall()
        if len(rows) != len(ids):
            rows = db.execute(_HEADS.format(near="true")).fetchall()
    asked = {one for each in groups if len(each.article_ids) > 1 for one in most_central(each, TITLE_ARTICLES)}
    places = [place for one, title, _, _, place in rows if one in asked or is_short(title) or title_fault(title)]
    leads = _read_leads(db, places)
    return {
        one: Head(title=title, published_day=day, language=language, lead=leads.get(place))
        for one, title, day, language, place in rows
    }


def _read_leads(db: duckdb.DuckDBPyConnection, places: Sequence[int]) -> dict[int, str]:
    """Return the first words of the revisions in these places, which are found without reading the others."""
    with staged(db, pa.table({"place": pa.array(places, pa.int64())}), "staged_places"):
        rows = db.execute(f"""
            select
                rowid,
                left(text, {_LEAD_CHARS})
            from revisions
            where rowid in (select place from staged_places)
        """).fetchall()  # noqa: S608 - a number of ours
    return dict(rows)
