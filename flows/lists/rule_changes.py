"""What differs between two watchlists: the rules that one has and the other has not, or has otherwise."""

from dataclasses import replace

from extractors.mentions.names.lexicon import WatchQuery, WatchRule
from extractors.mentions.names.watchlist import Watchlist

Rule = WatchRule | WatchQuery


def changed_rules(before: Watchlist, after: Watchlist) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of the rules that stand in the first alone, or otherwise, and of those in the second.

    Where rules stand in the file changes nothing, but in which order does: of two for one name the first counts.
    """
    old, new = _by_id(before), _by_id(after)
    moved = _moved([key for key in old if key in new], [key for key in new if key in old])
    gone = frozenset(key for key, rule in old.items() if new.get(key) != rule)
    come = frozenset(key for key, rule in new.items() if old.get(key) != rule)
    return gone | moved, come | moved


def _by_id(listed: Watchlist) -> dict[str, Rule]:
    rules: list[Rule] = [*listed.rules, *listed.queries]
    return {rule.rule_id: replace(rule, line=0) for rule in rules}


def _moved(before: list[str], after: list[str]) -> frozenset[str]:
    """Return the ids that stand at another place among those that both have.

    >>> sorted(_moved(["a", "b", "c"], ["b", "a", "c"])), sorted(_moved(["a"], ["a"]))
    (['a', 'b'], [])
    """
    return frozenset(one for one, other in zip(before, after, strict=True) if one != other)
