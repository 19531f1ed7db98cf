"""Which stored articles form a story: the neighbourhood of new articles, grouped anew.

The groups depend on which articles are there, not on the order in which they came: whatever an article may be
linked to is grouped again with it, as if all had come at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np

from extractors.story_join import Floats, group
from warehouse.story_state import Pool, read_pool, score_rows, stage_ids
from warehouse.story_weights import StoryModel

LINK_SCORE = 0.3  # pairs below it are not looked at together
JOIN_SCORE = 0.35  # mean score above which two groups are one story
MAX_ROUNDS = 4
REPRESENTATIVES = 8  # of a node that stands for many articles
MAX_NODES = 200
FORBIDDEN = -1e6  # score of two stories that a person told apart


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
    stage_ids(db, "story_reach", ids)
    stage_ids(db, "story_frontier", ids)
    for _ in range(MAX_ROUNDS):
        db.execute("""
            create or replace temp table story_step as
            with tied as (
                select article_b as article_id from story_links semi join story_frontier
                    on article_a = story_frontier.article_id
                union
                select article_a from story_links semi join story_frontier on article_b = story_frontier.article_id
                union
                select article_id from story_members
                where story_id in (select story_id from story_members semi join story_frontier using (article_id))
                union
                select article_id from text_members
                where text_id in (select text_id from text_members semi join story_frontier using (article_id))
            )
            select article_id
            from tied
            anti join story_reach using (article_id)
            semi join story_signatures using (article_id)
        """)
        counted = db.execute("insert into story_reach from story_step").fetchone()
        if not counted or not counted[0]:
            break
        db.execute("create or replace temp table story_frontier as from story_step")
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
    stage_ids(db, "story_reach", [each.article_id for each in placed])
    pool = read_pool(db, [each.article_id for each in placed], model)
    links = db.execute("""
        select article_a, article_b
        from story_links
        semi join story_reach on article_a = story_reach.article_id
        semi join story_reach as other on article_b = other.article_id
        order by all
    """).fetchall()
    nodes = tie_articles(placed)
    node_of = {article_id: index for index, node in enumerate(nodes) for article_id in node}
    pinned = {each.article_id: each.story_id for each in placed if each.is_pinned}
    row_of = {article_id: row for row, article_id in enumerate(pool.ids)}
    groups = []
    for component in connect(len(nodes), ((node_of[a], node_of[b]) for a, b in links)):
        members = [nodes[index] for index in component]
        groups += group_component(members, pool, row_of, pinned, model)
    return groups


def tie_articles(placed: Sequence[Placed]) -> list[list[str]]:
    """Return the articles in nodes that are never parted: near copies of a text, and what a person put together.

    Where the copies of a text were placed by a person, the person's word counts.
    """
    home = {each.text_id: each.story_id for each in reversed(placed) if each.is_pinned and each.text_id}
    nodes: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for each in placed:
        if each.is_pinned:
            key = ("story", each.story_id)
        elif each.text_id in home:
            key = ("story", home[each.text_id])
        elif each.text_id:
            key = ("text", each.text_id)
        else:
            key = ("article", each.article_id)
        nodes[key].append(each.article_id)
    return sorted(nodes.values())


def connect(count: int, ties: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the connected components of `count` nodes.

    >>> connect(4, [(0, 2), (2, 3)])
    [[0, 2, 3], [1]]
    """
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in ties:
        parent[root(a)] = root(b)
    components: dict[int, list[int]] = defaultdict(list)
    for node in range(count):
        components[root(node)].append(node)
    return sorted(components.values())


def group_component(
    nodes: Sequence[Sequence[str]],
    pool: Pool,
    row_of: dict[str, int],
    pinned: dict[str, str | None],
    model: StoryModel,
) -> list[StoryGroup]:
    """Return the stories of one connected component."""
    stand_ins = [node[:REPRESENTATIVES] for node in nodes]
    flat = [article_id for node in stand_ins for article_id in node]
    scores = score_all(pool, [row_of[article_id] for article_id in flat], model)
    sizes = [len(node) for node in stand_ins]
    starts = np.concatenate(([0], np.cumsum(sizes)))[:-1]
    summed = np.add.reduceat(np.add.reduceat(scores, starts, axis=0), starts, axis=1)
    between = summed / np.outer(sizes, sizes)
    homes = [next((pinned[one] for one in node if one in pinned), None) for node in nodes]
    for a, home in enumerate(homes):
        for b, other in enumerate(homes):
            if home and other and home != other:
                between[a, b] = FORBIDDEN
    at = {article_id: index for index, article_id in enumerate(flat)}
    groups = []
    for joined in group(between, sizes, JOIN_SCORE):
        members = sorted(one for index in joined for one in nodes[index])
        known = [at[one] for one in members if one in at]
        groups.append(
            StoryGroup(
                article_ids=tuple(members),
                scores=tuple(mean_score(scores, known, at.get(one)) for one in members),
            )
        )
    return groups


def mean_score(scores: Floats, members: Sequence[int], own: int | None) -> float | None:
    """Return the mean score of an article to its story's others; 1 for a further copy of a text, None alone."""
    others = [index for index in members if index != own]
    if own is None:
        return 1.0
    return round(float(scores[own, others].mean()), 6) if others else None


def score_all(pool: Pool, rows: Sequence[int], model: StoryModel) -> Floats:
    """Return the symmetric matrix of scores between the rows of the pool."""
    scores = np.eye(len(rows))
    upper = np.triu_indices(len(rows), 1)
    if len(upper[0]):
        at = np.array(rows, np.int64)
        found = score_rows(pool, at[upper[0]], at[upper[1]], model)
        scores[upper] = found
        scores[upper[::-1]] = found
    return scores
