"""The day on which a page says that its article was published, the surest evidence first.

What the head states goes before what the page shows, the address before what only might be a date, the feed's word
before times that nothing names. Evidence that contradicts other evidence by more than a year is dropped: two
against one decide, one against one leaves the day unknown, with the reason.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from extractors.page.facts.address_dates import compact_day, is_of_another_month, path_day
from extractors.page.facts.labels import labelled_date
from extractors.page.facts.linked_data import LinkedData
from extractors.page.facts.placement import Layout, ReadDate
from extractors.page.facts.visible_dates import (
    any_time,
    date_near,
    local_day,
    lone_date,
    marked_time,
    scripted_date,
)
from extractors.page.words.dates import DateFound, parse_date
from extractors.page.words.reading import Fact

_PUBLISHED_TAGS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "date.published", "publish-date", "publish_date", "published-date", "publishdate", "pubdate",
    "publication_date", "article_date_original", "sailthru.date", "parsely-pub-date", "dc.date.issued",
    "article.published",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "og:pubdate", "rnews:datepublished",
    "article:post_date", "originalpublicationdate",
    "iso-8601-publish-date", "shareaholic:article_published_time", "published_at", "bt:pubdate",
    "vr:published_time", "prism.publicationdate", "published", "published_on", "publishedon", "published_date",
    "publisheddate", "publish_time", "citation_publication_date", "citation_online_date", "date_published",
)  # fmt: skip
# These name any date, often the one of the last save: what is marked or labelled as publication goes before.
_VAGUE_TAGS = (
    "date", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "datecreated",
)  # fmt: skip
# Languages that write the day before the month, whatever stands between; English does so in some countries only.
_DAY_FIRST = frozenset(
    "de fr es it pt nl pl ru uk cs sk da nb no nn fi et lv ro bg hr sr sl el tr id vi ar he hi th ca gl "
    "en-gb en-ie en-au en-nz en-in en-za".split()
)
_DAY_FIRST_COUNTRIES = frozenset(
    "de at ch fr be es it pt br nl pl ru ua cz sk dk no fi ro bg hr rs si gr tr id vn il in uk ie au nz za mx ar "
    "cl co pe ve ec uy".split()
)
_EDITION = re.compile(r"^/(en-[a-z]{2})/", re.IGNORECASE)
# Two days of one publication are seldom further apart, and those of a later build seldom less.
_CONTRADICTION = timedelta(days=365)
_AGREEMENT = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The day and what says so; or None and, where evidence contradicts evidence, `doubt`: which two do."""

    fact: Fact[DateFound] | None = None
    doubt: str | None = None


def date_reader(tree: HtmlElement, url: str | None, seen_at: datetime) -> ReadDate:
    """Return the reader of dates for a page: by its clock, and by its language's or country's order of numbers."""
    language = (tree.get("lang") or "").strip().lower().replace("_", "-")
    country = ((urlsplit(url).hostname or "") if url else "").rpartition(".")[2]
    edition = _EDITION.search(urlsplit(url).path) if url else None
    named = {language, language.partition("-")[0], edition[1].lower() if edition else ""}
    is_day_first = bool(named & _DAY_FIRST) or country in _DAY_FIRST_COUNTRIES
    return partial(parse_date, seen_at=seen_at, is_day_first=is_day_first)


def choose_published(
    tree: HtmlElement,
    data: LinkedData,
    tags: dict[str, str],
    *,
    url: str | None,
    layout: Layout,
    read: ReadDate,
    modified: DateFound | None = None,
    announced: DateFound | None = None,
) -> Publication:
    """Return the day of publication and, where the page gives it, the moment; empty where nothing says it.

    `announced`: what the feed says, which is surer than times that nothing marks.
    """
    shown = cache(partial(date_near, layout, read))  # asked up to three times
    readers: tuple[tuple[str, Callable[[], DateFound | None]], ...] = (
        ("json_ld", lambda: read(data.words("datePublished"))),
        ("meta", lambda: first_date(tags, _PUBLISHED_TAGS, read)),
        ("json_ld", lambda: read(data.words("dateCreated") or data.words("uploadDate"))),
        ("url", lambda: path_day(url, read)),
        ("time", lambda: marked_time(tree, layout, read)),
        ("byline", lambda: labelled_date(tree, read=read)),
        ("announced", lambda: announced),
        ("byline", shown),
        ("time", lambda: any_time(tree, layout, read)),
        ("meta", lambda: first_date(tags, _VAGUE_TAGS, read)),
        ("line", lambda: _lone(tree, layout, url, read)),
        ("script", lambda: scripted_date(tree, read)),
        ("url", lambda: compact_day(url, read)),
    )
    found = next(((origin, day) for origin, reader in readers if (day := reader()) is not None), None)
    if found is None:
        return Publication()
    origin, stated = found
    told = _weighed(origin, stated, path_day(url, read), shown(), modified, announced)
    if told.fact is None:
        return told
    return Publication(
        fact=replace(told.fact, value=_at_home(told.fact.value, path_day(url, read), shown(), modified))
    )


def _lone(tree: HtmlElement, layout: Layout, url: str | None, read: ReadDate) -> DateFound | None:
    found = lone_date(tree, layout, read)
    return None if found is None or is_of_another_month(found, url) else found


def _weighed(
    origin: str,
    stated: DateFound,
    in_path: DateFound | None,
    shown: DateFound | None,
    modified: DateFound | None,
    announced: DateFound | None,
) -> Publication:
    """Return the stated day unless address or page contradict it by a year; then what two say, else the doubt."""
    others = [("url", in_path), ("byline", shown), ("announced", announced)]
    if modified is not None and shown is not None and shown.day == modified.day:
        others[1] = ("byline", None)
    against = [(name, day) for name, day in others if day and abs(day.day - stated.day) > _CONTRADICTION]
    agreed = [name for name, day in others if day and name != origin and abs(day.day - stated.day) <= _AGREEMENT]
    if not against or agreed:
        return Publication(fact=Fact(value=stated, origin=origin))
    name, day = against[0]
    if any(abs(other.day - day.day) <= _AGREEMENT for _, other in against[1:]):
        return Publication(fact=Fact(value=day, origin=name))
    # A day near the title that is later than the stated one is that of an update, or of something else.
    if name == "byline" and day.day > stated.day:
        return Publication(fact=Fact(value=stated, origin=origin))
    return Publication(doubt=f"contradicted:{origin},{name}")


def _at_home(
    stated: DateFound, in_path: DateFound | None, near: DateFound | None, modified: DateFound | None
) -> DateFound:
    """Return the date with the page's own day, if its address or the line at its title tell that from UTC's.

    Content systems store moments in UTC, and late in the evening or early in the morning that is another day. A
    shown day on which the page was modified may be the day of that.
    """
    if not stated.is_utc:
        return stated
    for shown in (in_path, near):
        if shown is not None and not (modified and shown.day == modified.day != stated.day):
            return local_day(stated, shown)
    return stated


def first_date(tags: dict[str, str], names: tuple[str, ...], read: ReadDate) -> DateFound | None:
    """Return the date of the first of the meta tags that has one."""
    return next((found for name in names if name in tags and (found := read(tags[name]))), None)
