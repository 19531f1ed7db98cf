"""The rules of `alerts.toml`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.errors import QueryError
from extractors.queries.parse import parse_query
from flows.errors import AlertsError
from flows.lists.secrets import masked_url
from flows.lists.toml_file import read_toml
from warehouse.alerting import REASONS

_KEYS = {"id": str, "name": str, "on": str, "watch": str, "query": str, "least": int, "to": list}
_MOST_CHANNELS = 20  # a slip: more addresses belong into a mailing list
_LEAST_GROWTH = 5  # new articles in the window, where the rule names no number
STDOUT = "stdout:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A rule: what happens (`reason`, a key of REASONS) in stories that name `watch` or that `query` finds.

    `watch` is an entity or topic of the watchlist, or "any". A story grows from `least` articles a day on.
    `channels` are addresses as Apprise reads them, with secrets as references to the environment, or `stdout:`.
    """

    alert_id: str
    name: str
    reason: str
    watch: str | None
    query: str | None
    least: int
    channels: tuple[str, ...]


def read_alerts(path: Path) -> tuple[Alert, ...]:
    """Return the rules, none where there is no file; raise AlertsError at the first mistake."""
    if not path.is_file():
        return ()
    tables = read_toml(path, AlertsError)
    listed = tables.get("alert", [])
    if unknown := sorted(tables.keys() - {"alert"}):
        raise AlertsError(f"{path}: unknown key {unknown[0]!r}; known is [[alert]]")
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise AlertsError(f"{path}: write each one as [[alert]]")
    alerts = tuple(_read_alert(path, number, each) for number, each in enumerate(listed, 1))
    ids = [each.alert_id for each in alerts]
    if twice := [each for each in ids if ids.count(each) > 1]:
        raise AlertsError(f"{path}: id {twice[0]!r} stands twice")
    return alerts


def _read_alert(path: Path, number: int, keys: dict[str, Any]) -> Alert:
    where = f"{path}: alert {number}"
    for key, value in keys.items():
        if key not in _KEYS:
            raise AlertsError(f"{where}: unknown key {key!r}; known are {', '.join(_KEYS)}")
        if not isinstance(value, _KEYS[key]) or isinstance(value, bool):
            raise AlertsError(f"{where}: {key} must be {_KEYS[key].__name__}, not {type(value).__name__}")
    if not keys.get("id", "").strip():
        raise AlertsError(f"{where}: id is missing or empty")
    _check_reason(where, keys)
    channels = _read_channels(where, keys)
    if "query" in keys:
        try:
            parse_query(keys["query"])
        except QueryError as error:
            raise AlertsError(f"{where}: {error}") from error
    return Alert(
        alert_id=keys["id"],
        name=keys.get("name", keys["id"]),
        reason=keys.get("on", "new"),
        watch=keys.get("watch"),
        query=keys.get("query"),
        least=keys.get("least", _LEAST_GROWTH),
        channels=tuple(dict.fromkeys(channels)),
    )


def _check_reason(where: str, keys: dict[str, Any]) -> None:
    """Raise AlertsError where what narrows the rule does not go with what it tells."""
    reason = keys.get("on", "new")
    if reason not in REASONS:
        raise AlertsError(f"{where}: on is one of {', '.join(REASONS)}, not {reason!r}")
    given = [key for key in ("watch", "query") if key in keys]
    if len(given) == 2 or (reason == "new" and not given):
        raise AlertsError(f"{where}: give watch or query, one of them")
    if given and not REASONS[reason].is_of_stories:
        raise AlertsError(f"{where}: {given[0]} narrows stories; on = {reason!r} tells of sources")
    if "least" in keys and (reason != "growth" or keys["least"] < 2):
        raise AlertsError(f"{where}: least is 2 or more, and goes with on = 'growth' only")


def _read_channels(where: str, keys: dict[str, Any]) -> list[str]:
    channels: list[str] = keys.get("to", [])
    if not channels or len(channels) > _MOST_CHANNELS or not all(isinstance(each, str) for each in channels):
        raise AlertsError(f"{where}: to is a list of one to {_MOST_CHANNELS} addresses")
    for channel in channels:
        if channel != STDOUT and "://" not in channel:
            raise AlertsError(
                f"{where}: {masked_url(channel)!r} is no address such as mailto://… and not {STDOUT}"
            )
    return channels
