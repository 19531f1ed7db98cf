"""A URL taken apart and checked: scheme, host, port, path, query, fragment, each in one normal spelling.

A URL with credentials, control characters, a backslash in the authority or an address in a spelling other than
dotted decimal is refused: each has been used to make two parsers see two hosts.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import AddressValueError, IPv4Address, IPv6Address

import idna

# Servers refuse request lines beyond 8 KB, and no article needs half of that.
MAX_URL_LENGTH = 4096
# C0, DEL, C1, line and paragraph separators, directional controls: none can stand in a URL that is honest.
FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_PARTS = re.compile(r"(?i)(https?)://([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMERIC_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = _UNRESERVED | frozenset(b"!$&'()*+,;=:@/%")
_QUERY_SAFE = _PATH_SAFE | frozenset(b"?")
_AMPERSAND = re.compile(r"^(?:amp;)+")


@dataclass(frozen=True, slots=True)
class Url:
    """A URL that was accepted, its parts normalized; `port` is None where it is the scheme's own."""

    scheme: str
    host: str
    port: int | None
    path: str
    query: tuple[str, ...]
    fragment: str


@lru_cache(maxsize=4096)
def split_url(url: str) -> Url | None:
    """Return the URL taken apart; None where it is no http or https URL or is refused."""
    url = url.strip(" \t\r\n\f")
    if len(url) > MAX_URL_LENGTH or FORBIDDEN.search(url):
        return None
    match = _PARTS.fullmatch(url)
    if match is None:
        return None
    scheme, authority, path, query, fragment = (part or "" for part in match.groups())
    # "https://a.com#@b.com/": some parsers take the last @ for the end of credentials, and b.com for the host.
    if not path and "@" in (query + fragment).partition("/")[0]:
        return None
    scheme = scheme.lower()
    place = _host_and_port(authority)
    if place is None:
        return None
    try:
        path = _escaped(path, _PATH_SAFE)
        # "&amp;" is what double-escaping feeds make of "&".
        bare = (_AMPERSAND.sub("", pair) for pair in query[1:].split("&"))
        pairs = tuple(_escaped(pair, _QUERY_SAFE) for pair in bare if pair)
        fragment = _escaped(fragment, _QUERY_SAFE | {ord("#")}) if fragment[:2] in ("#!", "#/") else ""
    except UnicodeEncodeError:
        return None
    host, port = place
    is_default = port == _DEFAULT_PORTS[scheme]
    return Url(scheme, host, None if is_default else port, without_dots(path), pairs, fragment)


def _host_and_port(authority: str) -> tuple[str, int | None] | None:
    if "@" in authority or "\\" in authority or "%" in authority:
        return None
    host, bracket, rest = authority.rpartition("]")
    if bracket:
        host, (junk, _, digits) = f"{host}]", rest.partition(":")
    else:
        host, _, digits = rest.partition(":")
        junk = ""
    if junk or (digits and not (digits.isascii() and digits.isdigit() and len(digits) <= 5)):
        return None
    port = int(digits) if digits else None
    normal = normal_host(host)
    if normal is None or port == 0 or (port or 0) > 65535:
        return None
    return normal, port


def normal_host(host: str) -> str | None:
    """Return the host in lower-case ASCII without trailing dot; None where it is no host name and no address."""
    try:
        if host.startswith("["):
            return f"[{IPv6Address(host[1:-1])}]" if host.endswith("]") and "%" not in host else None
        if not host.isascii():
            host = idna.encode(host, uts46=True).decode("ascii")
        host = host.lower().removesuffix(".")
        labels = host.split(".")
        if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
            return None
        # What a resolver might read as a number must be a plain dotted address.
        return str(IPv4Address(host)) if _NUMERIC_LABEL.fullmatch(labels[-1]) else host
    except (AddressValueError, idna.IDNAError, UnicodeError):
        return None


def _escaped(text: str, safe: frozenset[int]) -> str:
    """Return the text with unreserved escapes decoded, others in upper case, and what must be escaped escaped."""

    def rewrite(match: re.Match[str]) -> str:
        digits = match.group(1)
        if digits is None:
            return "%25"
        code = int(digits, 16)
        return chr(code) if code in _UNRESERVED else f"%{digits.upper()}"

    text = _ESCAPE.sub(rewrite, text)
    return "".join(chr(byte) if byte in safe else f"%{byte:02X}" for byte in text.encode("utf-8"))


def without_dots(path: str) -> str:
    """Return the path without dot segments (RFC 3986, 5.2.4); at least "/"."""
    if "/." not in path:
        return path or "/"
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def netloc(url: Url) -> str:
    """Return host, or host:port where the port is not the scheme's own."""
    return url.host if url.port is None else f"{url.host}:{url.port}"


def written_url(url: Url) -> str:
    """Return the URL put together again."""
    query = f"?{'&'.join(url.query)}" if url.query else ""
    return f"{url.scheme}://{netloc(url)}{url.path}{query}{url.fragment}"
