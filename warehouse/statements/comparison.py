"""Some stories compared at once: their statements, roles, lapses, names and quotations, as rows."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import Any

import duckdb
import pyarrow as pa

from extractors.records import Statement
from extractors.statements.compare import StatementWeights, compare_stories
from extractors.statements.lapses import compare_lapses
from extractors.statements.offices import contrast_roles, group_roles
from extractors.statements.values import NO_FIGURES
from extractors.statements.verdict_days import read_setting
from extractors.statements.verdicts import contrast_values
from extractors.versions import LAPSES_VERSION, ROLES_VERSION, VERDICTS_VERSION
from warehouse.load import field_names
from warehouse.queries import read_sql
from warehouse.statements.decisions import decisions_in
from warehouse.statements.derived import DerivedRows, members_of
from warehouse.statements.spelled import compare_names
from warehouse.statements.thresholds import Thresholds
from warehouse.statements.variants import compare_quotes


def compare_texts(
    db: duckdb.DuckDBPyConnection, story_ids: Sequence[str], weights: StatementWeights, thresholds: Thresholds
) -> int:
    """Write what the texts of these stories, which are staged, say of one thing; return how many groups."""
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


def _as_fields(column: pa.ChunkedArray) -> Sequence[Any]:
    """Return the values of a column, lists as tuples: cut from all their values, in a third of the time."""
    if not pa.types.is_list(column.type):
        return list(column.to_pylist())
    lists = column.combine_chunks()
    values, ends = lists.flatten().to_pylist(), (lists.offsets.to_numpy() - lists.offsets[0].as_py()).tolist()
    return [tuple(values[start:end]) for start, end in pairwise(ends)]
