"""What people decided of stories, entities and statements: it wins over the machine and survives."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.errors import CorrectionsError
from flows.lists.corrections_file import read_corrections
from flows.lists.decisions_file import ListedDecision, read_decisions
from flows.lists.settings import Settings
from warehouse.connection import Connection, transaction
from warehouse.database import stored_place
from warehouse.errors import CorrectionRefused, NotOneFound
from warehouse.names import merges as entity_merges
from warehouse.publication import writing
from warehouse.query import Answer, find_article, find_entity, find_story
from warehouse.statements import decisions
from warehouse.statements.compare import compare_statements
from warehouse.stories.corrections import (
    is_named,
    is_placed,
    merge_stories,
    move_article,
    pin_story,
    rename_story,
    split_off,
    split_story,
)
from warehouse.stories.listed_corrections import STANDS, ListedCorrection, apply_correction


def correct(settings: Settings, change: Callable[..., str], *arguments: Any, reason: str | None) -> str:
    """Make the change in the writer's database, publish it, and return what to say of it.

    A change that stands already is told so, and published: a command that was killed may have left it half-way.
    Raises NotOneFound for an id that names nothing or several things, CorrectionRefused for a senseless change.
    """
    place = stored_place(settings.database)
    with writing(place, wait_seconds=settings.lock_wait_seconds) as db, transaction(db):
        return change(db, *arguments, now=datetime.now(UTC), reason=reason)


def merge(db: Connection, story: str, into: str, *, now: datetime, reason: str | None) -> str:
    """Let a story go on as part of another."""
    gone, into = find_story(db, story), find_story(db, into)
    if gone == into and not gone.startswith(story.lower()):  # by the id that it had before it was merged
        pin_story(db, into)
        return STANDS
    stays = merge_stories(db, gone, into, now=now, reason=reason)
    return f"one story now: {stays}"


def split(db: Connection, story: str, articles: Sequence[str], *, now: datetime, reason: str | None) -> str:
    """Make a story of its own of some articles of a story."""
    old, leaving = find_story(db, story), [find_article(db, article) for article in articles]
    if split_off(db, old, leaving) is not None:
        return STANDS
    made = split_story(db, old, leaving, now=now, reason=reason)
    return f"a story of its own: {made}"


def move(db: Connection, article: str, into: str, *, now: datetime, reason: str | None) -> str:
    """Put an article into another story."""
    story, moved = find_story(db, into), find_article(db, article)
    if is_placed(db, moved, story):
        return STANDS
    move_article(db, moved, story, now=now, reason=reason)
    return f"moved into {story}"


def rename(db: Connection, story: str, title: str, *, now: datetime, reason: str | None) -> str:
    """Give a story a title; the change itself keeps the words, so no reason is kept."""
    del reason
    if not title.strip():
        raise CorrectionRefused(story, "a title has at least one character")
    named = find_story(db, story)
    if is_named(db, named, title):
        return STANDS
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


def decide_statements(
    db: Connection, given: str, decision: str, other: str | None, *, now: datetime, reason: str | None
) -> str:
    """Decide about the two values of a contrast, or of the statement `given` and an `other`."""
    if other is None:
        contrast, sides = decisions.contrast_of(db, given)
        said = decisions.decide(db, sides, decision, now=now, reason=reason, contrast=contrast)
    else:
        said = decisions.decide(db, (given, other), decision, now=now, reason=reason)
    compare_statements(db, now=now)
    return said


def undo_decision(db: Connection, decision: str, *, now: datetime, reason: str | None) -> str:
    """Take a decision about two statements back; no reason is kept, as its row goes."""
    del reason
    said = decisions.undo_decision(db, decision)
    compare_statements(db, now=now)
    return said


def apply_decisions(settings: Settings, path: Path, *, is_trial: bool) -> Answer:
    """Carry out the decisions of the file, all or none of them; return what became of each line."""
    listed = read_decisions(path)
    place, now = stored_place(settings.database), datetime.now(UTC)
    with (
        writing(place, wait_seconds=settings.lock_wait_seconds, is_trial=is_trial) as db,
        transaction(db, is_trial=is_trial),
    ):
        outcomes = [_decided(db, path, each, now=now) for each in listed]
        compare_statements(db, now=now)
    rows = [(each.line, each.decision, outcome) for each, outcome in zip(listed, outcomes, strict=True)]
    return ["line", "decision", "outcome"], rows


def _decided(db: Connection, path: Path, listed: ListedDecision, *, now: datetime) -> str:
    try:
        return decisions.decide(
            db, (listed.statement, listed.other), listed.decision, now=now, reason=listed.reason
        )
    except (CorrectionRefused, NotOneFound) as error:
        raise CorrectionsError(f"{path}: line {listed.line}: {error}; nothing was changed") from error


def apply_file(settings: Settings, path: Path, *, is_trial: bool) -> Answer:
    """Carry out the corrections of the file, all or none of them; return what became of each line.

    What stands already is left alone, so that a second time changes nothing. A trial keeps nothing.
    """
    listed = read_corrections(path)
    place = stored_place(settings.database)
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
