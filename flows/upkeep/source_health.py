"""What the published database knows of the configured sources: for `sources list` and `run --dry-run`."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flows.lists.secrets import masked_url
from flows.lists.settings import Settings
from flows.lists.source_kinds import is_polled
from flows.lists.sources import SourceConfig, read_sources, select_sources
from warehouse.collecting.sources import SourceStanding, source_standings
from warehouse.place import place_of

Rows = tuple[list[str], list[tuple[Any, ...]]]


def source_rows(settings: Settings) -> Rows:
    """Return the configured sources with what is known of each."""
    standings = _standings(settings)
    columns = [
        "name",
        "kind",
        "location",
        "state",
        "last success",
        "next poll",
        "entries",
        "waiting",
        "last error",
    ]
    return columns, [_row(config, standings.get(config.source_id)) for config in read_sources(settings.sources)]


def due_rows(settings: Settings, names: Sequence[str], part: tuple[int, int] = (1, 1)) -> Rows:
    """Return what a run would ask for now: sources that are due, and the pages that wait."""
    standings = _standings(settings)
    rows = []
    for config in select_sources(read_sources(settings.sources), names, part):
        found = standings.get(config.source_id)
        next_poll_at = found.source.next_poll_at if found else None
        state = found.source.state if found else "new"
        is_due = is_polled(config.kind) and (next_poll_at is None or next_poll_at <= datetime.now(UTC))
        is_due = is_due and not config.is_paused and state not in ("gone", "paused")
        rows.append(
            (config.name, config.kind, masked_url(config.location), is_due, found.waiting_count if found else 0)
        )
    return ["name", "kind", "location", "is_due", "waiting"], rows


def _standings(settings: Settings) -> dict[str, SourceStanding]:
    return source_standings(place_of(settings.database))


def _row(config: SourceConfig, found: SourceStanding | None) -> tuple[Any, ...]:
    if found is None:
        return (config.name, config.kind, masked_url(config.location), "new", None, None, 0, 0, None)
    source = found.source
    state = "paused" if config.is_paused else source.state
    return (
        config.name,
        config.kind,
        masked_url(config.location),
        state,
        source.last_succeeded_at,
        source.next_poll_at,
        found.entry_count,
        found.waiting_count,
        source.last_error,
    )
