"""What a query finds: articles and stories with the places that made it true."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress

import duckdb

from extractors.errors import QueryError
from extractors.queries.parse import parse_query
from extractors.queries.tree import Days, Named, Node
from warehouse.asking.filters import Filters
from warehouse.asking.named import find_entities_named, find_outlet
from warehouse.asking.order import ordering
from warehouse.asking.reach import Conditions, conditions
from warehouse.errors import FilterRefused, SearchIndexMissing
from warehouse.place import Place
from warehouse.queries import read_sql
from warehouse.query import Answer
from warehouse.searching.evaluate import Mask, bytes_of, evaluate, every, mask_of
from warehouse.searching.index import count_unindexed, indexed_revisions, open_index
from warehouse.searching.snippets import snippet
from warehouse.staging import staged_columns

_MOST_ROWS = 10_000  # hits that are ranked; a search with more is told to be narrower


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The current revisions that a query holds for, before filters; `unindexed_count` articles were not asked."""

    query: Node
    revision_ids: list[str]
    unindexed_count: int


def find_articles(db: duckdb.DuckDBPyConnection, place: Place, query: str) -> Found:
    """Return what the query holds for. Raises QueryError, for an unknown name as well, and SearchIndexMissing."""
    node = parse_query(query)
    with open_index(place) as index:
        ids = indexed_revisions(index)
        holds = evaluate(node, index, len(ids), partial(_of_articles, db, ids))
        unindexed_count = count_unindexed(db, index, ids)
    found = list(compress(ids, bytes_of(holds, len(ids))))
    return Found(query=node, revision_ids=found, unindexed_count=unindexed_count)


def find_revisions(db: duckdb.DuckDBPyConnection, place: Place, query: Node) -> list[str] | None:
    """Return the current revisions whose words the query may hold for; None where there is no index to ask.

    Those that the index lacks, as after a fault in it, are among them: nothing says that it does not hold.
    """
    try:
        with open_index(place) as index:
            ids = indexed_revisions(index)
            holds = evaluate(query, index, len(ids), lambda _: every(len(ids)))
    except SearchIndexMissing:
        return None
    ruled_out = set(compress(ids, bytes_of(holds ^ every(len(ids)), len(ids))))
    current = db.execute("select revision_id from articles").fetchall()
    return [revision for (revision,) in current if revision not in ruled_out]


def list_found_stories(
    db: duckdb.DuckDBPyConnection, found: Found, filters: Filters, *, skipped: int = 0
) -> Answer:
    """Return the stories with articles that were found and pass the filters, each with a snippet of the newest.

    Those with an article seen last come first, unless `filters.sort` says otherwise. Articles of no story
    (round-ups) are among `list_found_articles` only. So many are `skipped` before.
    """
    order = ordering("report_stories", filters)
    return _listed(db, found, filters, "found_stories", order, skipped=skipped)


def list_found_articles(db: duckdb.DuckDBPyConnection, found: Found, filters: Filters) -> Answer:
    """Return the articles that were found and pass the filters, each with a snippet; those seen last first."""
    order = ordering("article_facts", filters)
    return _listed(db, found, filters, "found_articles", order, skipped=0)


def count_found(db: duckdb.DuckDBPyConnection, found: Found, filters: Filters) -> tuple[int, int]:
    """Return how many articles, and stories that they are in, were found and pass the filters."""
    asked = conditions("article_facts", filters)
    with staged_columns(db, "found", revision_id=found.revision_ids):
        statement = read_sql("searching/count_found").format(conditions=asked.sql)
        rows = db.execute(statement, asked.parameters).fetchall()
    return rows[0][0], rows[0][1]


def found_story_ids(db: duckdb.DuckDBPyConnection, found: Found, filters: Filters) -> list[str]:
    """Return the stories that `list_found_stories` lists, in no order and without bound."""
    asked = conditions("article_facts", filters)
    statement = read_sql("searching/found_story_ids").format(conditions=asked.sql)
    with staged_columns(db, "found", revision_id=found.revision_ids):
        return [story_id for (story_id,) in db.execute(statement, asked.parameters).fetchall()]


def _listed(
    db: duckdb.DuckDBPyConnection, found: Found, filters: Filters, query: str, order: Conditions, *, skipped: int
) -> Answer:
    asked = conditions("article_facts", filters)
    statement = read_sql(f"searching/{query}").format(
        conditions=asked.sql, order=f"{order.sql}," if order.sql else ""
    )
    limit = min(filters.limit or _MOST_ROWS, _MOST_ROWS)
    with staged_columns(db, "found", revision_id=found.revision_ids):
        rows = db.execute(statement, {**asked.parameters, **order.parameters, "limit": limit, "skipped": skipped})
        columns = [name for name, *_ in rows.description or []]
        listed = rows.fetchall()
    snippets = _snippets(db, found.query, [row[-1] for row in listed])
    return [*columns[:-1], "snippet"], [(*row[:-1], snippets.get(row[-1], "")) for row in listed]


def _snippets(db: duckdb.DuckDBPyConnection, query: Node, revision_ids: Sequence[str]) -> dict[str, str]:
    """Return the words around the first place that made the query true, by revision."""
    with staged_columns(db, "shown", revision_id=list(revision_ids)):
        rows = db.execute(read_sql("searching/shown_texts")).fetchall()
    return {
        revision_id: snippet(query, title or "", text, _pairs(title_quotes), _pairs(text_quotes))
        for revision_id, title, text, title_quotes, text_quotes in rows
    }


def _pairs(spans: Iterable[dict[str, int]] | None) -> list[tuple[int, int]]:
    return [(span["span_start"], span["span_end"]) for span in spans or ()]


def _of_articles(db: duckdb.DuckDBPyConnection, ids: Sequence[str], leaf: Named | Days) -> Mask:
    """Return which of the revisions are of articles of an outlet, entity, language or day."""
    condition, parameters = _condition(db, leaf)
    rows = db.execute(f"select revision_id from article_facts where {condition}", parameters)  # noqa: S608 - ours
    current = {revision for (revision,) in rows.fetchall()}
    return mask_of(revision in current for revision in ids)


def _condition(db: duckdb.DuckDBPyConnection, leaf: Named | Days) -> tuple[str, list[object]]:
    if isinstance(leaf, Days):
        bounds = [("published_day >= ?", leaf.first), ("published_day <= ?", leaf.last)]
        return " and ".join(sql for sql, day in bounds if day), [day for _, day in bounds if day]
    if leaf.field == "lang":
        return "coalesce(language, 'unknown') = ?", [leaf.value.lower()]
    find = find_outlet if leaf.field == "outlet" else find_entities_named
    try:
        named = find(db, leaf.value)
    except FilterRefused as refused:
        raise QueryError(refused.message, leaf.at) from None
    if leaf.field == "entity":
        among = "article_id in (select article_id from article_entities where list_contains(?, entity_id))"
        return among, [list(named.ids)]
    return ("list_contains(?, outlet_id)", [list(named.ids)]) if named.ids else ("outlet_id is null", [])
