"""Pairs of articles: those that may cover one event, each scored by itself."""

from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from extractors.stories.pairs import Weighed, from_template, pair_features, tell_other_titles, weigh
from extractors.stories.scores import score_pairs
from extractors.stories.signatures import Signatures, term_weights
from extractors.trees import Floats, Ints
from warehouse.queries import read_sql
from warehouse.staging import staged
from warehouse.stories.candidates import Window, find_candidates, read_window
from warehouse.stories.day_ranges import near_days
from warehouse.stories.model import StoryModel, shares_of

_PAIRS_AT_ONCE = 5000  # bounds memory
# Pairs below it leave no trace. AllSides moves by +3.3, +1.3 with half of it, which stores more, by -5.9, -2.6
# with double (thousandths of pairwise and B-cubed F1, in sample, `tests/evaluation/story_thresholds.py`).
_LEAST_SCORE = 0.02


_POOLED = read_sql("stories/pooled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Signatures that are being compared: row i is article `ids[i]`.

    Days count from 1970; those of publication are nan where unknown. Outlets are numbered, -1 where unknown.
    """

    ids: pa.Array
    published_days: Floats
    seen_days: Ints
    outlets: Ints
    are_roundups: NDArray[np.bool_]
    weighed: Weighed


def link_articles(db: duckdb.DuckDBPyConnection, model: StoryModel) -> None:
    """Store the scored links of the articles of `story_signed` to each other and to stored ones."""
    window = read_window(db)
    found = find_candidates(db, window)
    used, rows = np.unique(np.stack([found.a, found.b], axis=1), return_inverse=True)
    pool = _read_pool(db, found.ids.take(pa.array(used)), window, model)
    scores = _score_rows(pool, rows, model)
    kept = scores >= _LEAST_SCORE
    _store_links(db, pool, rows[kept], scores[kept], model.weights.version)


def _read_pool(db: duckdb.DuckDBPyConnection, ids: pa.Array, window: Window, model: StoryModel) -> Pool:
    """Return the stored signatures of the articles, which lie within the window, in the order of their ids."""
    with staged(db, pa.table({"article_id": ids}), "staged_ids"):
        query = _POOLED.format(near_published=window.near_published, near_seen=window.near_seen)
        rows = db.sql(query).to_arrow_table()
    assert len(rows) == len(ids), "each article has one signature, stored with its postings"
    return Pool(
        ids=ids,
        published_days=rows["published_day"].to_numpy(),
        seen_days=rows["seen_day"].to_numpy(),
        outlets=pc.fill_null(rows["outlet_id"].combine_chunks().dictionary_encode().indices, -1).to_numpy(),
        are_roundups=rows["is_roundup"].to_numpy(),
        weighed=_weigh_rows(rows, model),
    )


def _weigh_rows(rows: pa.Table, model: StoryModel) -> Weighed:
    """Return the signatures of the rows, weighed by how common the terms are in the language of each."""
    flat = {name: rows[name].combine_chunks() for name in ("terms", "counts", "flags")}
    values = {name: column.flatten().to_numpy() for name, column in flat.items()}
    sizes = pc.list_value_length(flat["terms"]).to_numpy()
    signatures = Signatures(starts=np.concatenate(([0], np.cumsum(sizes, dtype=np.int64))), **values)
    languages = rows["language"].combine_chunks().dictionary_encode()
    of_entry = np.repeat(languages.indices.to_numpy(), sizes)
    weights = np.zeros(len(of_entry))
    for index, language in enumerate(languages.dictionary.to_pylist()):
        mask = of_entry == index
        weights[mask] = term_weights(
            values["terms"][mask], values["counts"][mask], shares_of(model.priors, language)
        )
    return weigh(signatures, weights)


def _score_rows(pool: Pool, rows: Ints, model: StoryModel) -> Floats:
    """Return the score of each pair of rows of the pool."""
    scores = [np.zeros(0)]
    for start in range(0, len(rows), _PAIRS_AT_ONCE):
        left, right = rows[start : start + _PAIRS_AT_ONCE].T
        days = pool.published_days[left], pool.published_days[right]
        features = pair_features(pool.weighed, left, right, *days)
        alone = score_pairs(features, model.weights)
        is_apart = from_template(pool.weighed, left, right, features)
        is_series = (pool.outlets[left] == pool.outlets[right]) & (pool.outlets[left] >= 0)
        is_series &= np.isnan(days[0]) & np.isnan(days[1]) & tell_other_titles(features)
        scores.append(np.where(is_apart | is_series, 0.0, alone))
    return np.concatenate(scores).round(6)


def _store_links(db: duckdb.DuckDBPyConnection, pool: Pool, rows: Ints, scores: Floats, version: str) -> None:
    """Store the scored pairs of rows of the pool that are not stored yet."""
    is_dated = ~np.isnan(pool.published_days)
    dates = np.where(is_dated, np.nan_to_num(pool.published_days), pool.seen_days).astype(np.int32)
    columns = {"score": pa.array(scores), "method_version": pa.array([version] * len(rows), pa.string())}
    for side, places in zip("ab", rows.T, strict=True):
        columns[f"article_{side}"] = pool.ids.take(pa.array(places))
        columns[f"date_{side}"] = pa.array(dates[places]).cast(pa.date32())
        columns[f"is_dated_{side}"] = pa.array(is_dated[places])
    columns["is_roundup"] = pa.array(pool.are_roundups[rows].any(axis=1))
    with staged(db, pa.table(columns), "staged_pairs"):
        db.execute(f"""
            insert into story_pairs by name
            select * from staged_pairs
            anti join (
                select article_a, article_b from story_pairs where {near_days("date_a", dates[rows[:, 0]])}
            ) as stored using (article_a, article_b)
        """)  # noqa: S608 - numbers of ours
