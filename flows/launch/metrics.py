"""What `/health` and `/metrics` answer, read from the published copy."""

import json
from datetime import UTC, datetime
from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from warehouse.errors import WarehouseError
from warehouse.upkeep.gauges import Figures, read_figures
from warehouse.upkeep.status import read_status

_OUTCOMES = ("clean", "item_errors", "crashed", "running")


def health(database: Path, *, stale_hours: float) -> tuple[bool, str]:
    """Return whether all is well, as `cuttings status` judges it, and JSON that says why."""
    try:
        columns, rows, is_well = read_status(database, stale_hours=stale_hours)
    except WarehouseError as error:
        return False, json.dumps({"is_well": False, "error": str(error), "rows": []})
    named = [dict(zip(columns, row, strict=True)) for row in rows]
    return is_well, json.dumps({"is_well": is_well, "rows": named})


def metrics(database: Path, *, stale_hours: float) -> bytes:
    """Return the figures as Prometheus text; what is not known has no sample."""
    registry = CollectorRegistry()
    well = _gauge(registry, "well", "1 when cuttings status finds all well")
    try:
        _, rows, is_well = read_status(database, stale_hours=stale_hours)
        well.set(is_well)
        stale_count = sum(what == "source" and state == "stale" for what, _, state, _ in rows)
        _gauge(registry, "stale_sources", "Sources without a success for serve.stale_hours").set(stale_count)
        _add_figures(registry, read_figures(database))
    except WarehouseError:
        # No database yet, or one that cannot be read: /health says which.
        well.set(0)
    return generate_latest(registry)


def _add_figures(registry: CollectorRegistry, figures: Figures) -> None:
    if figures.outcome is not None:
        outcome = _gauge(registry, "last_run_outcome", "1 for the outcome of the last run", "outcome")
        for each in _OUTCOMES:
            outcome.labels(each).set(each == figures.outcome)
    if figures.finished_at is not None:
        ended = _gauge(registry, "last_run_end_timestamp_seconds", "When the last run ended (Unix time)")
        ended.set(figures.finished_at.timestamp())
    if figures.newest_at is not None:
        age = _gauge(registry, "newest_article_age_seconds", "Time since the newest article was first seen")
        age.set((datetime.now(UTC) - figures.newest_at).total_seconds())
    _gauge(registry, "entries_due", "Entries to be fetched, or tried again").set(figures.due_count)
    _gauge(registry, "articles", "Articles stored").set(figures.article_count)
    _gauge(registry, "stories", "Stories stored").set(figures.story_count)
    _gauge(registry, "database_bytes", "Size of the published copy").set(figures.database_bytes)
    rejected = _gauge(registry, "last_run_rejections", "Things first dropped in the last run", "reason")
    for reason, count in figures.rejections.items():
        rejected.labels(reason).set(count)
    spent = _gauge(registry, "last_run_stage_seconds", "Wall time of the last run by stage", "stage")
    for stage, seconds in figures.stage_seconds.items():
        spent.labels(stage).set(seconds)


def _gauge(registry: CollectorRegistry, name: str, about: str, *labels: str) -> Gauge:
    return Gauge(f"cuttings_{name}", about, labels, registry=registry)
