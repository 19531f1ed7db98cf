"""What polling needs to know and leaves behind: entries, requests, robots rules, what the archive holds."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import duckdb

from extractors.records import Entry, FetchRecord, RobotsFile, Source, SourceHint
from warehouse.collecting.deleted import read_deleted
from warehouse.load import TABLES, field_names, insert_new, replace_rows, staged_records
from warehouse.queries import read_sql

Record = TypeVar("Record")


def announce(db: duckdb.DuckDBPyConnection, entries: Sequence[Entry]) -> Counter[str]:
    """Store what sources announced; return how many entries were new, by the id of their source.

    A changed entry that was fetched is due again, for its article may have changed too. An entry whose id is known
    is the same although its link has other parameters, if nothing else that its source announced has that id. What
    was deleted for good is passed over.
    """
    if not entries:
        return Counter()
    deleted = read_deleted(db)
    entries = [each for each in entries if not deleted.has(url=each.location, entry_id=each.entry_id)]
    with staged_records(db, *TABLES[Entry], entries):
        db.execute(read_sql("collecting/update_announced"))
        db.execute(read_sql("collecting/stage_announced"))
        db.execute("insert into entries by name from announced")
        new = db.execute("select source_id from announced").fetchall()
        db.execute("drop table announced")
    return Counter(source_id for (source_id,) in new)


def due_entries(
    db: duckdb.DuckDBPyConnection,
    source_ids: Collection[str],
    *,
    now: datetime,
    limit: int,
    since: datetime | None = None,
) -> list[Entry]:
    """Return the entries of the sources to be fetched now, newest first, each location once, `limit` a source.

    Those announced as older than `since` wait. No wait is longer than six days, so what lies further ahead than
    that comes from a clock that was wrong.

    An entry that another source's entry has fetched already is marked as fetched, without a request.
    """
    _share_fetched(db)
    return read_records(
        db,
        Entry,
        read_sql("collecting/due_entries"),
        [list(source_ids), now, now, since or datetime(1900, 1, 1, tzinfo=UTC), limit],
    )


def _share_fetched(db: duckdb.DuckDBPyConnection) -> None:
    """Let entries have the body that another source's entry of the same location has."""
    db.execute(read_sql("collecting/share_fetched"))


def save_polled(
    db: duckdb.DuckDBPyConnection,
    *,
    sources: Sequence[Source] = (),
    entries: Sequence[Entry] = (),
    hints: Sequence[SourceHint] = (),
    fetches: Sequence[FetchRecord] = (),
    robots: Sequence[RobotsFile] = (),
) -> None:
    """Put these rows in the place of what is stored under their keys."""
    for rows in (sources, entries, robots):
        replace_rows(db, rows)
    insert_new(db, hints)
    insert_new(db, fetches)


def running_id(db: duckdb.DuckDBPyConnection) -> str:
    """Return the id of the run that is under way; "" where none is."""
    found = db.execute("select max(run_id) from runs where outcome = 'running'").fetchone()
    return str(found[0]) if found and found[0] else ""


def robots_files(db: duckdb.DuckDBPyConnection) -> dict[str, RobotsFile]:
    """Return the stored rules of each origin."""
    return {each.origin: each for each in read_records(db, RobotsFile, "select * from robots", [])}


def read_sitemaps(db: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> dict[str, dict[str, datetime]]:
    """Return, of each source that is a sitemap, the addresses asked for it and when each last answered."""
    found: dict[str, dict[str, datetime]] = {}
    rows = db.execute(
        read_sql("collecting/read_sitemaps"),
        [[source.source_id for source in sources if source.kind == "sitemap"]],
    ).fetchall()
    for source_id, url, requested_at in rows:
        found.setdefault(source_id, {})[url] = requested_at
    return found


def unloaded_entries(db: duckdb.DuckDBPyConnection) -> list[Entry]:
    """Return the entries that were fetched by a run that ended before it had loaded their bodies."""
    return read_records(
        db,
        Entry,
        read_sql("collecting/unloaded_entries"),
        [],
    )


def archive_end(db: duckdb.DuckDBPyConnection) -> tuple[str, int] | None:
    """Return the last file of the archive that a stored body lies in, and the offset behind the last such body."""
    found = db.execute(read_sql("collecting/archive_end")).fetchone()
    return (str(found[0]), int(found[1])) if found else None


def archive_ends(db: duckdb.DuckDBPyConnection) -> list[tuple[str, int, int]]:
    """Return each file that stored bodies lie in, the offset behind the last of them, and how many they are."""
    return db.execute(read_sql("collecting/archive_ends")).fetchall()


def archived_bodies(db: duckdb.DuckDBPyConnection) -> list[tuple[str, str, int, int]]:
    """Return raw id, file, offset and length of every body in the archive, in order."""
    return db.execute(read_sql("collecting/archived_bodies")).fetchall()


def read_records(db: duckdb.DuckDBPyConnection, kind: type[Record], query: str, values: list[Any]) -> list[Record]:
    """Return the rows of the query as records."""
    found = db.execute(query, values)
    names = [column[0] for column in found.description or ()]
    wanted = set(field_names(kind))
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return [
        kind(
            **{
                name: tuple(value) if isinstance(value, list) else value
                for name, value in row.items()
                if name in wanted
            }
        )
        for row in rows
    ]


def count_asked(db: duckdb.DuckDBPyConnection, since: datetime) -> tuple[int, int]:
    """Return how many sources were asked since then, and how many of them failed."""
    counted = db.execute(
        "select count(*), count(*) filter (failure_count > 0) from sources where last_polled_at >= ?", [since]
    ).fetchall()
    return counted[0]
