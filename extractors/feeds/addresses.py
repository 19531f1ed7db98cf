"""References of a feed made absolute."""

from urllib.parse import urljoin

from extractors.urls.parts import FORBIDDEN


def absolute(reference: str, base: str | None) -> str:
    """Return the reference resolved against the base; as it is where there is no base or it cannot be a URL.

    >>> absolute("../page/1", "https://example.com/feed/rss")
    'https://example.com/page/1'
    """
    # urljoin drops line ends inside, which would make a clean URL of two header lines.
    if base is None or FORBIDDEN.search(reference):
        return reference
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference
