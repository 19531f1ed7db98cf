"""The day on which a page says that its article was published, the surest evidence first."""

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import htmldate
from lxml.html import HtmlElement

from extractors.page.facts.bylines import is_beside, names_of, visible_date
from extractors.page.facts.labels import labelled_date
from extractors.page.facts.linked_data import LinkedData
from extractors.page.words.dates import DateFound, parse_date
from extractors.page.words.pieces import tidy
from extractors.page.words.reading import Fact

logging.getLogger("htmldate").setLevel(logging.CRITICAL)

_PUBLISHED_TAGS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "date.published", "publish-date", "publish_date", "published-date", "publishdate", "pubdate",
    "publication_date", "article_date_original", "sailthru.date", "parsely-pub-date", "dc.date.issued",
    "article.published",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "og:pubdate", "rnews:datepublished",
    "article:post_date", "originalpublicationdate",
    "iso-8601-publish-date", "shareaholic:article_published_time", "published_at", "bt:pubdate",
    "vr:published_time", "prism.publicationdate",
)  # fmt: skip
# These name any date, often the one of the last save: what is marked or labelled as publication goes before.
_VAGUE_TAGS = (
    "date", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "datecreated",
)  # fmt: skip
_UPDATED = re.compile(r"modif|updat|aktualisier|geändert|mis\s[aà]\sjour|actualizad|aggiornat", re.IGNORECASE)
_INLINE = frozenset({"a", "abbr", "b", "dt", "em", "i", "label", "small", "span", "strong", "time"})
# The zones furthest from UTC in which many people live.
HOURS_WEST, HOURS_EAST = 12, 12
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_URL_COMPACT_DATE = re.compile(r"[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/_-](0[1-9]|1[0-2])(?=[/_-])")
_FIRST_OF_JANUARY = re.compile(
    r"(?<!\d)0?1(?:\.|st|º|er)?\s?(?:de\s)?(?:jan|gen|ene|styc)|(?:jan|gen|ene)[a-z]{0,6}\.?\s0?1(?:st)?(?!\d)|"
    r"[-/.年]\s?0?1[-/.月]\s?0?1(?!\d)|(?<!\d)0?1[-/.]0?1[-/.](?:19|20)?\d\d(?!\d)|(?<!\d)(?:19|20)\d\d0101(?!\d)",
    re.IGNORECASE,
)
_MAX_STRING_CHARACTERS = 2000


def choose_published(
    tree: HtmlElement,
    data: LinkedData,
    tags: dict[str, str],
    *,
    url: str | None,
    seen_at: datetime,
    modified: DateFound | None = None,
) -> Fact[DateFound] | None:
    """Return the day of publication and, where the page gives it, the moment; None where nothing says it."""
    readers: tuple[Callable[[], Fact[DateFound] | None], ...] = (
        lambda: dated("json_ld", data.words("datePublished"), seen_at),
        lambda: first_date(tags, _PUBLISHED_TAGS, seen_at),
        lambda: dated("json_ld", data.words("dateCreated") or data.words("uploadDate"), seen_at),
        lambda: _url_date(url, seen_at),
        lambda: _marked_time(tree, seen_at),
        lambda: _labelled(tree, seen_at),
        lambda: _plain_time(tree, seen_at),
        lambda: first_date(tags, _VAGUE_TAGS, seen_at),
        lambda: _near_title(tree, seen_at),
    )
    found = next((found for found in (reader() for reader in readers) if found is not None), None)
    return replace(found, value=_at_home(found.value, tree, url, seen_at, modified)) if found else None


def _at_home(
    stated: DateFound, tree: HtmlElement, url: str | None, seen_at: datetime, modified: DateFound | None
) -> DateFound:
    """Return the date with the page's own day, if its address or the line at its title tell that from UTC's.

    Content systems store moments in UTC, and late in the evening or early in the morning that is another day. A
    shown day on which the page was modified may be the day of that.
    """
    if not stated.is_utc:
        return stated
    for shown in (_url_date(url, seen_at), _near_title(tree, seen_at)):
        if shown is not None and not (modified and shown.value.day == modified.day != stated.day):
            return _local(stated, shown)
    return stated


def dated(origin: str, words: str, seen_at: datetime) -> Fact[DateFound] | None:
    """Return the date in the words as a fact of that origin."""
    found = parse_date(words, seen_at=seen_at) if words else None
    return Fact(value=found, origin=origin) if found else None


def first_date(tags: dict[str, str], names: tuple[str, ...], seen_at: datetime) -> Fact[DateFound] | None:
    """Return the date of the first of the meta tags that has one."""
    found = (dated("meta", tags[name], seen_at) for name in names if name in tags)
    return next((each for each in found if each is not None), None)


