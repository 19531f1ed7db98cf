"""The table of sources: what is configured, what is due, how each stands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from extractors.records import Source
from warehouse.collecting.polling import read_records
from warehouse.connection import transaction
from warehouse.database import open_reader
from warehouse.errors import DatabaseMissing
from warehouse.load import TABLES, insert_new, staged_records
from warehouse.place import Place
from warehouse.publication import writing
from warehouse.queries import read_sql
from warehouse.upkeep.standing import published_standing


def configure_sources(db: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> None:
    """Add the sources that are new; take name and outlet of known ones, whose polling state stays as it is."""
    if not sources:
        return
    insert_new(db, sources)
    with staged_records(db, *TABLES[Source], sources):
        db.execute(read_sql("collecting/configure_sources"))


def due_sources(db: duckdb.DuckDBPyConnection, source_ids: Collection[str], *, now: datetime) -> list[Source]:
    """Return those of the sources that are to be asked now, the longest waiting first.

    No wait is longer than a day, so what lies further ahead comes from a clock that was wrong.
    """
    return read_records(
        db,
        Source,
        read_sql("collecting/due_sources"),
        [list(source_ids), now, now],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStanding:
    """A source with how many entries it has and how many of them wait to be fetched."""

    source: Source
    entry_count: int
    waiting_count: int


def source_standings(place: Place) -> dict[str, SourceStanding]:
    """Return how each source stands in the published database, none where there is no database, by source id."""
    try:
        with open_reader(place) as db:
            counts = db.execute(read_sql("collecting/source_standings")).fetchall()
            by_id = {source_id: (entries, waiting) for source_id, entries, waiting in counts}
    except DatabaseMissing:
        return {}
    return {
        each.source_id: SourceStanding(
            source=each,
            entry_count=by_id.get(each.source_id, (0, 0))[0],
            waiting_count=by_id.get(each.source_id, (0, 0))[1],
        )
        for each in published_standing(place).sources
    }


def reset_stored(place: Place, source_ids: Collection[str], *, wait_seconds: float) -> int:
    """Reset the sources in the writer's database and publish it; return how many there were."""
    with writing(place, wait_seconds=wait_seconds) as db, transaction(db):
        return reset_sources(db, source_ids)


def reset_sources(db: duckdb.DuckDBPyConnection, source_ids: Collection[str]) -> int:
    """Forget validators, failures and waits of the sources; their failed entries are due again."""
    db.execute(
        read_sql("collecting/reset_entries"),
        [list(source_ids)],
    )
    counted = db.execute(
        read_sql("collecting/reset_sources"),
        [list(source_ids)],
    ).fetchone()
    return int(counted[0]) if counted else 0
