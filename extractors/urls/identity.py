"""Identity of URLs: the canonical URL (fetchable), the identity key (comparable), the registrable domain.

Two functions, because the two needs conflict: what is fetched must still work (scheme, `www.`, trailing slash and
AMP path stay), what is compared must not differ by them. Libraries that do both in one either merge different
articles or miss most equal ones (measured on labelled pairs, 2026-11: courlan strict merges 10 of 34 different
pairs, url-normalize with filter 17), hence own tables (`extractors.urls.lists`).
"""

import re
from dataclasses import replace
from functools import lru_cache
from urllib.parse import unquote, urljoin

from publicsuffixlist import PublicSuffixList

from extractors.urls.lists import (
    INDEX_PAGES,
    REDIRECTORS,
    RENDERING_LABELS,
    SESSION_NAMES,
    TRACKING_BESIDE,
    TRACKING_HOSTS,
    TRACKING_NAMES,
    TRACKING_PREFIXES,
    TRACKING_VALUE_PREFIXES,
    TRACKING_VALUES,
)
from extractors.urls.parts import (
    FORBIDDEN,
    MAX_URL_LENGTH,
    Url,
    netloc,
    normal_host,
    split_url,
    without_dots,
    written_url,
)

_MAX_UNWRAPS = 5  # of an address within an address; also ends a circle

_SESSION_PATH = re.compile(r"(?i);(?:jsessionid|phpsessid|sid)=[^/;]*")
_LONG_HEX = re.compile(r"(?i)[0-9a-f]{24,64}")
_AMP_SUFFIX = re.compile(r"\.amp(?=(?:\.html?)?$)")
_AMP_CACHE_PATH = re.compile(r"/[cva]/(?:s/)?(?=[^/]+\.)")
_GOOGLE_AMP_PATH = re.compile(r"/amp/(?:s/)?(?=[^/]+\.)")


def canonical_url(url: str, *, base: str | None = None) -> str | None:
    """Return the URL to fetch, without tracking parameters and redirectors; None where it is none or is refused.

    Idempotent. `base` resolves relative references.

    >>> canonical_url("HTTP://Example.com:80/a/../b?utm_source=rss&id=1#top")
    'http://example.com/b?id=1'
    >>> canonical_url("javascript:alert(1)") is None
    True
    """
    parsed = _read(_joined(url, base))
    return None if parsed is None else _of_bounded_length(written_url(parsed))


def fetchable_url(url: str, *, base: str | None = None) -> str | None:
    """Return the URL in a normal spelling with everything that it says; None where it is none or is refused.

    For sources and redirects, whose parameters are nobody's tracking.

    >>> fetchable_url("/feed?source=rss", base="https://example.com/x")
    'https://example.com/feed?source=rss'
    """
    parsed = split_url(_joined(url, base))
    return None if parsed is None else _of_bounded_length(written_url(replace(parsed, fragment="")))


def _of_bounded_length(url: str) -> str | None:
    """Return the URL as written; None where its escapes make it longer than any that is read."""
    return url if len(url) <= MAX_URL_LENGTH else None


def identity_key(url: str) -> str | None:
    """Return what two URLs of one article have in common; None where the URL is refused.

    >>> identity_key("https://www.example.com/a/?b=2&a=1") == identity_key("http://example.com/a?a=1&b=2")
    True
    >>> identity_key("https://example.com/a?id=1") == identity_key("https://example.com/a?id=2")
    False
    """
    parsed = _read(url)
    if parsed is None:
        return None
    host = _without_renderings(parsed.host)
    port = f":{parsed.port}" if parsed.port else ""
    # Only the order of different names is free: of a=1&a=2 many servers take the first or the last.
    query = sorted(parsed.query, key=lambda pair: pair.partition("=")[0])
    return f"{host}{port}{_bare_path(parsed.path)}{'?' if query else ''}{'&'.join(query)}{parsed.fragment}"


def registrable_domain(url: str) -> str | None:
    """Return the part of a URL's (or bare host's) name that somebody registered; None for addresses and suffixes.

    >>> registrable_domain("https://www.news.example.co.uk/a")
    'example.co.uk'
    >>> registrable_domain("http://127.0.0.1/") is None
    True
    """
    host = url_host(url) if "/" in url else normal_host(url)
    return None if host is None else _registrable(host)


def url_host(url: str) -> str | None:
    """Return the normalized host of a URL; None where it is refused.

    >>> url_host("https://MÜNCHEN.de./a")
    'xn--mnchen-3ya.de'
    """
    parsed = split_url(url)
    return None if parsed is None else parsed.host


