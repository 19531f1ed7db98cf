"""What is stored, as a replay needs it: where bodies lie and what was made of them; the acceptance of a set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

from extractors.records import Entry

# One row per body and article that was made of it; bodies that were rejected have one row without an article.
STORED_BODIES = """
    select
        raw_documents.raw_id,
        raw_documents.media_type,
        raw_documents.charset,
        raw_documents.is_truncated,
        raw_documents.archive_file,
        raw_documents.archive_offset,
        raw_documents.archive_length,
        raw_documents.first_seen_at as raw_seen_at,
        coalesce(articles.canonical_url, raw_documents.url) as url,
        articles.article_id,
        articles.outlet_id,
        articles.external_id,
        latest.revision_id,
        latest.revision_set,
        latest.title,
        latest.text,
        latest.published_date,
        latest.authors,
        latest.verdict,
        latest.first_seen_at as revision_seen_at
    from raw_documents
    left join (
        select *
        from revisions
        qualify row_number() over (
            partition by raw_id, article_id
            order by
                revision_id in (select revision_id from articles) desc,
                first_seen_at desc,
                revision_id
        ) = 1
    ) as latest using (raw_id)
    left join articles on articles.article_id = latest.article_id
    where raw_documents.archive_file is not null
        and (raw_documents.raw_id, coalesce(articles.article_id, '')) > (?, ?)
    order by
        raw_documents.raw_id,
        coalesce(articles.article_id, '')
    limit ?
"""
FIRST_ENTRIES = """
    select *
    from entries
    where raw_id in (select unnest(?))
    qualify row_number() over (partition by raw_id order by first_seen_at, entry_id) = 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredBody:
    """A body in the archive and the revision that its article now has of it; both None where it was rejected."""

    raw_id: str
    media_type: str | None
    charset: str | None
    is_truncated: bool
    archive_file: str
    archive_offset: int
    archive_length: int
    raw_seen_at: datetime
    url: str | None
    article_id: str | None
    outlet_id: str | None
    external_id: str | None
    revision_id: str | None
    revision_set: str | None
    title: str | None
    text: str | None
    published_date: date | None
    authors: Sequence[str] | None
    verdict: str | None
    revision_seen_at: datetime | None


def stored_bodies(db: duckdb.DuckDBPyConnection, *, batch_size: int) -> Iterator[list[StoredBody]]:
    """Yield all archived bodies, in batches, by raw id."""
    after = ("", "")
    while True:
        batch = [StoredBody(**row) for row in _rows(db, STORED_BODIES, [*after, batch_size])]
        if not batch:
            return
        yield batch
        after = (batch[-1].raw_id, batch[-1].article_id or "")


def first_entries(db: duckdb.DuckDBPyConnection, raw_ids: Sequence[str]) -> dict[str, Entry]:
    """Return for each body the entry that announced it first."""
    rows = _rows(db, FIRST_ENTRIES, [list(raw_ids)])
    return {row["raw_id"]: Entry(**row | {"announced_authors": tuple(row["announced_authors"])}) for row in rows}


def accept_set(db: duckdb.DuckDBPyConnection, revision_set: str, *, now: datetime, changed_count: int) -> None:
    """Let the revisions of this set speak for the bodies that they were made of."""
    db.execute("delete from revision_sets where revision_set = ?", [revision_set])
    db.execute("insert into revision_sets values (?, ?, ?)", [revision_set, now, changed_count])


def _rows(db: duckdb.DuckDBPyConnection, query: str, parameters: list[Any]) -> list[dict[str, Any]]:
    found = db.execute(query, parameters)
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
