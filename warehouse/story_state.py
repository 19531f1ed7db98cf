"""What is kept of each article so that later ones find it: signatures and postings of key terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb
import numpy as np
import pyarrow as pa

from extractors.stories import LEAD, TITLE, Signatures, TermShares, heaviest, sign, term_weights
from extractors.story_trees import Floats, Ints
from warehouse.day_ranges import near_days
from warehouse.story_weights import StoryModel, shares_of

WINDOW_DAYS = 4
KEY_TERMS = 24
CANDIDATES = 10
UNDATED_CANDIDATES = 40
POSTINGS_PER_DAY = 50
ALL_TIME = datetime.min.replace(tzinfo=UTC)

TEXTS = """
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
    where articles.first_seen_at >= $1 and revisions.first_seen_at >= $2
    order by language, article_id
"""
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
            where {near_published}
            union all
            select * from story_postings semi join sought using (term)
            where {near_seen} and ({near_published}) is not true and {may_meet}
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
class Window:
    """Conditions on the dates of those that articles of a batch may meet: of publication, else when first seen."""

    near_published: str
    near_seen: str
    may_meet: str


def stage_ids(db: duckdb.DuckDBPyConnection, name: str, ids: Sequence[str]) -> None:
    """Make a temporary table of the ids."""
    staged = pa.table({"article_id": pa.array(ids, pa.string())})
    db.register("staged_ids", staged)
    db.execute(f"create or replace temp table {name} as select article_id from staged_ids")  # noqa: S608 - names are ours
    db.unregister("staged_ids")


def sign_articles(
    db: duckdb.DuckDBPyConnection, ids: Sequence[str], model: StoryModel, since: datetime = ALL_TIME
) -> None:
    """Store signature and key terms of the articles, all first seen since then; they are `story_signed` now."""
    stage_ids(db, "story_batch", ids)
    rows: pa.Table = db.sql(TEXTS, params=[since, since]).to_arrow_table()
    if len(rows) != len(ids):
        rows = db.sql(TEXTS, params=[since, ALL_TIME]).to_arrow_table()
    db.register("staged_articles", rows)
    db.execute("""
        create or replace temp table story_signed as
        select article_id, published_date, seen_date from staged_articles
    """)
    db.unregister("staged_articles")
    languages = np.array(rows["language"].to_pylist(), np.str_)
    db.execute("create or replace temp table story_keys as from story_postings limit 0")
    for language in np.unique(languages).tolist():
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
    kept = heaviest(weights, signed.starts, KEY_TERMS)
    return owners[kept], kept, weights[kept]


def find_candidates(db: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Return for each article of `story_signed` those to compare it with, as pairs of ids in order."""
    window = read_window(db)
    query = FIND_CANDIDATES.format(
        near_published=window.near_published, near_seen=window.near_seen, may_meet=window.may_meet
    )
    limits = {
        "window": WINDOW_DAYS,
        "postings": POSTINGS_PER_DAY,
        "candidates": CANDIDATES,
        "undated_candidates": UNDATED_CANDIDATES,
    }
    return db.execute(query, limits).fetchall()


def read_window(db: duckdb.DuckDBPyConnection) -> Window:
    """Return which dates articles have that may meet those of the batch."""
    rows = db.execute("""
        select distinct published_date - date '1970-01-01', seen_date - date '1970-01-01' from story_signed
    """).fetchall()
    published = {day for day, _ in rows if day is not None}
    near_seen = near_days("seen_date", {day for _, day in rows}, WINDOW_DAYS)
    # Articles with dates meet others by when they were seen only where these have none.
    undated = f"(published_date is null or {near_seen.replace('seen_date', 'published_date')})"
    return Window(
        near_published=near_days("published_date", published, WINDOW_DAYS),
        near_seen=near_seen,
        may_meet="true" if any(day is None for day, _ in rows) else undated,
    )
