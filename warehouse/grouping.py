"""What is done with new articles once they are loaded: copies, stories, names, statements, lines, furniture."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from extractors.records import Rejected
from extractors.rejections import reject
from warehouse.connection import Connection, transaction
from warehouse.copies.fold import fold_copies
from warehouse.errors import ends_a_run
from warehouse.furniture.find import find_furniture
from warehouse.load import insert_new
from warehouse.names.resolve import resolve_names
from warehouse.repeated_lines import learn_repeated_lines
from warehouse.statements.compare import compare_statements
from warehouse.stories.join import join_stories

Grouping = Callable[..., Any]

# Stories count texts, so copies come first; a surname may mean whom its story names; lines are learned from the
# texts as they are grouped.
GROUPINGS: dict[str, Grouping] = {
    "fold copies": fold_copies,
    "join stories": join_stories,
    "resolve names": resolve_names,
    "compare statements": compare_statements,
    "learn lines": learn_repeated_lines,
    "find furniture": find_furniture,
}


def group_new(db: Connection, grouping: Grouping, now: datetime) -> Rejected | None:
    """Do one of the groupings on all that is stored and not dealt with yet, in one transaction.

    Returns the row of a grouping that failed, whatever the reason: what was loaded is published all the same.
    """
    try:
        with transaction(db):
            grouping(db, now=now)
    except Exception as error:
        if ends_a_run(error):
            raise
        name = getattr(grouping, "__name__", "grouping")
        detail = f"{type(error).__name__}: {error}"
        row = reject("match", "error", location=name, at=now, detail=detail)
        with transaction(db):
            insert_new(db, [row])
        return row
    return None
