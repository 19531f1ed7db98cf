"""Corrections as pages ask for them: the same as those of the command line, each with what takes it back."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from flows.lists.settings import Settings
from flows.upkeep import corrections
from warehouse.connection import Connection, transaction
from warehouse.database import stored_place
from warehouse.errors import CorrectionRefused, NotOneFound
from warehouse.names.merges import merge_entities
from warehouse.publication import writing
from warehouse.query import find_article, find_entity, find_story
from warehouse.statements import decisions
from warehouse.statements.compare import compare_statements
from warehouse.stories.corrections import (
    free_articles,
    keep_story,
    merge_stories,
    move_article,
    placed_by_machine,
    restore_title,
)
from warehouse.stories.listed_corrections import STANDS
from warehouse.upkeep.edit_log import (
    Undo,
    articles_in,
    decisions_standing,
    entity_decisions,
    forget_pair,
    merged_into,
    note_edit,
    story_of,
    take_undo,
    title_of,
)

_MOST_WAIT_SECONDS = 10.0  # for another writer: somebody looks at the page meanwhile
_Form = Mapping[str, Sequence[str]]
_Done = tuple[str, str, Undo]  # what came of it, the page that it was made on, what takes it back


def edit(settings: Settings, change: str, form: _Form) -> str:
    """Make the correction, publish it and return what came of it.

    Raises NotOneFound, CorrectionRefused, or WriterBusy where another one writes for longer than is waited.
    """
    if change not in _CHANGES:
        raise NotOneFound("correction", change, f"there are {', '.join(_CHANGES)}")
    now = datetime.now(UTC)

    def changed(db: Connection) -> str:
        said, page, undo = _CHANGES[change](db, form, now)
        # Else an earlier one, killed before it was published, has its row and what takes it back.
        if said != STANDS:
            note_edit(db, change, said, page, undo, now=now)
        return said

    return _written(settings, changed)


def take_back(settings: Settings, edit_id: str) -> str:
    """Take an edit back by the correction that does so; raises what `edit` raises."""
    now = datetime.now(UTC)

    def taken(db: Connection) -> str:
        undo = take_undo(db, edit_id, now=now)
        _UNDONE[undo.name](db, *undo.arguments, now=now)
        free_articles(db, undo.freed)
        return "taken back"

    return _written(settings, taken)


def _written(settings: Settings, change: Callable[[Connection], str]) -> str:
    place = stored_place(settings.database)
    wait_seconds = min(settings.lock_wait_seconds, _MOST_WAIT_SECONDS)
    with writing(place, wait_seconds=wait_seconds) as db, transaction(db):
        return change(db)


def _one(form: _Form, name: str) -> str:
    words = next(iter(form.get(name, ())), "").strip()
    if not words:
        raise CorrectionRefused(name, "is empty", what="field")
    return words


def _why(form: _Form) -> str | None:
    return next(iter(form.get("reason", ())), "").strip() or None


def _as_shown(db: Connection, form: _Form) -> str:
    """Return the story of the page; raise CorrectionRefused where it went on as another one since."""
    shown = _one(form, "story")
    if (now := find_story(db, shown)) != shown:
        raise CorrectionRefused(shown, f"is part of {now} since this page was made; look at that one first")
    return shown


def _merge(db: Connection, form: _Form, now: datetime) -> _Done:
    story = _as_shown(db, form)
    into = find_story(db, _one(form, "into"))
    undo = Undo(
        name="keep",
        arguments=(story, *title_of(db, story), *articles_in(db, story)),
        freed=placed_by_machine(db, [story, into]),
    )
    said = corrections.merge(db, story, into, now=now, reason=_why(form))
    return said, f"story/{story}", undo


def _split(db: Connection, form: _Form, now: datetime) -> _Done:
    story, leaving = _as_shown(db, form), [find_article(db, each) for each in form.get("article", ())]
    freed = placed_by_machine(db, [story])
    said = corrections.split(db, story, leaving, now=now, reason=_why(form))
    made = story_of(db, leaving[0]) or story
    return said, f"story/{story}", Undo(name="merge", arguments=(made, story), freed=freed)


def _move(db: Connection, form: _Form, now: datetime) -> _Done:
    article = find_article(db, _one(form, "article"))
    old = story_of(db, article)
    is_alone = old is not None and articles_in(db, old) == (article,)
    title = title_of(db, old) if old else ("", "", "")
    into = find_story(db, _one(form, "into"))
    freed = placed_by_machine(db, [into, *([old] if old else [])])
    move_article(db, article, into, now=now, reason=_why(form))
    undo = Undo()  # a round-up is none any more
    if old is not None:
        undo = (
            Undo(name="keep", arguments=(old, *title, article), freed=freed)
            if is_alone
            else Undo(name="move", arguments=(article, old), freed=freed)
        )
    return f"moved into {into}", f"article/{article}", undo


def _rename(db: Connection, form: _Form, now: datetime) -> _Done:
    story = _as_shown(db, form)
    undo = Undo(name="title", arguments=(story, *title_of(db, story)))
    said = corrections.rename(db, story, _one(form, "title"), now=now, reason=None)
    return said, f"story/{story}", undo


def _entity_merge(db: Connection, form: _Form, now: datetime) -> _Done:
    entity, into = find_entity(db, _one(form, "entity")), find_entity(db, _one(form, "into"))
    before = entity_decisions(db)
    said = corrections.merge_entity(db, entity, into, now=now, reason=_why(form))
    said = STANDS if entity_decisions(db) == before else said
    return said, f"entity/{into}", Undo(name="entity_forget", arguments=(entity, into))


def _entity_unmerge(db: Connection, form: _Form, now: datetime) -> _Done:
    entity = find_entity(db, _one(form, "entity"))
    into, before = merged_into(db, entity), entity_decisions(db)
    said = corrections.unmerge_entity(db, entity, now=now, reason=_why(form))
    said = STANDS if entity_decisions(db) == before else said
    undo = Undo(name="entity_merge", arguments=(entity, into)) if into else Undo()
    return said, f"entity/{entity}", undo


def _entity_part(db: Connection, form: _Form, now: datetime) -> _Done:
    entity, other = find_entity(db, _one(form, "entity")), find_entity(db, _one(form, "other"))
    into, before = merged_into(db, entity), entity_decisions(db)
    said = corrections.part_entity(db, entity, other, now=now, reason=_why(form))
    said = STANDS if entity_decisions(db) == before else said
    name = "entity_merge" if into == other else "entity_forget"
    return said, f"entity/{entity}", Undo(name=name, arguments=(entity, other))


def _decide(db: Connection, form: _Form, now: datetime) -> _Done:
    before = decisions_standing(db)
    contrast, decision = _one(form, "contrast"), _one(form, "decision")
    said = corrections.decide_statements(db, contrast, decision, None, now=now, reason=_why(form))
    changed = [key for key, row in decisions_standing(db).items() if before.get(key) != row]
    undo = Undo()
    if changed:
        key = changed[0]
        undo = (
            Undo(name="decide", arguments=before[key])
            if key in before
            else Undo(name="undecide", arguments=(key,))
        )
    return said, f"story/{_one(form, 'story')}", undo


_CHANGES: Mapping[str, Callable[[Connection, _Form, datetime], _Done]] = {
    "merge": _merge,
    "split": _split,
    "move": _move,
    "rename": _rename,
    "entity_merge": _entity_merge,
    "entity_unmerge": _entity_unmerge,
    "entity_part": _entity_part,
    "decide": _decide,
}


def _keep(db: Connection, story: str, title: str, origin: str, reason: str, *articles: str, now: datetime) -> None:
    keep_story(db, story, articles, now=now, reason="taken back")
    if origin == "person":
        restore_title(db, story, title, origin, reason, now=now)


def _decide_again(db: Connection, one: str, other: str, decision: str, reason: str, *, now: datetime) -> None:
    decisions.decide(db, (one, other), decision, now=now, reason=reason or None)
    compare_statements(db, now=now)


def _undecide(db: Connection, decision: str, *, now: datetime) -> None:
    corrections.undo_decision(db, decision, now=now, reason=None)


def _forget(db: Connection, entity: str, other: str, *, now: datetime) -> None:
    del now
    forget_pair(db, entity, other)


_UNDONE: Mapping[str, Callable[..., Any]] = {
    "keep": _keep,
    "merge": partial(merge_stories, reason="taken back"),
    "move": partial(move_article, reason="taken back"),
    "title": restore_title,
    "entity_merge": partial(merge_entities, reason="taken back"),
    "entity_forget": _forget,
    "decide": _decide_again,
    "undecide": _undecide,
}
