"""Each view as given rows → expected rows: the cases of `views/<view>.toml`, found by globbing.

In a case, tables are text with bars between the columns: an empty cell is null, `''` is the empty string, `\\n` a
line break. Columns that are left out are null, or empty where the table allows no null. The expected rows name the
columns that they speak of; both sides are compared in the order of those columns.
"""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse.browsing.read import read_page
from warehouse.browsing.sentences import with_sentences
from warehouse.queries import read_sql
from warehouse.statements.side_by_side import stage_told
from warehouse.summaries.keep import keep_summaries
from warehouse.views import view_statements

FOLDER = Path(__file__).parent / "views"
EMPTY = {
    "VARCHAR": "''",
    "BIGINT": "0",
    "INTEGER": "0",
    "DOUBLE": "0",
    "BOOLEAN": "false",
    "UBIGINT": "0",
    "DATE": "date '2025-01-01'",
    "TIMESTAMP WITH TIME ZONE": "timestamptz '2025-01-01 00:00:00Z'",
}
Rows = list[tuple[str | None, ...]]


def read_cases() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
        for path in sorted(FOLDER.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def read_rows(table: str) -> tuple[list[str], Rows]:
    """Return the header and the rows of a table written with bars."""
    header, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    for line in lines:
        assert len(line) == len(header), f"{line} has another length than {header}"
    return header, [tuple(read_cell(cell) for cell in line) for line in lines]


def read_cell(cell: str) -> str | None:
    return "" if cell == "''" else cell.replace("\\n", "\n") or None


def put_rows(db: duckdb.DuckDBPyConnection, table: str, text: str) -> None:
    """Insert the rows; what they do not say is null, or empty where null is not allowed."""
    header, rows = read_rows(text)
    columns = db.execute(
        "select column_name, data_type, is_nullable from duckdb_columns() where table_name = ?", [table]
    ).fetchall()
    assert set(header) <= {name for name, _, _ in columns}, f"{table} lacks a column of {header}"
    values = []
    for name, kind, is_nullable in columns:
        if name in header:
            values.append(f"cast(${header.index(name) + 1} as {kind})")
        else:
            values.append("null" if is_nullable else EMPTY.get(kind, "[]"))
    for row in rows:
        db.execute(f"insert into {table} select {', '.join(values)}", list(row))


@pytest.mark.parametrize(("view", "case"), read_cases())
def test_given_rows_become_expected_rows(db: duckdb.DuckDBPyConnection, view: str, case: Any) -> None:
    header, expected = read_rows(case["expected"])
    for table, text in case["given"].items():
        put_rows(db, table, text)
    keep_summaries(db)
    shown = ", ".join(f"cast({name} as varchar)" for name in header)
    found = db.execute(f"select {shown} from {view}").fetchall()
    lines = differences(header, found, expected)
    assert not lines, "\n".join(lines)


@pytest.mark.parametrize(
    ("view", "case"), [case for case in read_cases() if case.values[0] == "report_figures_by_entity"]
)
def test_the_page_of_an_entity_shows_its_figures_as_the_view_does(
    db: duckdb.DuckDBPyConnection, view: str, case: Any
) -> None:
    for table, text in case["given"].items():
        put_rows(db, table, text)
    db.execute(_MENTIONS)
    keep_summaries(db)
    shown = (
        "value, if(sentence like '%employees%', 'employees', counted), first_known_day, first_outlet_name,"
        " first_article_id, first_article_label, sentence,"
        " list_transform(contradicted_by, lambda each: each.value || ' (' || each.verdict || ')'), text_count"
    )
    entities = db.execute(f"select distinct entity_id from {view}").fetchall()
    assert entities
    for (entity_id,) in entities:
        of_view = db.execute(f"select {shown} from {view} where entity_id = ?", [entity_id]).fetchall()
        parts = {each.part.name: each for each in read_page(db, "entity", entity_id).parts}
        assert sorted(map(str, parts["entity_figures"].rows)) == sorted(map(str, of_view))


# The page looks into articles that name the entity, as those do whose statements stand beside its name.
_MENTIONS = """
    insert into mentions by name
    select
        statement_id || ' ' || entity_id as mention_id,
        article_id,
        revision_id,
        'organization' as kind,
        'rules' as method,
        '1' as method_version,
        1 as confidence,
        entity_id,
        * exclude (statement_id, article_id, revision_id, entity_id)
    from (
        select
            statement_id, article_id, revision_id, field, span_start, span_end, surface, zone, sentence_index,
            sentence_start, sentence_end, unnest(entity_ids) as entity_id
        from statements
    )
"""


@pytest.mark.parametrize(
    ("view", "case"), [case for case in read_cases() if case.values[0] == "report_changed_statements"]
)
def test_the_page_of_a_story_shows_what_changed_as_the_view_does(
    db: duckdb.DuckDBPyConnection, view: str, case: Any
) -> None:
    for table, text in case["given"].items():
        put_rows(db, table, text)
    put_rows(db, "stories", "story_id | title\ns1 | A story")
    articles = db.execute("select distinct article_id from articles").fetchall()
    put_rows(db, "story_members", "\n".join(["article_id | story_id", *(f"{each} | s1" for (each,) in articles)]))
    keep_summaries(db)
    stories = db.execute(f"select distinct story_id from {view} where story_id is not null").fetchall()
    assert stories
    for (story_id,) in stories:
        found = db.execute(read_sql("browsing/story_changed"), {"id": story_id, "limit": 100})
        columns = [name for name, *_ in found.description or []]
        [of_page] = with_sentences(db, [(columns, found.fetchall())])
        of_view = db.execute(f"select {', '.join(columns)} from {view} where story_id = ?", [story_id]).fetchall()
        assert sorted(map(str, of_page)) == sorted(map(str, of_view))


@pytest.mark.parametrize(
    ("view", "case"), [case for case in read_cases() if case.values[0] == "report_missing_outlets"]
)
def test_a_digest_tells_missing_outlets_as_the_view_does(
    db: duckdb.DuckDBPyConnection, view: str, case: Any
) -> None:
    for table, text in case["given"].items():
        put_rows(db, table, text)
    keep_summaries(db)
    db.execute(
        "create temp table digest_articles as select story_id, true as is_now, true as is_asked from article_facts"
    )
    query = files("warehouse.digest").joinpath("queries/missing_outlets.sql").read_text(encoding="utf-8")
    names = [name for name, *_ in db.execute(f"from {view}").description or []]
    of_digest = [row[: len(names)] for row in db.execute(query, {"limit": 100}).fetchall()]
    of_view = db.execute(f"from {view}").fetchall()
    assert of_view
    assert sorted(map(str, of_digest)) == sorted(map(str, of_view))


OF_A_STORY = {"report_missing_from": "story_missing", "report_only_one_says": "story_single"}


@pytest.mark.parametrize(("view", "case"), [case for case in read_cases() if case.values[0] in OF_A_STORY])
def test_the_page_of_a_story_lists_what_the_views_do(db: duckdb.DuckDBPyConnection, view: str, case: Any) -> None:
    for table, text in case["given"].items():
        put_rows(db, table, text)
    keep_summaries(db)
    amounts = "and kind in ('money', 'percent', 'quantity')" if view == "report_only_one_says" else ""
    for (story_id,) in db.execute("select story_id from stories").fetchall():
        stage_told(db, [story_id])
        found = db.execute(read_sql(f"browsing/{OF_A_STORY[view]}"), {"id": story_id, "limit": 100})
        columns = ", ".join(name for name, *_ in found.description or [])
        of_page = found.fetchall()
        of_view = db.execute(f"select {columns} from {view} where story_id = ? {amounts}", [story_id]).fetchall()
        assert sorted(map(str, of_page)) == sorted(map(str, of_view))


def differences(header: list[str], found: Rows, expected: Rows) -> list[str]:
    """Return one line a field that differs, named by its row and column; one for each row too many or few."""
    found, expected = (
        sorted(rows, key=lambda row: [(cell is not None, cell or "") for cell in row])
        for rows in (found, expected)
    )
    lines = [
        f"row {number} ({wanted[0]}), {name}: found {cell!r}, expected {wanted_cell!r}"
        for number, (row, wanted) in enumerate(zip(found, expected, strict=False))
        for name, cell, wanted_cell in zip(header, row, wanted, strict=True)
        if cell != wanted_cell
    ]
    lines += [f"row too many: {row}" for row in found[len(expected) :]]
    return lines + [f"row missing: {row}" for row in expected[len(found) :]]


def test_each_view_has_cases() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(view_statements())


def test_views_of_an_empty_database_are_empty(db: duckdb.DuckDBPyConnection) -> None:
    for view in view_statements():
        assert db.execute(f"select count(*) from {view}").fetchone() == (0,), view


def test_a_sentence_of_a_million_characters_is_cut_around_the_mention(db: duckdb.DuckDBPyConnection) -> None:
    put_rows(db, "articles", "article_id | revision_id\na1 | r1")
    put_rows(db, "revisions", f"revision_id | article_id | text\nr1 | a1 | {'ä' * 500_000}Meta{'b' * 500_000}")
    header = "mention_id | article_id | revision_id | field | surface | span_start | span_end | sentence_end"
    put_rows(db, "mentions", f"{header}\nm1 | a1 | r1 | text | Meta | 500000 | 500004 | 1000004")
    put_rows(
        db,
        "quotes",
        f"{header.replace('mention', 'quote')}\nq1 | a1 | r1 | text | Meta | 500000 | 500004 | 1000004",
    )
    keep_summaries(db)
    for view in ("base_mentions", "base_quotes"):
        cut = db.execute(f"select sentence, sentence[start_in_sentence + 1 : start_in_sentence + 4] from {view}")
        assert cut.fetchall() == [("ä" * 1000 + "Meta" + "b" * 1000, "Meta")]
