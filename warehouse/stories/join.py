"""Stories: which stored articles cover one event. State lies in DuckDB; the join is learned."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import duckdb

from warehouse.stories.day_ranges import since_day
from warehouse.stories.due import forget, part_roundups, take_due

if TYPE_CHECKING:
    from warehouse.stories.model import StoryModel

_BATCH_ARTICLES = 1000  # homeless articles judged at once; bounds memory alone
_RECENT_DAYS = 7  # where new articles are looked for first


def join_stories(
    db: duckdb.DuckDBPyConnection, *, now: datetime, model: "StoryModel | None" = None
) -> dict[str, int]:
    """Put every stored article that has no story yet into one; return counts of what was done.

    The counts are `joined` (articles), `founded`, `merged` and `split` (stories). Runs inside the caller's
    transaction; a second run finds nothing to do. Articles that speak by another revision since are put into a
    story again, and so is what was with them; what a person decided stays. Round-ups are in no story.
    """
    counts = Counter(joined=0, founded=0, merged=0, split=0)
    due = take_due(db)
    homeless = _find_homeless(db, now)
    if not due and not homeless:
        return dict(counts)
    # Only here: .08 s of CPU with Arrow's functions, which a run that joins nothing need not spend.
    from warehouse.stories.groups import group_articles
    from warehouse.stories.links import link_articles
    from warehouse.stories.members import place_groups
    from warehouse.stories.model import load_story_model
    from warehouse.stories.neighbourhood import read_neighbourhood
    from warehouse.stories.signatures import sign_articles

    model = model or load_story_model()
    known = {article_id for article_id, _ in due}
    for batch in _batched([*sorted(due), *(each for each in homeless if each[0] not in known)]):
        ids = [article_id for article_id, _ in batch]
        forget(db, [article_id for article_id in ids if article_id in known])
        sign_articles(db, ids, model.priors, since=min(seen_at for _, seen_at in batch))
        if due:
            part_roundups(db, ids, now=now)
        link_articles(db, model)
        placed = read_neighbourhood(db, model.weights)
        groups = group_articles(db, placed, model)
        counts.update(place_groups(db, placed, groups, model.weights.version, now=now))
        counts["joined"] += len(ids)
    return dict(counts)


def _batched(homeless: Sequence[tuple[str, datetime]]) -> Iterator[Sequence[tuple[str, datetime]]]:
    """Yield the articles in batches that bound the memory."""
    for start in range(0, len(homeless), _BATCH_ARTICLES):
        yield homeless[start : start + _BATCH_ARTICLES]


def _find_homeless(db: duckdb.DuckDBPyConnection, now: datetime) -> list[tuple[str, datetime]]:
    """Return the articles without a story and when each was first seen, by date, then by id.

    They are looked for among those seen lately, whatever times to come some are said to be seen at; only where
    these are not all, among all, which takes the longer the more are stored.
    """
    counted = db.execute(
        "select (select count(*) from articles) - (select count(*) from story_members)"
        " - (select count(*) from story_roundups)"
    ).fetchall()
    missing = counted[0][0]
    if not missing:
        return []
    latest = db.execute(
        "select (least(max(first_seen_at), ?) at time zone 'UTC')::date - date '1970-01-01' from articles", [now]
    ).fetchall()
    since = latest[0][0] - _RECENT_DAYS
    is_recent_member = f"first_seen_date >= date '1970-01-01' + ({since})"
    rows = _read_homeless(db, since_day("first_seen_at", since), is_recent_member)
    if len(rows) != missing:
        rows = _read_homeless(db, "true", "true")
    return rows


def _read_homeless(
    db: duckdb.DuckDBPyConnection, is_recent: str, is_recent_member: str
) -> list[tuple[str, datetime]]:
    """Return the articles without a story among those first seen so lately."""
    return db.execute(
        f"""
        with homeless as (
            select article_id, revision_id, first_seen_at
            from articles
            anti join (
                select article_id from story_members where {is_recent_member}
                union all
                select article_id from story_roundups where {is_recent_member}
            ) as members using (article_id)
            where {is_recent}
        ),
        spoken as (
            select revision_id, published_date from revisions where {is_recent}
        )
        select
            homeless.article_id,
            homeless.first_seen_at
        from homeless
        join spoken using (revision_id)
        order by
            coalesce(published_date, cast(homeless.first_seen_at at time zone 'UTC' as date)),
            homeless.article_id
        """  # noqa: S608 - numbers of ours
    ).fetchall()
