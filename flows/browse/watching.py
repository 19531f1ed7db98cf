"""The page of the watchlist: its rules, and what one of them, or one that is only tried, matches."""

import time
from collections.abc import Mapping
from dataclasses import asdict, replace
from itertools import islice
from typing import Any

from extractors.errors import WatchlistError
from extractors.mentions.names.lexicon import WatchQuery, WatchRule
from extractors.mentions.names.watchlist import Watchlist, parse_watchlist
from flows.errors import UnknownRule
from flows.lists.lexicon import read_watchlist
from flows.lists.settings import Settings
from flows.upkeep.watch import Match, matches_of, suggested_names
from warehouse.asking.counts import counted

_MOST_MATCHES = 100
_MOST_SUGGESTED = 20
_SECONDS = 8.0  # then what was found so far is shown
_LONGEST_RULE = 20_000
_EXAMPLE = '[[entity]]\nid = "org:scale-ai"\nname = "Scale AI"\ntype = "organization"\naliases = ["Scale"]\n'


def watch_page(settings: Settings, rule_id: str, tried: str, counts: Mapping[str, int]) -> dict[str, Any]:
    """Return what the page shows; `counts` are articles by entity, `problem` tells what is wrong with a rule."""
    shown: dict[str, Any] = {
        "rules": [], "tested": rule_id, "tried": tried or _EXAMPLE, "problem": "", "matches": [], "said": "",
        "suggested": [],
    }  # fmt: skip
    try:
        listed = read_watchlist(settings.watchlist)
        shown["rules"] = [_row(rule, counts) for rule in listed.rules]
        shown["rules"] += [_row(query, counts) for query in listed.queries]
        if tried.strip():
            listed, wanted = _with(listed, _parsed(tried))
            _test(shown, settings, wanted, listed)
        elif rule_id:
            _test(shown, settings, [rule_id], None)
            if any(rule.rule_id == rule_id for rule in listed.rules):
                columns, rows = suggested_names(settings, rule_id, most=_MOST_SUGGESTED)
                shown["suggested"] = [dict(zip(columns, row, strict=True)) for row in rows]
    except (WatchlistError, UnknownRule) as error:
        shown["problem"] = str(error)
    return shown


def _parsed(tried: str) -> Watchlist:
    if len(tried) > _LONGEST_RULE:
        raise WatchlistError("rule", 1, f"longer than {_LONGEST_RULE:,} characters")
    return parse_watchlist(tried, "rule")


def _row(rule: WatchRule | WatchQuery, counts: Mapping[str, int]) -> dict[str, Any]:
    return {
        "rule_id": rule.rule_id,
        "entity_id": rule.entity_id,
        "entity_name": rule.name,
        "kind": rule.kind if isinstance(rule, WatchRule) else "query",
        "aliases": list(rule.aliases) if isinstance(rule, WatchRule) else [],
        "article_count": counts.get(rule.entity_id, 0),
    }


def _with(listed: Watchlist, tried: Watchlist) -> tuple[Watchlist, list[str]]:
    """Return the watchlist with the tried rules first, in the place of those of their ids, and these ids."""
    ids = [each.rule_id for each in tried.rules] + [each.rule_id for each in tried.queries]
    kept = replace(
        listed,
        rules=(*tried.rules, *(rule for rule in listed.rules if rule.rule_id not in ids)),
        queries=(*tried.queries, *(query for query in listed.queries if query.rule_id not in ids)),
    )
    return kept, ids


def _test(shown: dict[str, Any], settings: Settings, rule_ids: list[str], tried: Watchlist | None) -> None:
    """Put the matches of the rules into what is shown, and how far they were looked for."""
    start = time.monotonic()
    found: list[Match] = []
    is_all = True
    for match in islice(matches_of(settings.database, settings, rule_ids, tried=tried), _MOST_MATCHES + 1):
        found.append(match)
        if len(found) > _MOST_MATCHES or time.monotonic() - start > _SECONDS:
            is_all = False
            break
    shown["matches"] = [asdict(match) for match in found[:_MOST_MATCHES]]
    articles = len({match.article_id for match in found})
    shown["said"] = f"{counted(len(shown['matches']), 'place')} in {counted(articles, 'article')}" + (
        "" if is_all else ", and more"
    )
