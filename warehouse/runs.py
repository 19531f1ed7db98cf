"""Runs: a row for each execution of a flow, also for those that were killed or skipped."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import duckdb

from warehouse.connection import transaction
from warehouse.place import Place

_MARKER = "unfinished.json"

Outcome = Literal["running", "clean", "item_errors", "crashed", "skipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Row of `runs`; `parameters` and `stage_seconds` are JSON."""

    run_id: str
    flow: str
    started_at: datetime
    finished_at: datetime | None = None
    outcome: Outcome = "running"
    executed_by: Literal["direct", "prefect"] = "direct"
    parameters: str = "{}"
    code_version: str
    config_hash: str
    found_count: int = 0
    new_count: int = 0
    unchanged_count: int = 0
    rejected_count: int = 0
    stage_seconds: str = "{}"
    error: str | None = None


def save_run(db: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Write the run's row, in the place of the one that it had."""
    with transaction(db):
        row = asdict(run) | {"run_number": _number_of(db, run.run_id)}
        db.execute("delete from runs where run_id = ?", [run.run_id])
        columns = ", ".join(f"? as {name}" for name in row)
        db.execute(f"insert into runs by name select {columns}", list(row.values()))


def _number_of(db: duckdb.DuckDBPyConnection, run_id: str) -> int:
    """Return the number that the run has, or the next one."""
    found = db.execute(
        "select coalesce(max(run_number) filter (where run_id = ?), max(run_number) + 1, 1) from runs", [run_id]
    ).fetchone()
    return int(found[0]) if found else 1


def close_dead_runs(db: duckdb.DuckDBPyConnection) -> int:
    """Mark runs that never ended as crashed; the caller holds the lock, so none of them lives. Return how many."""
    counted = db.execute(
        "update runs set outcome = 'crashed', error = 'killed before it ended' where outcome = 'running'"
    ).fetchone()
    return int(counted[0]) if counted else 0


def leave_pending(place: Place, run: Run) -> Path:
    """Leave the row of a run that may not write, as a file that the next writer takes up."""
    place.pending_runs.mkdir(parents=True, exist_ok=True)
    path = place.pending_runs / f"{run.run_id}.json"
    _write_row(path, run)
    return path


def take_pending(db: duckdb.DuckDBPyConnection, place: Place) -> int:
    """Load the rows that skipped runs left; return how many. A file that is no run is set aside."""
    paths = sorted(place.pending_runs.glob("*.json")) if place.pending_runs.is_dir() else []
    for path in paths:
        run = _read_row(path)
        if run is None:
            path.rename(path.with_suffix(".unreadable"))
            continue
        save_run(db, run)
        path.unlink()
    return len(paths)


def start_marker(place: Place, run: Run) -> None:
    """Note outside of the database which run is under way; what is still there without a lock was killed."""
    _write_row(place.work / _MARKER, run)


def end_marker(place: Place) -> None:
    """Take the note away: the run ended and is published."""
    (place.work / _MARKER).unlink(missing_ok=True)


def unfinished_run(place: Place) -> Run | None:
    """Return the run that is under way, or that was killed or crashed before it published; None if none was."""
    return _read_row(place.work / _MARKER)


def _write_row(path: Path, run: Run) -> None:
    staged = path.with_suffix(".part")
    staged.write_text(json.dumps(asdict(run), default=str), encoding="utf-8")
    staged.replace(path)


def _read_row(path: Path) -> Run | None:
    """Return the run in the file; None where there is no file or no run in it."""
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        times = {name: datetime.fromisoformat(row[name]) for name in ("started_at", "finished_at") if row[name]}
        return Run(**(row | times))
    except (OSError, ValueError, TypeError, KeyError):
        return None
