"""What is kept of each article so that later ones find it: signatures and postings of key terms."""

from collections.abc import Sequence
from datetime import UTC, datetime

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extractors.stories.roundups import roundup_reason
from extractors.stories.signatures import LEAD, TITLE, Signatures, TermShares, heaviest, sign, term_weights
from extractors.stories.titles import title_fault
from extractors.trees import Floats, Ints
from warehouse.queries import read_sql
from warehouse.staging import staged
from warehouse.stories.model import Priors, shares_of

# Heaviest terms of an article, by which others find it. AllSides moves by -3.7, -3.5 with half of them, by +2.2,
# +0.9 with double, which takes a twelfth more of the time (thousandths of pairwise and B-cubed F1, in sample,
# `tests/evaluation/story_thresholds.py`).
_KEY_TERMS = 24
# What dumps give as a title where it is none ("7 years ago", "David Jackson"), of 1,009 of 11,260 articles, says
# nothing of the event. Five folds, the weights learned with titles as they come: AllSides .8525 / .9284 for .8509
# / .9277; of hand-read large stories .94 of the members together for .92. Weights learned without: .844 / .924.
_NO_TITLES = frozenset({
    "a time", "a share bar", "a caption", "a section", "names only", "a byline", "a notice", "not of the text",
    "too short",
})  # fmt: skip
_TITLED_CHARS = 4000  # of the text that a short title is looked for in: as many as are signed
_ALL_TIME = datetime.min.replace(tzinfo=UTC)
_TERM_SCHEMA = pa.schema({"term": pa.uint32(), "is_undated": pa.bool_()})

_TEXTS = read_sql("stories/texts")


def _stage_ids(db: duckdb.DuckDBPyConnection, name: str, ids: Sequence[str]) -> None:
    """Make a temporary table of the ids."""
    rows = pa.table({"article_id": pa.array(ids, pa.string())})
    with staged(db, rows, "staged_ids"):
        db.execute(f"create or replace temp table {name} as select article_id from staged_ids")  # noqa: S608 - names are ours


def sign_articles(
    db: duckdb.DuckDBPyConnection, ids: Sequence[str], priors: Priors, since: datetime = _ALL_TIME
) -> None:
    """Store signature and key terms of the articles, all of them first seen since then.

    `story_signed` has the articles, `story_terms` their key terms, numbered, and whether an undated one has them.
    Those that are round-ups, and that no person placed, are written down in `story_roundups`.
    """
    _stage_ids(db, "story_batch", ids)
    rows: pa.Table = db.sql(_TEXTS, params=[since, since]).to_arrow_table()
    if len(rows) != len(ids):
        rows = db.sql(_TEXTS, params=[since, _ALL_TIME]).to_arrow_table()
    rows = _set_roundups_aside(db, rows)
    with staged(db, rows, "staged_articles"):
        db.execute("""
            create or replace temp table story_signed as
            select article_id, published_date, seen_date, is_roundup from staged_articles
        """)
    languages = np.array(rows["language"].to_pylist(), np.str_)
    terms = [_TERM_SCHEMA.empty_table()]
    for language in np.unique(languages).tolist():
        part = rows.filter(pa.array(languages == language))
        terms.append(_store_signatures(db, part, priors, language))
    with staged(db, pa.concat_tables(terms), "staged_terms"):
        db.execute(read_sql("stories/sign_articles"))


def _set_roundups_aside(db: duckdb.DuckDBPyConnection, rows: pa.Table) -> pa.Table:
    """Return the rows with a column that says which are round-ups; these are written down with the reason."""
    heads = zip(rows["article_id"].to_pylist(), rows["title"].to_pylist(), rows["text"].to_pylist(), strict=True)
    reasons = {one: reason for one, title, text in heads if (reason := roundup_reason(title, text))}
    placed = db.execute(
        "select article_id from story_members where decided_by = 'person' and article_id in (select unnest(?))",
        [list(reasons)],
    ).fetchall()
    for (article_id,) in placed:
        del reasons[article_id]
    is_roundup = pa.array([one in reasons for one in rows["article_id"].to_pylist()], pa.bool_())
    rows = rows.append_column("is_roundup", is_roundup)
    found = rows.select(["article_id", "seen_date"]).filter(is_roundup)
    reason = pa.array([reasons[one] for one in found["article_id"].to_pylist()], pa.string())
    with staged(db, found.append_column("reason", reason), "staged_roundups"):
        db.execute("""
            insert into story_roundups by name
            select article_id, reason, seen_date as first_seen_date from staged_roundups
        """)
    return rows


def _store_signatures(db: duckdb.DuckDBPyConnection, rows: pa.Table, priors: Priors, language: str) -> pa.Table:
    """Sign the titles and texts of articles in one language and store what comes out; return the key terms."""
    shares = shares_of(priors, language)
    articles = zip(rows["title"].to_pylist(), rows["text"].to_pylist(), strict=True)
    signed = sign([(told_title(title, text), text) for title, text in articles], shares)
    offsets = pa.array(signed.starts, pa.int32())
    kept = rows.select(["article_id", "language", "published_date", "seen_date", "outlet_id", "is_roundup"])
    for name in ("terms", "counts", "flags"):
        kept = kept.append_column(name, pa.ListArray.from_arrays(offsets, pa.array(getattr(signed, name))))
    with staged(db, kept, "staged_signatures"):
        db.execute("insert into story_signatures by name select * from staged_signatures")
    owners, keys, weights = _key_terms(signed, shares)
    postings = rows.select(["article_id", "language", "published_date", "seen_date"]).take(owners)
    postings = postings.append_column("term", pa.array(signed.terms[keys]))
    postings = postings.append_column("weight", pa.array(weights.astype(np.float32)))
    with staged(db, postings, "staged_postings"):
        db.execute("insert into story_postings by name select * from staged_postings")
    return pa.table({"term": postings["term"], "is_undated": pc.is_null(postings["published_date"])})


def told_title(title: str | None, text: str) -> str | None:
    """Return the title where it is one."""
    return None if title_fault(title, text[:_TITLED_CHARS]) in _NO_TITLES else title


def _key_terms(signed: Signatures, shares: TermShares) -> tuple[Ints, Ints, Floats]:
    """Return the terms by which an article is looked up: row of the article, entry of the term, weight."""
    title = np.where(signed.flags & TITLE, 2.0, 1.0)
    lead = np.where(signed.flags & LEAD, 1.5, 1.0)
    weights = term_weights(signed.terms, signed.counts, shares) * title * lead
    sizes = np.diff(signed.starts)
    owners = np.repeat(np.arange(len(sizes)), sizes)
    weights /= np.sqrt(np.bincount(owners, weights**2, len(sizes)))[owners]
    kept = heaviest(weights, signed.starts, _KEY_TERMS)
    return owners[kept], kept, weights[kept]
