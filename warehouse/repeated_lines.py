"""Lines that outlets repeat: found on the sample of texts that each outlet's boilerplate is found on."""

from datetime import date, datetime, timedelta

import duckdb
import pyarrow as pa

from extractors.page.words.repeated import OutletText, RepeatedLine, RepeatedLines, find_repeated, line_hash
from warehouse.queries import read_sql
from warehouse.staging import insert_arrow

_EPOCH = date(1970, 1, 1)
# So many outlets' samples are held at once: 32 texts each.
_SLICE_OUTLETS = 200


def learn_repeated_lines(db: duckdb.DuckDBPyConnection, *, now: datetime) -> int:  # noqa: ARG001 - the seam has it
    """Find anew the lines of all outlets with articles since the last run that ended, inside a transaction.

    Return the number of those outlets.
    """
    outlet_ids = _touched(db)
    for at in range(0, len(outlet_ids), _SLICE_OUTLETS):
        some = outlet_ids[at : at + _SLICE_OUTLETS]
        rows = [
            (outlet_id, line)
            for outlet_id, texts in read_samples(db, some).items()
            for line in find_repeated(texts)
        ]
        db.execute("delete from repeated_lines where outlet_id in (select unnest(?))", [some])
        _insert(db, rows)
    return len(outlet_ids)


def read_repeated_lines(db: duckdb.DuckDBPyConnection) -> RepeatedLines:
    """Return the hashes of the known lines by outlet, and by each domain that is known to be the outlet's."""
    rows = db.execute(
        "select outlet_id, list(line_hash) from repeated_lines group by outlet_id"
        " union all select name, list(line_hash) from repeated_lines join ("
        " select outlet_id, unnest(list_append(alias_domains, domain)) as name from outlets"
        ") using (outlet_id) where name <> outlet_id group by name"
    ).fetchall()
    return {name: frozenset(hashes) for name, hashes in rows}


def _touched(db: duckdb.DuckDBPyConnection) -> list[str]:
    rows = db.execute(
        "select distinct outlet_id from articles join revisions using (revision_id) where outlet_id is not null"
        " and revisions.first_seen_at >= coalesce((select max(started_at) from runs"
        " where outcome in ('clean', 'item_errors')), timestamptz '1970-01-01 00:00:00+00') order by outlet_id"
    ).fetchall()
    return [outlet_id for (outlet_id,) in rows]


def read_samples(db: duckdb.DuckDBPyConnection, outlet_ids: list[str]) -> dict[str, list[OutletText]]:
    """Return the texts of these outlets' samples, with the lines that were cut from them as repeated."""
    rows = db.execute(read_sql("furniture/sampled_texts"), {"outlets": outlet_ids}).fetchall()
    found: dict[str, list[OutletText]] = {}
    for outlet_id, group, day, text, cut in rows:
        lines = tuple(text.split("\n"))
        each = OutletText(group=group, day=_EPOCH + timedelta(days=day), lines=lines, cut=tuple(cut or ()))
        found.setdefault(outlet_id, []).append(each)
    return found


def _insert(db: duckdb.DuckDBPyConnection, rows: list[tuple[str, RepeatedLine]]) -> None:
    if rows:
        insert_arrow(
            db,
            "repeated_lines",
            {
                "outlet_id": pa.array([outlet_id for outlet_id, _ in rows], pa.string()),
                "line_hash": pa.array([line_hash(line.surface) for _, line in rows], pa.uint64()),
                "surface": pa.array([line.surface for _, line in rows], pa.string()),
                "text_count": pa.array([line.text_count for _, line in rows], pa.int64()),
                "day_count": pa.array([line.day_count for _, line in rows], pa.int64()),
            },
        )
