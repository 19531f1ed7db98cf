"""What is to be told and what was: a small SQLite file in the work folder, each step committed before the next.

A row is due, sending, sent or given_up. One that a kill left as sending is sent again, under the same id.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flows.errors import AlertsError

_TABLES = """
create table if not exists channels (
    alert_id text not null, channel text not null, known_since text not null, primary key (alert_id, channel)
);
create table if not exists messages (
    message_id text primary key, alert_id text not null, story_id text not null, channel text not null,
    title text not null, body text not null, state text not null, attempts integer not null, due_at text not null,
    found_at text not null, done_at text, reason text
);
"""
_WAIT_SECONDS = 60.0  # of another process that sends; it holds the outbox for one message
# Minutes until a message that failed is tried again; then it is given up.
_BACKOFF_MINUTES = (5, 30, 120, 720, 1440)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What one channel is told once by one rule; `channel` is the address as the file states it.

    `story_id` is empty where it is about no story.
    """

    message_id: str
    alert_id: str
    story_id: str
    channel: str
    title: str
    body: str
    attempts: int = 0


class Outbox:
    """The messages of a database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def known_since(self, alert_id: str, channel: str, *, now: datetime) -> datetime:
        """Return when the rule was first known with the channel: now, where nothing was told by it."""
        self._db.execute(
            "insert or ignore into channels select ?1, ?2, coalesce(min(found_at), ?3) from messages"
            " where alert_id = ?1 and channel = ?2",
            (alert_id, channel, now.isoformat()),
        )
        found = self._db.execute(
            "select known_since from channels where alert_id = ? and channel = ?", (alert_id, channel)
        )
        return datetime.fromisoformat(found.fetchone()[0])

    def message_ids(self, alert_id: str, channel: str) -> frozenset[str]:
        """Return the ids of all that the channel was told, or is to be, by the rule."""
        found = self._db.execute(
            "select message_id from messages where alert_id = ? and channel = ?", (alert_id, channel)
        )
        return frozenset(message_id for (message_id,) in found)

    def put(self, messages: Sequence[Message], *, now: datetime) -> None:
        """Write down what is to be told, once each for ever, all or none."""
        with self._db:
            self._db.execute("begin immediate")
            self._db.executemany(
                "insert or ignore into messages values (?, ?, ?, ?, ?, ?, 'due', 0, ?, ?, null, null)",
                [
                    (each.message_id, each.alert_id, each.story_id, each.channel, each.title, each.body,
                     now.isoformat(), now.isoformat())
                    for each in messages
                ],
            )  # fmt: skip

    def due(self, *, now: datetime) -> list[Message]:
        """Return what is to be sent now, the oldest first."""
        rows = self._db.execute(
            "select message_id, alert_id, story_id, channel, title, body, attempts from messages"
            " where state in ('due', 'sending') and due_at <= ? order by found_at, message_id",
            (now.isoformat(),),
        )
        names = ("message_id", "alert_id", "story_id", "channel", "title", "body", "attempts")
        return [Message(**dict(zip(names, row, strict=True))) for row in rows]

    def begin(self, message: Message) -> None:
        """Note that the message is about to be sent."""
        self._db.execute("update messages set state = 'sending' where message_id = ?", (message.message_id,))

    def end(self, message: Message, *, reason: str | None, now: datetime) -> str:
        """Note how it ended, and return the state: sent where there is no reason against it."""
        attempts = message.attempts + 1
        state = "sent" if reason is None else "due" if attempts <= len(_BACKOFF_MINUTES) else "given_up"
        wait = timedelta(minutes=_BACKOFF_MINUTES[attempts - 1]) if state == "due" else timedelta()
        self._db.execute(
            "update messages set state = ?, attempts = ?, due_at = ?, done_at = ?, reason = ?"
            " where message_id = ?",
            (state, attempts, (now + wait).isoformat(), now.isoformat(), reason, message.message_id),
        )
        return state

    def forget_words(self) -> None:
        """Forget the words of all messages: what was told stays told, what is due is found anew."""
        self._db.execute("delete from messages where state in ('due', 'sending')")
        self._db.execute("update messages set title = '', body = ''")
        self._db.execute("vacuum")

    def listed(self, *, limit: int) -> tuple[list[str], list[tuple[object, ...]]]:
        """Return what was told and what is to be, the latest first."""
        found = self._db.execute(
            "select alert_id, story_id, channel, state, attempts, title, found_at, done_at, reason from messages"
            " order by found_at desc, message_id limit ?",
            (limit,),
        )
        return [name for name, *_ in found.description], found.fetchall()


@contextmanager
def open_outbox(work: Path) -> Iterator[Outbox]:
    """Open the outbox of a work folder, an empty one where there is none; statements are committed at once.

    Raises AlertsError where its file cannot be used.
    """
    path = work / "alerts.sqlite" if work.is_dir() else None
    try:
        with closing(
            sqlite3.connect(path or ":memory:", timeout=_WAIT_SECONDS, isolation_level=None)
        ) as connection:
            if path:
                path.chmod(0o600)
            connection.executescript(_TABLES)
            yield Outbox(connection)
    except sqlite3.Error as error:
        raise AlertsError(f"{path}: cannot be used ({error})") from error
