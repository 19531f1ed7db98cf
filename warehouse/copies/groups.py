"""The groups of near copies that new pairs touch, worked out anew and written: `texts` and `text_members`."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from extractors.copies.compare import METHOD_VERSION
from extractors.copies.groups import (
    MemberFacts,
    Origin,
    group_near,
    is_taker,
    probable_origin,
    reuse_in_group,
    share_of,
)
from extractors.ids import content_id
from warehouse.copies.known import KnownArticle, KnownTexts, stage_keys
from warehouse.queries import read_sql
from warehouse.staging import staged


@dataclass(frozen=True, slots=True, kw_only=True)
class TextGroup:
    """A group ready to be written: the article that represents it, its origin, its members with their reuse."""

    text_id: str
    representative: MemberFacts
    origin: Origin
    members: tuple[tuple[MemberFacts, str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What is to be grouped: articles by text key, pairs that are near, who shares a part, shares both ways.

    `others` are all articles known by text key, those that only share a part among them.
    """

    members: dict[int, list[MemberFacts]]
    others: dict[int, list[MemberFacts]]
    near: list[tuple[int, int, float]]
    partial: dict[int, list[int]]
    shares: dict[tuple[int, int], float]


def regroup(
    db: duckdb.DuckDBPyConnection, known: KnownTexts, text_keys: Iterable[int], wordless: Sequence[MemberFacts]
) -> None:
    """Redo the groups of these texts and of all that hang together with them; `wordless` articles stand alone."""
    _stage_component(db, text_keys)
    touched = _read_touched(db, known)
    groups = _group_texts(touched)
    groups += [_single(member, "own") for member in wordless]
    _write_groups(db, groups)


def _group_texts(touched: Touched) -> list[TextGroup]:
    """Return the groups of the touched texts, in order of their representatives."""
    found: dict[int, list[int]] = {}
    counts = {key: len(members) for key, members in touched.members.items()}
    for text_key, representative in group_near(counts, touched.near).items():
        found.setdefault(representative, []).append(text_key)
    return [_group(touched, representative, keys) for representative, keys in sorted(found.items())]


def _group(touched: Touched, representative_key: int, keys: Sequence[int]) -> TextGroup:
    members = sorted((each for key in keys for each in touched.members[key]), key=lambda each: each.article_id)
    if len(members) == 1:
        return _single(members[0], _reuse_alone(members[0], touched))
    representative = min(touched.members[representative_key], key=lambda each: each.article_id)
    counts = Counter(member.credit for member in members if member.credit is not None)
    credit = min(counts, key=lambda name: (-counts[name], name), default=None)
    origin = probable_origin(members, touched.shares, credit)
    model = next((member for member in members if member.article_id == origin.article_id), representative)
    return TextGroup(
        text_id=content_id("text", representative.article_id),
        representative=representative,
        origin=origin,
        members=tuple(
            (
                member,
                reuse_in_group(member, model, origin, touched.shares),
                share_of(representative.text_key, member.text_key, touched.shares),
            )
            for member in members
        ),
    )


def _single(member: MemberFacts, reuse: str) -> TextGroup:
    return TextGroup(
        text_id=content_id("text", member.article_id),
        representative=member,
        origin=probable_origin([member], {}, member.credit),
        members=((member, reuse, 1.0),),
    )


def _reuse_alone(member: MemberFacts, touched: Touched) -> str:
    """Return partial where the article may have taken a part of its words from another text."""
    others = (
        min(touched.others[key], key=lambda each: each.article_id)
        for key in touched.partial.get(member.text_key or 0, ())
    )
    return "partial" if any(is_taker(member, other, touched.shares) for other in others) else "own"


def _stage_component(db: duckdb.DuckDBPyConnection, text_keys: Iterable[int]) -> None:
    """Put into `component_keys` the texts and all that near pairs join to them, however far."""
    stage_keys(db, "component_keys", text_keys)
    added = 1
    while added:
        added = db.execute(read_sql("copies/stage_component")).fetchall()[0][0]


