"""What a feed or sitemap announces, whatever its format."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

Place = TypeVar("Place")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDate:
    """A date as a feed wrote it: the day; the time (UTC) where one is given; whether its zone was."""

    day: date
    at: datetime | None = None
    is_zone_known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """One item. `…_html` is markup of a stranger, to be read with `feeds.markup.plain_text` only.

    `link` is absolute where a base was known, else as written; it is no checked URL.
    """

    link: str | None = None
    external_id: str | None = None
    title_html: str | None = None
    summary_html: str | None = None
    content_html: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: FeedDate | None = None
    updated: FeedDate | None = None
    created: FeedDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildSitemap:
    """A sitemap that an index lists; `touched` is its day of modification, None where none is said."""

    location: str
    touched: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as read. `method` names the reader, `flaw` what was repaired, `surplus_count` what was cut.

    `unread` says of each item that could not be read why.

    `child_sitemaps` are the sitemaps that a sitemap index lists; hints (`hub`, `new_feed_url`) are never followed.
    """

    method: str
    title_html: str | None = None
    link: str | None = None
    description_html: str | None = None
    external_id: str | None = None
    language: str | None = None
    updated: FeedDate | None = None
    poll_seconds: int | None = None
    hub: str | None = None
    new_feed_url: str | None = None
    items: tuple[Announced, ...] = ()
    child_sitemaps: tuple[ChildSitemap, ...] = ()
    unread: tuple[str, ...] = ()
    surplus_count: int = 0
    flaw: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoFeed:
    """Why the bytes are no feed; `reason` is a countable word."""

    reason: str
    detail: str | None = None


def read_each(read: Callable[[Place], Announced], places: Iterable[Place]) -> tuple[list[Announced], list[str]]:
    """Return the items that can be read, and why each other one cannot: one bad item never costs the feed."""
    items: list[Announced] = []
    unread: list[str] = []
    for place in places:
        try:
            items.append(read(place))
        except Exception as error:
            unread.append(f"{type(error).__name__}: {error}"[:300])
    return items, unread
