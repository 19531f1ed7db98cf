"""Groups of linked nodes: agglomeration by mean link, in order of strength."""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isnan

# An article is linked to the few that are most like it, so that a large story can't have all its pairs. At most
# so many links an article count as missing.
EXPECTED_LINKS = 10
# Dated articles of one story lie at most so many days apart, as those do that are compared: what is grouped again
# with a new article stays bounded, and no chain lasts for months. It costs nothing (AllSides, five folds,
# stories-4: pairwise F1 .851 with it and with 7 days, .852 without; November 2026).
SPAN_DAYS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """Nodes being joined, each list by node: its links by the other node, its size, days and members.

    A node that has joined another has no members any more.
    """

    near: list[dict[int, float]]
    sizes: list[int]
    first_days: list[float]
    last_days: list[float]
    members: list[list[int]]


def group(
    links: Mapping[tuple[int, int], float], count: int, threshold: float, days: Sequence[float] = ()
) -> list[list[int]]:
    """Return groups of `count` nodes, joined, the strongest first, while their mean link reaches the threshold.

    Two nodes without a link count as 0; a negative link keeps them apart. Of equals, the first nodes are joined.
    `days` has the day of each node, nan where unknown; without it all are unknown.

    >>> group({(0, 1): 0.9, (1, 2): 0.2}, 3, 0.5)
    [[0, 1], [2]]
    """
    clusters = Clusters(
        near=[{} for _ in range(count)],
        sizes=[1] * count,
        first_days=[inf if isnan(day) else day for day in days] or [inf] * count,
        last_days=[-inf if isnan(day) else day for day in days] or [-inf] * count,
        members=[[node] for node in range(count)],
    )
    for (a, b), score in links.items():
        clusters.near[a][b] = clusters.near[b][a] = score
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


def _strength(clusters: Clusters, a: int, b: int) -> float:
    """Return the mean link between two nodes; minus infinity where they lie too far apart."""
    first, last = clusters.first_days, clusters.last_days
    if max(last[a], last[b]) - min(first[a], first[b]) > SPAN_DAYS:
        return -inf
    low, high = sorted((clusters.sizes[a], clusters.sizes[b]))
    return clusters.near[a][b] / (low * min(high, EXPECTED_LINKS))


def _join(clusters: Clusters, a: int, b: int, threshold: float) -> list[tuple[float, int, int]]:
    """Let the node with fewer links join the other; return what that is linked to now, by (-strength, nodes)."""
    near, first, last = clusters.near, clusters.first_days, clusters.last_days
    if len(near[a]) < len(near[b]):
        a, b = b, a
    clusters.sizes[a] += clusters.sizes[b]
    first[a], last[a] = min(first[a], first[b]), max(last[a], last[b])
    clusters.members[a] += clusters.members[b]
    clusters.members[b] = []
    linked = []
    for other, score in near[b].items():
        del near[other][b]
        if other != a:
            near[a][other] = near[other][a] = near[a].get(other, 0.0) + score
            if (joined := _strength(clusters, a, other)) >= threshold:
                linked.append((-joined, min(a, other), max(a, other)))
    near[b] = {}
    return linked
