"""Alerts: told once a story and channel, also after a kill; what fails is tried again; no secret is shown."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest

from flows.alerts.deliver import deliver, messages_of, tell
from flows.alerts.outbox import Message, open_outbox
from flows.alerts.rules import read_alerts
from flows.errors import AlertsError
from flows.lists.settings import Settings
from flows.output import Quiet
from flows.runs import pipeline
from tests.conftest import load_paths, seeds
from warehouse.place import place_of

RULES = """
[[alert]]
id = "meta"
name = "Meta"
watch = "Meta Platforms"
to = ["json://example.org/?token=${ALERT_TOKEN}", "stdout:"]

[[alert]]
id = "trust"
query = "superintelligence NOT absent"
to = ["stdout:"]
"""


class Sender:
    """Keeps what it is given; fails as often as it is told to."""

    def __init__(self, *, failures: int = 0, dies: bool = False) -> None:
        self.sent: list[tuple[Message, str]] = []
        self._failures, self._dies = failures, dies

    def __call__(self, message: Message, address: str) -> str | None:
        if self._dies:
            self.sent.append((message, address))
            raise KeyboardInterrupt
        if self._failures:
            self._failures -= 1
            return "was not delivered"
        self.sent.append((message, address))
        return None


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("ALERT_TOKEN", "geheim")
    (tmp_path / "alerts.toml").write_text(RULES, encoding="utf-8")
    return Settings(database=tmp_path / "news.duckdb", alerts=tmp_path / "alerts.toml")


def test_a_story_is_told_once_a_channel_and_only_if_it_came_after_the_rule(settings: Settings) -> None:
    first, *others = seeds()
    load_paths(settings.database, first, settings=settings)  # the rules are known from its end on
    talk = Quiet()
    assert tell(settings, talk, send=Sender()) == 0
    load_paths(settings.database, *others, settings=replace(settings, alerts=Path("none.toml")))
    sender = Sender()
    assert tell(settings, talk, send=sender) == 3
    assert [(message.alert_id, address) for message, address in sender.sent if "token" in address] == [
        ("meta", "json://example.org/?token=geheim")
    ]
    message = sender.sent[0][0]
    assert "4 articles, 4 texts" in message.body
    assert "geheim" not in repr(message)
    assert tell(settings, talk, send=sender) == 0
    with open_outbox(place_of(settings.database).work) as outbox:
        columns, rows = outbox.listed(limit=9)
    assert {row[columns.index("state")] for row in rows} == {"sent"}
    assert "geheim" not in repr(rows)
    assert talk.lines == []


@pytest.fixture
def told(settings: Settings) -> Settings:
    """Everything that the seeds tell is due, and nothing was sent."""
    load_paths(settings.database, *seeds(), settings=replace(settings, alerts=Path("none.toml")))
    now = datetime.now(UTC)
    with open_outbox(place_of(settings.database).work) as outbox:
        for alert in read_alerts(settings.alerts):
            for channel in alert.channels:
                outbox.known_since(alert.alert_id, channel, now=now - timedelta(days=1))
                outbox.put(messages_of(settings, alert, channel, since=now - timedelta(days=1), now=now), now=now)
    return settings


def test_what_a_kill_left_is_sent_under_the_same_id(told: Settings) -> None:
    dying, after = Sender(dies=True), Sender()
    with pytest.raises(KeyboardInterrupt):
        tell(told, Quiet(), send=dying)
    assert tell(told, Quiet(), send=after) == 3
    assert dying.sent[0][0].message_id in {message.message_id for message, _ in after.sent}
    assert tell(told, Quiet(), send=after) == 0


def test_what_fails_is_tried_again_later_then_given_up(told: Settings) -> None:
    talk, failing, now = Quiet(), Sender(failures=999), datetime.now(UTC)
    assert tell(told, talk, send=failing, now=now) == 0
    assert len(talk.lines) == 3
    assert "geheim" not in "".join(talk.lines)
    assert tell(told, talk, send=Sender(), now=now) == 0
    for _ in range(6):
        now += timedelta(days=2)
        tell(told, talk, send=failing, now=now)
    with open_outbox(place_of(told.database).work) as outbox:
        columns, rows = outbox.listed(limit=9)
    assert {(row[columns.index("state")], row[columns.index("attempts")]) for row in rows} == {("given_up", 6)}


def test_a_channel_that_comes_later_is_told_what_comes_later(told: Settings) -> None:
    assert tell(told, Quiet(), send=Sender()) == 3
    told.alerts.write_text(RULES.replace('"stdout:"]', '"stdout:", "json://new.example"]'), encoding="utf-8")
    assert tell(told, Quiet(), send=Sender()) == 0


def test_an_outbox_of_before_channels_were_known_goes_on(told: Settings) -> None:
    assert tell(told, Quiet(), send=Sender()) == 3
    with sqlite3.connect(place_of(told.database).work / "alerts.sqlite") as db:
        db.execute("drop table channels")
        db.execute("create table rules (alert_id text primary key, known_since text not null)")
    assert tell(told, Quiet(), send=Sender()) == 0


def test_a_clock_that_was_wrong_once_silences_no_channel(tmp_path: Path) -> None:
    now = datetime(2026, 1, 2, tzinfo=UTC)
    later = now + timedelta(days=72 * 365)
    one, two, three = (
        Message(message_id=name, alert_id="a", story_id=name, channel="stdout:", title=name, body="")
        for name in ("one", "two", "three")
    )
    with open_outbox(tmp_path) as outbox:
        assert outbox.known_since("a", "stdout:", now=later) == later
        assert outbox.known_since("a", "stdout:", now=now) == now
        assert outbox.known_since("a", "stdout:", now=now + timedelta(days=1)) == now
        outbox.put([one], now=later)
        outbox.put([two], now=later, until=later + timedelta(days=1))
        outbox.put([three], now=now, until=now + timedelta(days=7))
        outbox.gather(now=now, names={"a": "A"})
        assert {each.story_id for each in outbox.due(now=now)} == {"one", ""}, "two is in the gathered one"


def test_words_are_forgotten_but_not_what_was_told(told: Settings) -> None:
    assert tell(told, Quiet(), send=Sender(failures=1)) == 2
    with open_outbox(place_of(told.database).work) as outbox:
        outbox.forget_words()
        columns, rows = outbox.listed(limit=9)
    assert [(row[columns.index("state")], row[columns.index("title")]) for row in rows] == [("sent", "")] * 2


@pytest.mark.parametrize(("every", "days"), [("day", 1), ("week", 7)])
def test_what_is_told_by_day_or_week_is_one_message_a_channel(settings: Settings, every: str, days: int) -> None:
    settings.alerts.write_text(RULES.replace('id = "meta"', f'id = "meta"\nevery = "{every}"'), encoding="utf-8")
    monday = datetime(2026, 11, 30, 9, tzinfo=UTC)
    talk, sender = Quiet(), Sender()
    first, *others = seeds()
    load_paths(settings.database, first, settings=replace(settings, alerts=Path("none.toml")))
    with open_outbox(place_of(settings.database).work) as outbox:
        for alert in read_alerts(settings.alerts):
            for channel in alert.channels:
                outbox.known_since(alert.alert_id, channel, now=datetime.now(UTC) - timedelta(days=1))
    assert tell(settings, talk, send=sender, now=monday) == 1  # that of the other rule, at once
    load_paths(settings.database, *others, settings=replace(settings, alerts=Path("none.toml")))
    end = datetime(2026, 11, 30, tzinfo=UTC) + timedelta(days=days)
    assert tell(settings, talk, send=sender, now=end - timedelta(seconds=1)) == 0
    dying = Sender(dies=True)
    with pytest.raises(KeyboardInterrupt):
        tell(settings, talk, send=dying, now=end)
    later = Sender()
    assert tell(settings, talk, send=later, now=end + timedelta(hours=1)) == 2
    ids = {message.message_id for message, _ in later.sent}
    assert {message.message_id for message, _ in dying.sent} < ids
    assert {message.alert_id for message, _ in later.sent} == {"meta"}
    assert "4 articles, 4 texts" not in later.sent[0][0].body  # as it was when it was found
    assert tell(settings, talk, send=later, now=end + timedelta(days=8)) == 0
    with open_outbox(place_of(settings.database).work) as outbox:
        columns, rows = outbox.listed(limit=9)
    assert {row[columns.index("state")] for row in rows} == {"sent"}


def test_many_alerts_of_a_day_are_counted_and_those_of_one_say_what_it_is(tmp_path: Path) -> None:
    now = datetime(2026, 11, 30, 9, tzinfo=UTC)
    tomorrow = now + timedelta(days=1)
    messages = [
        Message(message_id=f"m{n}", alert_id="a", story_id="s", channel="c", title=f"Meta: T{n}", body=f"B{n}")
        for n in range(150)
    ]
    with open_outbox(tmp_path) as outbox:
        outbox.put(messages, now=now, until=tomorrow)
        outbox.put([replace(messages[0], message_id="one", channel="d")], now=now, until=tomorrow)
        outbox.gather(now=now, names={"a": "Meta"})
        assert outbox.due(now=now) == []
        outbox.gather(now=tomorrow, names={"a": "Meta"})
        many, one = sorted(outbox.due(now=tomorrow), key=lambda each: each.channel)
    assert (many.title, one.title) == ("Meta: 150 alerts", "Meta: T0")
    assert "T0\nB0" in many.body
    assert many.body.endswith("And 50 more; `cuttings alerts list` has them all.")


def test_an_outbox_of_before_messages_were_gathered_goes_on(told: Settings) -> None:
    assert tell(told, Quiet(), send=Sender()) == 3
    with sqlite3.connect(place_of(told.database).work / "alerts.sqlite") as db:
        db.execute("alter table messages drop column gathered_in")
    assert tell(told, Quiet(), send=Sender()) == 0


def test_a_feed_has_each_thing_under_its_own_id_also_after_a_kill(told: Settings) -> None:
    told.alerts.write_text(RULES.replace('"stdout:"]', '"atom:meta.atom"]', 1), encoding="utf-8")
    now = datetime.now(UTC)
    with open_outbox(place_of(told.database).work) as outbox:
        outbox.known_since("meta", "atom:meta.atom", now=now - timedelta(days=1))
    assert tell(told, Quiet(), send=Sender()) == 4  # one of them was due on standard output
    file = told.alerts.with_name("meta.atom")
    feed = feedparser.parse(file.read_text(encoding="utf-8"))
    assert not feed.bozo
    assert [entry.title.partition(":")[0] for entry in feed.entries] == ["Meta"]
    assert "4 articles, 4 texts" in feed.entries[0].summary
    with sqlite3.connect(place_of(told.database).work / "alerts.sqlite") as db:
        db.execute("update messages set state = 'sending' where channel = 'atom:meta.atom'")
    before = file.read_bytes()
    assert tell(told, Quiet(), send=Sender()) == 1
    assert file.read_bytes() == before
    told.alerts.write_text(told.alerts.read_text().replace("meta.atom", "none/meta.atom"), encoding="utf-8")
    with open_outbox(place_of(told.database).work) as outbox:
        outbox.known_since("meta", "atom:none/meta.atom", now=now - timedelta(days=1))
    talk = Quiet()
    assert tell(told, talk, send=Sender()) == 0
    assert "cannot be written" in talk.lines[0]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the import of Apprise
def test_a_missing_secret_and_an_unknown_address_are_told(
    told: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ALERT_TOKEN")
    talk = Quiet()
    assert tell(told, talk, send=deliver) == 2
    assert "the environment has no ALERT_TOKEN" in talk.lines[0]
    assert "superintelligence" not in talk.lines[0]
    assert "Story " in capsys.readouterr().out
    message = Message(message_id="m", alert_id="a", story_id="s", channel="c", title="T", body="B")
    assert deliver(message, "nonsense://x") == "no address that Apprise knows"
    assert deliver(message, "json://127.0.0.1:9/") == "was not delivered"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[alert]]\nid = 'a'\n", "alert 1: give watch or query, one of them"),
        (
            "[[alert]]\nid = 'a'\non = 'news'\n",
            "on is one of new, growth, conflict, change, quiet, or a list of these, not 'news'",
        ),
        (
            "[[alert]]\nid = 'a'\non = 'quiet'\nwatch = 'x'\n",
            "watch narrows stories; on = 'quiet' tells",
        ),
        ("[[alert]]\nid = 'a'\non = 'growth'\nleast = 1\n", "least is 2 or more, and goes with on = 'growth'"),
        ("[[alert]]\nid = 'a'\non = 'growth'\nleast = true\n", "least must be int, not bool"),
        ("[[alert]]\nid = 'a'\non = []\n", "on is empty"),
        ("[[alert]]\nid = 'a'\non = ['new', 7]\nwatch = 'x'\n", "or a list of these, not 7"),
        ("[[alert]]\nid = 'a'\non = ['growth', 'quiet']\nwatch = 'x'\n", "on = 'quiet' tells of sources"),
        ("[[alert]]\nid = 'a'\nevery = 'hour'\nwatch = 'x'\n", "every is one of run, day, week, not 'hour'"),
        ("[[alert]]\nid = 'a'\nwatch = 'x'\nto = ['atom:']\n", "'atom:' is no address such as"),
        ("[[alert]]\nid = 'a'\nwatch = 'x'\n", "to is a list of one to 20 addresses"),
        (
            "[[alert]]\nid = 'a'\nquery = '(x'\nto = ['stdout:']\n",
            "query, character 1: the bracket is never closed",
        ),
        ("[[alert]]\nid = 'a'\nwatch = 'x'\nto = ['me']\n", "'me' is no address such as mailto"),
        (
            "[[alert]]\nid = 'a'\nwach = 'x'\nto = ['stdout:']\n",
            "unknown key 'wach'; known are id, name, on",
        ),
        ("[[alert]]\nid = ' '\nwatch = 'x'\nto = ['stdout:']\n", "id is missing or empty"),
        ("[[alert]]\nid = 'a'\nwatch = 'x'\nto = ['stdout:']\n" * 2, "id 'a' stands twice"),
        ("[alert]\nid = 'a'\n", r"write each one as \[\[alert\]\]"),
        ("x = 1\n", "unknown key 'x'"),
        ("[[alert", "not valid TOML"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "alerts.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AlertsError, match=told):
        read_alerts(path)
    talk = Quiet()
    assert tell(Settings(database=tmp_path / "n.duckdb", alerts=path), talk) == 0
    assert talk.lines[0].startswith("alerts: ")


def test_no_file_is_no_alert(tmp_path: Path) -> None:
    assert read_alerts(tmp_path / "none.toml") == ()


def test_a_file_that_cannot_be_reached_is_said_and_fails_no_run(tmp_path: Path) -> None:
    talk = Quiet()
    told_at_its_end = pipeline._tell
    told_at_its_end(Settings(database=tmp_path / "news.duckdb", alerts=tmp_path / "none.toml"), talk)
    assert talk.lines == []
    told_at_its_end(Settings(database=tmp_path / "news.duckdb", alerts=tmp_path / ("a" * 300)), talk)
    [line] = talk.lines
    assert line.startswith("alerts: ")
    assert "too long" in line


def test_beside_a_copy_without_its_work_folder_nothing_was_told(tmp_path: Path) -> None:
    with open_outbox(tmp_path / "none.work") as outbox:
        columns, rows = outbox.listed(limit=9)
    assert ("title" in columns, rows, list(tmp_path.iterdir())) == (True, [], [])
