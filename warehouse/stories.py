"""Stories: which stored articles cover one event. State lies in DuckDB; the join is learned."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

import duckdb

from warehouse.story_groups import group_articles, read_neighbourhood
from warehouse.story_members import place_groups
from warehouse.story_state import link_articles, sign_articles
from warehouse.story_weights import StoryModel, load_story_model

BATCH_ARTICLES = 1000
RECENT_DAYS = 7  # where new articles are looked for first


def join_stories(
    db: duckdb.DuckDBPyConnection, *, now: datetime, model: StoryModel | None = None
) -> dict[str, int]:
    """Put every stored article that has no story yet into one; return counts of what was done.

    The counts are `joined` (articles), `founded`, `merged` and `split` (stories). Runs inside the caller's
    transaction; a second run finds nothing to do. An article stays where its first accepted revision put it: later
    revisions are not signed again, as an update of a report is on the same event.
    """
    model = model or load_story_model()
    counts = Counter(joined=0, founded=0, merged=0, split=0)
    for ids in batched(find_homeless(db)):
        sign_articles(db, ids, model)
        link_articles(db, model)
        placed = read_neighbourhood(db, ids)
        groups = group_articles(db, placed, model)
        counts.update(place_groups(db, placed, groups, model.weights.version, now=now))
        counts["joined"] += len(ids)
    return dict(counts)


def batched(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the ids in batches that bound the memory."""
    for start in range(0, len(ids), BATCH_ARTICLES):
        yield ids[start : start + BATCH_ARTICLES]


def find_homeless(db: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the articles without a story, by date, then by id.

    They are looked for among those seen lately; only where these are not all, among all, which takes the longer
    the more are stored.
    """
    counted = db.execute(
        "select (select count(*) from articles) - (select count(*) from story_members)"
    ).fetchone()
    missing = counted[0] if counted else 0
    if not missing:
        return []
    rows = read_homeless(db, RECENT_DAYS)
    if len(rows) != missing:
        rows = read_homeless(db, None)
    return rows


def read_homeless(db: duckdb.DuckDBPyConnection, days: int | None) -> list[str]:
    """Return the articles without a story that were first seen in the last days before the latest one."""
    since = db.execute(
        "select cast(max(first_seen_at) - to_days($days) as varchar) from articles", {"days": days or 0}
    ).fetchone()
    rows = db.execute(
        """
        with homeless as (
            select article_id, revision_id, first_seen_at
            from articles
            anti join story_members using (article_id)
            where first_seen_at >= cast($since as timestamptz)
        )
        select homeless.article_id
        from homeless
        join revisions using (revision_id)
        order by
            coalesce(published_date, cast(homeless.first_seen_at at time zone 'UTC' as date)),
            homeless.article_id
        """,
        {"since": since[0] if since and days is not None else "-infinity"},
    ).fetchall()
    return [article_id for (article_id,) in rows]
