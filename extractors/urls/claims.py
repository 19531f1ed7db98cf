"""Whether the address that a page names as its own can be its own: believed where nothing speaks against it.

A canonical link that names a section, a template's placeholder, the first page of an app or of a long article
would make different articles one. What is believed repeats what tells the page's own address (its slug, its
number), or has the words of its title: that can be told of each page by itself, whatever comes before or after it.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

from extractors.urls.identity import canonical_url, identity_key, registrable_domain

ClaimVerdict = Literal[
    "believed", "rubbish", "other_publisher", "front_page", "page_of_several", "drops_id", "unproven"
]

_RUBBISH = re.compile(
    r"\{\{|\}\}|%7b%7b|<%|\$\{|\[object|[<>\s]|(?:^|/)(?:undefined|null|none|nan|false)(?:[/?#]|$)", re.IGNORECASE
)
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?", re.IGNORECASE)
_PAGING_NAMES = frozenset(
    "page p pg paged seite pagina página strona sayfa start offset part teil pagenum pageno".split()
)
_PAGING_SEGMENT = re.compile(r"(?:(?:page|seite|pagina|part|teil|p)[-_/]?)?\d{1,3}$", re.IGNORECASE)
_PAGING_SUFFIX = re.compile(r"[-_,](?:page|seite|p|teil|part)[-_]?\d{1,3}$", re.IGNORECASE)
_RENDERINGS = frozenset("amp print full all single mobile index embed share".split())
_EXTENSION = re.compile(r"\.(?:s?html?|php|aspx?|jsp|amp)$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{4,}")
_DATE_NUMBER = re.compile(r"(?:19|20)\d\d(?:[01]\d(?:[0-3]\d)?)?")
# A slug of two words or more, or letters with a number: what sections and scripts seldom have.
_TELLING = re.compile(r"[^\W_][-_][^\W_]|(?=.*[^\W\d_])(?=.*\d)|^\d{4,}$")
_LANGUAGES = frozenset(
    "ar bg cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv nl no pl pt ro ru sk sl sr sv tr uk vi "
    "zh".split()
)
_WORD = re.compile(r"[^\W\d_]{3,}")
# A slug of fewer words may be a section's; two thirds, because slugs leave small words out and titles are edited.
_LEAST_SLUG_WORDS = 3
_LEAST_TITLE_SHARE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedClaim:
    """The address that a page names, in canonical form (None where it is none), and what to think of it."""

    url: str | None
    verdict: ClaimVerdict


def judge_claim(named: str, *, fetched: str | None, title: str | None) -> JudgedClaim:
    """Return the verdict on the address that a page names as its own; `fetched` is where the page was found.

    >>> judge_claim("/en/", fetched="https://example.com/en/1-canal", title="Utrecht widens its canal").verdict
    'front_page'
    >>> judge_claim("/en/1-canal", fetched="https://example.com/en/1-canal?x=y", title=None).verdict
    'believed'
    """
    if _RUBBISH.search(named.strip()):
        return JudgedClaim(url=None, verdict="rubbish")
    url = canonical_url(named, base=fetched)
    if url is None:
        return JudgedClaim(url=None, verdict="rubbish")
    if fetched is None:
        return JudgedClaim(url=url, verdict="front_page" if _is_front(url) else "believed")
    if identity_key(url) == identity_key(fetched):
        return JudgedClaim(url=url, verdict="believed")
    domain = registrable_domain(url)
    if domain is None or domain != registrable_domain(fetched):
        return JudgedClaim(url=url, verdict="other_publisher")
    if _is_front(url):
        return JudgedClaim(url=url, verdict="front_page")
    return JudgedClaim(url=url, verdict=_compared(url, fetched, title or ""))


def _is_front(url: str) -> bool:
    """Return whether the address is a front page: nothing, a language or an index without a query."""
    parts = urlsplit(url)
    segments = [each for each in parts.path.split("/") if each]
    names = [_EXTENSION.sub("", each).lower() for each in segments]
    return not parts.query and all(
        name in ("index", "default", "home") or _LANGUAGE.fullmatch(name) for name in names
    )


def _compared(url: str, fetched: str, title: str) -> ClaimVerdict:
    """Return the verdict on an address of the same publisher that is not the one where the page was found."""
    if _is_page_of(fetched, url):
        return "page_of_several"
    own_words = set(map(_folded, _WORD.findall(title)))
    # Of two slugs that both have the title's words, the page's own is the surer one.
    has_title = _tells(url, own_words) and (_last(url) == _last(fetched) or not _tells(fetched, own_words))
    named, found = urlsplit(url), urlsplit(fetched)
    if named.path.rstrip("/") == found.path.rstrip("/"):
        is_told = has_title or not any(map(_is_id, set(found.query.split("&")) - set(named.query.split("&"))))
        return "believed" if is_told else "drops_id"
    if _is_below(found.path, named.path) or _language(named.path) != _language(found.path):
        return "unproven"
    is_shared = _last(url) == _last(fetched) and _TELLING.search(_last(url)) is not None
    return "believed" if has_title or is_shared or _ids(url) & _ids(fetched) else "unproven"


def _is_id(pair: str) -> bool:
    """Return whether a parameter may tell articles apart: a number, or named as an id."""
    name, _, value = pair.partition("=")
    return value.isdigit() or (bool(value) and name.lower().endswith("id"))


def _language(path: str) -> str:
    """Return the language that a path begins with; "" where it begins with none."""
    first = path.strip("/").partition("/")[0].lower()
    return first if first in _LANGUAGES else ""


def _tells(url: str, own_words: set[str]) -> bool:
    """Return whether the last segment of the address is made of the words of the title."""
    slug = [_folded(word) for word in _WORD.findall(_last(url))]
    shared = sum(word in own_words for word in slug)
    return len(slug) >= _LEAST_SLUG_WORDS and shared >= _LEAST_TITLE_SHARE * len(slug)


def _is_page_of(fetched: str, named: str) -> bool:
    """Return whether the page was found at a further page of what it names."""
    found, whole = urlsplit(fetched), urlsplit(named)
    names = {pair.partition("=")[0].lower() for pair in found.query.split("&")}
    kept = {pair.partition("=")[0].lower() for pair in whole.query.split("&")}
    if (names - kept) & _PAGING_NAMES and found.path.rstrip("/") == whole.path.rstrip("/"):
        return True
    stem, last = _EXTENSION.sub("", found.path.rstrip("/")), _EXTENSION.sub("", whole.path.rstrip("/"))
    if _PAGING_SUFFIX.sub("", stem) == last != stem:
        return True
    rest = stem.removeprefix(last).strip("/") if stem.startswith(f"{last}/") else ""
    return bool(rest) and _PAGING_SEGMENT.fullmatch(rest) is not None


def _is_below(found: str, named: str) -> bool:
    """Return whether a path lies below the named one, other than as a rendering of it."""
    stem = named.rstrip("/")
    rest = found[len(stem) :].strip("/").lower() if found.startswith(f"{stem}/") else ""
    return bool(rest) and _EXTENSION.sub("", rest) not in _RENDERINGS


def _last(url: str) -> str:
    """Return the last segment of the path that is no rendering, without its ending."""
    segments = [each for each in unquote(urlsplit(url).path).split("/") if each]
    while len(segments) > 1 and segments[-1].lower() in _RENDERINGS:
        segments.pop()
    return _EXTENSION.sub("", segments[-1]).lower() if segments else ""


def _ids(url: str) -> set[str]:
    """Return the numbers of an address that are long enough to tell an article and no dates."""
    parts = urlsplit(url)
    return {each for each in _NUMBER.findall(f"{parts.path}?{parts.query}") if not _DATE_NUMBER.fullmatch(each)}


def _folded(word: str) -> str:
    bare = unicodedata.normalize("NFKD", word.casefold().replace("ß", "ss"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))
