"""Copies against what is stored; until articles are compared, each is a text of its own."""

from datetime import datetime

import duckdb


def fold_copies(db: duckdb.DuckDBPyConnection, *, now: datetime) -> None:
    """Put every article without a text into one of its own, inside the caller's transaction."""
    del now
    db.execute(
        """
        insert into texts by name
        select
            article_id as text_id,
            article_id as representative_article_id,
            1 as article_count,
            'unknown' as origin_reason
        from articles anti join text_members using (article_id)
        """
    )
    db.execute(
        """
        insert into text_members by name
        select
            article_id,
            article_id as text_id,
            'own' as reuse,
            1.0 as share_of_representative,
            'none' as method_version
        from articles anti join text_members using (article_id)
        """
    )
