"""Which stored articles form a story: the neighbourhood of new articles, grouped anew.

The groups depend on which articles are there, not on the order in which they came: whatever an article may be
linked to is grouped again with it, as if all had come at once.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, nan

import duckdb
import numpy as np

from extractors.story_grouping import EXPECTED_LINKS, group
from extractors.story_scores import score_links
from warehouse.story_state import stage_ids
from warehouse.story_weights import StoryModel

TIE_SCORE = 0.2  # of a link that makes two articles be looked at together
MAX_ROUNDS = 2
FORBIDDEN = -1e6  # link of two stories that a person told apart

TIED_BY_LINK = """
    select article_b as article_id, date_b as date
    from story_links
    semi join story_reach on article_a = story_reach.article_id
    where score >= $tie_score and date_a between cast($first as date) and cast($last as date)
    union
    select article_a, date_a
    from story_links
    semi join story_reach on article_b = story_reach.article_id
    where score >= $tie_score and date_b between cast($first as date) and cast($last as date)
"""
# Ends the walk: a story or text is in the neighbourhood as a whole or not at all.
TIED_BY_GROUP = """
    with grouped as (
        select article_id
        from text_members
        where text_id in (select text_id from text_members semi join story_reach using (article_id))
        union
        from story_reach select article_id
    )
    select article_id
    from story_members
    where story_id in (select story_id from story_members semi join grouped using (article_id))
    union
    from grouped semi join story_members using (article_id)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An article of the neighbourhood and where it stands now; `is_pinned` where a person placed it."""

    article_id: str
    story_id: str | None
    score: float | None
    is_pinned: bool
    text_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryGroup:
    """Articles of one story: ids ascending, the mean score of each to the others (None alone)."""

    article_ids: tuple[str, ...]
    scores: tuple[float | None, ...]


def read_neighbourhood(db: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> list[Placed]:
    """Return the articles and all that links, shared texts or stories tie to them, a few steps far."""
    stage_ids(db, "story_batch", ids)
    db.execute("""
        create or replace temp table story_reach as
        select distinct article_id, coalesce(published_date, seen_date) as date
        from story_keys
        union
        select article_id, null from story_batch
    """)
    for _ in range(MAX_ROUNDS):
        between = db.execute(
            "select cast(min(date) as varchar), cast(max(date) as varchar) from story_reach"
        ).fetchone()
        first, last = between or (None, None)
        db.execute(
            f"create or replace temp table story_step as {TIED_BY_LINK}",
            {"tie_score": TIE_SCORE, "first": first, "last": last},
        )
        db.execute("insert into story_reach from story_step anti join story_reach using (article_id)")
    db.execute(f"create or replace temp table story_step as {TIED_BY_GROUP}")
    db.execute(
        "insert into story_reach select article_id, null from story_step anti join story_reach using (article_id)"
    )
    db.execute("create or replace temp table story_reach as select distinct article_id from story_reach")
    rows = db.execute("""
        select
            article_id,
            story_id,
            score,
            coalesce(decided_by = 'person', false),
            text_id
        from story_reach
        left join story_members using (article_id)
        left join text_members using (article_id)
        order by article_id
    """).fetchall()
    names = ("article_id", "story_id", "score", "is_pinned", "text_id")
    return [Placed(**dict(zip(names, row, strict=True))) for row in rows]


def group_articles(db: duckdb.DuckDBPyConnection, placed: Sequence[Placed], model: StoryModel) -> list[StoryGroup]:
    """Return the stories of a neighbourhood."""
    links, day_of = read_links(db, placed, model)
    copies = tie_copies(placed)
    nodes = tie_pinned(copies)
    homes = [next((each.story_id for each in copy if each.is_pinned), None) for copy in copies]
    between = link_nodes(links, copies, nodes)
    held = [index for index, node in enumerate(nodes) if homes[node[0]]]
    between |= {(a, b): FORBIDDEN for place, a in enumerate(held) for b in held[place + 1 :]}
    days = [node_day([each for copy in node for each in copies[copy]], day_of) for node in nodes]
    found = group(between, len(nodes), model.weights.threshold, days)
    near: dict[str, dict[str, float]] = defaultdict(dict)
    for (article_a, article_b), score in links.items():
        near[article_a][article_b] = near[article_b][article_a] = score
    groups = []
    for joined in found:
        members = sorted(each.article_id for node in joined for copy in nodes[node] for each in copies[copy])
        groups.append(StoryGroup(article_ids=tuple(members), scores=mean_scores(members, near)))
    return groups


def read_links(
    db: duckdb.DuckDBPyConnection, placed: Sequence[Placed], model: StoryModel
) -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    """Return the links within the neighbourhood, scored among all links of their articles, and days of these.

    The days are counted from 1970; nan where not known.
    """
    stage_ids(db, "story_reach", [each.article_id for each in placed])
    between = db.execute("""
        select
            cast(min(coalesce(published_date, seen_date)) as varchar),
            cast(max(coalesce(published_date, seen_date)) as varchar)
        from story_signatures
        semi join story_reach using (article_id)
    """).fetchone()
    rows = db.execute(
        """
        select
            article_a,
            article_b,
            if(is_dated_a, date_a - date '1970-01-01', null) as day_a,
            if(is_dated_b, date_b - date '1970-01-01', null) as day_b,
            score
        from (
            from story_links semi join story_reach on article_a = story_reach.article_id
            where date_a between cast($first as date) and cast($last as date)
            union
            from story_links semi join story_reach on article_b = story_reach.article_id
            where date_b between cast($first as date) and cast($last as date)
        )
        order by article_a, article_b
        """,
        dict(zip(("first", "last"), between or (None, None), strict=True)),
    ).fetchall()
    ids = sorted({article_id for row in rows for article_id in row[:2]})
    place = {article_id: index for index, article_id in enumerate(ids)}
    days = np.full(len(ids), np.nan)
    for article_a, article_b, day_a, day_b, _ in rows:
        days[place[article_a]] = np.nan if day_a is None else day_a
        days[place[article_b]] = np.nan if day_b is None else day_b
    a, b = (np.array([place[row[side]] for row in rows], np.int64) for side in (0, 1))
    scores = score_links(a, b, np.array([row[4] for row in rows], float), days, model.weights)
    inside = {each.article_id for each in placed}
    links = {
        (row[0], row[1]): score
        for row, score in zip(rows, scores.round(6).tolist(), strict=True)
        if row[0] in inside and row[1] in inside
    }
    return links, dict(zip(ids, days.tolist(), strict=True))


def node_day(articles: Sequence[Placed], day_of: dict[str, float]) -> float:
    """Return the day of the first of some copies; nan where not known.

    Also nan where a person placed one, as what people put together may last as long as it likes.
    """
    if any(each.is_pinned for each in articles):
        return nan
    return min((day for each in articles if not isnan(day := day_of.get(each.article_id, nan))), default=nan)


def tie_copies(placed: Sequence[Placed]) -> list[list[Placed]]:
    """Return the articles by text; near copies of a text are never parted but by a person.

    Copies that no person placed go with those that one did.
    """
    home = {each.text_id: each.story_id for each in reversed(placed) if each.is_pinned and each.text_id}
    copies: dict[tuple[str, ...], list[Placed]] = defaultdict(list)
    for each in placed:
        if each.text_id:
            copies[each.text_id, (each.story_id if each.is_pinned else home.get(each.text_id)) or ""].append(each)
        else:
            copies[(each.article_id,)].append(each)
    for copy in copies.values():
        copy.sort(key=lambda each: (not each.is_pinned, each.article_id))
    return sorted(copies.values(), key=lambda copy: copy[0].article_id)


def tie_pinned(copies: Sequence[Sequence[Placed]]) -> list[list[int]]:
    """Return the copies by node: all that a person put into one story are one node, each other is its own."""
    nodes: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for index, copy in enumerate(copies):
        key = ("story", copy[0].story_id) if copy[0].is_pinned else ("article", copy[0].article_id)
        nodes[key].append(index)
    return sorted(nodes.values())


def link_nodes(
    links: dict[tuple[str, str], float], copies: Sequence[Sequence[Placed]], nodes: Sequence[Sequence[int]]
) -> dict[tuple[int, int], float]:
    """Return the best link between each two nodes.

    The best, not the mean: what a person put together need not be alike, and new articles will resemble a part.
    """
    node_of = {
        each.article_id: index for index, node in enumerate(nodes) for copy in node for each in copies[copy]
    }
    best: dict[tuple[int, int], float] = {}
    for (article_a, article_b), score in links.items():
        low, high = sorted((node_of[article_a], node_of[article_b]))
        if low != high:
            best[low, high] = max(score, best.get((low, high), 0.0))
    return best


def mean_scores(members: Sequence[str], near: dict[str, dict[str, float]]) -> tuple[float | None, ...]:
    """Return for each member the mean score of its links in the story; None where it is alone."""
    if len(members) == 1:
        return (None,)
    inside, expected = set(members), min(len(members) - 1, EXPECTED_LINKS)
    sums = (sum(score for other, score in near[one].items() if other in inside) for one in members)
    return tuple(round(min(total / expected, 1.0), 6) for total in sums)
