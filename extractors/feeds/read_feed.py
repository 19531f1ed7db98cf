"""Which of the formats the bytes are, read by its reader."""

from extractors.feeds.announced import Feed, NoFeed
from extractors.feeds.json_feed import read_json_feed
from extractors.feeds.lenient import read_lenient
from extractors.feeds.sitemaps import read_sitemap_tree, read_text_sitemap
from extractors.feeds.xml_feed import read_xml_feed
from extractors.feeds.xml_tree import is_monstrous, parse_xml


def read_feed(body: bytes, *, url: str | None = None, charset: str | None = None) -> Feed | NoFeed:
    """Return the feed or sitemap that the bytes are, in time linear in their length.

    `url` resolves relative links, `charset` is what the transport declared. The reason "not_well_formed" means
    that `read_feed_leniently` may still read it.
    """
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        return NoFeed(reason="empty")
    if start[:1] in (b"{", b"["):
        return read_json_feed(body, base=url)
    if b"<" not in start and b"\0" not in start:
        return read_text_sitemap(body) or NoFeed(reason="not_a_feed")
    found = parse_xml(body, charset)
    if found is None:
        is_page = start[:200].lower().startswith((b"<!doctype html", b"<html"))
        if is_page:
            return NoFeed(reason="not_a_feed")
        return NoFeed(reason="too_complex" if is_monstrous(body) else "not_well_formed")
    root, flaw = found
    feed = read_xml_feed(root, base=url, flaw=flaw) or read_sitemap_tree(root, base=url, flaw=flaw)
    return feed or NoFeed(reason="not_a_feed", detail=f"root element {str(root.tag)[:100]}")


def read_feed_leniently(body: bytes, *, url: str | None = None, charset: str | None = None) -> Feed | NoFeed:
    """Return what can be saved of a feed that is no well-formed XML; call it under a limit of time."""
    return read_lenient(body, base=url, charset=charset)
