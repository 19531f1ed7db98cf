"""What is kept of each article so that later ones find it: signatures, postings of key terms, links."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from extractors.stories import TITLE, Signatures, TermShares, sign, term_weights
from extractors.story_join import Floats, Ints, pair_features, score_pairs
from warehouse.story_weights import StoryModel

WINDOW_DAYS = 5
KEY_TERMS = 14
CANDIDATES = 10
POSTINGS_PER_DAY = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Signatures that are being compared: row i is article `ids[i]`; days are nan where unknown."""

    ids: tuple[str, ...]
    languages: tuple[str, ...]
    published_days: Floats
    seen_days: Floats
    signatures: Signatures
    weights: Floats


def stage_ids(db: duckdb.DuckDBPyConnection, name: str, ids: Sequence[str]) -> None:
    """Make a temporary table of the ids."""
    staged = pa.table({"article_id": pa.array(ids, pa.string())})
    db.register("staged_ids", staged)
    db.execute(f"create or replace temp table {name} as select article_id from staged_ids")  # noqa: S608 - names are ours
    db.unregister("staged_ids")


def sign_articles(db: duckdb.DuckDBPyConnection, ids: Sequence[str], model: StoryModel) -> None:
    """Store signature and key terms of the articles."""
    stage_ids(db, "story_batch", ids)
    rows = db.sql("""
        select
            article_id,
            coalesce(revisions.language, 'und') as language,
            revisions.published_date,
            cast(articles.first_seen_at at time zone 'UTC' as date) as seen_date,
            revisions.title,
            revisions.text
        from story_batch
        join articles using (article_id)
        join revisions using (article_id, revision_id)
        order by language, article_id
    """).to_arrow_table()
    languages = np.array(rows["language"].to_pylist(), object)
    for language in sorted(set(languages)):
        part = rows.filter(pa.array(languages == language))
        store_signatures(db, part, model, language)


def store_signatures(db: duckdb.DuckDBPyConnection, rows: pa.Table, model: StoryModel, language: str) -> None:
    """Sign the titles and texts of articles in one language and store what comes out."""
    shares = shares_of(model, language)
    signed = sign(zip(rows["title"].to_pylist(), rows["text"].to_pylist(), strict=True), shares)
    offsets = pa.array(signed.starts, pa.int32())
    kept = rows.select(["article_id", "language", "published_date", "seen_date"])
    for name in ("terms", "counts", "flags"):
        kept = kept.append_column(name, pa.ListArray.from_arrays(offsets, pa.array(getattr(signed, name))))
    db.register("staged_signatures", kept)
    db.execute("insert into story_signatures by name select * from staged_signatures")
    db.unregister("staged_signatures")
    weights = term_weights(signed.terms, signed.counts, shares) * np.where(signed.flags & TITLE, 2.0, 1.0)
    owners = np.repeat(np.arange(len(rows)), np.diff(signed.starts))
    order = np.lexsort((signed.terms, -weights, owners))
    keys = order[np.arange(len(order)) - signed.starts[owners] < KEY_TERMS]
    postings = rows.select(["article_id", "language", "published_date", "seen_date"]).take(owners[keys])
    postings = postings.append_column("term", pa.array(signed.terms[keys]))
    postings = postings.append_column("weight", pa.array(weights[keys].astype(np.float32)))
    db.register("staged_postings", postings)
    db.execute("insert into story_postings by name select * from staged_postings")
    db.unregister("staged_postings")


def shares_of(model: StoryModel, language: str) -> TermShares:
    """Return how common the terms of a language are; of an unknown language, as in English."""
    return model.priors.get(language, model.priors["en"])