def _url_date(url: str | None, seen_at: datetime) -> Fact[DateFound] | None:
    path = urlsplit(url).path if url else ""
    match = _URL_DATE.search(path) or _URL_COMPACT_DATE.search(path)
    return dated("url", "-".join(match.groups()), seen_at) if match else None


def _marked_time(tree: HtmlElement, seen_at: datetime) -> Fact[DateFound] | None:
    """Return the time that the markup itself calls the one of publication."""
    for element in tree.iter("time", "span", "div", "p", "abbr", "meta"):
        is_marked = (element.get("itemprop") or "").lower() == "datepublished" or element.get(
            "pubdate"
        ) is not None
        found = _time_of(element, seen_at) if is_marked and not is_beside(element) else None
        if found is not None:
            return found
    return None


def _plain_time(tree: HtmlElement, seen_at: datetime) -> Fact[DateFound] | None:
    """Return the first time that nothing calls an update."""
    for element in tree.iter("time"):
        found = None if _UPDATED.search(_words_around(element)) else _time_of(element, seen_at)
        if found is not None:
            return found
    return None


def _time_of(element: HtmlElement, seen_at: datetime) -> Fact[DateFound] | None:
    stated = dated("time", tidy((element.get("datetime") or element.get("content") or "")[:100]), seen_at)
    if stated is not None and not stated.value.is_utc:
        return stated
    shown = dated("time", tidy(element.text_content()[:100]), seen_at)
    return replace(stated, value=_local(stated.value, shown)) if stated and shown else stated or shown


def _local(stated: DateFound, shown: Fact[DateFound] | None) -> DateFound:
    """Return the stated date with the day that the page shows, where that is the moment's day in some zone."""
    if shown is None or stated.at is None or not stated.is_utc or shown.value.is_utc:
        return stated
    is_day_before = shown.value.day == stated.day - timedelta(days=1) and stated.at.hour < HOURS_WEST
    is_day_after = shown.value.day == stated.day + timedelta(days=1) and stated.at.hour >= 24 - HOURS_EAST
    return replace(stated, day=shown.value.day) if is_day_before or is_day_after else stated


def _words_around(element: HtmlElement) -> str:
    """Return the names of an element and what stands in it and before it in the same line."""
    before, parent = element.getprevious(), element.getparent()
    lead = before.tail if before is not None else parent.text if parent is not None else ""
    label = (
        before.text_content()[-40:]
        if before is not None and before.tag in _INLINE and not (lead or "").strip()
        else ""
    )
    said = f"{(lead or '')[-40:]} {label} {(element.text or '')[:40]}"
    return f"{names_of(element)} {element.get('itemprop') or ''} {said}"


def _labelled(tree: HtmlElement, seen_at: datetime) -> Fact[DateFound] | None:
    found = labelled_date(tree, seen_at=seen_at)
    return Fact(value=found, origin="byline") if found else None


def _near_title(tree: HtmlElement, seen_at: datetime) -> Fact[DateFound] | None:
    found = visible_date(tree, seen_at=seen_at)
    return Fact(value=found, origin="byline") if found else None


def guess_published(tree: HtmlElement, *, url: str | None, seen_at: datetime) -> Fact[DateFound] | None:
    """Return what htmldate makes of the words of the page, unless the address or a bare year speak against it."""
    try:
        words = htmldate.find_date(tree, url=url, original_date=True, max_date=seen_at.strftime("%Y-%m-%d"))
    except Exception:  # a library's stumble over a page's markup is no reason to lose the page
        return None
    found = dated("htmldate", words or "", seen_at)
    if found is None or _is_of_another_month(found.value, url) or _is_bare_year(found.value, tree):
        return None
    return found


def _is_of_another_month(guess: DateFound, url: str | None) -> bool:
    """Return whether the address names a month that is neither the guess's own nor a neighbour of it."""
    match = _URL_MONTH.search(urlsplit(url).path) if url else None
    return (
        match is not None and abs(int(match[1]) * 12 + int(match[2]) - guess.day.year * 12 - guess.day.month) > 1
    )


def _is_bare_year(guess: DateFound, tree: HtmlElement) -> bool:
    """Return whether a first of January stands nowhere on the page: it is the year of a copyright notice then."""
    if (guess.day.month, guess.day.day) != (1, 1):
        return False
    strings = (each for element in tree.iter() for each in (element.text, element.tail, *element.attrib.values()))
    return not any(
        _FIRST_OF_JANUARY.search(each) for each in strings if each and len(each) < _MAX_STRING_CHARACTERS
    )
