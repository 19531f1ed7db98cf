"""The rows of `stories`: founder, central article, title and days of those whose articles changed."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from warehouse.day_ranges import days_through, near_times, since_day
from warehouse.stories.groups import StoryGroup
from warehouse.stories.neighbourhood import lasting_through

_TITLE_WORDS = 12
_STORY_SCHEMA = pa.schema(
    {
        "story_id": pa.string(),
        "founding_article_id": pa.string(),
        "central_article_id": pa.string(),
        "first_seen_date": pa.date32(),
        "last_seen_date": pa.date32(),
    }
)

_CENTRAL = """
    create or replace temp table story_central as
    select
        articles.article_id,
        revisions.title,
        revisions.title is null as is_derived,
        revisions.rowid as place
    from staged_stories as staged
    join articles on articles.article_id = staged.central_article_id
    join revisions using (revision_id)
    where {near}
"""
_FIRST_WORDS = f"""
    update story_central
    set title = case
        when len(words) > {_TITLE_WORDS} then array_to_string(words[:{_TITLE_WORDS}], ' ') || ' …'
        else nullif(array_to_string(words, ' '), '')
    end
    from (
        select
            rowid as place,
            regexp_extract_all(left(text, 400), '\\S+') as words
        from revisions
        where rowid in (select place from story_central where is_derived)
    ) as texts
    where texts.place = story_central.place
"""  # noqa: S608 - a number of ours
_WRITING = """
    create or replace temp table story_writing as
    with written as (
        select
            staged.story_id,
            coalesce(standing.founding_article_id, staged.founding_article_id) as founding_article_id,
            if(standing.title_origin = 'person', standing.title, central.title) as title,
            case
                when standing.title_origin = 'person' then 'person'
                when central.is_derived then 'derived'
                else 'article'
            end as title_origin,
            staged.central_article_id,
            least(standing.first_seen_date, staged.first_seen_date) as first_seen_date,
            greatest(standing.last_seen_date, staged.last_seen_date) as last_seen_date
        from staged_stories as staged
        left join story_standing as standing using (story_id)
        join story_central as central on central.article_id = staged.central_article_id
    )
    from written
    except
    from story_standing
"""


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
    _stage_stories(db, groups, story_ids, founders)
    standing = db.execute(f"""
        create or replace temp table story_standing as
        from stories semi join staged_stories using (story_id) where {lasting_through(seen)}
    """).fetchall()
    _read_titles(db, seen, len(groups))
    db.execute(_WRITING)
    db.unregister("staged_stories")
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


def _stage_stories(
    db: duckdb.DuckDBPyConnection, groups: Sequence[StoryGroup], story_ids: Sequence[str], founders: dict[str, str]
) -> None:
    """Register the groups as the view `staged_stories`."""
    days = {
        "first_seen_date": [each.first_seen_day for each in groups],
        "last_seen_date": [each.last_seen_day for each in groups],
    }
    columns = {
        "story_id": list(story_ids),
        "founding_article_id": [founders.get(story_id) for story_id in story_ids],
        "central_article_id": [_central_article(each) for each in groups],
        **{name: pa.array(numbers, pa.int32()).cast(pa.date32()) for name, numbers in days.items()},
    }
    db.register("staged_stories", pa.table(columns, schema=_STORY_SCHEMA))


def _read_titles(db: duckdb.DuckDBPyConnection, seen: set[int], count: int) -> None:
    """Put into `story_central` the central articles with their titles; without one, with their first words.

    The revision that an article speaks by is commonly seen with it or later; only where one is not found so, all
    are looked through.
    """
    near = f"{near_times('articles.first_seen_at', seen)} and {since_day('revisions.first_seen_at', min(seen))}"
    db.execute(_CENTRAL.format(near=near))
    found, derived = db.execute("select count(*), count_if(is_derived) from story_central").fetchall()[0]
    if found != count:
        db.execute(_CENTRAL.format(near="true"))
        derived = count
    if derived:
        db.execute(_FIRST_WORDS)


def _central_article(each: StoryGroup) -> str:
    """Return the article that scores best against the others of its story; of equals the first by id."""
    scored = zip(each.scores, each.article_ids, strict=True)
    return min(scored, key=lambda pair: (-(pair[0] or 0.0), pair[1]))[1]
