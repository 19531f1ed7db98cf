"""Questions to the published copy; each returns its column names and rows."""

from pathlib import Path
from typing import Any, Literal

import duckdb

from warehouse.database import open_reader
from warehouse.errors import NotOneFound, QueryRefused
from warehouse.lockdown import StatementRefused, check_statement, lock_down
from warehouse.place import place_of
from warehouse.queries import read_sql

Answer = tuple[list[str], list[tuple[Any, ...]]]


def query(
    database: Path,
    statement: str,
    parameters: list[Any] | dict[str, Any] | None = None,
    *,
    is_file_allowed: bool = False,
    as_of: str | None = None,
) -> Answer:
    """Return what the statement yields on the published copy of `database`; raises QueryRefused.

    The statement reaches nothing beside the database, unless the files that it names are allowed. Of a lake,
    `as_of` asks what the run whose id begins so left.
    """
    place = place_of(database)
    with open_reader(place, as_of=as_of) as db:
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


def show_story(database: Path, story: str) -> Answer:
    """Return the articles of the story whose present or former id begins with `story`; raises NotOneFound."""
    with open_reader(place_of(database)) as db:
        story_id = find_story(db, story)
    return query(
        database,
        read_sql("show_story"),
        [story_id],
    )


def find_story(db: duckdb.DuckDBPyConnection, beginning: str) -> str:
    """Return the story whose present or former id begins so; raises NotOneFound for none or several."""
    # One that stands is itself: .003 s of CPU, where all ids ever given take .03 at 73,485 stories.
    if db.execute("select 1 from stories where story_id = ?", [beginning]).fetchall():
        return beginning
    return _only_one(
        db,
        "story",
        beginning,
        "select distinct current_story_id from base_story_ids where starts_with(story_id, ?) order by 1",
    )


def find_article(db: duckdb.DuckDBPyConnection, beginning: str) -> str:
    """Return the article whose id begins so; raises NotOneFound for none or several."""
    return _only_one(
        db, "article", beginning, "select article_id from articles where starts_with(article_id, ?) order by 1"
    )


def find_entity(db: duckdb.DuckDBPyConnection, words: str) -> str:
    """Return the entity of this id, else of this name in any case; raises NotOneFound for none or several."""
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
        raise NotOneFound("entity", words, reason)
    return str(found[0][0])


def list_entity_review(database: Path, *, limit: int) -> Answer:
    """Return entities that are likely the same as another one, those named most first."""
    return query(
        database,
        read_sql("list_entity_review"),
        [limit],
    )


def list_entity_merges(database: Path, *, limit: int) -> Answer:
    """Return what was decided about pairs of entities, the last decision first."""
    return query(
        database,
        read_sql("list_entity_merges"),
        [limit],
    )


def _only_one(
    db: duckdb.DuckDBPyConnection, what: Literal["story", "article"], beginning: str, statement: str
) -> str:
    found = db.execute(statement, [beginning.lower()]).fetchall() if beginning else []
    if len(found) != 1:
        reason = f"no {what} has this id" if not found else f"the ids of {len(found)} begin so"
        raise NotOneFound(what, beginning, reason)
    return str(found[0][0])


def list_corrections(database: Path) -> Answer:
    """Return what people decided, as lines of a list that brings it about in any database of the same articles."""
    return query(
        database,
        read_sql("list_corrections"),
    )


def list_decisions(database: Path) -> Answer:
    """Return what people decided about statements, the last first, as lines of a list for another database."""
    return query(
        database,
        read_sql("statements/list_decisions"),
    )
