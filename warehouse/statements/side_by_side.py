"""What the texts of a story state, as a table: a row a measure, a column a text, conflicts first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import duckdb

from extractors.statements.phrases import phrase_around
from warehouse.queries import read_sql

Row = dict[str, Any]
# Verdicts that a reader must see before he opens a cell.
_TOLD = ("conflict", "differs", "stale")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One thing measured: `cells` holds for each text of the table what it states, each with its sentence."""

    phrase: str
    kind: str
    verdict: str | None
    reason: str | None
    is_decided: bool
    text_count: int
    cells: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryTable:
    """The measures of a story against its texts; `told_count` of those shown have a verdict, totals count all."""

    texts: tuple[Row, ...]
    measures: tuple[Measure, ...]
    told_count: int
    measure_total: int
    text_total: int


def stage_told(db: duckdb.DuckDBPyConnection, story_ids: Sequence[str]) -> None:
    """Put what the texts of these stories state, and the texts, into two tables of the connection.

    They are `told` and `told_texts`; what was put there before goes.
    """
    for name in ("told", "told_texts"):
        db.execute(read_sql(f"statements/{name}"), {"story_ids": list(story_ids)}).fetchall()


def read_story_tables(
    db: duckdb.DuckDBPyConnection, story_ids: Sequence[str], *, most_measures: int, most_texts: int
) -> dict[str, StoryTable]:
    """Return the tables of these stories by id; a story whose texts state nothing of one thing has none.

    What they state is to be staged by `stage_told` before. A row of a cell has `surface` between `words_before`
    and `words_after`; `is_told` where the verdict of its measure is about this value.
    """
    found = db.execute(
        read_sql("statements/story_tables"),
        {"story_ids": list(story_ids), "most_groups": most_measures, "most_texts": most_texts},
    )
    names = [name for name, *_ in found.description or []]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return {
        story_id: _table_of(list(own)) for story_id, own in groupby(rows, key=lambda row: str(row["story_id"]))
    }


def _table_of(rows: Sequence[Row]) -> StoryTable:
    known = {row["article_id"]: row for row in rows}
    texts = sorted(
        known.values(),
        key=lambda row: (
            row["published_day"] is None,
            row["published_day"],
            row["article_label"],
            row["article_id"],
        ),
    )
    order = [text["article_id"] for text in texts]
    measures = [_measure_of(list(own), order) for _, own in groupby(rows, key=lambda row: row["group_id"])]
    return StoryTable(
        texts=tuple(texts),
        measures=tuple(measures),
        told_count=sum(each.verdict is not None for each in measures),
        measure_total=rows[0]["group_total"],
        text_total=rows[0]["text_total"],
    )


def _measure_of(rows: Sequence[Row], order: Sequence[str]) -> Measure:
    first = rows[0]
    phrases = [_phrase_of(row) for row in rows]
    is_told = first["verdict"] in _TOLD
    return Measure(
        phrase=max(phrases, key=len),
        kind=first["kind"],
        verdict=first["verdict"] if is_told else None,
        reason=first["reason"] if is_told else None,
        is_decided=first["decided_by"] == "person",
        text_count=first["text_count"],
        cells=tuple(
            tuple(row | {"is_told": is_told and row["is_contrasted"]} for row in rows if row["article_id"] == text)
            for text in order
        ),
    )


def _phrase_of(row: Row) -> str:
    """Return what a statement is of: whose role it is, which name is spelled, the words around a figure."""
    if row["kind"] == "role":
        return f"role of {row['holder'] or 'unknown'}"
    if row["kind"] == "spelling":
        return f"spelling of {row['surface']}"
    return phrase_around(row["words_before"], row["words_after"])
