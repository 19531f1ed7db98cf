"""Made-up articles for the tests of stories."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime

import duckdb

from extractors.ids import content_id
from extractors.records import Article, Extraction, Revision
from warehouse.connection import transaction
from warehouse.load import ArticleBatch, load_articles
from warehouse.stories.join import join_stories

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)

META_LAYOFFS = """Meta will close its office in Dublin's docklands and move 400 moderators to a site in Cork.
The works council said on Tuesday that it had learned of the plan from the landlord. Meta said leases in the Irish
capital had become too expensive and that nobody would lose a job. Residents in Cork welcomed the decision."""
AI_HOSPITAL = """A hospital in Leeds has begun to read X-ray images with artificial intelligence software made by
a Danish start-up. Radiologists check every finding. The trust's chief executive said waiting times fell from nine
days to two. Nurses' unions want an independent review before the AI system is used at other hospitals."""
SYLLABLES = "ka lo mi ren tor vax den sul bri qua nel os pim gar".split()
WORDS = (
    "court officials said that after before their report plan money people city police workers council members"
    " support against decision week month during leaders public group company services talks claim river bridge"
    " water storm houses train airport hospital school strike election vote minister budget damage repair rescue"
).split()


def make_article(
    name: str, text: str, *, title: str | None = None, day: date | None = None, language: str | None = "en"
) -> Extraction:
    article_id, revision_id = content_id(name), content_id("revision", name)
    article = Article(
        article_id=article_id, identity_key=name, identity_kind="bytes", canonical_url=None, outlet_id=None,
        external_id=name, revision_id=revision_id, first_seen_at=NOW,
    )  # fmt: skip
    revision = Revision(
        revision_id=revision_id, article_id=article_id, raw_id=name, revision_set="test", title=title,
        title_origin=None, text=text, zones=(), authors=(), authors_origin=None, language=language,
        language_confidence=None, published_date=day, published_at=None, published_precision=None,
        published_origin=None, modified_date=None, modified_at=None, modified_precision=None, modified_origin=None,
        verdict="article", verdict_reason=None, is_free=None, robots_meta=None, tdm_reservation=None, amp_url=None,
        print_url=None, word_count=len(text.split()), first_seen_at=NOW,
    )  # fmt: skip
    return Extraction(article=article, revision=revision)


def load(db: duckdb.DuckDBPyConnection, articles: Sequence[Extraction]) -> dict[str, int]:
    with transaction(db):
        load_articles(db, ArticleBatch(extractions=articles))
        return join_stories(db, now=NOW)


def partition(db: duckdb.DuckDBPyConnection) -> set[frozenset[str]]:
    rows = db.execute("select list(article_id) from story_members group by story_id").fetchall()
    return {frozenset(members) for (members,) in rows}


def story_of(db: duckdb.DuckDBPyConnection, name: str) -> str:
    row = db.execute("select story_id from story_members where article_id = ?", [content_id(name)]).fetchone()
    assert row is not None
    return str(row[0])


def name(draw: random.Random) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(3)).capitalize()


def sentences(draw: random.Random, count: int) -> list[str]:
    """Return what is known of one event: sentences over a few names of its own."""
    names = [f"{name(draw)} {name(draw)}" for _ in range(8)]
    return [
        f"{draw.choice(names)} of {draw.choice(names).split()[0]} said {' '.join(draw.choices(WORDS, k=9))}"
        f" to {draw.choice(names)} on {' '.join(draw.choices(WORDS, k=4))}."
        for _ in range(count)
    ]
