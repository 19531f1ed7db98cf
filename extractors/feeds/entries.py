"""A feed's items as entries: identity that survives missing, repeated and churning ids and links.

The link identifies an item, because GUIDs are missing, repeated or new on every poll in the field; the GUID
decides where several items share a link; what the item says decides where there is neither.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from extractors.feeds.announced import Announced, Feed, FeedDate
from extractors.feeds.dates import is_plausible
from extractors.feeds.markup import plain_text
from extractors.ids import content_id
from extractors.records import Entry, Rejected
from extractors.rejections import reject, storable
from extractors.urls.identity import canonical_url, identity_key

_MAX_TITLE = 1_000  # characters of a title or an id; longer ones are a text in the wrong element
_MAX_SUMMARY = 4_000  # characters; a whole text is kept beside, in the archive


def announced_entries(
    feed: Feed,
    *,
    source_id: str,
    url: str,
    now: datetime,
    is_wanted: Callable[[str], bool] = lambda _: True,
    oldest: date | None = None,
) -> tuple[list[Entry], list[Rejected]]:
    """Return an entry an item, each once, and what was dropped; `is_wanted` judges canonical links.

    An item without a usable link, or last touched before `oldest`, becomes an entry that is given up, so that
    it is known when it is seen again. An item that nothing can be made of costs itself only.
    """

    def read(part: Feed) -> tuple[list[Entry], list[Rejected]]:
        return _entries_of(part, source_id=source_id, url=url, now=now, is_wanted=is_wanted, oldest=oldest)

    try:
        return read(feed)
    except Exception:
        sound, unread = [], list(feed.unread)
        for item in feed.items:
            try:
                read(replace(feed, items=(item,)))
                sound.append(item)
            except Exception as error:
                unread.append(f"{type(error).__name__}: {error}"[:300])
        return read(replace(feed, items=tuple(sound), unread=tuple(unread)))


def _entries_of(
    feed: Feed,
    *,
    source_id: str,
    url: str,
    now: datetime,
    is_wanted: Callable[[str], bool],
    oldest: date | None,
) -> tuple[list[Entry], list[Rejected]]:
    rejected = [
        reject("discover", reason, location=storable(str(item.link))[:500], at=now, source_id=source_id)
        for item in feed.items
        if item.link and (reason := _refusal(item.link, is_wanted))
    ]
    rejected += [
        reject("discover", "error", location=f"{url}#unread-{at}", at=now, detail=detail, source_id=source_id)
        for at, detail in enumerate(feed.unread)
    ]
    if feed.surplus_count:
        detail = f"{feed.surplus_count} items beyond {len(feed.items)}"
        rejected.append(
            reject("discover", "too_many_items", location=url, at=now, detail=detail, source_id=source_id)
        )
    items = [item for item in feed.items if not (item.link and _refusal(item.link, is_wanted))]
    keys = _identities(items)
    entries = {}
    for key, item in zip(reversed(keys), reversed(items), strict=True):
        entry = _entry(item, feed, entry_id=content_id(source_id, *key), source_id=source_id, url=url, now=now)
        entries[key] = _unless_old(entry, item, oldest)
    return list(reversed(entries.values())), rejected


def _refusal(link: str, is_wanted: Callable[[str], bool]) -> str | None:
    canonical = canonical_url(link)
    if canonical is None:
        return "bad_link"
    return None if is_wanted(canonical) else "link_elsewhere"


def _identities(items: Sequence[Announced]) -> list[tuple[str | None, ...]]:
    links = [identity_key(item.link) if item.link else None for item in items]
    link_counts = Counter(links)
    ids = Counter((link, item.external_id) for link, item in zip(links, items, strict=True))
    keys: list[tuple[str | None, ...]] = []
    for link, item in zip(links, items, strict=True):
        if link and link_counts[link] == 1:
            keys.append(("link", link))
        elif item.external_id and ids[link, item.external_id] == 1:
            keys.append(("id", link, item.external_id))
        else:
            day = item.published.day.isoformat() if item.published else None
            keys.append(("words", link, plain_text(item.title_html), plain_text(item.summary_html), day))
    return keys


def _entry(item: Announced, feed: Feed, *, entry_id: str, source_id: str, url: str, now: datetime) -> Entry:
    location = canonical_url(item.link) if item.link else None
    # A sitemap's date of modification says nothing about publication.
    said = item.published or (item.updated if feed.method != "sitemap" else None)
    said = said if said and is_plausible(said, now=now) else None
    return Entry(
        entry_id=entry_id,
        source_id=source_id,
        location=location or f"{url}#{entry_id}",
        external_id=item.external_id and storable(item.external_id)[:_MAX_TITLE],
        announced_title=plain_text(item.title_html, max_length=_MAX_TITLE),
        announced_at=said.at if said and said.is_zone_known else None,
        announced_date=_day(said),
        announced_authors=tuple(name for each in item.authors[:20] if (name := plain_text(each, max_length=200))),
        announced_summary=plain_text(item.summary_html or item.content_html, max_length=_MAX_SUMMARY),
        announced_language=_language(item.language or feed.language),
        state="due" if location else "given_up",
        next_attempt_at=now if location else None,
        reason=None if location else "no_link",
        first_seen_at=now,
    )


def _unless_old(entry: Entry, item: Announced, oldest: date | None) -> Entry:
    touched = max((each.day for each in (item.published, item.updated) if each), default=None)
    if oldest is None or touched is None or touched >= oldest or entry.state != "due":
        return entry
    return replace(entry, state="given_up", next_attempt_at=None, reason="too_old")


def _day(said: FeedDate | None) -> date | None:
    """Return the day in UTC where the zone is known, else as written."""
    if said is None:
        return None
    return said.at.date() if said.at and said.is_zone_known else said.day


def _language(code: str | None) -> str | None:
    """Return the language part of a code such as en-us; None where it is none."""
    part = (code or "").strip().lower().replace("_", "-").partition("-")[0]
    return part if part.isascii() and part.isalpha() and 2 <= len(part) <= 3 else None
