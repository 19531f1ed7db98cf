"""Sitemaps, Google-News sitemaps, sitemap indexes and plain-text sitemaps."""

from lxml import etree

from extractors.feeds.addresses import absolute
from extractors.feeds.announced import Announced, ChildSitemap, Feed, read_each
from extractors.feeds.dates import read_date

# The protocol's own limit is 50,000 locations a file.
_MAX_LOCATIONS = 50_000


def read_sitemap_tree(root: etree._Element, *, base: str | None = None, flaw: str | None) -> Feed | None:
    """Return the sitemap that the tree is; None where its root is none. `base` resolves relative locations."""
    kind = _local(root)
    if kind == "sitemapindex":
        places = [place for place in root if _local(place) == "sitemap"]
        children = [found for place in places if (found := _child(place, base)) is not None]
        return Feed(
            method="sitemap",
            child_sitemaps=tuple(children[:_MAX_LOCATIONS]),
            surplus_count=max(0, len(children) - _MAX_LOCATIONS),
            flaw=flaw,
        )
    if kind != "urlset":
        return None
    places = [place for place in root if _local(place) == "url"]
    items, unread = read_each(lambda place: _location(place, base), places[:_MAX_LOCATIONS])
    return Feed(
        method="sitemap",
        items=tuple(items),
        unread=tuple(unread),
        surplus_count=max(0, len(places) - _MAX_LOCATIONS),
        flaw=flaw,
    )


def read_text_sitemap(body: bytes) -> Feed | None:
    """Return the sitemap that a list of URLs, one a line, is; None where a line is none."""
    lines = [line.strip() for line in body.decode("utf-8-sig", "replace").splitlines()]
    links = [line for line in lines if line]
    if not links or not all(link.lower().startswith(("http://", "https://")) for link in links):
        return None
    return Feed(
        method="sitemap",
        items=tuple(Announced(link=link) for link in links[:_MAX_LOCATIONS]),
        surplus_count=max(0, len(links) - _MAX_LOCATIONS),
    )


def _child(place: etree._Element, base: str | None) -> ChildSitemap | None:
    location = _first(place, "loc")
    touched = read_date(_first(place, "lastmod"))
    if location is None:
        return None
    return ChildSitemap(location=absolute(location, base), touched=touched.day if touched else None)


def _location(place: etree._Element, base: str | None) -> Announced:
    news = next((child for child in place if _local(child) == "news"), None)
    publication = None if news is None else next((each for each in news if _local(each) == "publication"), None)
    return Announced(
        link=None if (link := _first(place, "loc")) is None else absolute(link, base),
        title_html=None if news is None else _first(news, "title"),
        language=None if publication is None else _first(publication, "language"),
        published=None if news is None else read_date(_first(news, "publication_date")),
        updated=read_date(_first(place, "lastmod")),
    )


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _first(place: etree._Element, name: str) -> str | None:
    found = next((child for child in place if _local(child) == name), None)
    return None if found is None else "".join(found.itertext()).strip() or None
