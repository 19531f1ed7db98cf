"""What is to be told and what was: a small SQLite file in the work folder, each step committed before the next.

A row is waiting, due, sending, sent or given_up. One that a kill left as sending is sent again, under the same id.
What waits for the end of its day or week is gathered into one message, a row of its own: from then on its parts
have that one's state.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

from flows.errors import AlertsError

_TABLES = """
create table if not exists channels (
    alert_id text not null, channel text not null, known_since text not null, primary key (alert_id, channel)
);
create table if not exists messages (
    message_id text primary key, alert_id text not null, story_id text not null, channel text not null,
    title text not null, body text not null, state text not null, attempts integer not null, due_at text not null,
    found_at text not null, done_at text, reason text, gathered_in text
);
"""
_NAMES = ("message_id", "alert_id", "story_id", "channel", "title", "body", "attempts")
_MOST_GATHERED = 100  # told in one message; a person reads no more, and the rest is counted
_MOST_FED = 100  # in a feed
_WAIT_SECONDS = 60.0  # of another process that sends; it holds the outbox for one message
# Minutes until a message that failed is tried again; then it is given up.
_BACKOFF_MINUTES = (5, 30, 120, 720, 1440)
# What lies further ahead than the longest wait, a week, was written by a clock that was wrong: it is over.
_LONGEST_WAIT = timedelta(days=8)
_IS_OVER = "(due_at <= ?1 or due_at > ?2)"


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
        """Return when the rule was first known with the channel: now, where nothing was told by it.

        What a clock that was wrong noted of the future is now as well.
        """
        self._db.execute(
            "insert or ignore into channels select ?1, ?2, coalesce(min(found_at), ?3) from messages"
            " where alert_id = ?1 and channel = ?2",
            (alert_id, channel, now.isoformat()),
        )
        self._db.execute(
            "update channels set known_since = ?3 where alert_id = ?1 and channel = ?2 and known_since > ?3",
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

    def put(self, messages: Sequence[Message], *, now: datetime, until: datetime | None = None) -> None:
        """Write down what is to be told, once each for ever, all or none: at once, or gathered `until` then."""
        with self._db:
            self._db.execute("begin immediate")
            self._insert(messages, "due" if until is None else "waiting", due_at=until or now, now=now)

    def gather(self, *, now: datetime, names: Mapping[str, str]) -> None:
        """Make one message of all that waited until now for a channel by a rule, called by its name."""
        with self._db:
            self._db.execute("begin immediate")
            waiting = self._messages(
                f"state = 'waiting' and {_IS_OVER} order by alert_id, channel, found_at, message_id", now
            )
            for (alert_id, channel), group in groupby(waiting, key=lambda each: (each.alert_id, each.channel)):
                parts = list(group)
                whole = _gathered(names.get(alert_id, alert_id), alert_id, channel, parts)
                self._insert([whole], "due", due_at=now, now=now)
                self._db.executemany(
                    "update messages set state = 'due', gathered_in = ? where message_id = ?",
                    [(whole.message_id, each.message_id) for each in parts],
                )

    def _insert(self, messages: Sequence[Message], state: str, *, due_at: datetime, now: datetime) -> None:
        self._db.executemany(
            "insert or ignore into messages"
            " (message_id, alert_id, story_id, channel, title, body, state, attempts, due_at, found_at)"
            " values (?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
            [
                (each.message_id, each.alert_id, each.story_id, each.channel, each.title, each.body, state,
                 due_at.isoformat(), now.isoformat())
                for each in messages
            ],
        )  # fmt: skip

    def _messages(self, condition: str, moment: datetime) -> list[Message]:
        rows = self._db.execute(
            f"select {', '.join(_NAMES)} from messages where {condition}",  # noqa: S608 - conditions are ours
            (moment.isoformat(), (moment + _LONGEST_WAIT).isoformat()),
        )
        return [Message(**dict(zip(_NAMES, row, strict=True))) for row in rows]

    def due(self, *, now: datetime) -> list[Message]:
        """Return what is to be sent now, the oldest first."""
        return self._messages(
            f"state in ('due', 'sending') and gathered_in is null and {_IS_OVER} order by found_at, message_id",
            now,
        )

    def begin(self, message: Message) -> None:
        """Note that the message is about to be sent."""
        self._db.execute(
            "update messages set state = 'sending' where ?1 in (message_id, gathered_in)", (message.message_id,)
        )

    def end(self, message: Message, *, reason: str | None, now: datetime) -> str:
        """Note how it ended, and return the state: sent where there is no reason against it."""
        attempts = message.attempts + 1
        state = "sent" if reason is None else "due" if attempts <= len(_BACKOFF_MINUTES) else "given_up"
        wait = timedelta(minutes=_BACKOFF_MINUTES[attempts - 1]) if state == "due" else timedelta()
        self._db.execute(
            "update messages set state = ?, attempts = ?, due_at = ?, done_at = ?, reason = ?"
            " where ? in (message_id, gathered_in)",
            (state, attempts, (now + wait).isoformat(), now.isoformat(), reason, message.message_id),
        )
        return state

    def forget_words(self) -> None:
        """Forget the words of all messages: what was told stays told, what is due is found anew."""
        self._db.execute("delete from messages where state in ('waiting', 'due', 'sending')")
        self._db.execute("update messages set title = '', body = ''")
        self._db.execute("vacuum")

    def fed(self, channel: str) -> list[tuple[Message, datetime]]:
        """Return what was told there, or is being told, the latest first, and when each was found."""
        return self._moments(
            "channel = ? and gathered_in is null and state in ('sending', 'sent')", (channel,), most=_MOST_FED
        )

    def found(self, alert_id: str, channel: str, *, most: int) -> list[tuple[Message, datetime]]:
        """Return what a rule found for a channel, each thing by itself, the latest first, and when."""
        return self._moments(
            "alert_id = ?1 and channel = ?2 and message_id not in"
            " (select gathered_in from messages where gathered_in is not null)",
            (alert_id, channel),
            most=most,
        )

    def _moments(
        self, condition: str, parameters: tuple[str, ...], *, most: int
    ) -> list[tuple[Message, datetime]]:
        """Return what passes and has words, the latest first, and when each was found."""
        rows = self._db.execute(
            f"select found_at, {', '.join(_NAMES)} from messages where {condition}"  # noqa: S608 - names are ours
            f" and title <> '' order by found_at desc, message_id limit {most}",
            parameters,
        )
        return [(Message(**dict(zip(_NAMES, row, strict=True))), datetime.fromisoformat(at)) for at, *row in rows]

    def listed(self, *, limit: int) -> tuple[list[str], list[tuple[object, ...]]]:
        """Return what was told and what is to be, the latest first."""
        found = self._db.execute(
            "select alert_id, story_id, channel, state, attempts, title, found_at, done_at, reason from messages"
            " order by found_at desc, message_id limit ?",
            (limit,),
        )
        return [name for name, *_ in found.description], found.fetchall()


def _gathered(name: str, alert_id: str, channel: str, parts: Sequence[Message]) -> Message:
    """Return one message of several; it has an id of its own for ever, that of its parts."""
    told = [f"{each.title.removeprefix(f'{name}: ')}\n{each.body}" for each in parts[:_MOST_GATHERED]]
    if left := len(parts) - len(told):
        told.append(f"And {left:,} more; `cuttings alerts list` has them all.")
    return Message(
        message_id=hashlib.sha256("\x1f".join(each.message_id for each in parts).encode()).hexdigest()[:32],
        alert_id=alert_id,
        story_id="",
        channel=channel,
        title=f"{name}: {len(parts):,} alerts" if len(parts) > 1 else parts[0].title,
        body="\n\n\n".join(told),
    )


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
            _add_missing(connection)
            yield Outbox(connection)
    except sqlite3.Error as error:
        raise AlertsError(f"{path}: cannot be used ({error})") from error


def _add_missing(connection: sqlite3.Connection) -> None:
    """Give a file of version 0.8 or older the column that came after it."""
    columns = [name for _, name, *_ in connection.execute("pragma table_info(messages)")]
    if "gathered_in" not in columns:
        connection.execute("alter table messages add column gathered_in text")
