"""Alerts found in the published copy, written down, then sent."""

import fcntl
import hashlib
import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from extractors.errors import ExtractorError
from flows.alerts.outbox import Message, Outbox, open_outbox
from flows.alerts.rules import ATOM, STDOUT, Alert, next_telling, read_alerts
from flows.errors import CuttingsError, NotWritable
from flows.exports.atom import Entry, write_atom
from flows.exports.beside import write_text
from flows.lists.lexicon import watched_name
from flows.lists.secrets import masked_url, resolved
from flows.lists.settings import Settings
from flows.output import Talk, printable
from warehouse.alerting import find_notices
from warehouse.alerting.asked import Asked, Notice
from warehouse.asking.filters import TypedFilters
from warehouse.database import open_reader
from warehouse.errors import WarehouseError
from warehouse.place import place_of

_SECONDS = 60.0  # for one message
# Returns why a message could not be delivered to the address, None where it was.
Send = Callable[[Message, str], str | None]


def tell(settings: Settings, talk: Talk, *, send: Send | None = None, now: datetime | None = None) -> int:
    """Find what the alerts tell, write it down, send what is due; return how many messages were sent.

    What goes wrong is said and stays due: no alert fails a run. Another process that is telling is left alone.
    """
    now = now or datetime.now(UTC)
    try:
        alerts = read_alerts(settings.alerts)
        if not alerts:
            return 0
        place = place_of(settings.database)
        with _alone(place.work) as is_alone, open_outbox(place.work) as outbox:
            if not is_alone:
                return 0
            for alert in alerts:
                _find(settings, alert, outbox, talk, now=now)
            outbox.gather(now=now, names={each.alert_id: each.name for each in alerts})
            return _send_due(outbox, talk, send or deliver, folder=settings.alerts.absolute().parent, now=now)
    except (CuttingsError, WarehouseError, OSError) as error:
        talk.say(f"alerts: {error}")
        return 0


def messages_of(
    settings: Settings,
    alert: Alert,
    channel: str,
    *,
    since: datetime,
    now: datetime,
    told: frozenset[str] = frozenset(),
) -> list[Message]:
    """Return what the alert tells the channel of what came since then, but for the ids that were told."""
    place = place_of(settings.database)
    asked = Asked(
        typed=TypedFilters(watch=alert.watch, listed=watched_name(settings.watchlist, alert.watch)),
        query=alert.query,
        since=since,
        now=now,
        least=alert.least,
        stale_hours=settings.serve.stale_hours,
        is_told=lambda key: _message_id(alert, key, channel) in told,
    )
    with open_reader(place) as db:
        notices = [each for reason in alert.reasons for each in find_notices(db, place, reason, asked)]
    return [_message(alert, notice, channel) for notice in notices]


def _find(settings: Settings, alert: Alert, outbox: Outbox, talk: Talk, *, now: datetime) -> None:
    try:
        for channel in alert.channels:
            since = outbox.known_since(alert.alert_id, channel, now=now)
            told = outbox.message_ids(alert.alert_id, channel)
            found = messages_of(settings, alert, channel, since=since, now=now, told=told)
            outbox.put(found, now=now, until=next_telling(alert.every, now))
    except (ExtractorError, WarehouseError) as error:
        talk.say(f"alert {alert.alert_id}: {error}")


def _send_due(outbox: Outbox, talk: Talk, send: Send, *, folder: Path, now: datetime) -> int:
    sent_count = 0
    for message in outbox.due(now=now):
        outbox.begin(message)
        try:
            if message.channel.startswith(ATOM):
                reason = _feed(outbox, message.channel, folder)
            else:
                reason = send(message, resolved(message.channel))
        except CuttingsError as error:
            reason = str(error)
        state = outbox.end(message, reason=reason, now=now)
        sent_count += state == "sent"
        if reason is not None:
            talk.say(f"alert {message.alert_id} to {masked_url(message.channel)}: {reason} ({state})")
    return sent_count


def _feed(outbox: Outbox, channel: str, folder: Path) -> str | None:
    """Write the feed of a channel: what it was told, each under its own id. A path begins at the rules' folder."""
    file = folder / channel.removeprefix(ATOM)
    entries = [
        Entry(entry_id=f"alert:{each.message_id}", title=each.title, published=at, updated=at, words=each.body)
        for each, at in outbox.fed(channel)
    ]
    try:
        write_text(file, write_atom(entries, title=f"Cuttings: {file.stem}", identity=f"alerts:{file.name}"))
    except NotWritable as error:
        return str(error)
    return None


def _message_id(alert: Alert, key: str, channel: str) -> str:
    return hashlib.sha256("\x1f".join((alert.alert_id, key, channel)).encode()).hexdigest()[:32]


def _message(alert: Alert, notice: Notice, channel: str) -> Message:
    return Message(
        message_id=_message_id(alert, notice.key, channel),
        alert_id=alert.alert_id,
        story_id=notice.story_id,
        channel=channel,
        title=printable(f"{alert.name}: {notice.title}")[:200],
        body=printable("\n".join(notice.lines)).replace("\ufffd", ""),
    )


def deliver(message: Message, address: str) -> str | None:
    """Send by Apprise, or print; return why it failed. What takes longer than a minute is given up this time."""
    if address == STDOUT:
        print(f"{message.title}\n{message.body}\n")  # noqa: T201 - the channel that was asked for
        return None
    outcome: list[str | None] = ["took too long"]

    def notify() -> None:
        outcome[0] = _notified(message, address)

    thread = threading.Thread(target=notify, daemon=True)
    thread.start()
    thread.join(_SECONDS)
    return outcome[0]


def _notified(message: Message, address: str) -> str | None:
    import apprise

    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # its lines may hold the address, with its secrets
    try:
        channel = apprise.Apprise()
        if not channel.add(address):
            return "no address that Apprise knows"
        body = f"{message.body}\nMessage {message.message_id}"
        return None if channel.notify(title=message.title, body=body) else "was not delivered"
    except Exception as error:
        return f"was not delivered: {type(error).__name__}"


@contextmanager
def _alone(work: Path) -> Iterator[bool]:
    """Give whether no other process is telling; the lock ends with the block or the process."""
    with (work / "alerts.lock").open("a") as handle:
        try:
            fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        os.set_inheritable(handle.fileno(), False)
        yield True