def find_candidates(db: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Return for each article of `story_batch` the articles within the window that share most with its key terms.

    Two dated articles are compared by their dates, others by when they were first seen.
    """
    return db.execute(
        """
        with keys as (
            select postings.* from story_postings as postings semi join story_batch using (article_id)
        ),
        spread as (
            select
                min(published_date) - $window as first_day,
                max(published_date) + $window as last_day,
                min(seen_date) - $window as first_seen,
                max(seen_date) + $window as last_seen
            from keys
        ),
        near as (
            select postings.*
            from story_postings as postings
            semi join (select distinct term from keys) as sought using (term)
            cross join spread
            where published_date between first_day and last_day
                or seen_date between first_seen and last_seen
            qualify row_number() over (
                partition by term, coalesce(published_date, seen_date) order by article_id
            ) <= $postings
        ),
        shared as (
            select
                keys.article_id,
                near.article_id as other_id,
                sum(keys.weight * near.weight) as weight
            from keys
            join near
                on keys.term = near.term
                and keys.language = near.language
                and keys.article_id <> near.article_id
                and abs(coalesce(
                    keys.published_date - near.published_date, keys.seen_date - near.seen_date
                )) <= $window
            group by all
        )
        select distinct
            least(article_id, other_id),
            greatest(article_id, other_id)
        from (
            select *
            from shared
            qualify row_number() over (partition by article_id order by weight desc, other_id) <= $candidates
        )
        order by all
        """,
        {"window": WINDOW_DAYS, "postings": POSTINGS_PER_DAY, "candidates": CANDIDATES},
    ).fetchall()


def read_pool(db: duckdb.DuckDBPyConnection, ids: Sequence[str], model: StoryModel) -> Pool:
    """Return the stored signatures of the articles, in the order of their ids."""
    stage_ids(db, "story_pool", sorted(set(ids)))
    rows = db.sql(
        """
        select
            article_id,
            language,
            cast(published_date - date '1970-01-01' as double) as published_day,
            cast(seen_date - date '1970-01-01' as double) as seen_day,
            terms,
            counts,
            flags
        from story_signatures
        semi join story_pool using (article_id)
        order by article_id
        """
    ).to_arrow_table()
    flat = {name: rows[name].combine_chunks() for name in ("terms", "counts", "flags")}
    values = {name: column.flatten().to_numpy() for name, column in flat.items()}
    sizes = np.array([len(each) for each in flat["terms"]], np.int64)
    languages = rows["language"].to_pylist()
    signatures = Signatures(starts=np.concatenate(([0], np.cumsum(sizes))), **values)
    owners = np.repeat(np.arange(len(rows)), sizes)
    weights = np.zeros(len(owners))
    for language in set(languages):
        mask = np.array([each == language for each in languages], bool)[owners]
        weights[mask] = term_weights(values["terms"][mask], values["counts"][mask], shares_of(model, language))
    return Pool(
        ids=tuple(rows["article_id"].to_pylist()),
        languages=tuple(languages),
        published_days=rows["published_day"].to_numpy(),
        seen_days=rows["seen_day"].to_numpy(),
        signatures=signatures,
        weights=weights,
    )


def score_rows(pool: Pool, left: Ints, right: Ints, model: StoryModel) -> Floats:
    """Return the score of each pair of rows; 0 where two languages meet or the window is passed."""
    days = pool.published_days[left] - pool.published_days[right]
    gap = np.where(np.isnan(days), pool.seen_days[left] - pool.seen_days[right], days)
    names = np.unique(np.array(pool.languages, object), return_inverse=True)[1]
    features = pair_features(pool.signatures, pool.weights, left, right, days)
    scores = score_pairs(features, model.weights).round(6)
    return np.where((names[left] == names[right]) & (np.abs(gap) <= WINDOW_DAYS), scores, 0.0)


def store_links(
    db: duckdb.DuckDBPyConnection, pairs: Sequence[tuple[str, str]], scores: NDArray[np.float64], version: str
) -> None:
    """Store the scored pairs that are not stored yet."""
    staged = pa.table(
        {
            "article_a": pa.array([a for a, _ in pairs], pa.string()),
            "article_b": pa.array([b for _, b in pairs], pa.string()),
            "score": pa.array(scores),
            "method_version": pa.array([version] * len(pairs), pa.string()),
        }
    )
    db.register("staged_links", staged)
    db.execute(
        """
        insert into story_links by name
        select * from staged_links anti join story_links using (article_a, article_b)
        """
    )
    db.unregister("staged_links")
