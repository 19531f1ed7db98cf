"""The names of stories that their texts spell differently, as groups and contrasts beside those of statements."""

from collections.abc import Mapping, Sequence
from itertools import groupby

import duckdb

from extractors.statements.decided import Decision
from extractors.statements.spellings import Name, find_spellings, spelling_key
from extractors.versions import SPELLINGS_VERSION
from warehouse.queries import read_sql
from warehouse.staging import staged_columns
from warehouse.statements.derived import DerivedRows, Member


def compare_names(
    db: duckdb.DuckDBPyConnection, decided: Mapping[str, Sequence[Decision]], rows: DerivedRows
) -> None:
    """Add what compared revisions of a story spell differently to the rows, and write the names of it down."""
    columns: dict[str, list[str]] = {"statement_id": [], "story_id": [], "value_key": []}
    found = db.execute(read_sql("statements/story_names")).fetchall()
    for story_id, own in groupby(found, key=lambda row: row[0]):
        names = [Name(*row[1:]) for row in own]
        for group, contrasts in find_spellings(names, decided.get(story_id, ())):
            told = {at: _member(names[at]) for value in group.values for at in value}
            rows.add(story_id, "spelling", group, told, contrasts, (SPELLINGS_VERSION, SPELLINGS_VERSION))
            columns["statement_id"] += [each.statement_id for each in told.values()]
            columns["story_id"] += [story_id] * len(told)
            columns["value_key"] += [each.key for each in told.values()]
    if columns["statement_id"]:
        with staged_columns(db, "spelled", **columns):
            db.execute(read_sql("statements/insert_spelled"), {"method": SPELLINGS_VERSION})


def _member(name: Name) -> Member:
    return Member(name.mention_id, name.article_id, spelling_key(name.surface))
