"""Groups of statements that measure the same: joined while the mean of their links allows it."""

import heapq
from collections.abc import Mapping, Sequence

Links = Mapping[tuple[int, int], float]


class _Joining:
    """Nodes being joined: by node its links as [sum, count] by the other node, and its members."""

    def __init__(self, links: Links, count: int, threshold: float) -> None:
        self.threshold = threshold
        self.near: list[dict[int, list[float]]] = [{} for _ in range(count)]
        self.members: list[list[int]] = [[node] for node in range(count)]
        for (a, b), score in links.items():
            self.near[a][b] = self.near[b][a] = [score, 1.0]
        self.queue = [each for a in range(count) for each in self.strong(a) if each[1] == a]
        heapq.heapify(self.queue)

    def strong(self, node: int) -> list[tuple[float, int, int]]:
        """Return the links of a node whose mean reaches the threshold, as entries of the queue."""
        return [
            (-total / number, min(node, other), max(node, other))
            for other, (total, number) in self.near[node].items()
            if total / number >= self.threshold
        ]

    def is_current(self, strength: float, a: int, b: int) -> bool:
        """Return whether an entry of the queue is still what links the two."""
        link = self.near[a].get(b)
        return link is not None and -link[0] / link[1] == strength

    def join(self, a: int, b: int) -> None:
        """Let b join a; links to a third node are added up."""
        self.members[a] += self.members[b]
        self.members[b] = []
        del self.near[a][b]
        for other, (total, number) in self.near[b].items():
            if other == a:
                continue
            del self.near[other][b]
            known = self.near[a].get(other, [0.0, 0.0])
            self.near[a][other] = self.near[other][a] = [known[0] + total, known[1] + number]
        self.near[b] = {}
        for entry in self.strong(a):
            heapq.heappush(self.queue, entry)


def group_statements(
    links: Links, count: int, threshold: float, joined: Sequence[tuple[int, int]] = ()
) -> list[list[int]]:
    """Return the groups of `count` nodes in order of their first node, those of one node included.

    `joined` are links that hold whatever they weigh: people decided them.

    The strongest are joined first, while the mean of the links between two groups reaches the threshold; nodes
    without a link (of one article, of two kinds) say nothing of each other. Keys of `links` are (lower, higher).

    >>> group_statements({(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.1}, 4, 0.5)
    [[0, 1], [2], [3]]
    """
    joining = _Joining(links, count, threshold)
    home = list(range(count))
    for a, b in joined:
        one, other = home[a], home[b]
        if one != other:
            joining.join(one, other)
            home = [one if each == other else each for each in home]
    while joining.queue:
        strength, a, b = heapq.heappop(joining.queue)
        if joining.is_current(strength, a, b):
            joining.join(a, b)
    return [sorted(members) for members in joining.members if members]
