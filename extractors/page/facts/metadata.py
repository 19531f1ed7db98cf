"""Title, authors, dates and rights of a page, each with the evidence that it rests on.

Order of evidence: JSON-LD, meta tags, the URL, marked-up times and bylines, what the source announced, lone lines.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from extractors.page.facts.authors import clean_names, one_name
from extractors.page.facts.bylines import byline_words, listed_names, opening_names, signatures
from extractors.page.facts.labels import labelled_names
from extractors.page.facts.linked_body import linked_body, locked_parts
from extractors.page.facts.linked_data import LinkedData, read_linked_data, types_of
from extractors.page.facts.placement import ReadDate, lay_out, stands_over_prose
from extractors.page.facts.published import choose_published, date_reader, first_date
from extractors.page.facts.titles import choose_title
from extractors.page.words.dates import DateFound
from extractors.page.words.pieces import tidy
from extractors.page.words.reading import Fact, Facts
from extractors.unescape import unescape

_MAX_META_CHARACTERS = 5000  # bound
_MODIFIED_TAGS = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified",
    "dcterms.modified", "dc.date.modified", "modified", "date.modified", "article:updated_time",
    "iso-8601-modified-date",
)  # fmt: skip
_AUTHOR_TAGS = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "byl", "cxenseparse:author", "og:article:author", "authors", "dc.creator.name",
    "article.author", "articleauthor", "article:byline", "twitter:misc:written by",
)  # fmt: skip
_OWNER_TAGS = ("copyright", "publisher", "dc.publisher", "dcterms.publisher", "dcterms.rightsholder", "dc.rights")
_GALLERY = re.compile(
    r"ImageGallery|MediaGallery|/(?:photo|bilder|foto|image)?(?:galler(?:y|ie)|strecken?)/", re.IGNORECASE
)
# A desk is named where nobody is; who wrote stands elsewhere on the page, if anywhere.
_DESK = re.compile(
    r"\b(?:desk|newsroom|staff|team|redaktion|editors?|editorial|bureau|rédaction|redacción|redazione|redactie)$",
    re.IGNORECASE,
)
# Whose words they are: whoever is named beside them on the page edited it.
_AGENCY = re.compile(
    r"(?:dpa|afp|ap|apa|sid|epd|kna|ansa|efe|epa|pa|pti|ani|belga|anp|ritzau|ntb|tt|reuters|bloomberg|tass|xinhua|kyodo|"
    r"yonhap|associated press|agence france-presse|press association)\b",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,12});", re.IGNORECASE)
_MOST_ESCAPES = 3  # times that one text may have been escaped
_MAX_HEADINGS = 8  # bound
_WRITTEN_BY = re.compile(r"written|author|verfasst|von|écrit|escrito|scritto", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """What a page says of its article: facts, description, and the body that JSON-LD repeats (empty without).

    `is_article` and `is_gallery`: the page calls itself so, by JSON-LD or og:type. `locked_parts`: selectors (CSS)
    of what JSON-LD says is not free.
    """

    facts: Facts
    description: str
    article_body: str
    is_article: bool
    is_gallery: bool
    locked_parts: tuple[str, ...] = ()


def read_metadata(
    tree: HtmlElement,
    *,
    url: str | None,
    seen_at: datetime,
    announced: DateFound | None = None,
) -> PageHead:
    """Return what the page says of the article; `announced` is the day that the source gave it."""
    data = read_linked_data(tree)
    tags = _read_tags(tree)
    site_names = _site_names(data, tags, url)
    title = _title(tree, data, tags, site_names)
    read = date_reader(tree, url, seen_at)
    layout = lay_out(tree, title.value if title else None)
    modified = _modified(data, tags, read)
    publication = choose_published(
        tree,
        data,
        tags,
        url=url,
        layout=layout,
        read=read,
        modified=modified.value if modified else None,
        announced=announced,
    )
    free = data.article.get("isAccessibleForFree")
    facts = Facts(
        title=title,
        authors=_authors(tree, data, tags, site_names),
        published=publication.fact,
        published_doubt=publication.doubt,
        modified=modified,
        canonical_url=_link(tree, "canonical") or tags.get("og:url"),
        is_free=None if free is None else str(free).rpartition("/")[2].strip().lower() in ("true", "1", "yes"),
        robots_meta=tags.get("robots"),
        tdm_reservation={"1": True, "0": False}.get(tags.get("tdm-reservation", "")),
        amp_url=_link(tree, "amphtml"),
        print_url=_link(tree, "alternate", media="print"),
    )
    return PageHead(
        facts=facts,
        description=tags.get("description") or tags.get("og:description") or data.words("description"),
        article_body=linked_body(data),
        locked_parts=locked_parts(data),
        is_article=data.is_article or tags.get("og:type", "").lower() in ("article", "news", "blog"),
        is_gallery=bool(_GALLERY.search(" ".join([*data.type_names, url or "", tags.get("og:type", "")]))),
    )


def _title(tree: HtmlElement, data: LinkedData, tags: dict[str, str], site_names: list[str]) -> Fact[str] | None:
    headings = list(tree.iter("h1"))[:_MAX_HEADINGS]
    h1s = [line for line in (_decoded(element.text_content()[:2000]) for element in headings) if line]
    page_title = next((_decoded((element.text or "")[:2000]) for element in tree.iter("title")), "")
    return choose_title(
        h1s=h1s,
        og=_decoded(tags.get("og:title", "")),
        headline=_decoded(data.words("headline") or (data.words("name") if data.is_article else "")),
        twitter=_decoded(tags.get("twitter:title", "")),
        page_title=page_title,
        site_names=site_names,
        is_h1_of_prose=len(h1s) == 1 and stands_over_prose(headings[0]),
    )


def _decoded(words: str) -> str:
    """Return the words as one tidy line, entities that were escaped twice or thrice decoded."""
    for _ in range(_MOST_ESCAPES):
        if not _ENTITY.search(words):
            break
        words = unescape(words)
    return tidy(words)


def _modified(data: LinkedData, tags: dict[str, str], read: ReadDate) -> Fact[DateFound] | None:
    found = read(data.words("dateModified"))
    if found is not None:
        return Fact(value=found, origin="json_ld")
    found = first_date(tags, _MODIFIED_TAGS, read)
    return Fact(value=found, origin="meta") if found else None


def _read_tags(tree: HtmlElement) -> dict[str, str]:
    """Return name → content of the page's meta tags; the first of a name counts, of authors all."""
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        # Pages that tools have saved or built at times carry the words as `value`.
        content = tidy((meta.get("content") or meta.get("value") or "")[:_MAX_META_CHARACTERS])
        if not name or not content:
            continue
        if name in tags and name in _AUTHOR_TAGS:
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


