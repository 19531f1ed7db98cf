"""Secrets in URLs: references to environment variables, and what may be shown of a URL."""

import os
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from flows.errors import SourcesError

_REFERENCE = re.compile(
    r"\$\{([A-Za-z_][A-Za-z0-9_]{0,99})\}|\$%7B([A-Za-z_][A-Za-z0-9_]{0,99})%7D", re.IGNORECASE
)
_USER = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#@\s]*@")
_SECRET_NAME = re.compile(
    r"(?i)([?&;#](?:[a-z0-9_.-]*(?:api[_-]?key|apikey|token|secret|passw(?:or)?d|auth|signature|credential)"
    r"[a-z0-9_.-]*|key|sig|pwd|pass)=)[^&;#\s]+"
)
_MASK = "********"


def masked_url(url: str) -> str:
    """Return the URL as it may be shown: without user and password, and without what is called a key or token.

    >>> masked_url("https://user:pass@example.org/feed?api_key=abc&page=2")
    'https://********@example.org/feed?api_key=********&page=2'
    """
    return _SECRET_NAME.sub(rf"\g<1>{_MASK}", _USER.sub(rf"\g<1>//{_MASK}@", url))


def resolved(url: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return the URL with its references to environment variables replaced by their values.

    Raises SourcesError where a variable is not set.

    >>> resolved("https://example.org/feed?key=${NEWS_KEY}", {"NEWS_KEY": "a&b"})
    'https://example.org/feed?key=a%26b'
    """

    def value_of(match: re.Match[str]) -> str:
        name = match.group(1) or match.group(2)
        if not environment.get(name):
            raise SourcesError(f"{masked_url(url)}: the environment has no {name}")
        return quote(environment[name], safe="")

    return _REFERENCE.sub(value_of, url)


def secret_values(url: str, environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return what must not be shown of a request to the URL: values that it refers to, and those that it states.

    >>> secret_values("https://example.org/feed?key=${NEWS_KEY}&token=xyz", {"NEWS_KEY": "a&b"})
    ('a%26b', 'a&b', 'xyz')
    """
    named = [environment.get(match[1] or match[2], "") for match in _REFERENCE.finditer(url)]
    stated = [match[0].partition("=")[2] for match in _SECRET_NAME.finditer(_REFERENCE.sub("", url))]
    return tuple(sorted({value for each in (*named, *stated) for value in (each, quote(each, safe="")) if value}))


def hidden(text: str, values: Iterable[str]) -> str:
    """Return the text without the secrets.

    >>> hidden("moved to /feed?key=abc", ["abc"])
    'moved to /feed?key=********'
    """
    for value in sorted(values, key=len, reverse=True):
        text = text.replace(value, _MASK)
    return text
