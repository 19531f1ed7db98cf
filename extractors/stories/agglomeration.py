"""Groups of linked nodes: agglomeration by mean link, in order of strength."""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isnan, nan

# An article is compared with the few that are most like it (`lookup.CANDIDATES`), so that a large story can't have
# all its pairs: at most so many links an article count as missing.
EXPECTED_LINKS = 10  # as labelled stories are small, neither half nor double moves AllSides
# And while fewer than _FEW_LINKS of its links are strong, a missing one says that two articles are less alike;
# from _FULL_LINKS on it says nothing: the list has room for ten, but what is near and of another event takes
# some. Between them, in part. With 6 and 10 the B-cubed recall of stories cloned ten times is .878, with 4 and
# 6 .897 (AllSides, `story_sizes.py`), and AllSides as it is stays (five folds, pairwise / B-cubed F1 .851 /
# .928 both; with 2 and 6 .849 / .927; November 2026). An undated article is compared with four times as many;
# with 16 and 24 for it two similar events told by many undated articles become one (ECB+ cloned six times,
# precision .75 to .66).
_FEW_LINKS, _FULL_LINKS = 4, 6
_UNDATED_FEW_LINKS, _UNDATED_FULL_LINKS = 24, 40
# Dated articles of one story lie at most so many days apart, as those do that are compared: what is grouped again
# with a new article stays bounded, and no chain lasts for months. It costs nothing (AllSides, five folds,
# stories-4: pairwise F1 .851 with it and with 7 days, .852 without; with 2 days +.001 in sample; November 2026).
SPAN_DAYS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """Nodes being joined, each list by node: its links by the other node, its size, fullness, days and members.

    A link is the sum of the scores and the sum of the products of the fullness of its two ends. A node that has
    joined another has no members any more.
    """

    near: list[dict[int, tuple[float, float]]]
    sizes: list[int]
    fullness: list[float]
    first_days: list[float]
    last_days: list[float]
    members: list[list[int]]


def group(
    links: Mapping[tuple[int, int], float], count: int, threshold: float, days: Sequence[float] = ()
) -> list[list[int]]:
    """Return groups of `count` nodes, joined, the strongest first, while their mean link reaches the threshold.

    Two nodes without a link count as 0, unless both have all the links that there was room for; a negative link
    keeps them apart. Of equals, the first nodes are joined. `days` has the day of each node, nan where unknown;
    without it all are unknown.

    >>> group({(0, 1): 0.9, (1, 2): 0.2}, 3, 0.5)
    [[0, 1], [2]]
    """
    fullness = _read_fullness(links, count, threshold, days)
    clusters = Clusters(
        near=[{} for _ in range(count)],
        sizes=[1] * count,
        fullness=fullness.copy(),
        first_days=[inf if isnan(day) else day for day in days] or [inf] * count,
        last_days=[-inf if isnan(day) else day for day in days] or [-inf] * count,
        members=[[node] for node in range(count)],
    )
    for (a, b), score in links.items():
        clusters.near[a][b] = clusters.near[b][a] = (score, fullness[a] * fullness[b])
    queue = [(-now, a, b) for a, b in sorted(links) if (now := _strength(clusters, a, b)) >= threshold]
    heapq.heapify(queue)
    while queue:
        queued, a, b = heapq.heappop(queue)
        if b not in clusters.near[a]:
            continue
        # Joining weakens the other links of both: what is queued is never too little, and is looked at again.
        if (now := _strength(clusters, a, b)) == -queued:
            for strong in _join(clusters, a, b, threshold):
                heapq.heappush(queue, strong)
        elif now >= threshold:
            heapq.heappush(queue, (-now, a, b))
    return sorted(sorted(nodes) for nodes in clusters.members if nodes)


def _read_fullness(
    links: Mapping[tuple[int, int], float], count: int, threshold: float, days: Sequence[float]
) -> list[float]:
    """Return how far the strong links of each node fill the room for them, 0 to 1."""
    strong = [0] * count
    for (a, b), score in links.items():
        if score >= threshold:
            strong[a] += 1
            strong[b] += 1
    fullness = []
    for number, day in zip(strong, days or [nan] * count, strict=True):
        few, full = (_UNDATED_FEW_LINKS, _UNDATED_FULL_LINKS) if isnan(day) else (_FEW_LINKS, _FULL_LINKS)
        fullness.append(min(max(number - few, 0) / (full - few), 1.0))
    return fullness


def _strength(clusters: Clusters, a: int, b: int) -> float:
    """Return the mean link between two nodes; minus infinity where they lie too far apart."""
    first, last = clusters.first_days, clusters.last_days
    if max(last[a], last[b]) - min(first[a], first[b]) > SPAN_DAYS:
        return -inf
    low, high = sorted((clusters.sizes[a], clusters.sizes[b]))
    score, linked = clusters.near[a][b]
    told = low * high - clusters.fullness[a] * clusters.fullness[b] + linked
    return score / min(told, low * EXPECTED_LINKS)


def _join(clusters: Clusters, a: int, b: int, threshold: float) -> list[tuple[float, int, int]]:
    """Let the node with fewer links join the other; return what that is linked to now, by (-strength, nodes)."""
    near, first, last = clusters.near, clusters.first_days, clusters.last_days
    if len(near[a]) < len(near[b]):
        a, b = b, a
    clusters.sizes[a] += clusters.sizes[b]
    clusters.fullness[a] += clusters.fullness[b]
    first[a], last[a] = min(first[a], first[b]), max(last[a], last[b])
    clusters.members[a] += clusters.members[b]
    clusters.members[b] = []
    linked = []
    for other, (score, full) in near[b].items():
        del near[other][b]
        if other != a:
            own_score, own_full = near[a].get(other, (0.0, 0.0))
            near[a][other] = near[other][a] = (own_score + score, own_full + full)
            if (joined := _strength(clusters, a, other)) >= threshold:
                linked.append((-joined, min(a, other), max(a, other)))
    near[b] = {}
    return linked
