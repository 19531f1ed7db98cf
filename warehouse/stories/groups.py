"""Which stored articles form a story: the neighbourhood of new articles, grouped anew.

The groups depend on which articles are there, not on the order in which they came: whatever an article may be
linked to is grouped again with it, as if all had come at once.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extractors.stories.agglomeration import EXPECTED_LINKS, group
from extractors.stories.scores import score_links
from extractors.trees import Floats, Ints
from warehouse.queries import read_sql
from warehouse.staging import staged
from warehouse.stories.day_ranges import near_days
from warehouse.stories.model import StoryModel
from warehouse.stories.neighbourhood import Placed

_FORBIDDEN = -1e6  # link of two stories that a person told apart

_LINKED = read_sql("stories/linked")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryGroup:
    """Articles of one story: ids ascending, the mean score of each to the others (None alone).

    The days, counted from 1970, are the first and the last on which one of them was first seen.
    """

    article_ids: tuple[str, ...]
    scores: tuple[float | None, ...]
    first_seen_day: int
    last_seen_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Links (a[i], b[i]) between the articles `ids`, ascending; their days count from 1970, nan where unknown."""

    ids: tuple[str, ...]
    days: Floats
    a: Ints
    b: Ints
    scores: Floats


def group_articles(db: duckdb.DuckDBPyConnection, placed: Sequence[Placed], model: StoryModel) -> list[StoryGroup]:
    """Return the stories of a neighbourhood."""
    links = _read_links(db, placed, model)
    copies = _tie_copies(placed)
    nodes = [[each for copy in node for each in copies[copy]] for node in _tie_pinned(copies)]
    node_of = {each.article_id: index for index, node in enumerate(nodes) for each in node}
    owners = np.array([node_of.get(article_id, -1) for article_id in links.ids], np.int64)
    between = _link_nodes(links, owners, len(nodes))
    held = [index for index, node in enumerate(nodes) if node[0].is_pinned]
    between |= dict.fromkeys(combinations(held, 2), _FORBIDDEN)
    found = group(between, len(nodes), model.weights.threshold, _node_days(nodes, links, owners))
    home_of_node = np.zeros(len(nodes) + 1, np.int64)
    for home, joined in enumerate(found):
        home_of_node[joined] = home
    home_of_node[-1] = -1
    sums = _sum_links(links, home_of_node[owners])
    return [_make_group([each for node in joined for each in nodes[node]], sums) for joined in found]


def _make_group(members: Sequence[Placed], sums: dict[str, float]) -> StoryGroup:
    """Return the story of these articles, given the sum of the links of each within it."""
    ids = sorted(each.article_id for each in members)
    expected = min(len(ids) - 1, EXPECTED_LINKS)
    days = [each.seen_day for each in members]
    return StoryGroup(
        article_ids=tuple(ids),
        scores=tuple(round(min(sums.get(one, 0.0) / expected, 1.0), 6) if expected else None for one in ids),
        first_seen_day=min(days),
        last_seen_day=max(days),
    )


def _read_links(db: duckdb.DuckDBPyConnection, placed: Sequence[Placed], model: StoryModel) -> Links:
    """Return all links of the articles of the neighbourhood, scored among one another."""
    dates = {each.seen_day if each.published_day is None else each.published_day for each in placed}
    query = _LINKED.format(near_a=near_days("date_a", dates), near_b=near_days("date_b", dates))
    ids = pa.array([each.article_id for each in placed], pa.string())
    with staged(db, pa.table({"article_id": ids}), "staged_ids"):
        rows = db.sql(query).to_arrow_table()
    sides = [rows[name].combine_chunks() for name in ("article_a", "article_b")]
    linked = pc.unique(pa.concat_arrays(sides)).sort()
    a, b = (pc.index_in(side, value_set=linked).to_numpy().astype(np.int64) for side in sides)
    days = np.full(len(linked), np.nan)
    days[a], days[b] = (rows[name].to_numpy() for name in ("day_a", "day_b"))
    scores = score_links(a, b, rows["score"].to_numpy(), days, model.weights).round(6)
    return Links(ids=tuple(linked.to_pylist()), days=days, a=a, b=b, scores=scores)


def _node_days(nodes: Sequence[Sequence[Placed]], links: Links, owners: Ints) -> list[float]:
    """Return the day of the first linked article of each node; nan where not known.

    Also nan where a person placed one, as what people put together may last as long as it likes.
    """
    first = np.full(len(nodes) + 1, np.inf)  # the last one is for articles that are in no node
    known = ~np.isnan(links.days)
    np.minimum.at(first, owners[known], links.days[known])
    first[np.isinf(first)] = np.nan
    pinned = [index for index, node in enumerate(nodes) if any(each.is_pinned for each in node)]
    first[pinned] = np.nan
    return list(first[:-1].tolist())


def _tie_copies(placed: Sequence[Placed]) -> list[list[Placed]]:
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


def _tie_pinned(copies: Sequence[Sequence[Placed]]) -> list[list[int]]:
    """Return the copies by node: all that a person put into one story are one node, each other is its own."""
    nodes: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for index, copy in enumerate(copies):
        key = ("story", copy[0].story_id) if copy[0].is_pinned else ("article", copy[0].article_id)
        nodes[key].append(index)
    return sorted(nodes.values())


def _link_nodes(links: Links, owners: Ints, count: int) -> dict[tuple[int, int], float]:
    """Return the best link between each two of `count` nodes; `owners` has the node of each article, or -1.

    The best, not the mean: what a person put together need not be alike, and new articles will resemble a part.
    """
    a, b = owners[links.a], owners[links.b]
    used = (a >= 0) & (b >= 0) & (a != b)
    low, high = np.minimum(a, b)[used], np.maximum(a, b)[used]
    order = np.lexsort((links.scores[used], low * count + high))
    pairs = (low * count + high)[order]
    last = np.flatnonzero(np.diff(pairs, append=-1))
    names = zip((pairs[last] // count).tolist(), (pairs[last] % count).tolist(), strict=True)
    return dict(zip(names, links.scores[used][order][last].tolist(), strict=True))


def _sum_links(links: Links, homes: Ints) -> dict[str, float]:
    """Return the sum of each linked article's links within its story; `homes` has that of each, or -1."""
    inside = (homes[links.a] >= 0) & (homes[links.a] == homes[links.b])
    ends = np.concatenate([links.a[inside], links.b[inside]])
    sums = np.bincount(ends, np.tile(links.scores[inside], 2), len(links.ids))
    return dict(zip(links.ids, sums.tolist(), strict=True))
