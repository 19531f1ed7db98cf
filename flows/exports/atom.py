"""Stories as an Atom feed (RFC 4287): the same stories give the same bytes."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

_NAMESPACE = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 300


def write_atom(stories: Sequence[Mapping[str, Any]], *, title: str, identity: str) -> str:
    """Return the feed of stories: story_id, title, three counts, first_report, key_entities, first and last seen.

    An entry's id is the story's for ever, so that a reader shows it once; it is updated when the story gains an
    article. A feed of no stories was updated in 1970.
    """
    feed = Element("feed", xmlns=_NAMESPACE)
    _put(feed, "title", title)
    _put(feed, "id", f"urn:cuttings:{identity}")
    last = max((each["last_seen_at"] for each in stories), default=datetime.fromtimestamp(0, UTC))
    _put(feed, "updated", _moment(last))
    _put(SubElement(feed, "author"), "name", "Cuttings")
    for story in stories:
        entry = SubElement(feed, "entry")
        _put(entry, "title", story["title"] or "Untitled")
        _put(entry, "id", f"urn:cuttings:story:{story['story_id']}")
        _put(entry, "published", _moment(story["first_seen_at"]))
        _put(entry, "updated", _moment(story["last_seen_at"]))
        address = story["canonical_url"]
        if address and address.startswith(("http://", "https://")):
            SubElement(entry, "link", rel="alternate", href=_clean(address, 2_000))
        _put(entry, "summary", _summary(story))
    indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, encoding="unicode")}\n'


def _summary(story: Mapping[str, Any]) -> str:
    counts = ", ".join(
        f"{story[f'{what}_count']:,} {what if story[f'{what}_count'] == 1 else what + 's'}"
        for what in ("article", "text", "outlet")
    )
    names = ", ".join(story["key_entities"] or ())
    return f"{counts}. First report: {story['first_report']}." + (f" Named: {names}." if names else "")


def _put(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _clean(text, _LONGEST)


def _clean(text: str, longest: int) -> str:
    return _NO_XML.sub("", text)[:longest]


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
