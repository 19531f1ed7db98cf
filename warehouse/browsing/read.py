"""What the pages of the reading room are made of, read by a cursor of the shelf."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

import duckdb

from warehouse.asking.filters import TypedFilters, resolve_filters
from warehouse.asking.reach import Conditions
from warehouse.asking.reach import conditions as filter_conditions
from warehouse.browsing.contents import VARIANTS, Part, Shown, read_parts
from warehouse.errors import FilterRefused, NotOneFound, QueryRefused
from warehouse.lockdown import StatementRefused, must_only_read
from warehouse.place import Place
from warehouse.queries import read_sql
from warehouse.query import find_article, find_entity, find_story
from warehouse.searching.find import count_found, find_articles, found_story_ids, list_found_stories
from warehouse.statements.side_by_side import StoryTable, read_story_tables, stage_told
from warehouse.statements.variants import COLUMNS, quote_variants

_ROWS_A_PAGE = 100  # of a part shown alone
_FOUND_STORIES = 20  # a page of a search: each is cut from a text of its own, .025 s of CPU at 101,340 articles
_MOST_MEASURES = 40  # rows of the table of statements that a person reads through
_MOST_TEXTS = 20  # columns of it: more are no table that one reads
# Filters of the commands that ask rows of a view, where it has no column of the name.
_FILTERS = ("since", "until", "by", "watch", "entity", "outlet", "story", "lang")
_LONGEST_STATEMENT = 100_000  # characters; longer ones are for `cuttings sql`
Row = dict[str, Any]
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: what it is about (id, heading, facts by name), its parts, the days of its chart, what texts say."""

    identifier: str
    heading: str
    about: Mapping[str, Any]
    facts: Row
    parts: Sequence[Shown]
    days: list[Row] = field(default_factory=list)
    said: StoryTable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article's text and the places of its mentions: start, end, kind, entity id, what it is."""

    text: str
    facts: Row
    mentions: list[tuple[int, int, str, str | None, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A page of the rows of a view."""

    part: Part
    comment: str
    columns: list[str]
    rows: list[tuple[Any, ...]]
    is_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStories:
    """The stories that a query finds, the first of them, and how many there are."""

    shown: Shown
    article_count: int
    story_count: int
    unindexed_count: int


def read_page(db: duckdb.DuckDBPyConnection, name: str, given: str | None) -> Page:
    """Return a page; `given` is an id, of stories a former one too. Raises NotOneFound."""
    if given is None:
        return _whole_page(db, name)
    identifier = _FOUND[name](db, given)
    parameters = {"id": None if (name, identifier) == ("outlet", UNKNOWN) else identifier}
    if name == "entity":
        db.execute(read_sql("browsing/stage_entity"), parameters)
    facts = _rows(db, read_sql(f"browsing/{name}_facts_of"), parameters)
    heading, *_ = facts[0].values() if facts else (identifier,)
    text_count = facts[0]["text_count"] if name == "story" and facts else 0
    counts = {"texts": text_count, "revisions": _count_revisions(db, "story_id", identifier) if text_count else 0}
    if text_count > 1:
        stage_told(db, [identifier])
    parts = read_parts(db, name, parameters, counts=counts)
    if name == "story" and (variants := quote_variants(db, identifier, is_staged=text_count > 1)):
        parts.append(Shown(part=VARIANTS, columns=COLUMNS, rows=variants[: VARIANTS.most], is_cut=False))
    return Page(
        identifier=identifier,
        heading=str(heading or "Untitled"),
        about={f"{name}_id": parameters["id"]},
        facts=facts[0] if facts else {},
        parts=parts,
        days=_rows(db, read_sql(f"browsing/{name}_days_of"), {} if name == "entity" else parameters),
        said=_said(db, identifier) if text_count > 1 else None,
    )


def _said(db: duckdb.DuckDBPyConnection, story_id: str) -> StoryTable | None:
    tables = read_story_tables(db, [story_id], most_measures=_MOST_MEASURES, most_texts=_MOST_TEXTS)
    return tables.get(story_id)


def _whole_page(db: duckdb.DuckDBPyConnection, name: str) -> Page:
    """Return a page that is about all there is."""
    facts: Row = _rows(db, read_sql("browsing/front_facts"), {})[0] if name == "front" else {}
    days = _rows(db, read_sql("browsing/front_days"), {}) if name == "front" else []
    return Page(identifier="", heading="", about={}, facts=facts, parts=read_parts(db, name, {}), days=days)


def read_article(db: duckdb.DuckDBPyConnection, given: str) -> tuple[Page, Text]:
    """Return the page of an article and its text. Raises NotOneFound."""
    article_id = find_article(db, given)
    (text,) = _texts(db, [article_id])
    page = Page(
        identifier=article_id,
        heading=text.facts["label"],
        about={"article_id": article_id},
        facts=_rows(db, read_sql("browsing/article_facts_of"), {"id": article_id})[0],
        parts=read_parts(
            db, "article", {"id": article_id}, counts={"revisions": _count_revisions(db, "article_id", article_id)}
        ),
    )
    return page, text


def _count_revisions(db: duckdb.DuckDBPyConnection, column: Literal["story_id", "article_id"], given: str) -> int:
    """Return how many revisions the article has that has most of them, of a story or this one."""
    articles = f"select article_id from article_facts where {column} = ?"  # noqa: S608 - names of our own
    counting = f"select count(*) from revisions where article_id in ({articles}) group by article_id"  # noqa: S608
    return max((int(count) for (count,) in db.execute(counting, [given]).fetchall()), default=0)


def read_texts(db: duckdb.DuckDBPyConnection, one: str, other: str) -> list[Text]:
    """Return two articles' texts. Raises NotOneFound."""
    return [text for given in (one, other) for text in _texts(db, [find_article(db, given)])]


def read_rows(
    db: duckdb.DuckDBPyConnection, view: str, conditions: Sequence[tuple[str, str]], *, page: int
) -> Rows:
    """Return a page, counted from 0, of the rows of a view or table where columns have these values.

    An empty value asks for null. What is no column may be a filter of the commands (since, until, by, watch,
    entity, outlet, story, lang). Raises QueryRefused for a view or column that is not there, and a filter that
    is refused.
    """
    columns = dict(db.execute(read_sql("browsing/columns"), {"view": view}).fetchall())
    if not columns:
        raise QueryRefused(None, f"no view or table {view[:100]!r}{_nearest(view, _names(db))}")
    filters = {name: value for name, value in conditions if name not in columns and name in _FILTERS}
    passing = _passing(db, view, filters)
    asked, values = [passing.sql], dict(passing.parameters)
    for number, (name, value) in enumerate(each for each in conditions if each[0] not in filters):
        if name not in columns:
            raise QueryRefused(None, f"{view} has no column {name[:100]!r}{_nearest(name, list(columns))}")
        kept = f'"{name}"' if columns[name] == "VARCHAR" else f'cast("{name}" as varchar)'
        asked.append(f"{kept} is not distinct from $asked_{number}")
        values[f"asked_{number}"] = value or None
    where = " and ".join(asked)
    statement = f'select * from "{view}" where {where} limit $most offset $skipped'  # noqa: S608 - names of its own
    values |= {"most": _ROWS_A_PAGE + 1, "skipped": page * _ROWS_A_PAGE}
    rows = db.execute(statement, values).fetchall()
    comment = db.execute(read_sql("browsing/comment"), {"view": view}).fetchall()
    part = Part(name="rows", title=view, most=_ROWS_A_PAGE)
    return Rows(
        part=part,
        comment=(comment[0][0] or "") if comment else "",
        columns=list(columns),
        rows=rows[:_ROWS_A_PAGE],
        is_cut=len(rows) > _ROWS_A_PAGE,
    )


def _passing(db: duckdb.DuckDBPyConnection, view: str, filters: Mapping[str, Any]) -> Conditions:
    """Return what the filters ask of the rows of a view."""
    try:
        typed = TypedFilters(**filters)
        return filter_conditions(view, resolve_filters(db, typed, now=datetime.now(UTC)))
    except FilterRefused as error:
        raise QueryRefused(None, str(error)) from error


def list_views(db: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return the views and tables with what their comments say: name, comment, columns."""
    return _rows(db, read_sql("browsing/views"), {})


def search_stories(
    db: duckdb.DuckDBPyConnection, place: Place, query: str, *, now: datetime, page: int = 0
) -> FoundStories:
    """Return a page, counted from 0, of the stories that a query finds; raises QueryError, SearchIndexMissing."""
    found = find_articles(db, place, query)
    filters = resolve_filters(db, TypedFilters(limit=_FOUND_STORIES), now=now)
    article_count, story_count = count_found(db, found, filters)
    skipped = page * _FOUND_STORIES
    columns, rows = list_found_stories(db, found, filters, skipped=skipped)
    part = Part(name="stories", title="Stories", most=_FOUND_STORIES)
    return FoundStories(
        shown=Shown(part=part, columns=list(columns), rows=list(rows), is_cut=story_count > skipped + len(rows)),
        article_count=article_count,
        story_count=story_count,
        unindexed_count=found.unindexed_count,
    )


def search_story_ids(db: duckdb.DuckDBPyConnection, place: Place, query: str, *, now: datetime) -> list[str]:
    """Return the ids of all stories that a query finds; raises as `search_stories` does."""
    return found_story_ids(db, find_articles(db, place, query), resolve_filters(db, TypedFilters(), now=now))


def list_story_feed(db: duckdb.DuckDBPyConnection, story_id: str, *, most: int) -> list[Row]:
    """Return the articles of a story for a feed, the one seen last first."""
    return _rows(db, read_sql("browsing/story_feed"), {"id": story_id, "limit": most})


def ask_statement(db: duckdb.DuckDBPyConnection, place: Place, statement: str, *, most: int) -> Shown:
    """Return the first rows of one statement that reads; raises QueryRefused for any other."""
    try:
        if len(statement) > _LONGEST_STATEMENT:
            raise StatementRefused(f"more than {_LONGEST_STATEMENT:,} characters")
        must_only_read(db, statement, place)
        found = db.execute(statement)
        columns = [name for name, *_ in found.description or []]
        rows = found.fetchmany(most + 1)
    except duckdb.InterruptException:
        raise
    except (duckdb.Error, StatementRefused) as error:
        raise QueryRefused(place.published, str(error).strip()) from error
    part = Part(name="rows", title="Rows", most=most)
    return Shown(part=part, columns=_distinct(columns), rows=rows[:most], is_cut=len(rows) > most)


def _distinct(names: Sequence[str]) -> list[str]:
    """Return the names, those that stand twice numbered."""
    return [f"{name}_{at}" if name in names[:at] else name for at, name in enumerate(names)]


def _find_outlet(db: duckdb.DuckDBPyConnection, given: str) -> str:
    known = db.execute("select outlet_id from outlets where outlet_id = ?", [given]).fetchall()
    if not known and given != UNKNOWN:
        raise NotOneFound("outlet", given, "no outlet has this id")
    return given


def _find_entity(db: duckdb.DuckDBPyConnection, given: str) -> str:
    """Return the entity that counts as the given one, which may be an id or a name."""
    entity_id = find_entity(db, given)
    found = db.execute("select resolved_entity_id from entity_facts where entity_id = ?", [entity_id]).fetchall()
    return str(found[0][0]) if found else entity_id


_FOUND = {"story": find_story, "entity": _find_entity, "outlet": _find_outlet}


def _texts(db: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> list[Text]:
    texts = []
    for article_id in article_ids:
        facts = _rows(db, read_sql("browsing/article_text"), {"id": article_id})[0]
        mentions = db.execute(read_sql("browsing/article_mentions"), {"id": article_id}).fetchall()
        texts.append(Text(text=facts.pop("text") or "", facts=facts, mentions=mentions))
    return texts


def _names(db: duckdb.DuckDBPyConnection) -> list[str]:
    return [row["name"] for row in list_views(db)]


def _nearest(given: str, known: Sequence[str]) -> str:
    nearest = difflib.get_close_matches(given, known, n=3, cutoff=0.4)
    return f"; the nearest: {', '.join(nearest)}" if nearest else ""


def _rows(db: duckdb.DuckDBPyConnection, statement: str, parameters: Mapping[str, Any]) -> list[Row]:
    found = db.execute(statement, dict(parameters))
    columns = [name for name, *_ in found.description or []]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
