"""Figures of the published copy for those who watch over it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from warehouse.database import open_reader
from warehouse.lake.session import lake_bytes
from warehouse.place import place_of
from warehouse.queries import read_sql
from warehouse.upkeep.standing import published_standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is stored and waits, and how the last run ended; what is not known is None."""

    outcome: str | None
    finished_at: datetime | None
    newest_at: datetime | None
    article_count: int
    story_count: int
    due_count: int
    rejections: Mapping[str, int]
    stage_seconds: Mapping[str, float]
    database_bytes: int


def read_figures(database: Path) -> Figures:
    """Return the figures; raises a WarehouseError where nothing readable is published."""
    place = place_of(database)
    standing = published_standing(place)
    with open_reader(place) as db:
        database_bytes = lake_bytes(db) if place.lake else place.published.stat().st_size
        [(articles, stories, due, newest_at)] = db.execute(read_sql("upkeep/standing_figures")).fetchall()
    return Figures(
        outcome=standing.outcome,
        finished_at=standing.finished_at,
        newest_at=newest_at,
        article_count=articles,
        story_count=stories,
        due_count=due,
        rejections=standing.rejections,
        stage_seconds=standing.stage_seconds,
        database_bytes=database_bytes,
    )
