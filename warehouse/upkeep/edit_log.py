"""What people corrected on pages, and what takes each of it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from extractors.ids import content_id
from warehouse.errors import CorrectionRefused, NotOneFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """The correction that takes another one back, by its name, and what it is given; no name where none does.

    `freed` are the articles that no person had placed before: the machine may place them again.
    """

    name: str = ""
    arguments: tuple[str, ...] = ()
    freed: tuple[str, ...] = ()


def note_edit(
    db: duckdb.DuckDBPyConnection, change: str, said: str, page: str, undo: Undo, *, now: datetime
) -> None:
    """Keep what was corrected."""
    edit_id = content_id(change, said, page, now.isoformat())
    row = [edit_id, now, change, said, page, undo.name, list(undo.arguments), list(undo.freed)]
    db.execute("insert into edits values (?, ?, ?, ?, ?, ?, ?, null, ?)", row)


def take_undo(db: duckdb.DuckDBPyConnection, edit_id: str, *, now: datetime) -> Undo:
    """Return what takes the edit back, and note that it is taken back.

    Raises NotOneFound for an unknown id, CorrectionRefused where it was taken back before or nothing does.
    """
    found = db.execute(
        "select undo, undo_arguments, undone_at, freed, edited_at from edits where edit_id = ?", [edit_id]
    ).fetchall()
    if not found:
        raise NotOneFound("edit", edit_id, "no edit has this id")
    name, arguments, undone_at, freed, edited_at = found[0]
    if undone_at is not None or not name:
        why = "was taken back before" if undone_at is not None else "cannot be taken back"
        raise CorrectionRefused(edit_id, why, what="edit")
    db.execute("update edits set undone_at = ? where edit_id = ?", [now, edit_id])
    # What a person corrected since may have placed them too.
    later = "select 1 from story_changes where decided_by = 'person' and changed_at > ? limit 1"
    is_last = not db.execute(later, [edited_at]).fetchall()
    return Undo(name=name, arguments=tuple(arguments), freed=tuple(freed or ()) if is_last else ())


def list_edits(db: duckdb.DuckDBPyConnection, *, most: int) -> list[tuple[str, datetime, str, str, bool]]:
    """Return the last edits: id, when, what came of it, page, and whether it can still be taken back."""
    return db.execute(
        "select edit_id, edited_at, said, page, undone_at is null and undo <> '' from edits"
        " order by edited_at desc, edit_id limit ?",
        [most],
    ).fetchall()


def articles_in(db: duckdb.DuckDBPyConnection, story_id: str) -> tuple[str, ...]:
    """Return the articles of a story."""
    rows = db.execute("select article_id from story_members where story_id = ? order by 1", [story_id]).fetchall()
    return tuple(article_id for (article_id,) in rows)


def story_of(db: duckdb.DuckDBPyConnection, article_id: str) -> str | None:
    """Return the story that an article is in; None for one of none."""
    rows = db.execute("select story_id from story_members where article_id = ?", [article_id]).fetchall()
    return rows[0][0] if rows else None


def title_of(db: duckdb.DuckDBPyConnection, story_id: str) -> tuple[str, str, str]:
    """Return the title of a story, from where it is and why it is that one."""
    rows: Sequence[tuple[str, str, str]] = db.execute(
        "select coalesce(title, ''), title_origin, coalesce(title_reason, '') from stories where story_id = ?",
        [story_id],
    ).fetchall()
    return rows[0]


def decisions_standing(db: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, str, str, str]]:
    """Return what was decided of statements by id: both statements, the decision, the reason."""
    rows = db.execute(
        "select decision_id, statement_a, statement_b, decision, coalesce(reason, '') from statement_decisions"
    ).fetchall()
    return {decision_id: (one, other, decision, reason) for decision_id, one, other, decision, reason in rows}


def entity_decisions(db: duckdb.DuckDBPyConnection) -> set[tuple[str, str, bool]]:
    """Return what people decided about pairs of entities: both, and whether the first counts as the other."""
    return set(db.execute("select entity_id, into_entity_id, is_active from entity_merges").fetchall())


def merged_into(db: duckdb.DuckDBPyConnection, entity_id: str) -> str | None:
    """Return the entity that this one was merged into by a person; None for none."""
    rows = db.execute(
        "select into_entity_id from entity_merges where entity_id = ? and is_active order by 1", [entity_id]
    ).fetchall()
    return rows[0][0] if rows else None


def forget_pair(db: duckdb.DuckDBPyConnection, entity_id: str, other_id: str) -> None:
    """Remove what was decided about a pair of entities, whichever way round."""
    db.execute(
        "delete from entity_merges where (entity_id, into_entity_id) in ((?, ?), (?, ?))",
        [entity_id, other_id, other_id, entity_id],
    )
