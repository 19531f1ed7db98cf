"""Fingerprints kept in the database: of articles, and the sampled shingles that they are looked up by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa

from extractors.copies.agencies import find_origin_credits
from extractors.copies.boilerplate import ShortHashes, flags_of_many
from extractors.copies.compare import MIN_SHARED_SAMPLES, MIN_WORDS
from extractors.copies.fingerprints import Fingerprint, Hashes, fingerprint_texts, sample
from extractors.copies.groups import MemberFacts
from extractors.copies.prepared import SAMPLE_ONE_IN
from extractors.records import OriginCredit
from warehouse.copies.due import DueArticle
from warehouse.queries import read_sql
from warehouse.staging import insert_arrow, staged

# Behind each what half and double of it change, of 11,833 rows of labelled pairs and of 130 of 13,289 real
# articles (2026-11-28, `tests/evaluation/fold_thresholds.py`); CPU time moves by no more than from run to run.
# Articles are compared when published, or where that is unknown of one of them seen, so many days apart at most.
# Copies run within days: in the labelled set all pairs with dates have the same. Of the 5 pairs more with 28 days
# one is a part taken over, of the 8 more with 56 two; the others are captions and an outlet's inserted links
# (near or partial of `copies_real`: precision .913, .913, .880, recall .778, .778, .815).
_WINDOW_DAYS = 14  # -8, -3; +9, +4
# Of more texts with the same shingle, a few with the lowest keys stand for the rest, so that texts made from one
# template meet in the same ones; and a text is compared with so many others at most.
_MAX_TEXTS_PER_SHINGLE = 32  # -10, -3; +7, +2
_STANDING_TEXTS = 6  # -8, 0; +12, +1
_MAX_CANDIDATES = 32  # 0, 0; 0, 0: bounds what one text costs

NO_BOILERPLATE: ShortHashes = np.zeros(0, dtype=np.uint32)
_NO_SHINGLES: Hashes = np.zeros(0, dtype=np.uint64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A due article with its fingerprint; `text_key` is None where its words are too few to compare."""

    article: DueArticle
    fingerprint: Fingerprint
    text_key: int | None
    sampled: Hashes
    credits: tuple[OriginCredit, ...]


def print_articles(articles: Sequence[DueArticle]) -> list[Printed]:
    """Return the articles with their fingerprints."""
    prints = fingerprint_texts([article.text for article in articles])
    return [
        Printed(
            article=article,
            fingerprint=found,
            text_key=found.text_key if len(found.words) >= MIN_WORDS else None,
            sampled=sampled,
            credits=find_origin_credits(article.text, article.authors),
        )
        for article, found, sampled in zip(articles, prints, sample(prints, SAMPLE_ONE_IN), strict=True)
    ]


def facts_of(each: Printed) -> MemberFacts:
    """Return what is known of the article as a member of a text."""
    return MemberFacts(
        article_id=each.article.article_id,
        text_key=each.text_key,
        word_count=len(each.fingerprint.words),
        published_date=each.article.published_date,
        first_seen_date=each.article.first_seen_date,
        credit=each.credits[0].name if each.credits else None,
    )


def store_prints(
    db: duckdb.DuckDBPyConnection, prints: Sequence[Printed], boilerplate: Mapping[str, ShortHashes]
) -> None:
    """Insert the fingerprints and what they are looked up by.

    `asked_shingles` then holds the sampled shingles, and which of them are no boilerplate of their outlet.
    """
    insert_arrow(
        db,
        "fingerprints",
        {
            "article_id": pa.array([each.article.article_id for each in prints], pa.string()),
            "revision_id": pa.array([each.article.revision_id for each in prints], pa.string()),
            "text_key": pa.array([each.text_key for each in prints], pa.uint64()),
            "outlet_id": pa.array([each.article.outlet_id for each in prints], pa.string()),
            "word_count": pa.array([len(each.fingerprint.words) for each in prints], pa.int64()),
            "published_date": pa.array([each.article.published_date for each in prints], pa.date32()),
            "first_seen_date": pa.array([each.article.first_seen_date for each in prints], pa.date32()),
            "credit": pa.array([each.credits[0].name if each.credits else None for each in prints], pa.string()),
        },
    )
    _store_credits(db, prints)
    postings = _postings(_once(prints), boilerplate)
    seen_dates = [each.article.first_seen_date for each in prints]
    with staged(db, postings):
        db.execute(
            "insert into shingle_postings by name"
            " with days as (select distinct text_key, published_date, first_seen_date from staged),"
            " known as (select days.* from days join shingle_postings as old on old.text_key = days.text_key"
            " and old.published_date is not distinct from days.published_date"
            " and old.first_seen_date = days.first_seen_date"
            " and old.first_seen_date between $1 and $2)"
            " select staged.* exclude (is_asked) from staged anti join known on staged.text_key = known.text_key"
            " and staged.published_date is not distinct from known.published_date"
            " and staged.first_seen_date = known.first_seen_date",
            [min(seen_dates), max(seen_dates)],
        )
        db.execute("create or replace temp table asked_shingles as select * from staged")


