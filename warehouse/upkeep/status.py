"""How the database stands: how its last run ended, and which sources are stale."""

from datetime import UTC, datetime
from pathlib import Path

from extractors.records import Source
from warehouse.place import is_locked, place_of
from warehouse.runs import unfinished_run
from warehouse.upkeep.standing import RECENT_RUNS, published_standing

_POLLED_OR_LISTED = ("feed", "sitemap", "page", "urls")
# Clocks of two machines may differ a little.
_FUTURE_HOURS = 1.0

_COLUMNS = ["what", "name", "state", "detail"]

Row = tuple[str, str, str, str | None]


def read_status(database: Path, *, stale_hours: float) -> tuple[list[str], list[Row], bool]:
    """Return columns, a row for the last run and one for each source, and whether all is well."""
    place = place_of(database)
    rows: list[Row] = []
    unfinished = unfinished_run(place)
    if unfinished is not None and not place.published.exists() and is_locked(place):
        # The first run publishes at its end.
        detail = f"the first one, since {_time(unfinished.started_at)}; nothing is published yet"
        return _COLUMNS, [("run", unfinished.flow, "running", detail)], True
    standing = published_standing(place)
    # Runs that could not even open the writer's database left their rows beside it.
    left = len(list(place.pending_runs.glob("*.json"))) if place.pending_runs.is_dir() else 0
    recent = (["skipped"] * left + list(standing.recent))[:RECENT_RUNS]
    recent = recent if len(recent) == RECENT_RUNS else []
    if unfinished is not None and is_locked(place):
        rows.append(("run", unfinished.flow, "running", f"since {_time(unfinished.started_at)}"))
    elif unfinished is not None:
        rows.append(("run", unfinished.flow, "failed", unfinished.error or "killed before it ended"))
    elif standing.outcome is not None:
        outcome = "ok" if standing.outcome in ("clean", "item_errors") else "failed"
        ended = f"{standing.outcome}, {_time(standing.finished_at)}"
        rows.append(("run", "last", outcome, standing.error or ended))
    if recent and not is_locked(place) and all(outcome in ("skipped", "crashed") for outcome in recent):
        rows.append(("run", "recent", "failed", f"the last {len(recent)} were skipped or crashed"))
    rows += [_source_row(each, stale_hours) for each in standing.sources if each.kind in _POLLED_OR_LISTED]
    is_well = all(state not in ("failed", "stale") for _, _, state, _ in rows)
    return _COLUMNS, rows, is_well


def _source_row(source: Source, stale_hours: float) -> Row:
    name, succeeded_at, error = source.name, source.last_succeeded_at, source.last_error
    if source.state in ("gone", "paused"):
        return "source", name, source.state, error
    if succeeded_at is None:
        return "source", name, "stale", error or "never answered"
    age_hours = (datetime.now(UTC) - succeeded_at).total_seconds() / 3600
    # A success in the future is one of a clock that was wrong.
    if age_hours > stale_hours or age_hours < -_FUTURE_HOURS:
        return "source", name, "stale", error or f"last success {_time(succeeded_at)}"
    return "source", name, "ok", f"last success {_time(succeeded_at)}"


def _time(moment: datetime | None) -> str:
    return "unknown" if moment is None else moment.strftime("%Y-%m-%d %H:%M:%S UTC")
