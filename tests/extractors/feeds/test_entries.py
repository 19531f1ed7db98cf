"""Entries of feeds: their identity over several polls, their dates, and what is dropped."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from extractors.feeds.announced import Announced, Feed
from extractors.feeds.dates import read_date
from extractors.feeds.entries import announced_entries

NOW = datetime(2026, 1, 10, tzinfo=UTC)
ITEM = Announced(link="https://e.example/a-1", external_id="g", title_html="T", summary_html="S")


def ids(*items: Announced) -> list[str]:
    entries, _ = announced_entries(
        Feed(method="xml", items=items), source_id="s", url="https://e.example/feed", now=NOW
    )
    return [entry.entry_id for entry in entries]


def many(count: int, **fields: str | None) -> list[Announced]:
    return [replace(ITEM, link=f"https://e.example/a-{i}", title_html=f"T{i}", **fields) for i in range(count)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (many(3), [replace(item, external_id=f"new-{i}") for i, item in enumerate(many(3))]),
        (many(3), [replace(item, title_html="Edited") for item in many(3)]),
        (many(3, external_id=None), many(3, external_id=None)),
        (many(3), [replace(item, link=f"{item.link}?utm_source=x") for item in many(3)]),
        ([replace(item, link=None) for item in many(3, external_id=None)],) * 2,
        ([replace(ITEM, link=None, external_id=str(i)) for i in range(3)],
         [replace(ITEM, link=None, external_id=str(i), title_html="Edited") for i in range(3)]),
        ([replace(ITEM, external_id=str(i)) for i in range(3)],
         [replace(ITEM, external_id=str(i), title_html="Edited") for i in range(3)]),
    ],
    ids=["churning guid", "edited", "no guid", "tracking", "nothing but words", "no link", "one link for all"],
)  # fmt: skip
def test_second_poll_announces_the_same(first: list[Announced], second: list[Announced]) -> None:
    assert len(set(ids(*first))) == 3
    assert ids(*first) == ids(*second)


def test_repeated_guid_does_not_merge() -> None:
    assert len(set(ids(*many(10)))) == 10


def test_same_item_twice_is_one() -> None:
    assert len(ids(ITEM, ITEM)) == 1


def test_bad_links_and_surplus_are_counted() -> None:
    items = (ITEM, *(replace(ITEM, link=link) for link in ("javascript:alert(1)", "file:///x", "http://", "a b")))
    entries, rejected = announced_entries(
        Feed(method="xml", items=items, surplus_count=7), source_id="s", url="https://e.example/feed", now=NOW
    )
    assert [entry.location for entry in entries] == ["https://e.example/a-1"]
    assert [each.reason for each in rejected] == ["bad_link"] * 4 + ["too_many_items"]


def test_item_without_link_is_given_up_but_known() -> None:
    entries, _ = announced_entries(
        Feed(method="xml", items=(replace(ITEM, link=None),)), source_id="s", url="https://e.example/feed", now=NOW
    )
    assert (entries[0].state, entries[0].reason) == ("given_up", "no_link")


@pytest.mark.parametrize(
    ("text", "at", "day"),
    [
        ("Mon, 05 Jan 2026 23:30:00 -0500", datetime(2026, 1, 6, 4, 30, tzinfo=UTC), date(2026, 1, 6)),
        ("2026-01-05 10:00", None, date(2026, 1, 5)),
        ("2026-01-05", None, date(2026, 1, 5)),
        ("Thu, 01 Jan 2099 00:00:00 GMT", None, None),
        ("Thu, 01 Jan 1960 00:00:00 GMT", None, None),
        ("nonsense", None, None),
    ],
)
def test_announced_date_claims_no_more_than_was_said(text: str, at: datetime | None, day: date | None) -> None:
    entries, _ = announced_entries(
        Feed(method="xml", items=(replace(ITEM, published=read_date(text)),)), source_id="s", url="u", now=NOW
    )
    assert (entries[0].announced_at, entries[0].announced_date) == (at, day)


def test_sitemap_modification_is_no_publication() -> None:
    item = replace(ITEM, updated=read_date("2026-01-05"))
    (entry,), _ = announced_entries(Feed(method="sitemap", items=(item,)), source_id="s", url="u", now=NOW)
    assert entry.announced_date is None
