"""Articles join stories: whatever the order, across batches, with and without dates."""

import itertools
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from extractors.ids import content_id
from extractors.page import extract_article
from extractors.records import Article, Extraction, RawDocument, Revision
from warehouse.database import migrate, transaction
from warehouse.load import ArticleBatch, load_articles
from warehouse.stories import join_stories

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)

META_LAYOFFS = """Meta will close its office in Dublin's docklands and move 400 moderators to a site in Cork.
The works council said on Tuesday that it had learned of the plan from the landlord. Meta said leases in the Irish
capital had become too expensive and that nobody would lose a job. Residents in Cork welcomed the decision."""
AI_HOSPITAL = """A hospital in Leeds has begun to read X-ray images with artificial intelligence software made by
a Danish start-up. Radiologists check every finding. The trust's chief executive said waiting times fell from nine
days to two. Nurses' unions want an independent review before the AI system is used at other hospitals."""


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        migrate(connection)
        yield connection


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


def read_seeds() -> list[Extraction]:
    seeds = []
    for path in sorted(SEEDS.glob("*.txt")):
        raw = RawDocument(
            raw_id=content_id(path.name), body=path.read_bytes(), media_type="text/plain", location=path.name,
            seen_at=NOW,
        )  # fmt: skip
        extraction = extract_article(raw)
        assert isinstance(extraction, Extraction)
        seeds.append(extraction)
    return seeds


def test_the_four_seeds_are_one_story(db: duckdb.DuckDBPyConnection) -> None:
    seeds = read_seeds()
    load(db, seeds)
    assert partition(db) == {frozenset(each.article.article_id for each in seeds)}


def test_the_seeds_are_one_story_in_any_order_one_by_one() -> None:
    seeds = read_seeds()
    scores = set()
    for order in list(itertools.permutations(seeds))[::5]:
        with duckdb.connect() as db:
            migrate(db)
            for each in order:
                load(db, [each])
            assert len(partition(db)) == 1
            rows = db.execute("select article_id, score from story_members order by all").fetchall()
            central = db.execute("select title, title_origin, central_article_id from stories").fetchall()
            scores.add((*rows, *central))
    assert len(scores) == 1


@pytest.mark.parametrize("text", [META_LAYOFFS, AI_HOSPITAL], ids=["Meta", "AI"])
def test_an_unrelated_article_founds_a_story(db: duckdb.DuckDBPyConnection, text: str) -> None:
    other = make_article("other", text)
    load(db, read_seeds())
    load(db, [other])
    assert frozenset([other.article.article_id]) in partition(db)
    assert len(partition(db)) == 2


def test_a_second_run_changes_nothing(db: duckdb.DuckDBPyConnection) -> None:
    load(db, [*read_seeds(), make_article("other", META_LAYOFFS)])
    tables = ("stories", "story_members", "story_changes", "story_signatures", "story_postings", "story_links")
    before = [db.execute(f"from {table} order by all").fetchall() for table in tables]
    assert load(db, read_seeds()) == {"joined": 0, "founded": 0, "merged": 0, "split": 0}
    assert [db.execute(f"from {table} order by all").fetchall() for table in tables] == before


def test_articles_far_apart_in_time_do_not_meet(db: duckdb.DuckDBPyConnection) -> None:
    first = date(2024, 3, 1)
    load(
        db,
        [
            make_article("first", META_LAYOFFS, day=first),
            make_article("second", META_LAYOFFS, day=first + timedelta(days=1)),
            make_article("year later", META_LAYOFFS, day=first + timedelta(days=365)),
        ],
    )
    assert sorted(map(len, partition(db))) == [1, 2]


@pytest.mark.parametrize(
    "text",
    ["", "word", "\ud7ff \u0000", "$" * 100_000, "a" * 100_000, "A. " * 50_000, "東京" * 3000, "1,1" * 9000],
)
def test_odd_texts_found_stories(db: duckdb.DuckDBPyConnection, text: str) -> None:
    load(db, [make_article("odd", text, language=None), make_article("other", META_LAYOFFS)])
    assert sorted(map(len, partition(db))) == [1, 1]


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), date(1970, 1, 1)])
def test_far_dates_are_dates(db: duckdb.DuckDBPyConnection, day: date) -> None:
    load(
        db, [make_article("far", META_LAYOFFS, day=day), make_article("near", META_LAYOFFS, day=date(2024, 1, 1))]
    )
    assert sorted(map(len, partition(db))) == [1, 1]


def test_copies_of_a_text_stay_together(db: duckdb.DuckDBPyConnection) -> None:
    articles = [make_article("a", META_LAYOFFS), make_article("b", AI_HOSPITAL)]
    with transaction(db):
        load_articles(db, ArticleBatch(extractions=articles))
        for each in articles:
            db.execute(
                "insert into text_members by name select ? as article_id, 'same' as text_id,"
                " 'edited' as reuse, 1 as share_of_representative, '1' as method_version",
                [each.article.article_id],
            )
        join_stories(db, now=NOW)
    assert len(partition(db)) == 1


def test_shuffled_arrival_gives_the_same_stories() -> None:
    events = [META_LAYOFFS, AI_HOSPITAL, *(each.revision.text for each in read_seeds()[:2])]
    articles = []
    for number, text in enumerate(events):
        sentences = text.replace("\n", " ").split(". ")
        for copy in range(4):
            kept = [sentence for index, sentence in enumerate(sentences) if (index + copy) % 4]
            day = None if copy == 3 else date(2024, 1, 1 + copy)
            articles.append(make_article(f"{number}-{copy}", ". ".join(kept), day=day))
    found = set()
    for seed in range(6):
        shuffled = random.Random(seed).sample(articles, len(articles))
        with duckdb.connect() as db:
            migrate(db)
            for start in range(0, len(shuffled), 1 + 3 * seed):
                load(db, shuffled[start : start + 1 + 3 * seed])
            found.add(frozenset(partition(db)))
    assert len(found) == 1
