"""People's decisions about two statements: rows that win over the rules and survive every later run."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple, get_args

import duckdb

from extractors.ids import content_id
from extractors.records import Statement
from extractors.statements.decided import Decided, Decision
from extractors.statements.values import value_key
from warehouse.errors import CorrectionRefused, NotOneFound
from warehouse.load import field_names
from warehouse.queries import read_sql

STANDS = "stands already"


def decisions_in(db: duckdb.DuckDBPyConnection, story_ids: Sequence[str]) -> dict[str, list[Decision]]:
    """Return what people decided about statements of these stories, by story."""
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    rows = db.execute(read_sql("statements/story_decisions"), {"stories": list(story_ids)}).fetchall()
    for story_id, decided, kind, *sides, reason in rows:
        one, other = tuple(sides[:3]), tuple(sides[3:])
        found[story_id].append(Decision(decided=decided, kind=kind, sides=(one, other), reason=reason))
    return dict(found)


def decide(
    db: duckdb.DuckDBPyConnection,
    given: tuple[str, str],
    decision: str,
    *,
    now: datetime,
    reason: str | None = None,
    contrast: str | None = None,
) -> str:
    """Keep a decision about two statements, in place of an earlier one about them; return what to say of it.

    `contrast` is the one that was named, by which the decision is found once there is no such contrast any more.
    Raises NotOneFound for an id that names no statement or several, CorrectionRefused for a senseless decision.
    """
    if decision not in get_args(Decided):
        known = ", ".join(get_args(Decided))
        raise CorrectionRefused(given[0], f"{decision!r} is no decision; one of {known}", what="statement")
    one, other = sorted((_read_side(db, each) for each in given), key=lambda each: each.statement_id)
    _check(one, other, decision)
    decision_id = content_id("statement decision", one.statement_id, other.statement_id)
    if contrast is not None:
        db.execute("delete from decided_contrasts where contrast_id = ?", [contrast])
        db.execute("insert into decided_contrasts values (?, ?)", [contrast, decision_id])
    standing = db.execute(
        "select decision, reason from statement_decisions where decision_id = ?", [decision_id]
    ).fetchall()
    if standing == [(decision, reason)]:
        return STANDS
    db.execute("delete from statement_decisions where decision_id = ?", [decision_id])
    db.execute(
        "insert into statement_decisions values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [decision_id, one.statement_id, other.statement_id, one.article_id, other.article_id, one.kind,
         one.key, other.key, one.counted, other.counted, one.surface, other.surface, decision, reason, now],
    )  # fmt: skip
    return f"{one.surface} and {other.surface}: {decision} ({decision_id})"


def undo_decision(db: duckdb.DuckDBPyConnection, beginning: str) -> str:
    """Take a decision back; return what to say of it. Raises NotOneFound for an id of none or several."""
    found = db.execute(
        "select decision_id, surface_a, surface_b from statement_decisions where starts_with(decision_id, ?)",
        [beginning.lower()],
    ).fetchall()
    ((decision_id, one, other),) = _only(found, "decision", beginning)
    db.execute("delete from statement_decisions where decision_id = ?", [decision_id])
    _forget_contrasts(db)
    return f"{one} and {other}: nobody decided"


def forget_decisions(db: duckdb.DuckDBPyConnection, article_id: str) -> None:
    """Delete the decisions about statements of an article that is deleted."""
    db.execute("delete from statement_decisions where article_a = $1 or article_b = $1", [article_id])
    _forget_contrasts(db)


def _forget_contrasts(db: duckdb.DuckDBPyConnection) -> None:
    db.execute(
        "delete from decided_contrasts where decision_id not in (select decision_id from statement_decisions)"
    )


def contrast_of(db: duckdb.DuckDBPyConnection, beginning: str) -> tuple[str, tuple[str, str]]:
    """Return the contrast whose id begins so and its two statements, also where a decision ended it.

    Raises NotOneFound for none or several.
    """
    found = db.execute(read_sql("statements/contrasts_named"), [beginning.lower()]).fetchall()
    ((contrast, one, other),) = _only(found, "contrast", beginning)
    return contrast, (one, other)


class _Side(NamedTuple):
    """What a decision keeps of a statement, or of a name that another text spells otherwise."""

    statement_id: str
    article_id: str
    kind: str
    key: str
    counted: str | None
    surface: str


def _read_side(db: duckdb.DuckDBPyConnection, beginning: str) -> _Side:
    names = field_names(Statement)
    stated = db.execute(
        f"select {', '.join(names)} from statements where starts_with(statement_id, ?)",  # noqa: S608 - names are ours
        [beginning.lower()],
    ).fetchall()
    found = [Statement(**dict(zip(names, row, strict=True))) for row in stated]
    sides = [
        (each.statement_id, each.article_id, each.kind, value_key(each), each.counted, each.surface)
        for each in found
    ]
    sides += db.execute(
        "select statement_id, article_id, kind, value_key, null, surface from spelled_names"
        " where starts_with(statement_id, ?)",
        [beginning.lower()],
    ).fetchall()
    (row,) = _only(sides, "statement", beginning)
    return _Side(*row)


def _check(one: _Side, other: _Side, decision: str) -> None:
    problem = None
    if one.article_id == other.article_id:
        problem = "is of one article with the other; only articles are compared"
    elif one.kind != other.kind and {one.kind, other.kind} != {"lapse", "date"}:
        problem = f"is of {one.kind}, the other of {other.kind}"
    elif decision != "apart" and one.key == other.key:
        problem = "states the same value as the other"
    if problem:
        raise CorrectionRefused(one.statement_id, problem, what="statement")


def _only(
    rows: list[tuple[Any, ...]], what: Literal["statement", "contrast", "decision"], beginning: str
) -> list[tuple[Any, ...]]:
    if len(rows) != 1 or not beginning:
        reason = f"no {what} has this id" if not rows or not beginning else f"the ids of {len(rows)} begin so"
        raise NotOneFound(what, beginning, reason)
    return rows
