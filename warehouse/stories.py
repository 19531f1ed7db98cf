"""Stories: which stored articles cover one event. State lies in DuckDB; the join is learned."""

from collections import Counter
from datetime import datetime

import duckdb
import numpy as np

from warehouse.story_groups import LINK_SCORE, group_articles, read_neighbourhood
from warehouse.story_members import place_groups
from warehouse.story_state import find_candidates, read_pool, score_rows, sign_articles, store_links
from warehouse.story_weights import StoryModel, load_story_model

BATCH_ARTICLES = 1000


def join_stories(
    db: duckdb.DuckDBPyConnection, *, now: datetime, model: StoryModel | None = None
) -> dict[str, int]:
    """Put every stored article that has no story yet into one; return counts of what was done.

    The counts are `joined` (articles), `founded`, `merged` and `split` (stories). Runs inside the caller's
    transaction; a second run finds nothing to do.
    """
    model = model or load_story_model()
    counts = Counter(joined=0, founded=0, merged=0, split=0)
    while ids := next_articles(db):
        sign_articles(db, ids, model)
        link_articles(db, model)
        placed = read_neighbourhood(db, ids)
        counts += place_groups(db, placed, group_articles(db, placed, model), model.weights.version, now=now)
        counts["joined"] += len(ids)
    return dict(counts)


def next_articles(db: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the ids of the next articles without a story, by date, then by id."""
    rows = db.execute(
        """
        select articles.article_id
        from articles
        join revisions using (article_id, revision_id)
        anti join story_members using (article_id)
        order by
            coalesce(published_date, cast(articles.first_seen_at at time zone 'UTC' as date)),
            article_id
        limit ?
    """,
        [BATCH_ARTICLES],
    ).fetchall()
    return [article_id for (article_id,) in rows]


def link_articles(db: duckdb.DuckDBPyConnection, model: StoryModel) -> None:
    """Store the links of the articles of the batch to each other and to stored ones."""
    pairs = find_candidates(db)
    pool = read_pool(db, [article_id for pair in pairs for article_id in pair], model)
    row_of = {article_id: row for row, article_id in enumerate(pool.ids)}
    rows = np.array([(row_of[a], row_of[b]) for a, b in pairs], np.int64).reshape(-1, 2)
    scores = score_rows(pool, rows[:, 0], rows[:, 1], model)
    kept = np.flatnonzero(scores >= LINK_SCORE)
    store_links(db, [pairs[index] for index in kept], scores[kept], model.weights.version)
