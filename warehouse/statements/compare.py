"""The statements of stories compared: a story at a time, only where its texts changed, the same in any order."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

import duckdb
import pyarrow as pa

from extractors.records import Statement
from extractors.rejections import reject
from extractors.statements.compare import StatementWeights, compare_stories
from extractors.statements.find import METHOD_VERSION
from extractors.statements.lapses import LAPSES_VERSION, compare_lapses
from extractors.statements.offices import ROLES_VERSION, contrast_roles, group_roles
from extractors.statements.spellings import SPELLINGS_VERSION
from extractors.statements.utterances import UTTERANCES_VERSION
from extractors.statements.values import NO_FIGURES
from extractors.statements.verdict_days import read_setting
from extractors.statements.verdicts import VERDICTS_VERSION, contrast_values
from warehouse.errors import ends_a_run
from warehouse.load import field_names, insert_new
from warehouse.queries import read_sql
from warehouse.statements.decisions import decisions_in
from warehouse.statements.derived import DerivedRows, members_of
from warehouse.statements.model import load_statement_weights, weights_version
from warehouse.statements.spelled import compare_names
from warehouse.statements.thresholds import Thresholds, read_thresholds
from warehouse.statements.variants import compare_quotes

# Stories whose statements and pairs are held at once: 50 real ones make 22,000 pairs of 36 features each.
_BATCH_STORIES = 50
# Stories whose part of the large tables is read at once: some 25 MB of texts. Read for each batch of 50, it cost
# 5 s a batch at 101,340 articles.
_SLICE_STORIES = 1000
_DERIVED = (
    "statement_groups", "statement_members", "statement_contrasts", "spelled_names", "quote_variants",
    "statement_stories",
)  # fmt: skip


def compare_statements(db: duckdb.DuckDBPyConnection, *, now: datetime) -> dict[str, int]:
    """Compare the statements of each story whose texts changed, in the caller's transaction; return counts.

    Derived from what is stored alone: rows of a story that is gone, or whose inputs changed, are made anew. `now`
    is when what could not be compared was dropped.
    """
    stage_inputs(db)
    stale = "select story_id from statement_stories anti join statement_inputs using (story_id, input_hash)"
    if db.execute(f"{stale} limit 1").fetchall():
        for table in _DERIVED:
            db.execute(f"delete from {table} where story_id in ({stale})")  # noqa: S608 - names are ours
    due = [
        story_id
        for (story_id,) in db.execute(
            "select story_id from statement_inputs anti join statement_stories using (story_id) order by story_id"
        ).fetchall()
    ]
    if not due:
        return {"stories": 0, "groups": 0}
    weights = load_statement_weights()
    thresholds = read_thresholds(db)
    group_count = 0
    for first in range(0, len(due), _SLICE_STORIES):
        some = due[first : first + _SLICE_STORIES]
        db.execute(read_sql("statements/compared_revisions"), {"stories": some})
        db.execute(read_sql("statements/stage_compared"))
        for at in range(0, len(some), _BATCH_STORIES):
            group_count += _compare_each(db, some[at : at + _BATCH_STORIES], weights, thresholds, now)
    db.execute("insert into statement_stories from statement_inputs anti join statement_stories using (story_id)")
    return {"stories": len(due), "groups": group_count}


def stage_inputs(db: duckdb.DuckDBPyConnection) -> None:
    """Put the stories of two texts or more into `statement_inputs`, with what their comparison rests on."""
    methods = (
        METHOD_VERSION,
        weights_version(),
        VERDICTS_VERSION,
        ROLES_VERSION,
        LAPSES_VERSION,
        SPELLINGS_VERSION,
        UTTERANCES_VERSION,
    )
    db.execute(read_sql("statements/due_stories"), {"method": f"{' '.join(methods)} {read_thresholds(db)}"})


def _compare_each(
    db: duckdb.DuckDBPyConnection,
    story_ids: Sequence[str],
    weights: StatementWeights,
    thresholds: Thresholds,
    now: datetime,
) -> int:
    """Compare the stories; one whose statements are too much for a rule is a row, and costs none of the others."""
    try:
        return _compare_stories(db, story_ids, weights, thresholds)
    except Exception as error:
        if isinstance(error, duckdb.Error) or ends_a_run(error):
            raise
        if len(story_ids) > 1:
            return sum(_compare_each(db, [each], weights, thresholds, now) for each in story_ids)
        detail = f"{type(error).__name__}: {error}"
        insert_new(db, [reject("match", "error", location=f"story {story_ids[0]}", at=now, detail=detail)])
        return 0


def _compare_stories(
    db: duckdb.DuckDBPyConnection, story_ids: Sequence[str], weights: StatementWeights, thresholds: Thresholds
) -> int:
    """Write the groups of these stories, which are staged; return how many there are."""
    db.execute(
        "create or replace temp table compared_revisions as"
        " from staged_revisions where story_id in (select unnest(?))",
        [list(story_ids)],
    )
    days = _read_days(db, story_ids)
    stories = list(_read_stories(db))
    decided = decisions_in(db, story_ids)
    decisions = [decided.get(story_id, []) for story_id, _ in stories]
    figures = [[each for each in statements if each.kind not in NO_FIGURES] for _, statements in stories]
    compared = compare_stories(figures, weights, decisions)
    rows = DerivedRows(thresholds)
    versions = (weights.version, VERDICTS_VERSION)
    for (story_id, statements), (described, found), own in zip(stories, compared, decisions, strict=True):
        setting = read_setting(described, days, own, thresholds.differs)
        ordered = [each.statement for each in described.described]
        keys = [each.key for each in described.described]
        for group in found:
            kind = ordered[group.values[0][0]].kind
            contrasts = contrast_values(setting, group.values)
            rows.add(story_id, kind, group, members_of(group, ordered, keys), contrasts, versions)
        roles = [each for each in statements if each.kind == "role"]
        for group in group_roles(roles):
            contrasts = contrast_roles(roles, group, own)
            rows.add(story_id, "role", group, members_of(group, roles), contrasts, (ROLES_VERSION, ROLES_VERSION))
        own_days = {each.article_id: days.get(each.article_id) for each in statements}
        for group, contrasts in compare_lapses(statements, own_days, own):
            versions_of = (LAPSES_VERSION, LAPSES_VERSION)
            rows.add(story_id, "lapse", group, members_of(group, statements), contrasts, versions_of)
    compare_names(db, decided, rows)
    compare_quotes(db)
    rows.insert(db)
    return len(rows.groups)


def compare_again(db: duckdb.DuckDBPyConnection, revision_ids: Sequence[str] | None = None) -> None:
    """Let the next comparison make the stories of these revisions anew, of all where none are given.

    Names, quotations and statements that were found anew in a revision that stays are no other input to the hash.
    """
    touched = (
        "select story_id from story_members join articles using (article_id)"
        " where $1 is null or revision_id in (select unnest($1::varchar[]))"
    )
    db.execute(
        f"update statement_stories set input_hash = 0 where story_id in ({touched})",  # noqa: S608 - no words of others
        [list(revision_ids) if revision_ids is not None else None],
    )


def _read_stories(db: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, list[Statement]]]:
    """Yield the stories with the statements of the compared revisions."""
    names = field_names(Statement)
    # By columns: 29,000 statements take .16 s of CPU so, .46 by rows.
    found = db.sql(
        f"select story_id, {', '.join(names)} from ({read_sql('statements/story_statements')})"  # noqa: S608
        " order by story_id, statement_id"
    ).to_arrow_table()
    columns = [_as_fields(column) for column in found.columns]
    rows = zip(*columns, strict=True)
    for story_id, own in groupby(rows, key=lambda row: row[0]):
        yield story_id, [Statement(**dict(zip(names, row[1:], strict=True))) for row in own]


def _read_days(db: duckdb.DuckDBPyConnection, story_ids: Sequence[str]) -> dict[str, date | None]:
    """Return the days of publication of the stories' articles, None where unknown."""
    return dict(db.execute(read_sql("statements/story_days"), {"stories": list(story_ids)}).fetchall())


def _as_fields(column: pa.ChunkedArray) -> list[Any]:
    values: list[Any] = column.to_pylist()
    return list(map(tuple, values)) if pa.types.is_list(column.type) else values
