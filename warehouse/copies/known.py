"""The stored articles that a slice has to do with, read once: each look into all that is stored grows with it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from warehouse.queries import read_sql
from warehouse.staging import staged


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownArticle:
    """What was stored of an article with words, but for its fingerprint."""

    article_id: str
    revision_id: str
    text_key: int
    outlet_id: str | None
    word_count: int
    published_date: date | None
    first_seen_date: date
    credit: str | None


class KnownTexts:
    """Articles by the key of their words, as they were stored when they were asked for.

    Whoever writes or removes fingerprints makes another one afterwards.
    """

    def __init__(self, db: duckdb.DuckDBPyConnection) -> None:
        self._db = db
        self._articles: dict[int, list[KnownArticle]] = {}

    @property
    def articles(self) -> Mapping[int, list[KnownArticle]]:
        """All that was learned: by text key its articles, in order of their ids; none where nothing is stored."""
        return self._articles

    def learn(self, keys: Iterable[int]) -> None:
        """Read the articles of the texts that are not known yet."""
        new = set(keys) - self._articles.keys()
        if not new:
            return
        self._articles.update((key, []) for key in new)
        stage_keys(self._db, "wanted_keys", new)
        # Asked by one column first, by the days found then: all columns of all days would cost five times as much.
        days = self._db.execute(
            "select min(first_seen_date), max(first_seen_date) from fingerprints"
            " where text_key in (select text_key from wanted_keys)"
        ).fetchall()[0]
        if days[0] is None:
            return
        for row in self._db.execute(read_sql("copies/known_articles"), list(days)).fetchall():
            article = KnownArticle(
                article_id=row[0], revision_id=row[1], text_key=row[2], outlet_id=row[3], word_count=row[4],
                published_date=row[5], first_seen_date=row[6], credit=row[7],
            )  # fmt: skip
            self._articles[article.text_key].append(article)

    def standing(self, leaving: Collection[str] = ()) -> dict[int, KnownArticle]:
        """Return the article that stands for each text, that of the lowest id; those `leaving` aside."""
        found = {
            key: next((each for each in articles if each.article_id not in leaving), None)
            for key, articles in self._articles.items()
        }
        return {key: article for key, article in found.items() if article is not None}


def stage_keys(db: duckdb.DuckDBPyConnection, name: str, keys: Iterable[int]) -> None:
    """Put the text keys into a temporary table of that name."""
    with staged(db, pa.table({"text_key": pa.array(sorted(keys), pa.uint64())})):
        db.execute(f"create or replace temp table {name} as select * from staged")  # noqa: S608 - names are ours
