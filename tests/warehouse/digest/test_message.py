"""A digest tells what passes in its window, each number with its rows, and is a mail that is safe to send."""

import email
import re
from datetime import UTC, datetime
from email import policy

import duckdb
import pytest

from tests.warehouse.test_report import HOSTILE, LINKS, Page, put_articles
from tests.warehouse.test_views import put_rows
from warehouse.asking.filters import Filters, TypedFilters, resolve_filters
from warehouse.asking.narrow import narrow
from warehouse.digest.message import Digest, as_mail, write_digest
from warehouse.digest.told import DigestLimits, read_digest, window_of
from warehouse.summaries.keep import keep_summaries

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
AGAIN = {"window": "--since 7d", "all": "--since 7d --watch 'Meta Platforms'"}
ROWS = {
    "outlets": """
outlet_id | name    | domain
reuters   | Reuters | reuters.com
daily     | Daily   | daily.example
""",
    "articles": """
article_id | revision_id | outlet_id | canonical_url         | first_seen_at
a0         | r0          | reuters   | https://a.example/a0  | 2026-11-17 08:00:00Z
a1         | r1          | reuters   | https://a.example/a1  | 2026-11-21 08:00:00Z
a2         | r2          | daily     | https://a.example/a2  | 2026-11-22 08:00:00Z
a3         | r3          |           |                       | 2026-11-26 08:00:00Z
b1         | r4          | reuters   | https://a.example/b1  | 2026-11-26 09:00:00Z
b2         | r5          | daily     | https://a.example/b2  | 2026-11-26 10:00:00Z
""",
    "revisions": """
revision_id | article_id | title      | text                         | published_date
r0          | a0         | Deal near  | Meta may pay $5 million.     | 2026-11-17
r1          | a1         | Deal done  | Meta paid $5 million to Acme. | 2026-11-20
r2          | a2         | Deal seen  | Meta paid $5 million, all say. | 2026-11-21
r3          | a3         | Deal late  | Meta and Acme agreed.        | 2026-11-20
r4          | b1         | Acme sued  | Acme was sued.               | 2026-11-26
r5          | b2         | Acme sued  | Acme was sued.               | 2026-11-26
""",
    "stories": """
story_id | title
s1       | Deal
s2       | Court
""",
    "story_members": """
article_id | story_id
a0         | s1
a1         | s1
a2         | s1
a3         | s1
b1         | s2
b2         | s2
""",
    "texts": """
text_id | representative_article_id | article_count | origin_article_id | origin_reason
t1      | b1                        | 2             | b1                | earliest known date
""",
    "text_members": """
article_id | text_id | reuse
b1         | t1      | own
b2         | t1      | verbatim
""",
    "entities": """
entity_id | name           | kind         | origin
meta      | Meta Platforms | organization | watchlist
acme      | Acme           | organization | watchlist
""",
    "mentions": """
mention_id | article_id | revision_id | kind         | field | zone | entity_id
m0         | a0         | r0          | organization | text  | body | meta
m1         | a1         | r1          | organization | text  | body | meta
m2         | a1         | r1          | organization | text  | body | acme
m3         | a2         | r2          | organization | text  | body | meta
m4         | a3         | r3          | organization | text  | body | meta
m5         | b1         | r4          | organization | text  | body | acme
m6         | b2         | r5          | organization | text  | body | acme
""",
    "statements": """
statement_id | article_id | revision_id | kind  | zone | amount  | unit | entity_ids | sentence_end | span_end
f1           | a1         | r1          | money | body | 5000000 | USD  | [meta]     | 29           | 20
f2           | a2         | r2          | money | body | 5000000 | USD  | [meta]     | 30           | 20
""",
    "sources": """
source_id | name       | kind | location                   | state   | failure_count | last_error
q1        | Daily feed | feed | https://daily.example/feed | failing | 3             | 503
""",
}


