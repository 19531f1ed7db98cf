"""The statements of stories compared: a story at a time, only where its texts changed, the same in any order."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import duckdb

from extractors.rejections import reject
from extractors.versions import (
    LAPSES_VERSION,
    ROLES_VERSION,
    SPELLINGS_VERSION,
    STATEMENTS_VERSION,
    UTTERANCES_VERSION,
    VERDICTS_VERSION,
)
from warehouse.errors import ends_a_run
from warehouse.load import insert_new
from warehouse.queries import read_sql
from warehouse.statements.model import load_statement_weights, weights_version
from warehouse.statements.thresholds import Thresholds, read_thresholds

if TYPE_CHECKING:
    from extractors.statements.compare import StatementWeights

# Stories whose statements and pairs are held at once: 50 real ones make 22,000 pairs of 36 features each. By 50
# the 424 stories that 1,000 articles change among 11,261 take 6.2 and 5.5 s of CPU, by 200 5.4 and 5.0 (in turn,
# 2026-11-28), as each batch looks through all that is staged, and 60 MB more.
_BATCH_STORIES = 200
# Stories whose part of the large tables is read at once: some 25 MB of texts. Read for each batch of 50, it cost
# 5 s a batch at 101,340 articles.
_SLICE_STORIES = 1000
_DERIVED = (
    "statement_groups", "statement_members", "statement_contrasts", "spelled_names", "quote_variants",
    "statement_stories",
)  # fmt: skip


def compare_statements(db: duckdb.DuckDBPyConnection, *, now: datetime) -> dict[str, int]:
    """Compare the statements of each story whose texts changed, in the caller's transaction; return counts.

    Derived from what is stored alone: rows of a story that is gone, or whose inputs changed, are made anew. `now`
    is when what could not be compared was dropped.
    """
    stage_inputs(db)
    stale = "select story_id from statement_stories anti join statement_inputs using (story_id, input_hash)"
    if db.execute(f"{stale} limit 1").fetchall():
        for table in _DERIVED:
            db.execute(f"delete from {table} where story_id in ({stale})")  # noqa: S608 - names are ours
    due = [
        story_id
        for (story_id,) in db.execute(
            "select story_id from statement_inputs anti join statement_stories using (story_id) order by story_id"
        ).fetchall()
    ]
    if not due:
        return {"stories": 0, "groups": 0}
    weights = load_statement_weights()
    thresholds = read_thresholds(db)
    group_count = 0
    for first in range(0, len(due), _SLICE_STORIES):
        some = due[first : first + _SLICE_STORIES]
        db.execute(read_sql("statements/compared_revisions"), {"stories": some})
        db.execute(read_sql("statements/stage_compared"))
        for at in range(0, len(some), _BATCH_STORIES):
            group_count += _compare_each(db, some[at : at + _BATCH_STORIES], weights, thresholds, now)
    db.execute("insert into statement_stories from statement_inputs anti join statement_stories using (story_id)")
    return {"stories": len(due), "groups": group_count}


def stage_inputs(db: duckdb.DuckDBPyConnection) -> None:
    """Put the stories of two texts or more into `statement_inputs`, with what their comparison rests on."""
    methods = (
        STATEMENTS_VERSION,
        weights_version(),
        VERDICTS_VERSION,
        ROLES_VERSION,
        LAPSES_VERSION,
        SPELLINGS_VERSION,
        UTTERANCES_VERSION,
    )
    db.execute(read_sql("statements/due_stories"), {"method": f"{' '.join(methods)} {read_thresholds(db)}"})


def _compare_each(
    db: duckdb.DuckDBPyConnection,
    story_ids: Sequence[str],
    weights: "StatementWeights",
    thresholds: Thresholds,
    now: datetime,
) -> int:
    """Compare the stories; one whose statements are too much for a rule is a row, and costs none of the others."""
    # Only here: .06 s of CPU, which a run that compares nothing need not spend.
    from warehouse.statements.comparison import compare_texts

    try:
        return compare_texts(db, story_ids, weights, thresholds)
    except Exception as error:
        if isinstance(error, duckdb.Error) or ends_a_run(error):
            raise
        if len(story_ids) > 1:
            return sum(_compare_each(db, [each], weights, thresholds, now) for each in story_ids)
        detail = f"{type(error).__name__}: {error}"
        insert_new(db, [reject("match", "error", location=f"story {story_ids[0]}", at=now, detail=detail)])
        return 0


def compare_again(db: duckdb.DuckDBPyConnection, revision_ids: Sequence[str] | None = None) -> None:
    """Let the next comparison make the stories of these revisions anew, of all where none are given.

    Names, quotations and statements that were found anew in a revision that stays are no other input to the hash.
    """
    touched = (
        "select story_id from story_members join articles using (article_id)"
        " where $1 is null or revision_id in (select unnest($1::varchar[]))"
    )
    db.execute(
        f"update statement_stories set input_hash = 0 where story_id in ({touched})",  # noqa: S608 - no words of others
        [list(revision_ids) if revision_ids is not None else None],
    )
