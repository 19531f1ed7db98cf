"""How the last run ended and how each source stands: from the published copy, or newer, from beside it.

A quiet run leaves the published copy as it is, log and all, and notes in a file of the work folder what its log
would have said. The file names the copy that it goes with: beside any other copy it says nothing.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from extractors.records import Source
from warehouse.collecting.polling import read_records
from warehouse.connection import Connection
from warehouse.database import open_reader
from warehouse.place import Place
from warehouse.queries import read_sql

_FILE = "standing.json"
RECENT_RUNS = 3  # whose rates `status` shows
_RECENT = "select outcome from runs order by run_number desc nulls last limit ?"
_SOURCES = "select * from sources order by name, source_id"
_TIMES = tuple(field.name for field in fields(Source) if field.name.endswith("_at"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The end of the last run that did anything, how the last few ended, and the sources by name.

    `rejections` counts by reason what was first dropped in the last run, `stage_seconds` is its wall time.
    """

    outcome: str | None
    finished_at: datetime | None
    error: str | None
    recent: tuple[str, ...]
    rejections: Mapping[str, int]
    stage_seconds: Mapping[str, float]
    sources: tuple[Source, ...]


def read_standing(db: Connection) -> Standing:
    """Return what the database itself says."""
    last = db.execute(read_sql("upkeep/last_run")).fetchall()
    outcome, finished_at, error, stage_seconds = last[0] if last else (None, None, None, "{}")
    return Standing(
        outcome=outcome,
        finished_at=finished_at,
        error=error,
        recent=tuple(found for (found,) in db.execute(_RECENT, [RECENT_RUNS]).fetchall()),
        rejections=dict(db.execute(read_sql("upkeep/last_rejections")).fetchall()),
        stage_seconds=json.loads(stage_seconds),
        sources=tuple(read_records(db, Source, _SOURCES, [])),
    )


def published_standing(place: Place) -> Standing:
    """Return the standing noted beside the published copy, else what it says itself.

    Raises a WarehouseError where nothing readable is published.
    """
    noted = _noted(place)
    if noted is not None:
        return noted
    with open_reader(place) as db:
        return read_standing(db)


def note_standing(place: Place, standing: Standing) -> None:
    """Note the standing beside the published copy, which stays as it is."""
    path = place.work / _FILE
    staged = path.with_suffix(".part")
    row = _fields_of(standing) | {
        "sources": [_fields_of(each) for each in standing.sources],
        "copy": _copy_of(place),
    }
    staged.write_text(json.dumps(row, default=str), encoding="utf-8")
    staged.replace(path)


def _fields_of(record: Any) -> dict[str, Any]:
    """Return the fields as they are: `asdict` copies each time of each source, .1 s of CPU for 200."""
    return {each.name: getattr(record, each.name) for each in fields(record)}


def _copy_of(place: Place) -> str:
    found = place.published.stat()
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns}"


def _noted(place: Place) -> Standing | None:
    """Return what is noted beside the copy that lies there; None where none can be read."""
    try:
        row = json.loads((place.work / _FILE).read_text(encoding="utf-8"))
        if row.pop("copy") != _copy_of(place):
            return None
        row["sources"] = tuple(Source(**_with_times(source, _TIMES)) for source in row["sources"])
        row["recent"] = tuple(row["recent"])
        return Standing(**_with_times(row, ("finished_at",)))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _with_times(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return row | {name: datetime.fromisoformat(row[name]) for name in names if row[name]}
