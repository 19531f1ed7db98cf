"""People's corrections of stories and entities: they win over the machine and survive every later run."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.errors import CorrectionsError
from flows.lists.corrections_file import read_corrections
from flows.lists.settings import Settings
from warehouse.database import Connection, transaction
from warehouse.errors import CorrectionRefused, NotOneFound
from warehouse.names import merges as entity_merges
from warehouse.place import place_of
from warehouse.publication import writing
from warehouse.query import Answer, find_article, find_entity, find_story
from warehouse.stories.corrections import merge_stories, move_article, rename_story, split_story
from warehouse.stories.listed_corrections import ListedCorrection, apply_correction


def correct(settings: Settings, change: Callable[..., str], *arguments: Any, reason: str | None) -> str:
    """Make the change in the writer's database, publish it, and return what to say of it.

    Raises NotOneFound for an id that names nothing or several things, CorrectionRefused for a senseless change.
    """
    place = place_of(settings.database)
    with writing(place, wait_seconds=settings.lock_wait_seconds) as db, transaction(db):
        return change(db, *arguments, now=datetime.now(UTC), reason=reason)


def merge(db: Connection, story: str, into: str, *, now: datetime, reason: str | None) -> str:
    """Let a story go on as part of another."""
    stays = merge_stories(db, find_story(db, story), find_story(db, into), now=now, reason=reason)
    return f"one story now: {stays}"


def split(db: Connection, story: str, articles: Sequence[str], *, now: datetime, reason: str | None) -> str:
    """Make a story of its own of some articles of a story."""
    leaving = [find_article(db, article) for article in articles]
    made = split_story(db, find_story(db, story), leaving, now=now, reason=reason)
    return f"a story of its own: {made}"


def move(db: Connection, article: str, into: str, *, now: datetime, reason: str | None) -> str:
    """Put an article into another story."""
    story = find_story(db, into)
    move_article(db, find_article(db, article), story, now=now, reason=reason)
    return f"moved into {story}"


def rename(db: Connection, story: str, title: str, *, now: datetime, reason: str | None) -> str:
    """Give a story a title; the change itself keeps the words, so no reason is kept."""
    del reason
    if not title.strip():
        raise CorrectionRefused(story, "a title has at least one character")
    named = find_story(db, story)
    rename_story(db, named, title, now=now)
    return f"renamed {named}"


def merge_entity(db: Connection, entity: str, into: str, *, now: datetime, reason: str | None) -> str:
    """Let an entity count as another."""
    merged = find_entity(db, entity)
    stays = entity_merges.merge_entities(db, merged, find_entity(db, into), now=now, reason=reason)
    return f"{merged} counts as {stays}"


def unmerge_entity(db: Connection, entity: str, *, now: datetime, reason: str | None) -> str:
    """Let a merged entity stand on its own again; the row of a person's merge keeps its own time and reason."""
    merged = find_entity(db, entity)
    entity_merges.unmerge_entity(db, merged, now=now, reason=reason)
    return f"{merged} stands on its own"


def part_entity(db: Connection, entity: str, other: str, *, now: datetime, reason: str | None) -> str:
    """Keep two entities apart."""
    one, two = find_entity(db, entity), find_entity(db, other)
    entity_merges.part_entities(db, one, two, now=now, reason=reason)
    return f"two entities: {one}, {two}"


def apply_file(settings: Settings, path: Path, *, is_trial: bool) -> Answer:
    """Carry out the corrections of the file, all or none of them; return what became of each line.

    What stands already is left alone, so that a second time changes nothing. A trial keeps nothing.
    """
    listed = read_corrections(path)
    place = place_of(settings.database)
    with (
        writing(place, wait_seconds=settings.lock_wait_seconds, is_trial=is_trial) as db,
        transaction(db, is_trial=is_trial),
    ):
        outcomes = [_applied(db, path, each) for each in listed]
    rows = [(each.line, each.change, outcome) for each, outcome in zip(listed, outcomes, strict=True)]
    return ["line", "change", "outcome"], rows


def _applied(db: Connection, path: Path, listed: ListedCorrection) -> str:
    try:
        return apply_correction(db, listed, now=datetime.now(UTC))
    except (CorrectionRefused, NotOneFound) as error:
        raise CorrectionsError(f"{path}: line {listed.line}: {error}; nothing was changed") from error
