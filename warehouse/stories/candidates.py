"""Which stored articles new ones are compared with: the postings of their key terms within a window of days."""

from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from extractors.stories.lookup import WINDOW_DAYS, Postings, find_alike, take_postings
from extractors.trees import Ints
from warehouse.queries import read_sql
from warehouse.stories.day_ranges import near_days

# `term` is the number of a term of the new articles, whose own postings are among these. Two dated articles meet
# by their dates only: of what was first seen in the same days the undated count, and terms of undated new ones.
_NEAR = read_sql("stories/near")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Conditions on the dates of those that articles of a batch may meet: of publication, else when first seen."""

    near_published: str
    near_seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Pairs (a[i], b[i]) of the articles `ids`, which are in order."""

    ids: pa.Array
    a: Ints
    b: Ints


def find_candidates(db: duckdb.DuckDBPyConnection, window: Window) -> Candidates:
    """Return the articles to compare each article of `story_signed` with; a comes before b."""
    query = _NEAR.format(near_published=window.near_published, near_seen=window.near_seen)
    rows = db.sql(query).to_arrow_table()
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
    a, b = find_alike(keys, near, len(ids))
    return Candidates(ids=ids, a=a, b=b)


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
