"""Whom the names of the corpus mean; the names of each article are read once, and what they touch is decided anew.

What is decided is a matter of all that is stored, not of its order of arrival: a test compares it with what comes
out where everything is read at once.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files

import duckdb

from warehouse.views import view_statements

# Links between entities need keys and counts, and are sought among all of them.
_LINKS = (
    "entity_keys",
    "same_names",
    "same_suffixes",
    "same_nicknames",
    "same_slips",
    "same_surnames",
    "same_endings",
    "same_beginnings",
    "same_run_ons",
    "same_acronyms",
    "same_kinds",
)
# What a surname means needs the links, and what it means in the corpus makes further ones.
_MEANINGS = ("name_bearers", "article_surnames", "corpus_surnames", "lone_surnames", "name_meanings")
_READ = ("nicknames", "stage_articles", "plain_names", "read_articles", "entity_names")

# What is kept between runs, beside what is decided.
KEPT = (
    "names_read",
    "article_names",
    "article_acronyms",
    "open_names",
    "entity_names",
    "name_bearers",
    "article_surnames",
    "corpus_surnames",
)

# Kept to 53 bits: Parquet has no integers of 128, and a lake rounds them.
_MERGES_HASH = """
    select coalesce(sum(hash(entity_id, into_entity_id, is_active, place)), 0) % 9007199254740992
    from (
        -- Of decisions their order counts, whatever the clock said.
        select
            *,
            row_number() over (partition by entity_id order by decided_at, into_entity_id) as place
        from entity_merges
    )
"""


def resolve_names(db: duckdb.DuckDBPyConnection, *, now: datetime) -> dict[str, int]:
    """Bring `entity_links` and `name_meanings` up to date in the caller's transaction; return how many rows."""
    del now  # what is derived from facts alone knows no time
    state = (_definitions_digest(), *db.execute(_MERGES_HASH).fetchall()[0])
    stored = db.execute("from names_state").fetchall()
    if [row[0] for row in stored] != [state[0]]:
        for table in (*KEPT, "name_meanings"):
            db.execute(f"delete from {table}")  # noqa: S608 - names are ours
    _run(db, "nicknames", "stage_articles", "plain_names")
    if stored != [state] or _is_anything_new(db):
        _run(db, "read_articles", "entity_names")
        db.execute("delete from entity_links")
        _run(db, *_LINKS, *_MEANINGS)
        db.execute("delete from names_state")
        db.execute("insert into names_state values (?, ?)", state)
    counted = db.execute(
        "select (select count(*) from entity_links) as links, (select count(*) from name_meanings) as meanings"
    ).fetchall()
    return dict(zip(("links", "meanings"), counted[0], strict=True))


def forget_names(db: duckdb.DuckDBPyConnection, revision_ids: Sequence[str]) -> None:
    """Let the names of these revisions be read again: their mentions were replaced."""
    db.execute(
        "insert into names_due select distinct article_id from revisions where revision_id in (select unnest(?))",
        [list(revision_ids)],
    )


def _is_anything_new(db: duckdb.DuckDBPyConnection) -> bool:
    return db.execute(
        "select exists (from changed_articles) or exists (from gone_names)"
        " or exists (from plain_names where plain <> '')"
    ).fetchall() != [(False,)]


def _run(db: duckdb.DuckDBPyConnection, *steps: str) -> None:
    for step in steps:
        db.execute(_statements(step))


@cache
def _statements(step: str) -> str:
    return files(__package__).joinpath(f"{step}.sql").read_text(encoding="utf-8")


@cache
def _definitions_digest() -> str:
    texts = [*map(_statements, (*_READ, *_LINKS, *_MEANINGS)), view_statements()["base_entities"]]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
