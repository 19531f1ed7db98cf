"""Groups of linked nodes: agglomeration by mean link, in order of strength."""

import heapq
from collections.abc import Mapping, Sequence
from math import inf, isnan

# An article is linked to the few that are most like it, so that a large story can't have all its pairs. At most
# so many links an article count as missing.
EXPECTED_LINKS = 10
# Dated articles of one story lie at most so many days apart, as those do that are compared: an article without a
# date resembles others of many weeks and would chain them (AllSides, five folds: pairwise F1 .808 without, .816
# with 4 days, .811 with 7).
SPAN_DAYS = 4


def group(
    links: Mapping[tuple[int, int], float], count: int, threshold: float, days: Sequence[float] = ()
) -> list[list[int]]:
    """Return groups of `count` nodes, joined, the strongest first, while their mean link reaches the threshold.

    Two nodes without a link count as 0; a negative link keeps them apart. Of equals, the first nodes are joined.
    `days` has the day of each node, nan where unknown; without it all are unknown.

    >>> group({(0, 1): 0.9, (1, 2): 0.2}, 3, 0.5)
    [[0, 1], [2]]
    """
    near: list[dict[int, float]] = [{} for _ in range(count)]
    for (a, b), score in links.items():
        near[a][b] = near[b][a] = score
    size, members = [1] * count, [[node] for node in range(count)]
    first = [inf if isnan(day) else day for day in days] or [inf] * count
    last = [-inf if isnan(day) else day for day in days] or [-inf] * count

    def strength(a: int, b: int) -> float:
        if max(last[a], last[b]) - min(first[a], first[b]) > SPAN_DAYS:
            return -inf
        low, high = sorted((size[a], size[b]))
        return near[a][b] / (low * min(high, EXPECTED_LINKS))

    queue = [(-strength(a, b), a, b) for a, b in sorted(links) if strength(a, b) >= threshold]
    heapq.heapify(queue)
    while queue:
        queued, a, b = heapq.heappop(queue)
        if b not in near[a]:
            continue
        # Joining weakens the other links of both: what is queued is never too little, and is looked at again.
        if (now := strength(a, b)) != -queued:
            if now >= threshold:
                heapq.heappush(queue, (-now, a, b))
            continue
        if len(near[a]) < len(near[b]):
            a, b = b, a
        size[a] += size[b]
        first[a], last[a] = min(first[a], first[b]), max(last[a], last[b])
        members[a], members[b] = members[a] + members[b], []
        for other, score in near[b].items():
            del near[other][b]
            if other != a:
                near[a][other] = near[other][a] = near[a].get(other, 0.0) + score
                if (joined := strength(a, other)) >= threshold:
                    heapq.heappush(queue, (-joined, min(a, other), max(a, other)))
        near[b] = {}
    return sorted(sorted(nodes) for nodes in members if nodes)
