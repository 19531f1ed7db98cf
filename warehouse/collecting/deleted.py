"""What was deleted for good and is not taken in again: by its article's address, its body, or its entry."""

from dataclasses import dataclass

import duckdb

from extractors.ids import content_id
from extractors.urls.identity import identity_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """The ids of the articles, bodies and entries that were deleted."""

    article_ids: frozenset[str]
    raw_ids: frozenset[str]
    entry_ids: frozenset[str]

    def has(self, *, url: str | None, entry_id: str | None, raw_id: str | None = None) -> bool:
        """Return whether something with this address, entry or body was deleted."""
        if not self.article_ids:
            return False
        key = identity_key(url) if url else None
        return (
            entry_id in self.entry_ids
            or raw_id in self.raw_ids
            or (key is not None and content_id(key) in self.article_ids)
        )


def read_deleted(db: duckdb.DuckDBPyConnection) -> Deleted:
    """Return what was deleted."""
    rows = db.execute("select article_id, raw_ids, entry_ids from deletions").fetchall()
    return Deleted(
        article_ids=frozenset(row[0] for row in rows),
        raw_ids=frozenset(one for row in rows for one in row[1]),
        entry_ids=frozenset(one for row in rows for one in row[2]),
    )
