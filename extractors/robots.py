"""Robots exclusion (RFC 9309): the rules of a robots.txt, and the verdict on a URL in linear time a pattern.

Where the standard leaves room this follows Google's open parser: misspelt keys are understood, a missing colon is
forgiven, the longest pattern wins and an allowing one among equals, lines are cut at 16 KB, a file at 500 KiB.
Patterns are no regular expressions, because thousands of wildcards make those exponential.
"""

import re
from dataclasses import dataclass, field

MAX_ROBOTS_BYTES = 500 * 1024  # RFC 9309 asks for at least so many
# Longer waits make news old; a site that wants no visits says Disallow.
_MAX_CRAWL_DELAY_SECONDS = 300.0
_MAX_LINE = 2083 * 8 - 1

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_TOKEN = re.compile(r"[A-Za-z_-]*")
_LOWER_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,6})?")
_KEYS = {
    "agent": ("user-agent", "useragent", "user agent"),
    "allow": ("allow",),
    "disallow": ("disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"),
    "delay": ("crawl-delay", "crawldelay"),
    "sitemap": ("sitemap", "site-map"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Paths that match the pattern are allowed or not."""

    pattern: str
    is_allowed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """What a robots.txt says to one agent."""

    rules: tuple[Rule, ...] = ()
    crawl_delay_seconds: float | None = None
    sitemaps: tuple[str, ...] = ()


ALLOW_ALL = Robots()
DISALLOW_ALL = Robots(rules=(Rule(pattern="/", is_allowed=False),))


@dataclass(slots=True)
class _Group:
    rules: list[Rule] = field(default_factory=list)
    delay: float | None = None
    is_named: bool = False


def read_robots(body: bytes, agent: str) -> Robots:
    """Return what the file says to the agent, which is named by its product token; a page says nothing.

    >>> read_robots(b"User-agent: *\\nDisallow: /private/\\nCrawl-delay: 2", "Cuttings").crawl_delay_seconds
    2.0
    """
    text = body[:MAX_ROBOTS_BYTES].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    if text.lstrip()[:20].lower().startswith(("<!doctype", "<html", "<head", "<?xml")):
        return ALLOW_ALL
    own, general = _Group(), _Group()
    sitemaps: list[str] = []
    open_groups: list[_Group] = []
    has_rules = False
    for line in _LINE_ENDS.split(text):
        key, value = _key_and_value(line[:_MAX_LINE])
        if key == "agent":
            open_groups = [] if has_rules else open_groups
            has_rules = False
            open_groups += _addressed(value, agent, own, general)
        elif key in ("allow", "disallow"):
            has_rules = True
            for group in open_groups:
                group.rules += _rules(value, is_allowed=key == "allow")
        elif key == "delay" and _NUMBER.fullmatch(value):
            for group in open_groups:
                group.delay = min(float(value), _MAX_CRAWL_DELAY_SECONDS)
        elif key == "sitemap" and value:
            sitemaps.append(value)
    group = own if own.is_named else general
    return Robots(rules=tuple(group.rules), crawl_delay_seconds=group.delay, sitemaps=tuple(sitemaps))


def is_allowed(robots: Robots, url: str) -> bool:
    """Return whether the agent may fetch the URL, which must be escaped as it would be sent.

    >>> is_allowed(read_robots(b"User-agent: *\\nDisallow: /*.pdf$", "Cuttings"), "http://example.com/a.pdf")
    False
    """
    path = _path(url)
    best_length, verdict = 0, True
    for rule in robots.rules:
        length = len(rule.pattern)
        is_better = length > best_length or (length == best_length and rule.is_allowed)
        if is_better and _matches(rule.pattern, path):
            best_length, verdict = length, rule.is_allowed
    return verdict


def _key_and_value(line: str) -> tuple[str | None, str]:
    line = line.partition("#")[0].strip()
    name, colon, value = line.partition(":")
    if not colon:
        words = line.split()
        if len(words) != 2:
            return None, ""
        name, value = words
    name = name.strip().lower()
    key = next((key for key, spellings in _KEYS.items() if name.startswith(spellings)), None)
    return key, value.strip()


def _addressed(value: str, agent: str, own: _Group, general: _Group) -> list[_Group]:
    """Return the groups that a user-agent line opens to us."""
    if value == "*" or (value[:1] == "*" and value[1:2].isspace()):
        return [general]
    match = _TOKEN.match(value)
    token = match.group() if match else ""
    if token and token.lower() == agent.lower():
        own.is_named = True
        return [own]
    return []


def _rules(value: str, *, is_allowed: bool) -> list[Rule]:
    pattern = _escaped(value)
    if not pattern:
        return []
    rules = [Rule(pattern=pattern, is_allowed=is_allowed)]
    folder, slash, page = pattern.rpartition("/")
    # Allowing the index page allows its folder.
    if is_allowed and slash and page.startswith("index.htm"):
        rules.append(Rule(pattern=f"{folder}/$", is_allowed=True))
    return rules


def _escaped(pattern: str) -> str:
    pattern = "".join(
        character
        if character < "\x80"
        else "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
        for character in pattern
    )
    return _LOWER_ESCAPE.sub(lambda match: match.group().upper(), pattern)


def _path(url: str) -> str:
    """Return path and query of the URL."""
    rest = url.partition("#")[0].partition("//")[2]
    start = min((place for place in map(rest.find, "/?;") if place >= 0), default=-1)
    if start < 0:
        return "/"
    return rest[start:] if rest[start] == "/" else "/" + rest[start:]


def _matches(pattern: str, path: str) -> bool:
    """Return whether the pattern matches a start of the path ("$": all of it).

    Leftmost is enough: if any choice of places for the parts between wildcards fits, the leftmost does.
    """
    is_whole = pattern.endswith("$")
    first, *rest = (pattern[:-1] if is_whole else pattern).split("*")
    if not path.startswith(first):
        return False
    position = len(first)
    if not rest:
        return not is_whole or position == len(path)
    for part in rest[:-1]:
        position = path.find(part, position)
        if position < 0:
            return False
        position += len(part)
    last = rest[-1]
    if is_whole:
        return len(path) - len(last) >= position and path.endswith(last)
    return path.find(last, position) >= 0
