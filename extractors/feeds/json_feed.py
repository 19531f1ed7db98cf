"""JSON Feed, 1.0 and 1.1."""

import json
import re
from typing import Any

from extractors.feeds.addresses import absolute
from extractors.feeds.announced import Announced, Feed, NoFeed, read_each
from extractors.feeds.dates import read_date
from extractors.feeds.xml_feed import MAX_ITEMS
from extractors.rejections import storable

# The standard wants a URL here; some write the number alone.
_STRING_OR_COMMA = re.compile(r'("(?:[^"\\\\]|\\\\.)*+")|,(?:\s*+,)*+\s*+([\]}])', re.DOTALL)
_BARE_VERSIONS = frozenset({"1", "1.0", "1.1"})


def read_json_feed(body: bytes, *, base: str | None) -> Feed | NoFeed:
    """Return the feed that the bytes hold."""
    try:
        document = _parsed(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        return NoFeed(reason="bad_json", detail=type(error).__name__)
    if not isinstance(document, dict):
        return NoFeed(reason="not_a_feed")
    version = str(document.get("version"))
    if not ("jsonfeed.org/version" in version or version in _BARE_VERSIONS) or not isinstance(
        document.get("items"), list
    ):
        return NoFeed(reason="not_a_feed")
    return _feed(document, _dicts(document["items"]), base)


def _parsed(text: str) -> Any:
    """Return the value; commas before a closing bracket, which some feeds have, are dropped."""
    try:
        return json.loads(text, parse_constant=lambda _: None, strict=False)
    except ValueError:
        bare = _STRING_OR_COMMA.sub(lambda match: match[1] or match[2], text.strip().rstrip(";\0"))
        return json.loads(bare, parse_constant=lambda _: None, strict=False)


def _feed(head: dict[str, Any], items: list[dict[str, Any]], base: str | None) -> Feed:
    hubs = _dicts(head.get("hubs"))
    read, unread = read_each(lambda item: _item(item, base), items[:MAX_ITEMS])
    return Feed(
        method="json",
        title_html=_string(head.get("title")),
        link=_string(head.get("home_page_url")),
        description_html=_string(head.get("description")),
        language=_string(head.get("language")),
        hub=_string(hubs[0].get("url")) if hubs else None,
        items=tuple(read),
        unread=tuple(unread),
        surplus_count=max(0, len(items) - MAX_ITEMS),
    )


def _item(item: dict[str, Any], base: str | None) -> Announced:
    link = _string(item.get("url")) or _string(item.get("external_url"))
    authors = [*_dicts(item.get("authors")), *_dicts([item.get("author")])]
    return Announced(
        link=None if link is None else absolute(link, base),
        external_id=_string(item.get("id")),
        title_html=_string(item.get("title")),
        summary_html=_string(item.get("summary")),
        content_html=_string(item.get("content_html")) or _string(item.get("content_text")),
        authors=tuple(dict.fromkeys(name for each in authors if (name := _string(each.get("name"))))),
        language=_string(item.get("language")),
        published=read_date(_string(item.get("date_published"))),
        updated=read_date(_string(item.get("date_modified"))),
    )


def _dicts(value: Any) -> list[dict[str, Any]]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, dict)]


def _string(value: Any) -> str | None:
    """Return the value as text; whole numbers too, because many ids are numbers against the standard.

    Half a pair of surrogates, which JSON can write, is told as what it is: no table can hold it.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return storable(value.strip()) or None if isinstance(value, str) else None
