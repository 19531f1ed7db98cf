"""Feeds that a page names, and the places where sites keep feeds and news sitemaps."""

import re

from extractors.feeds.addresses import absolute
from extractors.unescape import unescape
from extractors.urls.identity import fetchable_url, url_origin

_FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
     "application/json", "text/xml", "application/xml"}
)  # fmt: skip
_USUAL_PATHS = (
    "/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/feeds/posts/default",
    "/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/sitemap-news.xml.gz",
)  # fmt: skip
_MAX_LINKS = 30  # a page names one feed a section; a list of all feeds is no page to subscribe to
_MAX_PAGE = 1_000_000  # links to feeds stand in the head
_LINK = re.compile(r"<(?:link|a)\b([^<>]{0,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"([a-zA-Z-]{1,20})\s*=\s*(?:\"([^\"<>]{0,1500})\"|'([^'<>]{0,1500})'|([^\s\"'<>]{1,1500}))"
)


def named_feeds(page: bytes, url: str) -> list[str]:
    """Return the feeds that the page's links name, absolute, in their order.

    >>> named_feeds(b'<link rel="alternate" type="application/rss+xml" href="/feed">', "https://example.com/")
    ['https://example.com/feed']
    """
    found: dict[str, None] = {}
    for match in _LINK.finditer(page[:_MAX_PAGE].decode("utf-8", "replace")):
        attributes = {
            name.lower(): unescape(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(match.group(1))
        }
        is_alternate = "alternate" in attributes.get("rel", "").lower().split()
        if is_alternate and attributes.get("type", "").lower() in _FEED_TYPES:
            target = fetchable_url(absolute(attributes.get("href", ""), url))
            if target is not None:
                found[target] = None
    return list(found)[:_MAX_LINKS]


def usual_places(url: str) -> list[str]:
    """Return where feeds and news sitemaps of the URL's site usually lie."""
    origin = url_origin(url)
    return [f"{origin}{path}" for path in _USUAL_PATHS] if origin else []
