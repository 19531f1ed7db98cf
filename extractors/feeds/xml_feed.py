"""RSS (0.9 to 2.0, RDF) and Atom (0.3, 1.0) from a well-formed tree: one table of what an element's name means."""

from base64 import b64decode
from collections.abc import Iterable
from html import escape

from lxml import etree

from extractors.feeds.addresses import absolute
from extractors.feeds.announced import Announced, Feed, read_each
from extractors.feeds.dates import read_date
from extractors.feeds.source_hints import poll_seconds

_XML = "{http://www.w3.org/XML/1998/namespace}"
# Namespaces by the prefix that the table below writes; what is not here says nothing to us.
_NAMESPACES = {
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://example.com/necho": "atom",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://search.yahoo.com/mrss": "media",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.pheedo.com/namespace/pheedo": "feedburner",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/rss/1.0/modules/dcterms/": "dcterms",
}
_RSS_NAMESPACES = frozenset({
    "http://purl.org/rss/1.0/", "http://purl.org/net/rss1.1#", "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/", "http://backend.userland.com/rss", "http://backend.userland.com/rss2",
    "http://backend.userland.com/rss091", "http://blogs.law.harvard.edu/tech/rss", "http://purl.org/rss/2.0/",
})  # fmt: skip
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"

# Name of an element (prefix of its namespace, none for RSS's own) → what it is to us. Of two, the earlier line
# wins.
_MEANINGS: dict[str, tuple[str, ...]] = {
    "title": ("title", "atom:title", "dc:title", "itunes:title", "media:title"),
    "summary": (
        "description", "atom:summary", "summary", "dc:description", "dcterms:abstract", "itunes:summary",
        "itunes:subtitle", "media:description", "abstract",
    ),
    "content": ("content:encoded", "atom:content", "xhtml:body", "xhtml:div", "fullitem", "content", "body"),
    "id": ("guid", "atom:id", "id", "dc:identifier"),
    "published": ("pubdate", "atom:published", "atom:issued", "published", "issued", "dcterms:issued",
    "dcterms:date"), "updated": (
        "atom:updated", "atom:modified", "dcterms:modified", "dc:date", "updated", "modified", "lastbuilddate",
        "date", ),
    "created": ("dcterms:created", "atom:created", "created"),
    "language": ("language", "dc:language"),
    "original": ("feedburner:origlink",),
}  # fmt: skip
_FIELD_OF = {name: (field, rank) for field, names in _MEANINGS.items() for rank, name in enumerate(names)}
# Of two dates under one name the last counts, as in feedparser.
_DATES = frozenset({"published", "updated", "created"})
_AUTHORS = frozenset({"author", "atom:author", "dc:creator", "dc:author", "itunes:author", "managingeditor"})
_ITEMS = frozenset({"item", "entry", "atom:entry", "atom:item"})

# Feeds with more are archives; their oldest items are counted, not read.
MAX_ITEMS = 5_000

_Fields = dict[str, tuple[int, etree._Element]]


def read_xml_feed(root: etree._Element, *, base: str | None, flaw: str | None) -> Feed | None:
    """Return the feed that the tree is; None where its root is none of a feed."""
    own = etree.QName(root).namespace or ""
    own = "" if own.lower() in _NAMESPACES else own
    kind = _name(root, own)
    if kind not in ("rss", "atom:feed", "feed", "rdf:rdf", "channel"):
        return None
    channel = root if kind in ("atom:feed", "feed", "channel") else _child(root, "channel", own)
    head = root if channel is None else channel
    items = [
        child
        for place in {id(e): e for e in (head, root)}.values()
        for child in place
        if _name(child, own) in _ITEMS
    ]
    has_bases = any(f"{_XML}base" in element.attrib for element in root.iter())
    head_base = _base(head, base) if has_bases else base
    fields, links, _ = _fields(head, own)
    read, unread = read_each(
        lambda item: _read_item(item, own, _base(item, base) if has_bases else base), items[:MAX_ITEMS]
    )
    return Feed(
        method="xml",
        title_html=_markup(fields, "title"),
        link=_link(links, head_base),
        description_html=_markup(fields, "summary") or _tagline(head, own),
        external_id=_value(fields, "id"),
        language=_value(fields, "language") or head.get(f"{_XML}lang") or root.get(f"{_XML}lang"),
        updated=read_date(_value(fields, "updated") or _value(fields, "published")),
        poll_seconds=poll_seconds({_name(child, own): _text(child) for child in head if len(child) == 0}),
        hub=next((each.get("href") for each in links if each.get("rel") == "hub"), None),
        new_feed_url=next((_text(child) for child in head if _name(child, own) == "itunes:new-feed-url"), None),
        items=tuple(read),
        unread=tuple(unread),
        surplus_count=max(0, len(items) - MAX_ITEMS),
        flaw=flaw,
    )


