"""Sentences of a page, cut from the texts that it shows some of: each text is read once.

A text takes up to .025 s of CPU to unpack at 101,340 articles, as those stored around it are unpacked with it.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb

COLUMN = "sentence"
Place = dict[
    str, Any
]  # kept: the words where they are stored, else revision_id, field, [begin, end) in code points


def with_sentences(
    db: duckdb.DuckDBPyConnection, tables: Sequence[tuple[list[str], list[tuple[Any, ...]]]]
) -> list[list[tuple[Any, ...]]]:
    """Return the rows of each table (columns, rows), words in the place of where a sentence stands."""
    places = [row[columns.index(COLUMN)] for columns, rows in tables if COLUMN in columns for row in rows]
    texts = _read_texts(db, {place["revision_id"] for place in places if _is_to_be_cut(place)})
    return [
        [_filled(row, columns.index(COLUMN), texts) for row in rows] if COLUMN in columns else rows
        for columns, rows in tables
    ]


def _is_to_be_cut(place: Any) -> bool:
    return isinstance(place, dict) and place["kept"] is None


def _filled(row: tuple[Any, ...], at: int, texts: dict[str, Place]) -> tuple[Any, ...]:
    place = row[at]
    if not isinstance(place, dict):
        return row
    words = place["kept"]
    if words is None:
        words = (texts[place["revision_id"]][place["field"]] or "")[place["begin"] : place["end"]]
    return (*row[:at], words, *row[at + 1 :])


def _read_texts(db: duckdb.DuckDBPyConnection, revision_ids: Iterable[str]) -> dict[str, Place]:
    """Return title and text of each; by row, as a join would unpack all texts."""
    wanted = sorted(revision_ids)
    if not wanted:
        return {}
    rows = db.execute("select rowid from revisions where revision_id in (select unnest($1))", [wanted]).fetchall()
    found = db.execute(
        "select revision_id, title, text from revisions where rowid in (select unnest($1))",
        [[row for (row,) in rows]],
    ).fetchall()
    return {revision_id: {"title": title, "text": text} for revision_id, title, text in found}