def url_origin(url: str) -> str | None:
    """Return scheme, host and port as `scheme://host[:port]`; None where the URL is refused.

    >>> url_origin("https://example.com:443/a")
    'https://example.com'
    """
    parsed = split_url(url)
    return None if parsed is None else f"{parsed.scheme}://{netloc(parsed)}"


def _joined(url: str, base: str | None) -> str:
    if base is None or len(url) > MAX_URL_LENGTH:
        return url
    reference = url.strip(" \t\r\n\f")
    # urljoin drops tabs and line ends inside a reference, which would let "java\nscript:" and split lines through.
    if FORBIDDEN.search(reference):
        return ""
    try:
        return urljoin(base, reference)
    except ValueError:
        return ""


def _read(url: str) -> Url | None:
    """Return the URL split, unwrapped from redirectors and AMP caches, tracking dropped; None if it never ends."""
    for _ in range(_MAX_UNWRAPS):
        parsed = split_url(url)
        if parsed is None:
            return None
        parsed = _without_tracking(parsed)
        target = _wrapped_url(parsed)
        if target is None or split_url(target) is None:
            return parsed
        url = target
    return None


# --- what does not tell articles apart ------------------------------------------------------------------------


def _without_tracking(url: Url) -> Url:
    names = {pair.partition("=")[0].lower() for pair in url.query}
    local = TRACKING_HOSTS.get(_registrable(url.host) or "", frozenset())
    query = tuple(pair for pair in url.query if not _is_tracking(pair, names, local))
    return replace(url, query=query, path=without_dots(_SESSION_PATH.sub("", url.path)))


def _is_tracking(pair: str, names: set[str], local: frozenset[str]) -> bool:
    name, _, value = pair.partition("=")
    name, value = name.lower(), value.lower()
    return (
        name in TRACKING_NAMES
        or name.startswith(TRACKING_PREFIXES)
        or name in local
        or value in TRACKING_VALUES.get(name, ())
        or value.startswith(TRACKING_VALUE_PREFIXES.get(name, ("\0",)))
        or TRACKING_BESIDE.get(name) in names
        or (name in SESSION_NAMES and _LONG_HEX.fullmatch(value) is not None)
    )


def _wrapped_url(url: Url) -> str | None:
    """Return the URL that a redirector or an AMP cache carries; None where this is neither."""
    if url.host.endswith(".cdn.ampproject.org"):
        return _cached_url(_AMP_CACHE_PATH, url)
    if url.host in ("www.google.com", "google.com", "www.bing.com") and url.path.startswith("/amp/"):
        return _cached_url(_GOOGLE_AMP_PATH, url)
    suffix = url.host[url.host.find(".") :]
    for name in REDIRECTORS.get((url.host, url.path)) or REDIRECTORS.get((suffix, url.path), ()):
        for pair in url.query:
            if pair.startswith(f"{name}="):
                return unquote(pair[len(name) + 1 :])
    return None


def _cached_url(prefix: re.Pattern[str], url: Url) -> str | None:
    match = prefix.match(url.path)
    if match is None:
        return None
    scheme = "https" if match.group().endswith("/s/") else "http"
    return f"{scheme}://{url.path[match.end() :]}{'?' if url.query else ''}{'&'.join(url.query)}"


def _without_renderings(host: str) -> str:
    """Return the host without labels such as www; never less than its registrable domain."""
    domain = _registrable(host)
    if domain is None or host == domain:
        return host
    labels = host[: -len(domain) - 1].split(".")
    return ".".join([*(label for label in labels if label not in RENDERING_LABELS), domain])


def _bare_path(path: str) -> str:
    """Return the path without index page, trailing slash and AMP marks."""
    path = path.rstrip("/")
    head, _, last = path.rpartition("/")
    if last.lower() in INDEX_PAGES:
        path = head.rstrip("/")
    if _names_article(path):
        path = _AMP_SUFFIX.sub("", path)
    for shorter in (path.removesuffix("/amp"), path.removeprefix("/amp")):
        # "/amp" may also be a section or a topic: it is dropped where what is left looks like an article.
        if shorter != path and shorter.startswith("/") and _names_article(shorter):
            path = shorter
    return path or "/"


def _names_article(path: str) -> bool:
    last = path.rpartition("/")[2]
    return "-" in last or any(letter.isdigit() for letter in last)


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=16384)
def _registrable(host: str) -> str | None:
    if host.startswith("[") or host.rpartition(".")[2].isdigit():
        return None
    domain: str | None = _suffixes().privatesuffix(host)
    return domain