def _read_item(item: etree._Element, own: str, base: str | None) -> Announced:
    fields, links, authors = _fields(item, own)
    external_id = _value(fields, "id") or item.get(_RDF_ABOUT)
    # Where a service counts clicks on its own addresses, it keeps the article's beside them.
    original = _value(fields, "original")
    link = original if original and original.lower().startswith("http") else _link(links, base)
    if link is None and external_id and _is_permalink(fields):
        link = absolute(external_id, base)
    return Announced(
        link=link,
        external_id=external_id,
        title_html=_markup(fields, "title"),
        summary_html=_markup(fields, "summary"),
        content_html=_markup(fields, "content"),
        authors=tuple(dict.fromkeys(name for name in map(_author, authors) if name)),
        language=_value(fields, "language") or item.get(f"{_XML}lang"),
        published=read_date(_value(fields, "published")),
        updated=read_date(_value(fields, "updated")),
        created=read_date(_value(fields, "created")),
    )


def _fields(place: etree._Element, own: str) -> tuple[_Fields, list[etree._Element], list[etree._Element]]:
    """Return the element that speaks for each field, those that are links, those that name authors."""
    fields: _Fields = {}
    links, authors = [], []
    for child in place:
        name = _name(child, own)
        if name in ("link", "atom:link"):
            links.append(child)
        elif name in _AUTHORS:
            authors.append(child)
        elif name in _FIELD_OF:
            field, rank = _FIELD_OF[name]
            best = fields[field][0] if field in fields else len(_FIELD_OF)
            if rank < best or (rank == best and field in _DATES):
                fields[field] = (rank, child)
    return fields, links, authors


def _name(element: etree._Element, own: str) -> str:
    """Return the element's name in lower case, with the prefix of its namespace; "" for what is none."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    if tag[0] != "{":
        return tag.lower()
    space, _, local = tag[1:].partition("}")
    prefix = _NAMESPACES.get(space.lower())
    if prefix is None:
        return local.lower() if space == own or space.lower() in _RSS_NAMESPACES else ""
    return f"{prefix}:{local.lower()}"


def _child(place: etree._Element, name: str, own: str) -> etree._Element | None:
    return next((child for child in place if _name(child, own) == name), None)


def _text(element: etree._Element) -> str:
    return (element.text or "").strip() if len(element) == 0 else "".join(element.itertext()).strip()


def _value(fields: _Fields, field: str) -> str | None:
    return (_text(fields[field][1]) or None) if field in fields else None


def _markup(fields: _Fields, field: str) -> str | None:
    """Return the field's markup: of inline elements as written, of plain text escaped."""
    if field not in fields:
        return None
    return _inner_markup(fields[field][1])


def _inner_markup(element: etree._Element) -> str | None:
    kind = (element.get("type") or "").lower()
    if len(element):
        inner = (etree.tostring(child, encoding="unicode") for child in element)
        return (escape(element.text or "", quote=False) + "".join(inner)).strip() or None
    text = _text(element)
    is_atom = _name(element, "").startswith("atom:")
    is_named = kind in ("text", "html", "xhtml") or kind.startswith("text/") or kind.endswith(("+xml", "/xml"))
    if element.get("mode") == "base64" or (is_atom and kind and not is_named):
        return _from_base64(text)
    is_plain = kind in ("text", "text/plain") or (is_atom and not kind)
    return (escape(text, quote=False) if is_plain else text) or None


def _from_base64(text: str) -> str | None:
    try:
        return b64decode(text, validate=False).decode("utf-8") or None
    except ValueError:
        return None


def _tagline(head: etree._Element, own: str) -> str | None:
    names = ("atom:subtitle", "atom:tagline", "subtitle", "tagline", "itunes:subtitle")
    return next((_inner_markup(child) for child in head if _name(child, own) in names), None)


def _link(links: Iterable[etree._Element], base: str | None) -> str | None:
    """Return where an item lies: RSS's link, or Atom's alternate one, HTML before other types."""
    best: tuple[int, str] | None = None
    for element in links:
        href, rel = element.get("href"), (element.get("rel") or "alternate").lower()
        if href is None:
            rank, target = 0, _text(element)
        else:
            kind = (element.get("type") or "text/html").lower()
            is_rss_own = element.tag == "link"
            rank = (
                (1 if is_rss_own or kind in ("text/html", "application/xhtml+xml") else 2)
                if rel == "alternate"
                else 9
            )
            target = href.strip()
        if target and rank < 9 and (best is None or rank <= best[0]):
            best = (rank, target)
    return absolute(best[1], base) if best else None


def _is_permalink(fields: _Fields) -> bool:
    element = fields["id"][1] if "id" in fields else None
    if element is None or element.tag.rpartition("}")[2] != "guid":
        return False
    return (element.get("isPermaLink") or "true").lower() != "false" and _text(element).lower().startswith("http")


def _base(element: etree._Element, base: str | None) -> str | None:
    """Return the base of the element's references: the xml:base of itself and what holds it, outermost first."""
    chain = [each.get(f"{_XML}base") for each in (element, *element.iterancestors())]
    for reference in reversed(chain):
        if reference:
            base = absolute(reference.strip(), base)
    return base


def _author(element: etree._Element) -> str | None:
    name = next(
        (child for child in element if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == "name"), None
    )
    text = _text(element if name is None else name) if name is not None or len(element) == 0 else ""
    # RSS's own author is an address with the name in brackets.
    if text.endswith(")") and "@" in text.partition("(")[0]:
        text = text.partition("(")[2][:-1]
    return text.strip() or None
