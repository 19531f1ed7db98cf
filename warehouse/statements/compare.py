"""The statements of stories compared: a story at a time, only where its texts changed, the same in any order."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from importlib.resources import files
from itertools import groupby
from typing import Any

import duckdb
import pyarrow as pa

from extractors.ids import content_id
from extractors.records import Statement
from extractors.statements import METHOD_VERSION
from extractors.statements.compare import Group, StatementWeights, compare_stories
from extractors.statements.pairs import describe_story
from extractors.statements.values import value_key
from extractors.statements.verdicts import VERDICTS_VERSION, Setting, contrast_values, read_setting
from warehouse.load import field_names
from warehouse.staging import insert_arrow
from warehouse.statements.decisions import decisions_in
from warehouse.statements.model import load_statement_weights
from warehouse.statements.thresholds import Thresholds, read_thresholds

# Stories whose statements and pairs are held at once: 50 real ones make 22,000 pairs of 36 features each.
_BATCH_STORIES = 50
_DERIVED = ("statement_groups", "statement_members", "statement_contrasts", "statement_stories")


def compare_statements(db: duckdb.DuckDBPyConnection, *, now: datetime) -> dict[str, int]:
    """Compare the statements of each story whose texts changed, in the caller's transaction; return counts.

    Derived from what is stored alone: rows of a story that is gone, or whose inputs changed, are made anew.
    """
    del now  # what is derived from facts alone knows no time
    weights = load_statement_weights()
    thresholds = read_thresholds(db)
    method = f"{METHOD_VERSION} {weights.version} {VERDICTS_VERSION} {thresholds}"
    db.execute(_sql("due_stories"), {"method": method})
    stale = "select story_id from statement_stories anti join statement_inputs using (story_id, input_hash)"
    for table in _DERIVED:
        db.execute(f"delete from {table} where story_id in ({stale})")  # noqa: S608 - names are ours
    due = [
        story_id
        for (story_id,) in db.execute(
            "select story_id from statement_inputs anti join statement_stories using (story_id) order by story_id"
        ).fetchall()
    ]
    group_count = 0
    for at in range(0, len(due), _BATCH_STORIES):
        group_count += _compare_stories(db, due[at : at + _BATCH_STORIES], weights, thresholds)
    db.execute("insert into statement_stories from statement_inputs anti join statement_stories using (story_id)")
    return {"stories": len(due), "groups": group_count}


def _compare_stories(
    db: duckdb.DuckDBPyConnection, story_ids: Sequence[str], weights: StatementWeights, thresholds: Thresholds
) -> int:
    """Write the groups of these stories; return how many there are."""
    groups: list[dict[str, Any]] = []
    members: list[dict[str, Any]] = []
    contrasts: list[dict[str, Any]] = []
    days = _read_days(db, story_ids)
    stories = list(_read_stories(db, story_ids))
    decided = decisions_in(db, story_ids)
    decisions = [decided.get(story_id, []) for story_id, _ in stories]
    compared = compare_stories([statements for _, statements in stories], weights, decisions)
    for (story_id, _), (ordered, found), own_decisions in zip(stories, compared, decisions, strict=True):
        setting = read_setting(describe_story(ordered), days, own_decisions)
        for group in found:
            row, own = _rows_of(story_id, ordered, group, weights.version)
            groups.append(row)
            members += own
            contrasts += _contrast_rows(row, ordered, group, setting, thresholds)
    derived_rows = {"statement_groups": groups, "statement_members": members, "statement_contrasts": contrasts}
    for table, derived in derived_rows.items():
        if derived:
            schema = db.sql(f"from {table} limit 0").to_arrow_table().schema
            columns = pa.Table.from_pylist(derived, schema=schema)
            insert_arrow(db, table, dict(zip(columns.column_names, columns.columns, strict=True)))
    return len(groups)


def _read_stories(
    db: duckdb.DuckDBPyConnection, story_ids: Sequence[str]
) -> Iterator[tuple[str, list[Statement]]]:
    """Yield the stories with the statements of their texts."""
    names = field_names(Statement)
    columns = ", ".join(names)
    rows = db.execute(
        f"select story_id, {columns} from ({_sql('story_statements')}) order by story_id, statement_id",  # noqa: S608
        {"stories": list(story_ids)},
    ).fetchall()
    for story_id, own in groupby(rows, key=lambda row: row[0]):
        yield story_id, [Statement(**dict(zip(names, map(_as_field, row[1:]), strict=True))) for row in own]


def _read_days(db: duckdb.DuckDBPyConnection, story_ids: Sequence[str]) -> dict[str, date | None]:
    """Return the days of publication of the stories' articles, None where unknown."""
    return dict(db.execute(_sql("story_days"), {"stories": list(story_ids)}).fetchall())


def _as_field(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _rows_of(
    story_id: str, ordered: Sequence[Statement], group: Group, version: str
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the row of a group and those of its members."""
    places = [at for value in group.values for at in value]
    first = min(ordered[at].statement_id for at in places)
    group_id = content_id(story_id, first)
    keys = {value: value_key(ordered[value[0]]) for value in group.values}
    members = [
        {"group_id": group_id, "story_id": story_id, "statement_id": ordered[at].statement_id, "value_key": key}
        for value, key in keys.items()
        for at in value
    ]
    row = {
        "group_id": group_id, "story_id": story_id, "kind": ordered[places[0]].kind,
        "value_count": len(group.values), "text_count": len({ordered[at].article_id for at in places}),
        "method_version": version,
    }  # fmt: skip
    return row, members


def _contrast_rows(
    group_row: dict[str, Any],
    ordered: Sequence[Statement],
    group: Group,
    setting: Setting,
    thresholds: Thresholds,
) -> list[dict[str, Any]]:
    """Return the rows of what rules and people say of the values of a group."""
    rows = []
    for each in contrast_values(setting, group.values):
        verdict = each.verdict
        if verdict == "differs":
            if each.confidence < thresholds.differs:
                continue
            verdict = "conflict" if each.confidence >= thresholds.conflict else verdict
        keys = [value_key(ordered[side[0]]) for side in (each.first, each.second)]
        one, other = (ordered[at].statement_id for at in each.evidence)
        rows.append({
            "contrast_id": content_id(group_row["group_id"], *keys), "group_id": group_row["group_id"],
            "story_id": group_row["story_id"], "value_key_a": keys[0], "value_key_b": keys[1],
            "statement_a": one, "statement_b": other, "verdict": verdict, "reason": each.reason,
            "confidence": each.confidence, "method_version": VERDICTS_VERSION, "decided_by": each.decided_by,
        })  # fmt: skip
    return rows


def _sql(name: str) -> str:
    return files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")