def _authors(
    tree: HtmlElement, data: LinkedData, tags: dict[str, str], site_names: list[str]
) -> Fact[tuple[str, ...]] | None:
    persons, firms = _linked_authors(data)
    listed = tuple(dict.fromkeys([*clean_names(persons, is_listed=True), *map(one_name, firms)]))
    # The holder of the rights is stated as author on every page of some outlets.
    rights = " ".join(tags.get(name, "") for name in _OWNER_TAGS).casefold()
    people = tuple(name for name in clean_names(persons, is_listed=True) if not _is_site(name, site_names))
    if any(not _DESK.search(name) for name in people) or any(map(_AGENCY.match, firms)):
        return Fact(value=listed, origin="json_ld")
    stated = clean_names(tags[name] for name in _AUTHOR_TAGS if name in tags)
    owners = [*site_names, *(name for name in stated if name.casefold() in rights)]
    candidates = [[tags[name]] for name in _AUTHOR_TAGS if name in tags]
    if _WRITTEN_BY.search(tags.get("twitter:label1", "")) and "twitter:data1" in tags:
        candidates.append([tags["twitter:data1"]])
    for words in candidates:
        people = tuple(name for name in clean_names(words) if not _is_site(name, owners))
        if people:
            return Fact(value=people, origin="meta")
    people = _visible_authors(tree, owners)
    if people:
        return Fact(value=people, origin="byline")
    # The page names nobody but the outlet or its owner.
    named = tuple(name for words in candidates for name in clean_names(words) if not _is_site(name, site_names))
    if listed or named:
        return Fact(value=listed or named, origin="json_ld" if listed else "meta")
    return None


def _visible_authors(tree: HtmlElement, owners: list[str]) -> tuple[str, ...]:
    for words in chain(byline_words(tree), labelled_names(tree), opening_names(tree), signatures(tree)):
        # A single word in Latin script is more often a button or a section than a name; agencies are acronyms.
        names = (name for name in clean_names(words) if " " in name or not name.isascii() or name.isupper())
        people = tuple(name for name in names if not _is_site(name, owners))
        if people:
            return people
    for words in listed_names(tree):
        people = tuple(name for name in clean_names(words, is_listed=True) if not _is_site(name, owners))
        if people:
            return people
    return ()


def _is_site(name: str, site_names: list[str]) -> bool:
    bare = re.sub(r"\W", "", name.casefold())
    return any(bare == re.sub(r"\W", "", site.casefold()) for site in site_names)


def _linked_authors(data: LinkedData) -> tuple[list[str], list[str]]:
    """Return the names of people that JSON-LD states as authors, and those of organizations."""
    persons: list[str] = []
    firms: list[str] = []
    for node in data.nodes("author") or data.nodes("creator"):
        if isinstance(node, str):
            persons.append(node)
            continue
        names = node.get("name")
        found = [name for name in (names if isinstance(names, list) else [names]) if isinstance(name, str)]
        parts = [node.get(key) for key in ("givenName", "additionalName", "familyName")]
        if not found:
            found = [" ".join(part for part in parts if isinstance(part, str) and part)]
        is_firm = any(name.endswith(("Organization", "Corporation")) for name in types_of(node))
        (firms if is_firm else persons).extend(name for name in found if name.strip())
    return persons, firms


def _link(tree: HtmlElement, relation: str, *, media: str | None = None) -> str | None:
    for link in tree.iter("link"):
        is_media = media is None or media in (link.get("media") or "")
        if (link.get("rel") or "").lower() == relation and link.get("href") and is_media:
            return str(link.get("href")).strip()[:4096]
    return None
