"""Atom feeds (RFC 4287): the same entries give the same bytes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from warehouse.asking.counts import counted

_NAMESPACE = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 300
_LONGEST_WORDS = 20_000  # of an entry: a week of alerts


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a reader of feeds shows once: `entry_id` is its own for ever; only an address of the web is kept."""

    entry_id: str
    title: str
    published: datetime
    updated: datetime
    words: str
    address: str | None = None


def write_atom(entries: Sequence[Entry], *, title: str, identity: str, address: str | None = None) -> str:
    """Return the feed; `address` is where it is read, if that is known. One of no entries was updated in 1970."""
    feed = Element("feed", xmlns=_NAMESPACE)
    _put(feed, "title", title)
    _put(feed, "id", f"urn:cuttings:{identity}")
    if address:
        SubElement(feed, "link", rel="self", href=_clean(address, 2_000))
    last = max((each.updated for each in entries), default=datetime.fromtimestamp(0, UTC))
    _put(feed, "updated", _moment(last))
    _put(SubElement(feed, "author"), "name", "Cuttings")
    for each in entries:
        entry = SubElement(feed, "entry")
        _put(entry, "title", each.title or "Untitled")
        _put(entry, "id", f"urn:cuttings:{each.entry_id}")
        _put(entry, "published", _moment(each.published))
        _put(entry, "updated", _moment(each.updated))
        if each.address and each.address.startswith(("http://", "https://")):
            SubElement(entry, "link", rel="alternate", href=_clean(each.address, 2_000))
        SubElement(entry, "summary").text = _clean(each.words, _LONGEST_WORDS)
    indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, encoding="unicode")}\n'


def story_entries(stories: Sequence[Mapping[str, Any]], *, pages: str | None = None) -> list[Entry]:
    """Return stories as entries: story_id, title, three counts, first_report, key_entities, first and last seen.

    An entry is updated when its story gains an article; it leads to the page of the story where `pages` are,
    else to its most central article.
    """
    return [
        Entry(
            entry_id=f"story:{each['story_id']}",
            title=each["title"] or "Untitled",
            published=each["first_seen_at"],
            updated=each["last_seen_at"],
            words=_summary(each),
            address=f"{pages}/story/{each['story_id']}" if pages else each["canonical_url"],
        )
        for each in stories
    ]


def _summary(story: Mapping[str, Any]) -> str:
    counts = ", ".join(counted(story[f"{what}_count"], what) for what in ("article", "text", "outlet"))
    names = ", ".join(story["key_entities"] or ())
    return f"{counts}. First report: {story['first_report']}." + (f" Named: {names}." if names else "")


def _put(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _clean(text, _LONGEST)


def _clean(text: str, longest: int) -> str:
    return _NO_XML.sub("", text)[:longest]


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
