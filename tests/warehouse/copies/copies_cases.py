"""Articles made for the tests of copies, and a database that holds them."""

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import duckdb

from extractors.ids import content_id
from extractors.records import Article, Revision, ZoneSpan
from warehouse.connection import in_utc, transaction
from warehouse.copies.fold import fold_copies
from warehouse.database import migrate
from warehouse.load import accept_revisions, insert_new

SEEN_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = [f"{first}{second}" for first in "bdfgklmnprst" for second in ("ano", "eri", "olu", "ita", "uke", "asem")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An article as a test writes it."""

    name: str
    text: str
    outlet: str | None = None
    published: date | None = None
    seen: datetime = SEEN_AT
    authors: tuple[str, ...] = ()
    title: str | None = None


def sentences(seed: str, count: int = 20) -> list[str]:
    """Return sentences of made-up words, others for each seed."""
    draw = random.Random(seed)
    return [" ".join(draw.choices(WORDS, k=12)).capitalize() + "." for _ in range(count)]


@contextmanager
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with in_utc(duckdb.connect()) as db:
        migrate(db)
        yield db


def put(db: duckdb.DuckDBPyConnection, made: Sequence[Made]) -> None:
    """Load the articles."""
    revisions = [revision_of(each) for each in made]
    insert_new(
        db,
        [
            Article(
                article_id=revision.article_id,
                identity_key=each.name,
                identity_kind="bytes",
                canonical_url=None,
                outlet_id=each.outlet,
                external_id=each.name,
                revision_id=revision.revision_id,
                first_seen_at=each.seen,
            )
            for each, revision in zip(made, revisions, strict=True)
        ],
    )
    insert_new(db, revisions)
    accept_revisions(db, [revision.article_id for revision in revisions])


def article_id(name: str) -> str:
    return content_id("article", name)


def revision_of(made: Made) -> Revision:
    return Revision(
        revision_id=content_id("revision", made.name, made.text),
        article_id=article_id(made.name),
        raw_id=content_id(made.name),
        revision_set="made",
        title=made.title,
        title_origin=None,
        text=made.text,
        zones=(ZoneSpan(zone="body", start=0, end=len(made.text)),),
        authors=made.authors,
        authors_origin=None,
        language="en",
        language_confidence=None,
        published_date=made.published,
        published_at=None,
        published_precision="day" if made.published else None,
        published_origin=None,
        modified_date=None,
        modified_at=None,
        modified_precision=None,
        modified_origin=None,
        verdict="article",
        verdict_reason=None,
        is_free=None,
        robots_meta=None,
        tdm_reservation=None,
        amp_url=None,
        print_url=None,
        word_count=len(made.text.split()),
        first_seen_at=made.seen,
    )


def fold(db: duckdb.DuckDBPyConnection) -> None:
    with transaction(db):
        fold_copies(db, now=SEEN_AT)


def fold_batches(batches: Sequence[Sequence[Made]]) -> dict[str, list[tuple[object, ...]]]:
    """Load and fold batch by batch; return what the tables of copies hold."""
    with database() as db:
        for batch in batches:
            put(db, batch)
            fold(db)
        return contents(db)


def contents(db: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    tables = ("fingerprints", "copy_pairs", "texts", "text_members", "outlet_boilerplate")
    return {table: sorted(db.execute(f"from {table}").fetchall(), key=repr) for table in tables}


def groups(db: duckdb.DuckDBPyConnection, made: Sequence[Made]) -> list[set[str]]:
    """Return the texts as sets of the articles' names."""
    names = {article_id(each.name): each.name for each in made}
    found: dict[str, set[str]] = {}
    for article, text_id in db.execute("select article_id, text_id from text_members").fetchall():
        found.setdefault(text_id, set()).add(names[article])
    return sorted(found.values(), key=sorted)


def reuse_of(db: duckdb.DuckDBPyConnection, made: Sequence[Made]) -> Mapping[str, str]:
    found = dict(db.execute("select article_id, reuse from text_members").fetchall())
    return {each.name: found[article_id(each.name)] for each in made}
