"""Which stored articles new ones are compared with: the postings of their key terms within a window of days.

How near the nearest articles of each are is kept, so that later ones are compared as if they had come first.
"""

from dataclasses import dataclass
from datetime import date
from zlib import crc32

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from extractors.stories.lookup import (
    CANDIDATES,
    UNDATED_CANDIDATES,
    WINDOW_DAYS,
    Nearest,
    Postings,
    find_alike,
    take_postings,
)
from extractors.trees import Ints
from warehouse.queries import read_sql
from warehouse.staging import staged
from warehouse.stories.day_ranges import near_days

# `term` is the number of a term of the new articles, whose own postings are among these. Two dated articles meet
# by their dates only: of what was first seen in the same days the undated count, and terms of undated new ones.
_NEAR = read_sql("stories/near")
_NEAREST = read_sql("stories/nearest")
_DISPLACED = read_sql("stories/displaced")
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Conditions on the dates of those that articles of a batch may meet: of publication, else when first seen."""

    near_published: str
    near_seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Pairs (a[i], b[i]) of the articles `ids`, which are in order, and how near they are."""

    ids: pa.Array
    a: Ints
    b: Ints
    nearness: Ints


def find_candidates(db: duckdb.DuckDBPyConnection, window: Window) -> Candidates:
    """Return the pairs of an article of `story_signed` and another that are compared; a comes before b.

    The nearest articles of both sides are kept in `story_nearest`.
    """
    near_window = {"near_published": window.near_published, "near_seen": window.near_seen}
    rows = db.sql(_NEAR.format(**near_window)).to_arrow_table()
    ids, articles = _number_values(rows["article_id"])
    near = Postings(
        terms=rows["term"].to_numpy(),
        articles=articles,
        languages=_number_values(rows["language"])[1],
        published_days=rows["published_day"].to_numpy(),
        seen_days=rows["seen_day"].to_numpy(),
        weights=rows["weight"].to_numpy(),
    )
    del rows  # its ids take more memory than all else
    signed = db.sql("select article_id from story_signed").to_arrow_table()["article_id"].combine_chunks()
    is_new = pc.is_in(ids, value_set=signed).to_numpy(zero_copy_only=False)
    own = np.flatnonzero(is_new[articles])
    keys = take_postings(near, own[np.argsort(articles[own], kind="stable")])
    tags = np.fromiter((crc32(one.encode()) for one in ids.to_pylist()), np.int64, len(ids))
    alike = find_alike(keys, near, tags, _read_nearest(db, ids=ids, **near_window))
    _write_nearest(db, ids, alike.nearest, **near_window)
    return Candidates(ids=ids, a=alike.a, b=alike.b, nearness=alike.nearness)


def read_window(db: duckdb.DuckDBPyConnection) -> Window:
    """Return which dates articles have that may meet those of the batch."""
    rows = db.execute("""
        select distinct published_date - date '1970-01-01', seen_date - date '1970-01-01' from story_signed
    """).fetchall()
    published = {day for day, _ in rows if day is not None}
    return Window(
        near_published=near_days("published_date", published, WINDOW_DAYS),
        near_seen=near_days("seen_date", {day for _, day in rows}, WINDOW_DAYS),
    )


def _number_values(column: pa.ChunkedArray) -> tuple[pa.Array, NDArray[np.int32]]:
    """Return the distinct values in order and the number of each of the column."""
    encoded = column.combine_chunks().dictionary_encode()
    order = pc.sort_indices(encoded.dictionary)
    numbers = np.empty(len(order), np.int32)
    numbers[order.to_numpy()] = np.arange(len(order), dtype=np.int32)
    return encoded.dictionary.take(order), numbers[encoded.indices.to_numpy()]


def _read_nearest(db: duckdb.DuckDBPyConnection, near_published: str, near_seen: str, ids: pa.Array) -> Nearest:
    """Return what is kept of the articles `ids` that are not signed now; the conditions hold for them."""
    rows = db.sql(_NEAREST.format(near_published=near_published, near_seen=near_seen)).to_arrow_table()
    rows = rows.append_column("place", pc.index_in(rows["article_id"], value_set=ids))
    rows = rows.filter(pc.is_valid(rows["place"]))
    lists, places = rows["nearest"].combine_chunks(), rows["place"].to_numpy()
    are_kept = np.zeros(len(ids), bool)
    are_kept[places] = True
    return Nearest(
        owners=np.repeat(places, pc.list_value_length(lists).to_numpy()).astype(np.int64),
        nearness=lists.flatten().to_numpy(),
        are_kept=are_kept,
    )


def _write_nearest(
    db: duckdb.DuckDBPyConnection, ids: pa.Array, nearest: Nearest, near_published: str, near_seen: str
) -> None:
    """Keep the nearest of those articles that have some in `nearest`; `story_nearer` has their ids."""
    changed = np.flatnonzero(nearest.are_kept)
    starts = np.searchsorted(nearest.owners, np.append(changed, len(ids)))
    lists = pa.ListArray.from_arrays(pa.array(starts, pa.int32()), pa.array(nearest.nearness, pa.int64()))
    rows = pa.table({"article_id": ids.take(pa.array(changed)), "nearest": lists})
    with staged(db, rows, "staged_nearest"):
        db.execute(f"""
            create or replace temp table story_nearer as
            select
                article_id,
                published_date,
                seen_date,
                if(
                    len(nearest) < if(published_date is null, {UNDATED_CANDIDATES}, {CANDIDATES}),
                    0,
                    nearest[-1]
                ) as least,
                nearest
            from story_signatures
            join staged_nearest using (article_id)
            where {near_published} or {near_seen}
        """)  # noqa: S608 - numbers of ours
    db.execute("delete from story_nearest where article_id in (select article_id from story_nearer)")
    db.execute("insert into story_nearest by name from story_nearer")


def leave_displaced(db: duckdb.DuckDBPyConnection) -> None:
    """Remove pairs of which neither is among the nearest of the other any more; `story_displaced` has them."""
    dates = db.execute("select distinct coalesce(published_date, seen_date) from story_nearer").fetchall()
    days = [(day - _EPOCH).days for (day,) in dates]
    db.execute(_DISPLACED.format(near_a=near_days("date_a", days), near_b=near_days("date_b", days)))
    if db.execute("select 1 from story_displaced limit 1").fetchall():
        db.execute("""
            delete from story_pairs
            using story_displaced as displaced
            where story_pairs.article_a = displaced.article_a and story_pairs.article_b = displaced.article_b
        """)
