"""The fingerprints that one slice has to do with, read once: each look into all that is stored grows with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.staging import staged


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The article that stands for all with the same words: the one with the lowest id."""

    text_key: int
    article_id: str
    revision_id: str
    outlet_id: str | None
    first_seen_date: date


def stage_keys(db: duckdb.DuckDBPyConnection, name: str, keys: Iterable[int]) -> None:
    """Put the text keys into a temporary table of that name."""
    with staged(db, pa.table({"text_key": pa.array(sorted(keys), pa.uint64())})):
        db.execute(f"create or replace temp table {name} as select * from staged")  # noqa: S608 - names are ours


def forget_texts(db: duckdb.DuckDBPyConnection) -> None:
    """Make `known_keys` and `known_articles` empty."""
    db.execute("create or replace temp table known_keys (text_key ubigint)")
    db.execute("create or replace temp table known_articles as from fingerprints limit 0")


def know_texts(db: duckdb.DuckDBPyConnection, keys: Iterable[int]) -> None:
    """Put into `known_articles` the fingerprints of all articles with these text keys, where they are not yet."""
    stage_keys(db, "wanted_keys", keys)
    db.execute("create or replace temp table new_keys as from wanted_keys anti join known_keys using (text_key)")
    if not db.execute("select count(*) from new_keys").fetchall()[0][0]:
        return
    # Asked by one column first, by the days found then: all columns of all days would cost five times as much.
    days = db.execute(
        "select min(first_seen_date), max(first_seen_date) from fingerprints"
        " where text_key in (select text_key from new_keys)"
    ).fetchall()[0]
    if days[0] is not None:
        db.execute(
            "insert into known_articles select * from fingerprints"
            " where first_seen_date between $1 and $2 and text_key in (select text_key from new_keys)",
            list(days),
        )
    db.execute("insert into known_keys from new_keys")


def read_standing(db: duckdb.DuckDBPyConnection, arrived: Iterable[str] = ()) -> dict[int, Standing]:
    """Return for each known text key the article that stands for it, those that arrived left aside."""
    rows = db.execute(
        "select text_key, unnest(arg_min("
        " struct_pack(article_id, revision_id, outlet_id, first_seen_date), article_id))"
        " from known_articles where article_id not in (select unnest(?::varchar[])) group by text_key",
        [list(arrived)],
    ).fetchall()
    return {row[0]: as_standing(row) for row in rows}


def as_standing(row: tuple[Any, ...]) -> Standing:
    """Return the row of text key, article, revision, outlet and day seen as a record."""
    text_key, article_id, revision_id, outlet_id, first_seen_date = row
    return Standing(
        text_key=text_key,
        article_id=article_id,
        revision_id=revision_id,
        outlet_id=outlet_id,
        first_seen_date=first_seen_date,
    )
