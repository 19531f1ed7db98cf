"""Title, authors, dates and rights of a page, each with the evidence that it rests on.

Order of evidence: JSON-LD, meta tags, the URL, marked-up times and bylines, then htmldate's reading of the text.
"""

import html
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import htmldate
from lxml.html import HtmlElement

from extractors.page.authors import clean_names
from extractors.page.bylines import byline_words, visible_date
from extractors.page.dates import DateFound, parse_date
from extractors.page.linked_data import LinkedData, read_linked_data
from extractors.page.pieces import tidy
from extractors.page.reading import Fact, Facts
from extractors.page.titles import choose_title

logging.getLogger("htmldate").setLevel(logging.CRITICAL)

MAX_META_CHARACTERS = 5000
MAX_BODY_CHARACTERS = 1_000_000
TAG = re.compile(r"<[^<>]{0,500}>")
PUBLISHED_TAGS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "date.published", "publish-date", "publish_date", "published-date", "publishdate", "pubdate",
    "publication_date", "article_date_original", "sailthru.date", "parsely-pub-date", "dc.date.issued",
    "dcterms.created", "dc.date.created", "dcterms.date", "article.published",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "og:pubdate", "rnews:datepublished",
    "article:post_date", "date", "dc.date", "datecreated", "originalpublicationdate",
    "iso-8601-publish-date", "shareaholic:article_published_time", "published_at", "bt:pubdate",
    "vr:published_time", "prism.publicationdate",
)  # fmt: skip
MODIFIED_TAGS = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified",
    "dcterms.modified", "dc.date.modified", "modified", "date.modified", "article:updated_time",
    "iso-8601-modified-date",
)  # fmt: skip
AUTHOR_TAGS = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "byl", "cxenseparse:author", "og:article:author", "authors", "dc.creator.name",
    "article.author", "articleauthor", "article:byline", "twitter:misc:written by",
)  # fmt: skip
URL_DATE = re.compile(r"/((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
URL_COMPACT_DATE = re.compile(r"[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
GALLERY = re.compile(
    r"ImageGallery|MediaGallery|/(?:photo|bilder|foto|image)?(?:galler(?:y|ie)|strecken?)/", re.IGNORECASE
)
WRITTEN_BY = re.compile(r"written|author|verfasst|von|écrit|escrito|scritto", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """What a page says of its article: facts, description, and the body that JSON-LD repeats (empty without).

    `is_article` and `is_gallery`: the page calls itself so, by JSON-LD or og:type.
    """

    facts: Facts
    description: str
    article_body: str
    is_article: bool
    is_gallery: bool


def read_metadata(
    tree: HtmlElement, *, url: str | None, seen_at: datetime, may_guess_date: bool = True
) -> PageHead:
    """Return what the page says of the article; a date is guessed from its words only if asked."""
    data = read_linked_data(tree)
    tags = _read_tags(tree)
    site_names = _site_names(data, tags, url)
    h1s = [line for line in (tidy(element.text_content()[:2000]) for element in list(tree.iter("h1"))[:8]) if line]
    page_title = next((tidy((element.text or "")[:2000]) for element in tree.iter("title")), "")
    title = choose_title(
        h1s=h1s,
        og=tags.get("og:title", ""),
        headline=data.words("headline") or (data.words("name") if data.is_article else ""),
        twitter=tags.get("twitter:title", ""),
        page_title=page_title,
        site_names=site_names,
    )
    published = _published(tree, data, tags, url, seen_at)
    if published is None and may_guess_date:
        published = _guess_date(tree, url, seen_at)
    free = data.article.get("isAccessibleForFree")
    facts = Facts(
        title=title,
        authors=_authors(tree, data, tags, site_names),
        published=published,
        modified=_dated("json_ld", data.words("dateModified"), seen_at)
        or _first_date(tags, MODIFIED_TAGS, seen_at),
        canonical_url=_link(tree, "canonical") or tags.get("og:url"),
        site_name=site_names[0] if site_names else None,
        is_free=None if free is None else str(free).rpartition("/")[2].strip().lower() in ("true", "1", "yes"),
        robots_meta=tags.get("robots"),
        tdm_reservation={"1": True, "0": False}.get(tags.get("tdm-reservation", "")),
        amp_url=_link(tree, "amphtml"),
        print_url=_link(tree, "alternate", media="print"),
    )
    return PageHead(
        facts=facts,
        description=tags.get("description") or tags.get("og:description") or data.words("description"),
        article_body=_article_body(data),
        is_article=data.is_article or tags.get("og:type", "").lower() in ("article", "news", "blog"),
        is_gallery=bool(GALLERY.search(" ".join([*data.type_names, url or "", tags.get("og:type", "")]))),
    )


def _article_body(data: LinkedData) -> str:
    body = data.article.get("articleBody")
    if not isinstance(body, str) or len(body) > MAX_BODY_CHARACTERS:
        return ""
    plain = TAG.sub(" ", html.unescape(body)) if "<" in body or "&" in body else body
    return "\n".join(line for line in map(tidy, plain.split("\n")) if line)


def _read_tags(tree: HtmlElement) -> dict[str, str]:
    """Return name → content of the page's meta tags; the first of a name counts, of authors all."""
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        content = tidy((meta.get("content") or "")[:MAX_META_CHARACTERS])
        if not name or not content:
            continue
        if name in tags and name in AUTHOR_TAGS:
            tags[name] += f"; {content}"
        tags.setdefault(name, content)
    return tags


def _site_names(data: LinkedData, tags: dict[str, str], url: str | None) -> list[str]:
    publishers = [node.get("name") if isinstance(node, dict) else node for node in data.nodes("publisher")]
    host = (urlsplit(url).hostname or "") if url else ""
    stated = [tags.get("og:site_name"), *publishers, tags.get("application-name"), tags.get("twitter:site")]
    names = [tidy(name).lstrip("@") for name in stated if isinstance(name, str)]
    domain = host.removeprefix("www.")
    return [name for name in [*names, domain, domain.split(".")[0]] if name]


def _published(
    tree: HtmlElement, data: LinkedData, tags: dict[str, str], url: str | None, seen_at: datetime
) -> Fact[DateFound] | None:
    readers: tuple[Callable[[], Fact[DateFound] | None], ...] = (
        lambda: _dated("json_ld", data.words("datePublished"), seen_at),
        lambda: _first_date(tags, PUBLISHED_TAGS, seen_at),
        lambda: _dated("json_ld", data.words("dateCreated") or data.words("uploadDate"), seen_at),
        lambda: _url_date(url, seen_at),
        lambda: _time_element(tree, seen_at),
        lambda: _near_title(tree, seen_at),
    )
    return next((found for found in (reader() for reader in readers) if found is not None), None)


def _dated(origin: str, words: str, seen_at: datetime) -> Fact[DateFound] | None:
    found = parse_date(words, seen_at=seen_at) if words else None
    return Fact(value=found, origin=origin) if found else None


def _first_date(tags: dict[str, str], names: tuple[str, ...], seen_at: datetime) -> Fact[DateFound] | None:
    found = (_dated("meta", tags[name], seen_at) for name in names if name in tags)
    return next((each for each in found if each is not None), None)


def _url_date(url: str | None, seen_at: datetime) -> Fact[DateFound] | None:
    path = urlsplit(url).path if url else ""
    match = URL_DATE.search(path) or URL_COMPACT_DATE.search(path)
    return _dated("url", "-".join(match.groups()), seen_at) if match else None


def _time_element(tree: HtmlElement, seen_at: datetime) -> Fact[DateFound] | None:
    """Return the time that is marked as publication, else the first one of the article's head."""
    plain: list[Fact[DateFound]] = []
    for element in tree.iter("time", "span", "div", "p", "abbr", "meta"):
        is_marked = (element.get("itemprop") or "").lower() == "datepublished" or element.get(
            "pubdate"
        ) is not None
        if element.tag != "time" and not is_marked:
            continue
        words = element.get("datetime") or element.get("content") or element.text_content()[:100]
        found = _dated("time", tidy(words), seen_at)
        if found is None:
            continue
        if is_marked:
            return found
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        if "modif" not in names and "update" not in names:
            plain.append(found)
    return plain[0] if plain else None


def _near_title(tree: HtmlElement, seen_at: datetime) -> Fact[DateFound] | None:
    found = visible_date(tree, seen_at=seen_at)
    return Fact(value=found, origin="byline") if found else None


def _guess_date(tree: HtmlElement, url: str | None, seen_at: datetime) -> Fact[DateFound] | None:
    try:
        words = htmldate.find_date(tree, url=url, original_date=True, max_date=seen_at.strftime("%Y-%m-%d"))
    except Exception:  # a library's stumble over a page's markup is no reason to lose the page
        return None
    return _dated("htmldate", words or "", seen_at)


def _authors(
    tree: HtmlElement, data: LinkedData, tags: dict[str, str], site_names: list[str]
) -> Fact[tuple[str, ...]] | None:
    listed = clean_names(_linked_authors(data), is_listed=True)
    people = tuple(name for name in listed if not _is_site(name, site_names))
    if people:
        return Fact(value=listed, origin="json_ld")
    candidates = [("meta", [tags[name]]) for name in AUTHOR_TAGS if name in tags]
    if WRITTEN_BY.search(tags.get("twitter:label1", "")) and "twitter:data1" in tags:
        candidates.append(("meta", [tags["twitter:data1"]]))
    for origin, words in (*candidates, *(("byline", words) for words in byline_words(tree))):
        names = clean_names(words)
        people = tuple(name for name in names if not _is_site(name, site_names))
        if origin == "byline":
            # A single word in Latin script is more often a button or a section than a name.
            people = tuple(name for name in people if " " in name or not name.isascii())
        if people:
            return Fact(value=people, origin=origin)
    # The page names nobody but the outlet itself.
    return Fact(value=listed, origin="json_ld") if listed else None


def _is_site(name: str, site_names: list[str]) -> bool:
    bare = re.sub(r"\W", "", name.casefold())
    return any(bare == re.sub(r"\W", "", site.casefold()) for site in site_names)


def _linked_authors(data: LinkedData) -> Iterator[str]:
    for node in data.nodes("author") or data.nodes("creator"):
        if isinstance(node, str):
            yield node
            continue
        names = node.get("name")
        for name in names if isinstance(names, list) else [names]:
            if isinstance(name, str):
                yield name


def _link(tree: HtmlElement, relation: str, *, media: str | None = None) -> str | None:
    for link in tree.iter("link"):
        is_media = media is None or media in (link.get("media") or "")
        if (link.get("rel") or "").lower() == relation and link.get("href") and is_media:
            return str(link.get("href")).strip()[:4096]
    return None
