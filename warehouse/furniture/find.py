"""Furniture found anew for the outlets of new articles, and the mentions in it: in the load that brings them.

A piece is learned on the fixed sample of its outlet (`outlet_samples`), so that ten loads learn what one does.
Where an outlet's pieces changed all of its articles are looked through again, else only the due ones.
"""

from collections.abc import Iterator
from datetime import datetime

import duckdb
import pyarrow as pa

from extractors.page.words.repeated_pieces import PiecePlace, find_pieces, piece_places, spans_of_pieces
from warehouse.queries import read_sql
from warehouse.repeated_lines import read_samples
from warehouse.staging import insert_arrow, staged
from warehouse.summaries.keep import forget_findings

# So many texts are held at once, about 6 kB each; so many outlets' samples, 32 texts each.
_SLICE_ARTICLES = 2_000
_SLICE_OUTLETS = 200


def find_furniture(db: duckdb.DuckDBPyConnection, *, now: datetime) -> int:
    """Learn the pieces of the due articles' outlets and place mentions in them, in the caller's transaction.

    Return how many articles were looked through.
    """
    del now  # what is derived from facts alone knows no time
    db.execute(read_sql("furniture/stage_due"))
    outlet_ids = [
        row[0] for row in db.execute("select distinct outlet_id from due_furniture order by 1").fetchall()
    ]
    changed: list[str] = []
    for at in range(0, len(outlet_ids), _SLICE_OUTLETS):
        changed += _learn(db, outlet_ids[at : at + _SLICE_OUTLETS])
    db.execute(
        "insert into due_furniture by name select article_id, revision_id, outlet_id from articles"
        " anti join expired_texts using (revision_id)"
        " where outlet_id in (select unnest(?)) and article_id not in (select article_id from due_furniture)",
        [changed],
    )
    known = _read_pieces(db)
    count = sum(_place(db, known, articles) for articles in _slices(db))
    db.execute("delete from furniture_due")
    return count


def _learn(db: duckdb.DuckDBPyConnection, outlet_ids: list[str]) -> list[str]:
    """Learn the pieces of these outlets anew; return the outlets whose pieces are others than before."""
    samples = read_samples(db, outlet_ids)
    rows = [
        {"outlet_id": outlet_id, "place": piece.place, "surface": piece.surface,
         "text_count": piece.text_count, "day_count": piece.day_count}
        for outlet_id, texts in samples.items()
        for piece in find_pieces(texts)
    ]  # fmt: skip
    schema = db.sql("from repeated_pieces limit 0").to_arrow_table().schema
    with staged(db, pa.Table.from_pylist(rows, schema=schema)):
        changed = db.execute(read_sql("furniture/changed_outlets"), [outlet_ids]).fetchall()
        db.execute("delete from repeated_pieces where outlet_id in (select unnest(?))", [outlet_ids])
        db.execute("insert into repeated_pieces by name from staged")
    return [outlet_id for (outlet_id,) in changed]


def _read_pieces(db: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[PiecePlace, str]]]:
    rows = db.execute(
        "select outlet_id, place, surface from repeated_pieces semi join due_furniture using (outlet_id)"
    ).fetchall()
    found: dict[str, list[tuple[PiecePlace, str]]] = {}
    for outlet_id, place, surface in rows:
        found.setdefault(outlet_id, []).append((place, surface))
    return found


def _slices(db: duckdb.DuckDBPyConnection) -> Iterator[list[tuple[str, str, int]]]:
    """Yield the due articles with outlet and place of the text, as texts lie: each slice reads its part."""
    rows = db.execute(
        "select due_furniture.article_id, outlet_id, revisions.rowid as place"
        " from due_furniture join revisions using (revision_id) order by place"
    ).fetchall()
    for at in range(0, len(rows), _SLICE_ARTICLES):
        yield rows[at : at + _SLICE_ARTICLES]


def _place(
    db: duckdb.DuckDBPyConnection,
    known: dict[str, list[tuple[PiecePlace, str]]],
    articles: list[tuple[str, str, int]],
) -> int:
    """Put what is found in these articles in the place of what is stored of them; return how many they are."""
    places = {outlet_id: piece_places(pieces) for outlet_id, pieces in known.items()}
    article_ids = [article_id for article_id, _, _ in articles]
    outlet_at = {place: outlet_id for _, outlet_id, place in articles if outlet_id in places}
    # By row: a join unpacks the texts of all that is stored, at 101,340 articles a second a slice.
    texts = db.execute(
        "select revision_id, rowid, text from revisions where rowid in (select unnest(?))", [list(outlet_at)]
    ).fetchall()
    spans = [
        (revision_id, start, end, surface)
        for revision_id, place, text in texts
        for start, end, surface in spans_of_pieces(text, places[outlet_at[place]])
    ]
    db.execute("create or replace temp table furniture_spans"
               " (revision_id varchar, span_start integer, span_end integer, surface varchar)")  # fmt: skip
    columns = list(zip(*spans, strict=True)) or [(), (), (), ()]
    types = (pa.string(), pa.int32(), pa.int32(), pa.string())
    names = ("revision_id", "span_start", "span_end", "surface")
    insert_arrow(
        db,
        "furniture_spans",
        {name: pa.array(column, kind) for name, column, kind in zip(names, columns, types, strict=True)},
    )
    db.execute(read_sql("furniture/place_mentions"), [article_ids])
    other = db.execute(read_sql("furniture/other_articles"), [article_ids]).fetchall()
    db.execute("delete from furniture_mentions where article_id in (select unnest(?))", [article_ids])
    db.execute("insert into furniture_mentions by name from placed_mentions")
    for are_names in (True, False):
        some = [revision_id for revision_id, are_names_alone in other if are_names_alone is are_names]
        forget_findings(db, some, are_names_alone=are_names)
    return len(article_ids)