@pytest.fixture
def desk(db: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    for table, text in ROWS.items():
        put_rows(db, table, text)
    keep_summaries(db)
    return db


def digest_of(db: duckdb.DuckDBPyConnection, **typed: str) -> Digest:
    return write_digest(db, resolve_filters(db, TypedFilters(**typed), now=NOW), again=AGAIN)


def test_what_passes_is_told_beside_the_window_before(desk: duckdb.DuckDBPyConnection) -> None:
    filters = resolve_filters(desk, TypedFilters(since="7d", watch="meta platforms"), now=NOW)
    told = read_digest(desk, filters, limits=DigestLimits())
    assert (told["totals"]["article_count"], told["totals"]["earlier_article_count"]) == (3, 1)
    assert told["totals"]["articles_without_outlet_count"] == 1
    assert told["new_stories"] == []
    assert [(story["title"], story["window_article_count"]) for story in told["growing_stories"]] == [("Deal", 3)]
    assert [row["article_id"] for row in told["growing_stories"][0]["rows"]] == ["a1", "a3", "a2"]
    assert [(row["outlet_name"], row["article_count"]) for row in told["outlets"]] == [
        ("Daily", 1),
        ("Reuters", 1),
        ("unknown", 1),
    ]
    figure = told["figures"][0]
    assert (figure["value"], figure["text_count"]) == ("5 million USD", 2)
    assert [row["sentence"] for row in figure["rows"]] == [
        "Meta paid $5 million to Acme.",
        "Meta paid $5 million, all say.",
    ]
    assert [source["name"] for source in told["sources"]] == ["Daily feed"]


def test_articles_of_unknown_day_are_counted_where_days_are_asked_for(desk: duckdb.DuckDBPyConnection) -> None:
    desk.execute("update article_facts set published_day = null where article_id in ('a3', 'b1')")
    line = "further article of unknown day of publication, so of no window"
    assert f"\n1 {line}" in digest_of(desk, since="2026-11-20", watch="meta").text
    assert line not in digest_of(desk, since="7d", watch="meta").text


def test_it_says_in_whose_words_an_outlet_wrote(desk: duckdb.DuckDBPyConnection) -> None:
    digest = digest_of(desk, since="7d", watch="acme")
    assert "Daily: 1 article (0 before), 0 in its own words, 1 in those of Reuters (1)" in digest.text
    assert "* Court\n  2 articles, 1 distinct text, 2 outlets" in digest.text


@pytest.mark.parametrize("typed", [{"since": "7d"}, {"since": "2026-11-20"}, {"since": "7d", "outlet": "daily"}])
def test_shares_are_those_of_the_view_over_the_window(
    desk: duckdb.DuckDBPyConnection, typed: dict[str, str]
) -> None:
    filters = resolve_filters(desk, TypedFilters(**typed), now=NOW)
    told = read_digest(desk, filters, limits=DigestLimits())["voices"]
    desk.execute("drop table wanted_entity_days")
    narrow(desk, window_of(filters)[0])
    shares = desk.execute(
        "select entity_id, article_share, text_share from report_share_of_voice where peer_group = 'watchlist'"
    ).fetchall()
    named = [peer for kind in told for peer in kind["peers"] if peer["article_count"]]
    assert {(peer["entity_id"], peer["article_share"], peer["text_share"]) for peer in named} == set(shares)


@pytest.mark.parametrize("since", ["7d", "2026-11-20", "2026-11-20T15:30"])
@pytest.mark.parametrize("by", ["seen", "published"])
def test_no_article_is_of_both_windows(desk: duckdb.DuckDBPyConnection, since: str, by: str) -> None:
    filters = resolve_filters(desk, TypedFilters(since=since, by=by), now=NOW)
    read_digest(desk, filters, limits=DigestLimits())
    statement = "select count(*), count(distinct article_id) from digest_articles"
    (counts,) = desk.execute(statement).fetchall()
    assert counts[0] == counts[1] > 0


def test_each_number_leads_to_rows_that_are_there(desk: duckdb.DuckDBPyConnection) -> None:
    page = Page(digest_of(desk, since="7d").html)
    targets = {value for name, value in page.attributes if name == "id"}
    inner = {value[1:] for name, value in page.attributes if name == "href" and value and value.startswith("#")}
    assert len(inner) > 8
    assert inner <= targets
    assert "https://a.example/b1" in {value for name, value in page.attributes if name == "href"}


def test_an_empty_database_makes_a_digest(db: duckdb.DuckDBPyConnection) -> None:
    digest = digest_of(db)
    assert "0 stories (0 before)" in digest.text
    assert digest.subject == "Cuttings: all that came in, 2026-11-20 to 2026-11-27"


def test_hostile_words_stay_words(db: duckdb.DuckDBPyConnection) -> None:
    put_articles(db, 200, words=HOSTILE, urls=LINKS)
    digest = write_digest(db, Filters(now=datetime(2025, 6, 2, tzinfo=UTC)), again=AGAIN)
    page = Page(digest.html)
    assert "alert(1)" in page.text
    assert not {"script", "img", "iframe", "object", "link", "base", "form"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    outer = {value for name, value in page.attributes if name == "href" and value and not value.startswith("#")}
    assert outer <= {LINKS[-1]}
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", digest.text)


def test_a_large_digest_is_bounded(db: duckdb.DuckDBPyConnection) -> None:
    put_articles(db, 3_000, words=("w" * 5_000,), urls=("https://example.org/" + "w" * 500,))
    digest = write_digest(db, Filters(now=datetime(2025, 6, 2, tzinfo=UTC)), again=AGAIN)
    assert len(digest.html) < 200_000


def test_a_mail_has_both_forms_and_is_the_same_bytes_again(desk: duckdb.DuckDBPyConnection) -> None:
    desk.execute("update entities set name = 'Meta' || chr(10) || 'Bcc: x@example.org' where entity_id = 'meta'")
    desk.execute("delete from entity_facts")
    desk.execute("delete from summaries_state")
    keep_summaries(desk)
    body = as_mail(digest_of(desk, since="7d", watch="meta"))
    mail = email.message_from_bytes(body, policy=policy.default)
    assert mail["Subject"] == "Cuttings: Meta Bcc: x@example.org, 2026-11-20 to 2026-11-27"
    assert mail["Bcc"] is None
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert max(map(len, body.split(b"\r\n"))) <= 998
    assert as_mail(digest_of(desk, since="7d", watch="meta")) == body
