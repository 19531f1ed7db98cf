"""Whom the names of the corpus mean, computed as a whole from what is stored: no order of arrival matters."""

from datetime import datetime
from importlib.resources import files

import duckdb

# In this order: links between entities need keys and counts, what a surname means needs the links.
_STEPS = (
    "article_names",
    "entity_keys",
    "same_names",
    "same_suffixes",
    "same_nicknames",
    "same_slips",
    "same_acronyms",
    "same_kinds",
    "name_meanings",
)


def resolve_names(db: duckdb.DuckDBPyConnection, *, now: datetime) -> dict[str, int]:
    """Derive `entity_links` and `name_meanings` anew, in the caller's transaction; return how many rows."""
    del now  # what is derived from facts alone knows no time
    db.execute("delete from entity_links")
    db.execute("delete from name_meanings")
    for step in _STEPS:
        db.execute(files(__package__).joinpath(f"{step}.sql").read_text(encoding="utf-8"))
    counted = db.execute(
        "select (select count(*) from entity_links) as links, (select count(*) from name_meanings) as meanings"
    ).fetchall()
    return dict(zip(("links", "meanings"), counted[0], strict=True))
