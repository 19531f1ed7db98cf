"""Bodies that an extractor cannot get through within its limits, remembered, so that no run pays again."""

from collections.abc import Collection, Sequence

import duckdb

from extractors.records import RawDocument, Rejected
from warehouse.queries import read_sql


def hopeless_bodies(
    db: duckdb.DuckDBPyConnection, raw_ids: Collection[str], extractor: str
) -> dict[str, tuple[str, str | None]]:
    """Return reason and detail for those of the bodies that this extractor was tried on in vain."""
    rows = db.execute(
        read_sql("collecting/hopeless_bodies"),
        [extractor, list(raw_ids)],
    ).fetchall()
    return {raw_id: (reason, detail) for raw_id, reason, detail in rows}


def note_hopeless(
    db: duckdb.DuckDBPyConnection, verdicts: Sequence[tuple[RawDocument, Rejected]], extractor: str
) -> None:
    """Remember that the extractor was tried on these bodies in vain."""
    for raw, rejected in verdicts:
        db.execute(
            """
            insert into hopeless_bodies
            select given.*
            from (values (?, ?, ?, ?, ?)) as given (raw_id, extractor, reason, detail, first_seen_at)
            anti join hopeless_bodies using (raw_id, extractor)
            """,
            [raw.raw_id, extractor, rejected.reason, rejected.detail, raw.seen_at],
        )