def _member(article: KnownArticle) -> MemberFacts:
    return MemberFacts(
        article_id=article.article_id,
        text_key=article.text_key,
        word_count=article.word_count,
        published_date=article.published_date,
        first_seen_date=article.first_seen_date,
        credit=article.credit,
    )


def _read_touched(db: duckdb.DuckDBPyConnection, known: KnownTexts) -> Touched:
    partners = db.execute(read_sql("copies/read_touched")).fetchall()
    known.learn(key for (key,) in partners)
    others = {key: [_member(each) for each in articles] for key, articles in known.articles.items() if articles}
    component = {key for (key,) in db.execute("select text_key from component_keys").fetchall()}
    members = {key: found for key, found in others.items() if key in component}
    pairs = db.execute(
        "select text_key_a, text_key_b, kind, share_a, share_b from copy_pairs where text_key_a <> text_key_b"
        " and (text_key_a in (select text_key from component_keys)"
        " or text_key_b in (select text_key from component_keys))"
    ).fetchall()
    near: list[tuple[int, int, float]] = []
    partial: dict[int, list[int]] = {}
    shares: dict[tuple[int, int], float] = {}
    for one, other, kind, share_one, share_other in pairs:
        shares[one, other], shares[other, one] = share_one, share_other
        if kind == "near" and one in members and other in members:
            near.append((one, other, min(share_one, share_other)))
        elif kind == "partial":
            partial.setdefault(one, []).append(other)
            partial.setdefault(other, []).append(one)
    return Touched(members=members, others=others, near=near, partial=partial, shares=shares)


def _write_groups(db: duckdb.DuckDBPyConnection, groups: Sequence[TextGroup]) -> None:
    """Put the groups in the place of those that their members were in."""
    rows = [(group, *member) for group in groups for member in group.members]
    if not rows:
        return
    members = pa.table(
        {
            "article_id": pa.array([member.article_id for _, member, _, _ in rows], pa.string()),
            "text_id": pa.array([group.text_id for group, _, _, _ in rows], pa.string()),
            "reuse": pa.array([reuse for _, _, reuse, _ in rows], pa.string()),
            "share_of_representative": pa.array([share for _, _, _, share in rows], pa.float64()),
            "method_version": pa.array([METHOD_VERSION] * len(rows), pa.string()),
            "first_seen_date": pa.array([member.first_seen_date for _, member, _, _ in rows], pa.date32()),
        }
    )
    texts = pa.table(
        {
            "text_id": pa.array([group.text_id for group in groups], pa.string()),
            "representative_article_id": pa.array(
                [group.representative.article_id for group in groups], pa.string()
            ),
            "article_count": pa.array([len(group.members) for group in groups], pa.int64()),
            "origin_article_id": pa.array([group.origin.article_id for group in groups], pa.string()),
            "origin_credit": pa.array([group.origin.credit for group in groups], pa.string()),
            "origin_reason": pa.array([group.origin.reason for group in groups], pa.string()),
            "first_seen_date": pa.array([group.representative.first_seen_date for group in groups], pa.date32()),
        }
    )
    days = [member.first_seen_date for _, member, _, _ in rows]
    with staged(db, members, "staged_members"), staged(db, texts, "staged_texts"):
        db.execute(
            "create or replace temp table left_texts as select distinct text_id from text_members"
            " where first_seen_date between $1 and $2 and article_id in (select article_id from staged_members)",
            [min(days), max(days)],
        )
        db.execute(
            "delete from text_members"
            " where first_seen_date between $1 and $2 and article_id in (select article_id from staged_members)",
            [min(days), max(days)],
        )
        db.execute(
            "delete from texts"
            " where first_seen_date between $1 and $2 and text_id in (select text_id from left_texts)",
            [min(days), max(days)],
        )
        db.execute("insert into text_members by name select * from staged_members")
        db.execute("insert into texts by name select * from staged_texts")
