"""Questions to the published copy; each returns its column names and rows."""

from pathlib import Path
from typing import Any

import duckdb

from warehouse.database import open_reader
from warehouse.errors import WarehouseError
from warehouse.lockdown import StatementRefused, check_statement, lock_down
from warehouse.place import place_of

Answer = tuple[list[str], list[tuple[Any, ...]]]


class QueryRefused(WarehouseError):
    """The statement is not SQL, names what is not there, or would change the database."""


def query(
    database: Path,
    statement: str,
    parameters: list[Any] | dict[str, Any] | None = None,
    *,
    is_file_allowed: bool = False,
) -> Answer:
    """Return what the statement yields on the published copy of `database`; raises QueryRefused.

    The statement reaches nothing beside the database, unless the files that it names are allowed.
    """
    place = place_of(database)
    with open_reader(place) as db:
        lock_down(db, place, statement, is_file_allowed=is_file_allowed)
        try:
            if not db.extract_statements(statement):
                raise QueryRefused(place.published, "no statement given")
            check_statement(db, statement, place, is_file_allowed=is_file_allowed)
            cursor = db.execute(statement, parameters or [])
            columns = [name for name, *_ in cursor.description or []]
            return columns, cursor.fetchall()
        except (duckdb.Error, StatementRefused) as error:
            raise QueryRefused(place.published, str(error).strip()) from error


def list_stories(database: Path, *, limit: int) -> Answer:
    """Return the stories, those with most distinct texts first."""
    return query(
        database,
        """
        select
            story_id,
            title,
            article_count,
            text_count,
            outlet_count,
            articles_without_outlet_count,
            first_known_day,
            last_known_day
        from report_stories
        order by
            text_count desc,
            article_count desc,
            story_id
        limit ?
        """,
        [limit],
    )


def show_story(database: Path, story: str) -> Answer:
    """Return the articles of the story whose present or former id begins with `story`; raises QueryRefused."""
    with open_reader(place_of(database)) as db:
        story_id = find_story(db, story)
    return query(
        database,
        """
        select
            article_id,
            article_label,
            published_day,
            outlet_name,
            text_id,
            reuse,
            word_count,
            is_central,
            location
        from base_story_articles
        where story_id = ?
        order by
            published_day nulls last,
            article_id
        """,
        [story_id],
    )


def find_story(db: duckdb.DuckDBPyConnection, beginning: str) -> str:
    """Return the story whose present or former id begins so; raises QueryRefused for none or several."""
    return _only_one(
        db,
        "story",
        beginning,
        "select distinct current_story_id from base_story_ids where starts_with(story_id, ?) order by 1",
    )


def find_article(db: duckdb.DuckDBPyConnection, beginning: str) -> str:
    """Return the article whose id begins so; raises QueryRefused for none or several."""
    return _only_one(
        db, "article", beginning, "select article_id from articles where starts_with(article_id, ?) order by 1"
    )


def find_entity(db: duckdb.DuckDBPyConnection, words: str) -> str:
    """Return the entity of this id, else of this name in any case; raises QueryRefused for none or several."""
    found = db.execute(
        """
        select entity_id
        from entities
        where entity_id = $words or lower(name) = lower($words)
        qualify entity_id = $words or not bool_or(entity_id = $words) over ()
        order by entity_id
        """,
        {"words": words},
    ).fetchall()
    if len(found) != 1:
        ids = ", ".join(str(entity_id) for (entity_id,) in found[:5])
        reason = f"{len(found)} entities have this name, give an id: {ids}" if found else "no such id or name"
        raise QueryRefused(Path("entity"), f"{words!r}: {reason}")
    return str(found[0][0])


def list_entity_review(database: Path, *, limit: int) -> Answer:
    """Return entities that are likely the same as another one, those named most first."""
    return query(
        database,
        """
        select
            entity_id,
            entity_name,
            mention_count,
            likely_entity_id,
            likely_entity_name,
            shared_names
        from report_entity_review
        order by
            mention_count desc,
            entity_id,
            likely_entity_id
        limit ?
        """,
        [limit],
    )


def list_entity_merges(database: Path, *, limit: int) -> Answer:
    """Return what was decided about pairs of entities, the last decision first."""
    return query(
        database,
        """
        select
            entity_id,
            into_entity_id,
            is_active,
            reason,
            decided_by,
            decided_at
        from entity_merges
        order by
            decided_at desc,
            entity_id,
            into_entity_id
        limit ?
        """,
        [limit],
    )


def _only_one(db: duckdb.DuckDBPyConnection, what: str, beginning: str, statement: str) -> str:
    found = db.execute(statement, [beginning.lower()]).fetchall() if beginning else []
    if len(found) != 1:
        reason = f"no {what} has this id" if not found else f"the ids of {len(found)} begin so"
        raise QueryRefused(Path(what), f"{beginning!r}: {reason}")
    return str(found[0][0])


def list_corrections(database: Path) -> Answer:
    """Return what people decided, as lines of a list that brings it about in any database of the same articles."""
    return query(
        database,
        """
        with
        kept as (
            select
                story_id,
                list(article_id order by article_id) as articles
            from story_members
            where decided_by = 'person'
            group by story_id
        )
        select
            case when kept.story_id is null then 'rename' else 'keep' end as change,
            coalesce(kept.story_id, stories.central_article_id) as story,
            coalesce(kept.articles, []) as articles,
            null as into,
            case when stories.title_origin = 'person' then stories.title end as title,
            null as reason
        from stories
        left join kept on kept.story_id = stories.story_id
        where kept.story_id is not null or stories.title_origin = 'person'
        order by stories.story_id
        """,
    )


def list_mentions(
    database: Path, *, entity: str | None, kind: str | None, story: str | None, limit: int
) -> Answer:
    """Return mentions with their sentences, of one entity, kind or story where given."""
    return query(
        database,
        """
        select
            kind,
            entity_id,
            entity_name,
            surface,
            amount,
            amount_high,
            unit,
            date_start,
            date_end,
            value_text,
            zone,
            article_id,
            sentence
        from base_mentions
        where ($entity is null or entity_id = $entity or entity_name = $entity)
            and ($kind is null or kind = $kind)
            and ($story is null or story_id in (
                select current_story_id
                from base_story_ids
                where starts_with(base_story_ids.story_id, $story)
            ))
        order by
            article_id,
            field desc,
            span_start
        limit $limit
        """,
        {"entity": entity, "kind": kind, "story": story, "limit": limit},
    )
