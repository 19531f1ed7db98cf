"""The rules of `alerts.toml`."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal, cast

from extractors.errors import QueryError
from extractors.queries.parse import parse_query
from flows.errors import AlertsError
from flows.lists.secrets import masked_url
from flows.lists.toml_file import read_toml
from warehouse.alerting import REASONS

_KEYS: dict[str, tuple[type, ...]] = {
    "id": (str,), "name": (str,), "on": (str, list), "watch": (str,), "query": (str,), "least": (int,),
    "every": (str,), "to": (list,),
}  # fmt: skip
_MOST_CHANNELS = 20  # a slip: more addresses belong into a mailing list
_LEAST_GROWTH = 5  # new articles in the window, where the rule names no number
STDOUT = "stdout:"
ATOM = "atom:"  # before the name of a file
Every = Literal["run", "day", "week"]
_OFTEN: tuple[Every, ...] = ("run", "day", "week")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A rule: what happens (`reasons`, keys of REASONS) in stories that name `watch` or that `query` finds.

    `watch` is an entity or topic of the watchlist, or "any". A story grows from `least` articles a day on.
    `channels` are addresses as Apprise reads them, with secrets as references to the environment, `stdout:`, or
    `atom:` with the path of a file. They are told at the end of each run, or once a day or week of all that was
    found in it.
    """

    alert_id: str
    name: str
    reasons: tuple[str, ...]
    watch: str | None
    query: str | None
    least: int
    every: Every
    channels: tuple[str, ...]


def next_telling(every: Every, now: datetime) -> datetime | None:
    """Return when a rule tells what is found now: the midnight (UTC) that ends the day, or the week on Sunday.

    None is at once.

    >>> str(next_telling("week", datetime(2026, 11, 28, 9, tzinfo=UTC)))
    '2026-11-30 00:00:00+00:00'
    """
    if every == "run":
        return None
    days = 1 if every == "day" else 7 - now.weekday()
    return datetime.combine(now.astimezone(UTC).date() + timedelta(days=days), time(), UTC)


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
            wanted = " or ".join(each.__name__ for each in _KEYS[key])
            raise AlertsError(f"{where}: {key} must be {wanted}, not {type(value).__name__}")
    if not keys.get("id", "").strip():
        raise AlertsError(f"{where}: id is missing or empty")
    reasons = _read_reasons(where, keys)
    every = keys.get("every", "run")
    if every not in _OFTEN:
        raise AlertsError(f"{where}: every is one of {', '.join(_OFTEN)}, not {every!r}")
    channels = _read_channels(where, keys)
    if "query" in keys:
        try:
            parse_query(keys["query"])
        except QueryError as error:
            raise AlertsError(f"{where}: {error}") from error
    return Alert(
        alert_id=keys["id"],
        name=keys.get("name", keys["id"]),
        reasons=reasons,
        watch=keys.get("watch"),
        query=keys.get("query"),
        least=keys.get("least", _LEAST_GROWTH),
        every=cast("Every", every),
        channels=tuple(dict.fromkeys(channels)),
    )


def _read_reasons(where: str, keys: dict[str, Any]) -> tuple[str, ...]:
    """Return what the rule tells; raise AlertsError where what narrows it does not go with that."""
    stated = keys.get("on", "new")
    reasons = [stated] if isinstance(stated, str) else stated
    for reason in reasons:
        if reason not in REASONS:
            raise AlertsError(f"{where}: on is one of {', '.join(REASONS)}, or a list of these, not {reason!r}")
    given = [key for key in ("watch", "query") if key in keys]
    if not reasons or len(given) == 2 or ("new" in reasons and not given):
        raise AlertsError(f"{where}: give watch or query, one of them" if reasons else f"{where}: on is empty")
    for reason in reasons:
        if given and not REASONS[reason].is_of_stories:
            raise AlertsError(f"{where}: {given[0]} narrows stories; on = {reason!r} tells of sources")
    if "least" in keys and ("growth" not in reasons or keys["least"] < 2):
        raise AlertsError(f"{where}: least is 2 or more, and goes with on = 'growth' only")
    return tuple(dict.fromkeys(reasons))


def _read_channels(where: str, keys: dict[str, Any]) -> list[str]:
    channels: list[str] = keys.get("to", [])
    if not channels or len(channels) > _MOST_CHANNELS or not all(isinstance(each, str) for each in channels):
        raise AlertsError(f"{where}: to is a list of one to {_MOST_CHANNELS} addresses")
    for channel in channels:
        is_file = channel.startswith(ATOM) and Path(channel.removeprefix(ATOM)).name
        if channel != STDOUT and "://" not in channel and not is_file:
            raise AlertsError(
                f"{where}: {masked_url(channel)!r} is no address such as mailto://…, {STDOUT} or {ATOM}FILE"
            )
    return channels
