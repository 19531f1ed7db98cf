"""Sitemap indexes: the newest children first, what was read and not touched since not again."""

import time
from datetime import UTC, date, datetime

import pytest

from extractors.feeds.announced import ChildSitemap
from extractors.feeds.children import order_children

NOW = datetime(2026, 1, 20, 12, tzinfo=UTC)
YESTERDAY = datetime(2026, 1, 19, 12, tzinfo=UTC)


def ordered(names: list[tuple[str, date | None]], read_at: dict[str, datetime] | None = None) -> list[str]:
    children = [ChildSitemap(location=name, touched=touched) for name, touched in names]
    return [child.location for child in order_children(children, read_at=read_at or {}, now=NOW)]


ORDERS: dict[str, tuple[list[tuple[str, date | None]], list[str]]] = {
    "by-day-touched": (
        [("/1", date(2026, 1, 2)), ("/2", date(2026, 1, 20)), ("/3", date(2020, 1, 1))],
        ["/2", "/1", "/3"],
    ),
    "from-the-end": ([("/p1", None), ("/p2", None), ("/p3", None)], ["/p3", "/p2", "/p1"]),
    "by-name": (
        [("/s-2026-01.xml", None), ("/s-2025-12.xml", None), ("/s-2019.xml", None)],
        ["/s-2026-01.xml", "/s-2025-12.xml", "/s-2019.xml"],
    ),
    "2099-says-nothing": ([("/1", date(2099, 1, 1)), ("/2", date(2026, 1, 2)), ("/3", None)], ["/2", "/3", "/1"]),
    "news-first-of-one-day": (
        [("/news.xml", date(2026, 1, 2)), ("/pages.xml", date(2026, 1, 2))],
        ["/news.xml", "/pages.xml"],
    ),
}


@pytest.mark.parametrize("name", ORDERS)
def test_order(name: str) -> None:
    names, order = ORDERS[name]
    assert ordered(names) == order


def test_what_was_read_is_read_again_only_where_it_was_touched_or_may_grow() -> None:
    touched = [("/old", date(2026, 1, 2)), ("/today", date(2026, 1, 20))]
    assert ordered(touched, {"/old": YESTERDAY, "/today": YESTERDAY}) == ["/today"]
    undated: list[tuple[str, date | None]] = [(f"/{number}", None) for number in range(20)]
    again = ordered(undated, {name: YESTERDAY for name, _ in undated})
    assert again == ["/19", "/18", "/17", "/16", "/15", "/1", "/0"]


def test_an_index_of_50_000_takes_little_time() -> None:
    started = time.process_time()
    names: list[tuple[str, date | None]] = [(f"/post-sitemap{number}.xml", None) for number in range(50_000)]
    assert ordered(names)[0] == "/post-sitemap49999.xml"
    assert time.process_time() - started < 2
