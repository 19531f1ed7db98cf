"""Pages as Atom feeds: stories, the articles of one, and what an alert tells."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from flows.alerts.outbox import open_outbox
from flows.alerts.rules import Alert, read_alerts
from flows.exports.atom import Entry, story_entries, write_atom
from flows.lists.settings import Settings
from warehouse.asking.filters import TypedFilters, resolve_filters
from warehouse.asking.listings import list_feed
from warehouse.browsing.read import list_story_feed
from warehouse.errors import NotOneFound
from warehouse.place import place_of

_MOST_ENTRIES = 50  # readers of feeds ask again every hour or so
Connection = Any


def feed_of_stories(
    request: Request, db: Connection, typed: TypedFilters, title: str, *, among: Sequence[str] | None = None
) -> Response:
    """Return the stories that pass, of these ids where there are any, as a feed that leads to their pages."""
    filters = resolve_filters(db, replace(typed, limit=_MOST_ENTRIES), now=datetime.now(UTC))
    columns, rows = list_feed(db, filters, among=among)
    stories = [dict(zip(columns, row, strict=True)) for row in rows]
    return _answered(request, story_entries(stories, pages=_pages(request)), title)


def feed_of_story(request: Request, db: Connection, story_id: str, title: str) -> Response:
    """Return the articles of a story as a feed that leads to their pages."""
    entries = [_article(each, _pages(request)) for each in list_story_feed(db, story_id, most=_MOST_ENTRIES)]
    return _answered(request, entries, title)


def feed_of_alert(request: Request, settings: Settings, alert_id: str) -> Response:
    """Return what an alert found for the first of its channels; raise NotOneFound where no rule has the id."""
    alert = next((each for each in read_alerts(settings.alerts) if each.alert_id == alert_id), None)
    if alert is None:
        raise NotOneFound("alert", alert_id, f"{settings.alerts} has no alert of this id")
    with open_outbox(place_of(settings.database).work) as outbox:
        found = outbox.found(alert.alert_id, alert.channels[0], most=_MOST_ENTRIES)
    entries = [
        Entry(
            entry_id=f"alert:{message.message_id}",
            title=message.title,
            published=at,
            updated=at,
            words=message.body,
            address=f"{_pages(request)}/story/{message.story_id}" if message.story_id else None,
        )
        for message, at in found
    ]
    return _answered(request, entries, alert.name)


def alert_rows(settings: Settings) -> list[dict[str, Any]]:
    """Return the rules of alerts as a page lists them, with the address of the feed of each."""
    return [_alert_row(alert) for alert in read_alerts(settings.alerts)]


def _alert_row(alert: Alert) -> dict[str, Any]:
    return {
        "name": alert.name,
        "told": ", ".join(alert.reasons),
        "about": alert.watch or alert.query or "any story",
        "every": alert.every,
        "feed": f"/alert/{quote(alert.alert_id, safe='')}.atom",
    }


def _article(row: Mapping[str, Any], pages: str) -> Entry:
    copied = "own words" if row["reuse"] == "own" else f"{row['reuse']} copy"
    day = row["published_day"] or "unknown day"
    return Entry(
        entry_id=f"article:{row['article_id']}",
        title=row["label"],
        published=row["first_seen_at"],
        updated=row["first_seen_at"],
        words=f"{row['outlet_name'] or 'unknown outlet'}, {day}; {copied}, {row['word_count'] or 0:,} words.",
        address=f"{pages}/article/{row['article_id']}",
    )


def _answered(request: Request, entries: Sequence[Entry], title: str) -> Response:
    address = str(request.url.remove_query_params("token"))
    identity = quote(address.removeprefix(_pages(request)), safe="/?=&%")
    words = write_atom(entries, title=f"Cuttings: {title}", identity=f"room:{identity}", address=address)
    return Response(words, media_type="application/atom+xml")


def _pages(request: Request) -> str:
    return str(request.base_url).rstrip("/")