def _once(prints: Sequence[Printed]) -> list[Printed]:
    """Return the first of those with the same words on one day: ten thousand reprints are looked up as one."""
    found: dict[tuple[int | None, date | None, date], Printed] = {}
    for each in prints:
        if each.text_key is not None:
            found.setdefault((each.text_key, each.article.published_date, each.article.first_seen_date), each)
    return list(found.values())


def _store_credits(db: duckdb.DuckDBPyConnection, prints: Sequence[Printed]) -> None:
    rows = [(each.article, found) for each in prints for found in each.credits]
    if not rows:
        return
    columns = {
        "article_id": pa.array([article.article_id for article, _ in rows], pa.string()),
        "revision_id": pa.array([article.revision_id for article, _ in rows], pa.string()),
    }
    for name in ("name", "kind", "place", "surface"):
        columns[name] = pa.array([getattr(found, name) for _, found in rows], pa.string())
    for name in ("span_start", "span_end"):
        columns[name] = pa.array([getattr(found, name) for _, found in rows], pa.int32())
    insert_arrow(db, "origin_credits", columns)


def _postings(prints: Sequence[Printed], boilerplate: Mapping[str, ShortHashes]) -> pa.Table:
    """Return the sampled shingles of the texts, and which of them are no boilerplate."""
    samples = [each.sampled for each in prints]
    flags = flags_of_many(
        samples, [boilerplate.get(each.article.outlet_id or "", NO_BOILERPLATE) for each in prints]
    )
    is_asked = [
        np.ones(len(found), dtype=bool) if flagged is None else ~flagged
        for found, flagged in zip(samples, flags, strict=True)
    ]
    places = pa.array(np.repeat(np.arange(len(prints)), [len(found) for found in samples]))

    def repeat(values: list[object], kind: pa.DataType) -> pa.Array:
        return pa.array(values, kind).take(places)

    columns = {
        "shingle": pa.array(np.concatenate([_NO_SHINGLES, *samples])),
        "text_key": repeat([each.text_key for each in prints], pa.uint64()),
        "published_date": repeat([each.article.published_date for each in prints], pa.date32()),
        "first_seen_date": repeat([each.article.first_seen_date for each in prints], pa.date32()),
        "is_asked": pa.array(np.concatenate([np.zeros(0, dtype=bool), *is_asked])),
    }
    return pa.table(columns)


def find_candidates(db: duckdb.DuckDBPyConnection) -> list[tuple[int, int, bool]]:
    """Return the pairs of text keys, lower first, that share enough of `asked_shingles` within the window.

    The third says whether to compare them now: they share enough that is no boilerplate, or one was stored before.
    """
    bounds = db.execute(
        "select min(published_date), max(published_date), min(first_seen_date), max(first_seen_date)"
        " from asked_shingles"
    ).fetchall()[0]
    if bounds[2] is None:
        return []
    days = [
        None if day is None else _shift_day(day, sign * _WINDOW_DAYS)
        for day, sign in zip(bounds, (-1, 1, -1, 1), strict=True)
    ]
    return db.execute(
        _CANDIDATES,
        {
            "published_from": days[0],
            "published_to": days[1],
            "seen_from": days[2],
            "seen_to": days[3],
            "window_days": _WINDOW_DAYS,
            "texts_per_shingle": _MAX_TEXTS_PER_SHINGLE,
            "standing_texts": _STANDING_TEXTS,
            "least": MIN_SHARED_SAMPLES,
            "candidates": _MAX_CANDIDATES,
        },
    ).fetchall()


def _shift_day(day: date, days: int) -> date:
    """Return the day so many days later, or the first or last that can be told."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


_CANDIDATES = read_sql("copies/candidates")
