"""What is kept of each article so that later ones find it: signatures, postings of key terms, links."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from extractors.stories import LEAD, TITLE, Signatures, TermShares, sign, term_weights
from extractors.story_join import Weighed, pair_features, weigh
from extractors.story_scores import score_pairs
from extractors.story_trees import Floats, Ints
from warehouse.story_weights import StoryModel, shares_of

WINDOW_DAYS = 4
KEY_TERMS = 24
CANDIDATES = 10
UNDATED_CANDIDATES = 40
POSTINGS_PER_DAY = 50
PAIRS_AT_ONCE = 5000  # bounds memory
LEAST_SCORE = 0.02  # pairs below it leave no trace

# The articles within the window that share most with the key terms of those of the batch. Two dated articles are
# compared by their dates, others by when they were first seen.
FIND_CANDIDATES = """
    with keys as (
        from story_keys
    ),
    sought as (
        select distinct term from keys
    ),
    near as (
        select *
        from (
            select * from story_postings semi join sought using (term)
            where published_date between cast($first_day as date) and cast($last_day as date)
            union all
            select * from story_postings semi join sought using (term)
            where seen_date between cast($first_seen as date) and cast($last_seen as date)
                and (published_date between cast($first_day as date) and cast($last_day as date)) is not true
        )
        qualify row_number() over (
            partition by term, coalesce(published_date, seen_date) order by article_id
        ) <= $postings
    ),
    shared as (
        select
            keys.article_id,
            near.article_id as other_id,
            keys.published_date is null as is_undated,
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
        qualify row_number() over (
            partition by article_id order by round(weight, 6) desc, other_id
        ) <= if(is_undated, $undated_candidates, $candidates)
    )
    order by all
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Signatures that are being compared: row i is article `ids[i]`; days are nan where unknown."""

    ids: tuple[str, ...]
    published_days: Floats
    weighed: Weighed


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
    db.execute("create or replace temp table story_keys as from story_postings limit 0")
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
    owners, keys, weights = key_terms(signed, shares)
    postings = rows.select(["article_id", "language", "published_date", "seen_date"]).take(owners)
    postings = postings.append_column("term", pa.array(signed.terms[keys]))
    postings = postings.append_column("weight", pa.array(weights.astype(np.float32)))
    db.register("staged_postings", postings)
    db.execute("insert into story_postings by name select * from staged_postings")
    db.execute("insert into story_keys by name select * from staged_postings")
    db.unregister("staged_postings")


def key_terms(signed: Signatures, shares: TermShares) -> tuple[Ints, Ints, Floats]:
    """Return the terms by which an article is looked up: row of the article, entry of the term, weight."""
    title = np.where(signed.flags & TITLE, 2.0, 1.0)
    lead = np.where(signed.flags & LEAD, 1.5, 1.0)
    weights = term_weights(signed.terms, signed.counts, shares) * title * lead
    sizes = np.diff(signed.starts)
    owners = np.repeat(np.arange(len(sizes)), sizes)
    weights /= np.sqrt(np.bincount(owners, weights**2, len(sizes)))[owners]
    order = np.lexsort((signed.terms, -weights, owners))
    kept = order[np.arange(len(order)) - signed.starts[owners] < KEY_TERMS]
    return owners[kept], kept, weights[kept]


def find_candidates(db: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Return for each article of `story_batch` those to compare it with, as pairs of ids in order."""
    parameters = {
        "window": WINDOW_DAYS,
        "postings": POSTINGS_PER_DAY,
        "candidates": CANDIDATES,
        "undated_candidates": UNDATED_CANDIDATES,
        **read_window(db),
    }
    return db.execute(FIND_CANDIDATES, parameters).fetchall()


def read_window(db: duckdb.DuckDBPyConnection) -> dict[str, str | None]:
    """Return the dates, as text, between which articles may meet those of the batch.

    Constants in the query let DuckDB pass over all that was stored for other dates.
    """
    row = db.execute(
        """
        select
            cast(min(published_date) - $window as varchar),
            cast(max(published_date) + $window as varchar),
            cast(min(seen_date) - $window as varchar),
            cast(max(seen_date) + $window as varchar)
        from story_keys
        """,
        {"window": WINDOW_DAYS},
    ).fetchone()
    return dict(zip(("first_day", "last_day", "first_seen", "last_seen"), row or (None,) * 4, strict=True))


def read_pool(db: duckdb.DuckDBPyConnection, ids: Sequence[str], model: StoryModel) -> Pool:
    """Return the stored signatures of articles within the window of the batch, in the order of their ids."""
    stage_ids(db, "story_pool", sorted(set(ids)))
    db.execute(
        """
        create or replace temp table story_pooled as
        from story_signatures semi join story_pool using (article_id)
        where published_date between cast($first_day as date) and cast($last_day as date)
        union all
        from story_signatures semi join story_pool using (article_id)
        where seen_date between cast($first_seen as date) and cast($last_seen as date)
            and (published_date between cast($first_day as date) and cast($last_day as date)) is not true
        """,
        read_window(db),
    )
    rows = db.sql("""
        select
            article_id,
            language,
            cast(published_date - date '1970-01-01' as double) as published_day,
            terms,
            counts,
            flags
        from story_pooled
        order by article_id
    """).to_arrow_table()
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
        published_days=rows["published_day"].to_numpy(),
        weighed=weigh(signatures, weights),
    )


def link_articles(db: duckdb.DuckDBPyConnection, model: StoryModel) -> None:
    """Store the scored links of the articles of `story_batch` to each other and to stored ones."""
    pairs = find_candidates(db)
    pool = read_pool(db, [article_id for pair in pairs for article_id in pair], model)
    row_of = {article_id: row for row, article_id in enumerate(pool.ids)}
    rows = np.array([(row_of[a], row_of[b]) for a, b in pairs], np.int64).reshape(-1, 2)
    scores = score_rows(pool, rows, model)
    kept = np.flatnonzero(scores >= LEAST_SCORE)
    store_links(db, [pairs[index] for index in kept], scores[kept], model.weights.version)


def score_rows(pool: Pool, rows: Ints, model: StoryModel) -> Floats:
    """Return the score of each pair of rows of the pool."""
    scores = [np.zeros(0)]
    for start in range(0, len(rows), PAIRS_AT_ONCE):
        left, right = rows[start : start + PAIRS_AT_ONCE].T
        days = pool.published_days[left], pool.published_days[right]
        scores.append(score_pairs(pair_features(pool.weighed, left, right, *days), model.weights))
    return np.concatenate(scores).round(6)


def store_links(
    db: duckdb.DuckDBPyConnection, pairs: Sequence[tuple[str, str]], scores: Floats, version: str
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
    db.execute("""
        insert into story_links by name
        select
            staged.*,
            coalesce(a.published_date, a.seen_date) as date_a,
            coalesce(b.published_date, b.seen_date) as date_b,
            a.published_date is not null as is_dated_a,
            b.published_date is not null as is_dated_b
        from staged_links as staged
        anti join story_links using (article_a, article_b)
        join story_pooled as a on staged.article_a = a.article_id
        join story_pooled as b on staged.article_b = b.article_id
    """)
    db.unregister("staged_links")
