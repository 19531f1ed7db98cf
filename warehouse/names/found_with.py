"""The watchlists that what is stored was found with, so that a changed one is applied where it matters."""

import duckdb

from extractors.ids import content_id


def note_watchlist(db: duckdb.DuckDBPyConnection, source: str) -> None:
    """Note that revisions loaded from now on are read with this watchlist."""
    db.execute(
        "insert into found_with select $1, $2 where not exists (from found_with where watchlist_id = $1)",
        [content_id(source), source],
    )


def found_with(db: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the watchlists; of revisions that are older than these notes one that cannot be read as such."""
    return [source for (source,) in db.execute("select source from found_with order by watchlist_id").fetchall()]


def all_found_with(db: duckdb.DuckDBPyConnection, source: str) -> None:
    """Note that every stored revision is read with this watchlist now."""
    db.execute("delete from found_with")
    note_watchlist(db, source)
