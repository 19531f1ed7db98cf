"""Copies against what is stored: new articles are fingerprinted, looked up, compared, and their groups redone.

Articles with the same words are compared once, by the one with the lowest id, which stands for all. What is stored
is the same in whatever order and batches the articles came, as far as two bounds allow, which
`warehouse.copies.fingerprints` names: what an outlet repeats is learned as it comes, so pairs that were no copies
are kept in `alike_texts` and compared again.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

import duckdb
import pyarrow as pa

from warehouse.copies.boilerplate import read_boilerplate, update_samples
from warehouse.copies.due import read_due, remember_dealt_with, stage_due
from warehouse.copies.fingerprints import (
    Printed,
    facts_of,
    find_candidates,
    print_articles,
    store_prints,
)
from warehouse.copies.groups import regroup
from warehouse.copies.judge import JudgedPair, PreparedTexts, judge_pairs, sift_pairs, store_pairs
from warehouse.copies.known import KnownArticle, KnownTexts, stage_keys
from warehouse.queries import read_sql
from warehouse.staging import staged


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyCounts:
    """What one call did: articles compared, pairs found."""

    article_count: int
    pair_count: int


def fold_copies(db: duckdb.DuckDBPyConnection, *, now: datetime) -> CopyCounts:  # noqa: ARG001 - the seam has it
    """Find the copies of all articles whose accepted revision was not compared yet, inside a transaction."""
    article_count = stage_due(db)
    pair_count = 0
    if article_count:
        touched = _retire_changed(db)
        for articles in read_due(db):
            prints = print_articles(articles)
            known = KnownTexts(db)
            found, keys = _fold_slice(db, prints, known)
            pair_count += found
            regroup(db, known, touched | keys, [facts_of(each) for each in prints if each.text_key is None])
            touched = set()
        remember_dealt_with(db)
    return CopyCounts(article_count=article_count, pair_count=pair_count)


def unfold_articles(db: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> None:
    """Forget the articles, which are about to be deleted, and regroup what was alike, inside a transaction."""
    db.execute(
        "create or replace temp table due_articles as"
        " select article_id, first_seen_date, text_key from fingerprints where article_id in (select unnest(?))",
        [list(article_ids)],
    )
    touched = _retire_changed(db)
    regroup(db, KnownTexts(db), touched, ())
    db.execute(
        "delete from shingle_postings where text_key in (select text_key from due_articles)"
        " and text_key not in (select text_key from fingerprints where text_key is not null)"
    )
    db.execute("delete from text_members where article_id in (select unnest(?))", [list(article_ids)])
    db.execute("delete from texts where text_id not in (select text_id from text_members)")


def _fold_slice(
    db: duckdb.DuckDBPyConnection, prints: Sequence[Printed], known: KnownTexts
) -> tuple[int, set[int]]:
    """Store and compare the articles; return how many pairs were found and which texts are touched.

    `known` is to know nothing yet: it learns of the texts once the articles are stored.
    """
    compared = [each for each in prints if each.text_key is not None]
    arrived = {each.article.article_id for each in compared}
    keys = {each.text_key for each in compared if each.text_key is not None}
    changed_outlets = update_samples(db, prints)
    outlets = {each.article.outlet_id for each in compared if each.article.outlet_id is not None}
    store_prints(db, prints, read_boilerplate(db, outlets))
    candidates = {(one, other): is_due for one, other, is_due in find_candidates(db)}
    pairs = {pair for pair, is_due in candidates.items() if is_due}
    known.learn(keys | {key for pair in pairs for key in pair})
    before, standing = known.standing(arrived), known.standing()
    moved = {key for key in keys & before.keys() if before[key].article_id != standing[key].article_id}
    texts = PreparedTexts(db, {each.article.article_id: each.fingerprint for each in compared})
    again = _sifted(db, known, texts, _stored_pairs(db, moved, changed_outlets))
    _remove_pairs(db, again | {pair for pair in pairs if before.keys() >= set(pair)})
    pairs |= again
    rows = _judge(known, texts, pairs)
    _remember_alike(db, candidates.keys() - again, {_keys_of(row.a, row.b) for row in rows})
    rows += judge_pairs(texts, _same_words(db, known, arrived, moved))
    store_pairs(db, rows)
    return len(rows), keys | {key for pair in pairs for key in pair}


def _stored_pairs(
    db: duckdb.DuckDBPyConnection, moved: set[int], changed_outlets: Collection[str]
) -> dict[tuple[int, int], bool]:
    """Return the pairs to compare again, copies or not, and whether each is sifted.

    Another article stands for one, or boilerplate changed.

    Of an outlet whose boilerplate changed all are, of whatever day: the more came of it, the better it is known.
    """
    if (not moved and not changed_outlets) or not db.execute("select 1 from alike_texts limit 1").fetchall():
        return {}
    stage_keys(db, "wanted_keys", moved)
    rows = db.execute(
        read_sql("copies/stored_pairs"),
        {"outlets": sorted(changed_outlets)},
    ).fetchall()
    return {(one, other): is_sifted for one, other, is_sifted in rows}


def _sifted(
    db: duckdb.DuckDBPyConnection, known: KnownTexts, texts: PreparedTexts, stored: Mapping[tuple[int, int], bool]
) -> set[tuple[int, int]]:
    """Return those of the pairs that share as many words as copies do, and forget the others.

    Whatever an outlet repeats, the others will be no copies. All their words are compared once only, and not when
    they are found: of 7,449 pairs of 13,289 real articles one in five is alike.
    """
    doubted = {pair for pair, is_sifted in stored.items() if not is_sifted}
    if not doubted:
        return set(stored)
    alike = {_keys_of(a, b) for a, b in sift_pairs(texts, _articles_of(known, doubted))}
    _stage_pairs(db, doubted)
    db.execute("delete from alike_texts using pairs_again where text_key_a = key_a and text_key_b = key_b")
    _remember_alike(db, alike, alike)
    return (stored.keys() - doubted) | alike


def _remember_alike(
    db: duckdb.DuckDBPyConnection, pairs: Set[tuple[int, int]], sifted: Set[tuple[int, int]]
) -> None:
    """Store those of the pairs that are not stored yet: what is boilerplate later may make copies of them."""
    for chosen, is_sifted in ((pairs & sifted, True), (pairs - sifted, False)):
        if chosen:
            _stage_pairs(db, chosen)
            db.execute(
                "insert into alike_texts select key_a, key_b, $1 from pairs_again"
                " anti join alike_texts on text_key_a = key_a and text_key_b = key_b",
                [is_sifted],
            )


def _keys_of(a: KnownArticle, b: KnownArticle) -> tuple[int, int]:
    return min(a.text_key, b.text_key), max(a.text_key, b.text_key)


def _remove_pairs(db: duckdb.DuckDBPyConnection, pairs: set[tuple[int, int]]) -> None:
    """Remove the stored rows of these pairs of texts, lower key first."""
    if not pairs:
        return
    _stage_pairs(db, pairs)
    # Both ways round, as a join of two plain columns: a test on a struct went through all pairs slowly.
    db.execute(
        "delete from copy_pairs using ("
        " select key_a, key_b from pairs_again union all select key_b, key_a from pairs_again"
        ") as again where text_key_a = again.key_a and text_key_b = again.key_b and text_key_a <> text_key_b"
    )


def _judge(known: KnownTexts, texts: PreparedTexts, pairs: set[tuple[int, int]]) -> list[JudgedPair]:
    """Return those of the pairs that are copies."""
    return judge_pairs(texts, _articles_of(known, pairs))


def _articles_of(known: KnownTexts, pairs: set[tuple[int, int]]) -> list[tuple[KnownArticle, KnownArticle]]:
    """Return the articles that stand for the texts of each pair, where both are stored."""
    known.learn({key for pair in pairs for key in pair})
    standing = known.standing()
    return [
        (standing[one], standing[other]) for one, other in sorted(pairs) if one in standing and other in standing
    ]


def _same_words(
    db: duckdb.DuckDBPyConnection, known: KnownTexts, arrived: set[str], moved: set[int]
) -> list[tuple[KnownArticle, KnownArticle]]:
    """Return the new articles, each with the one that stands for its words; all where that one changed."""
    if moved:
        stage_keys(db, "wanted_keys", moved)
        db.execute(
            "delete from copy_pairs where text_key_a = text_key_b"
            " and text_key_a in (select text_key from wanted_keys)"
        )
    pairs = [
        (articles[0], each)
        for key, articles in known.articles.items()
        for each in articles[1:]
        if key in moved or each.article_id in arrived
    ]
    return sorted(pairs, key=lambda pair: pair[1].article_id)


def _retire_changed(db: duckdb.DuckDBPyConnection) -> set[int]:
    """Forget the fingerprints of articles that have another accepted revision now; return the texts touched."""
    changed = db.execute(
        "select article_id, text_key from fingerprints"
        " where article_id in (select article_id from due_articles)"
        " and first_seen_date between (select min(first_seen_date) from due_articles)"
        " and (select max(first_seen_date) from due_articles)"
    ).fetchall()
    if not changed:
        return set()
    articles, keys = [row[0] for row in changed], {row[1] for row in changed if row[1] is not None}
    before_texts = KnownTexts(db)
    before_texts.learn(keys)
    before = before_texts.standing()
    db.execute("delete from fingerprints where article_id in (select unnest(?))", [articles])
    db.execute("delete from outlet_samples where article_id in (select unnest(?))", [articles])
    db.execute("delete from origin_credits where article_id in (select unnest(?))", [articles])
    known = KnownTexts(db)
    known.learn(keys)
    after = known.standing()
    gone = keys - after.keys()
    moved = {key for key in after if before[key].article_id != after[key].article_id}
    pairs = _stored_pairs(db, keys, ())
    rest = {pair for pair in pairs if not gone & set(pair)}
    db.execute(
        "delete from copy_pairs where article_a in (select unnest($1)) or article_b in (select unnest($1))",
        [articles],
    )
    stage_keys(db, "wanted_keys", gone)
    db.execute(
        "delete from alike_texts where text_key_a in (select text_key from wanted_keys)"
        " or text_key_b in (select text_key from wanted_keys)"
    )
    texts = PreparedTexts(db, {})
    _remove_pairs(db, rest)
    rows = _judge(known, texts, rest)
    rows += judge_pairs(texts, _same_words(db, known, set(), moved))
    store_pairs(db, rows)
    return after.keys() | {key for pair in pairs for key in pair if key not in gone}


def _stage_pairs(db: duckdb.DuckDBPyConnection, pairs: Iterable[tuple[int, int]]) -> None:
    ordered = sorted(pairs)
    columns = {
        "key_a": pa.array([one for one, _ in ordered], pa.uint64()),
        "key_b": pa.array([other for _, other in ordered], pa.uint64()),
    }
    with staged(db, pa.table(columns)):
        db.execute("create or replace temp table pairs_again as select * from staged")
