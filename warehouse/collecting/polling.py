"""What polling needs to know and leaves behind: entries, requests, robots rules, what the archive holds."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import duckdb

from extractors.records import Entry, FetchRecord, RobotsFile, Source, SourceHint
from warehouse.load import TABLES, field_names, insert_new, replace_rows, staged_records

Record = TypeVar("Record")


def announce(db: duckdb.DuckDBPyConnection, entries: Sequence[Entry]) -> tuple[int, int]:
    """Store what a source announced; return how many entries were new and how many had changed.

    A changed entry that was fetched is due again, for its article may have changed too. An entry whose id is known
    is the same although its link has other parameters, if nothing else in the poll has that id.
    """
    if not entries:
        return 0, 0
    with staged_records(db, *TABLES[Entry], entries):
        changed_count = _update_announced(db)
        new_count = _insert_announced(db)
    return new_count, changed_count


def _update_announced(db: duckdb.DuckDBPyConnection) -> int:
    changed = db.execute(
        """
        update entries
        set
            announced_title = staged.announced_title,
            announced_at = staged.announced_at,
            announced_date = staged.announced_date,
            announced_authors = staged.announced_authors,
            announced_summary = staged.announced_summary,
            state = if(entries.state = 'fetched', 'due', entries.state),
            attempt_count = if(entries.state = 'fetched', 0, entries.attempt_count),
            next_attempt_at = if(entries.state = 'fetched', staged.next_attempt_at, entries.next_attempt_at)
        from staged
        where entries.entry_id = staged.entry_id
            and (
                entries.announced_title is distinct from staged.announced_title
                or entries.announced_at is distinct from staged.announced_at
                or entries.announced_date is distinct from staged.announced_date
            )
        """
    ).fetchone()
    return int(changed[0]) if changed else 0


def _insert_announced(db: duckdb.DuckDBPyConnection) -> int:
    new = db.execute(
        """
        with
        counted as (
            select
                *,
                count(*) over (partition by source_id, external_id) as same_id_count
            from staged
        )
        insert into entries by name
        select counted.* exclude (same_id_count)
        from counted
        anti join entries on entries.entry_id = counted.entry_id
        anti join entries as known
            on known.source_id = counted.source_id
            and known.external_id = counted.external_id
            and counted.same_id_count = 1
            and split_part(known.location, '?', 1) = split_part(counted.location, '?', 1)
        """
    ).fetchone()
    return int(new[0]) if new else 0


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
        """
        select *
        from entries
        where source_id in (select unnest(?))
            and state in ('due', 'failed')
            and (next_attempt_at is null or next_attempt_at <= ? or next_attempt_at > ? + interval 7 day)
            and coalesce(announced_at, announced_date, first_seen_at) >= ?
        qualify row_number() over (partition by location order by first_seen_at, entry_id) = 1
            and row_number() over (
                partition by source_id
                order by
                    coalesce(announced_at, announced_date, first_seen_at) desc,
                    entry_id
            ) <= ?
        order by
            coalesce(announced_at, announced_date, first_seen_at) desc,
            entry_id
        """,
        [list(source_ids), now, now, since or datetime(1900, 1, 1, tzinfo=UTC), limit],
    )


def _share_fetched(db: duckdb.DuckDBPyConnection) -> None:
    """Let entries have the body that another source's entry of the same location has."""
    db.execute(
        """
        update entries
        set
            state = 'fetched',
            raw_id = fetched.raw_id,
            loaded_article_id = fetched.loaded_article_id,
            reason = 'fetched for another source'
        from (
            select
                location,
                max(raw_id) as raw_id,
                arg_max(loaded_article_id, raw_id) as loaded_article_id
            from entries
            where state = 'fetched'
                and raw_id is not null
            group by location
        ) as fetched
        where entries.location = fetched.location
            and entries.state in ('due', 'failed')
            and entries.raw_id is null
        """
    )


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
        """
        select
            source_id,
            url,
            max(requested_at)
        from fetches
        where source_id in (select unnest(?))
            and entry_id is null
            and outcome = 'ok'
        group by all
        """,
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
        """
        select entries.*
        from entries
        left join raw_documents using (raw_id)
        left join sources using (source_id)
        where entries.state = 'fetched'
            and entries.raw_id is not null
            and (
                raw_documents.raw_id is null
                -- The body was known from another address when the run ended.
                or (
                    entries.loaded_article_id is null
                    and entries.reason is null
                    and sources.kind in ('feed', 'sitemap', 'page', 'urls')
                )
            )
        order by entries.entry_id
        """,
        [],
    )


def archive_end(db: duckdb.DuckDBPyConnection) -> tuple[str, int] | None:
    """Return the last file of the archive that a stored body lies in, and the offset behind the last such body."""
    found = db.execute(
        """
        select
            archive_file,
            max(archive_offset + archive_length)
        from raw_documents
        where archive_file is not null
        group by archive_file
        order by archive_file desc
        limit 1
        """
    ).fetchone()
    return (str(found[0]), int(found[1])) if found else None


def archived_bodies(db: duckdb.DuckDBPyConnection) -> list[tuple[str, str, int, int]]:
    """Return raw id, file, offset and length of every body in the archive, in order."""
    return db.execute(
        """
        select
            raw_id,
            archive_file,
            archive_offset,
            archive_length
        from raw_documents
        where archive_file is not null
        order by
            archive_file,
            archive_offset
        """
    ).fetchall()


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
