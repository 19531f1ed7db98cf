"""Kills between finding alerts and sending them: what is lost, and what a channel is told under two ids."""

import os
import random
import shutil
import signal
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.alerts import deliver
from flows.alerts.outbox import Message, open_outbox
from flows.alerts.rules import read_alerts
from tests.attacks.files import BOUND_SECONDS
from tests.attacks.harness import Ended, Ground, command

CHANNELS = ("json://one.example", "json://two.example", "json://three.example")
QUERIES = ("superintelligence", "meta", "wang", "scale")


def kills(ground: Ground, count: int, dice: random.Random, *, seconds: float = BOUND_SECONDS) -> Counter[str]:
    """Kill `cuttings alerts send` at chance moments, send the rest, and compare what came with what should."""
    rules = ground.folder / "alerts.toml"
    rules.write_text(
        "".join(f"[[alert]]\nid = {query!r}\nquery = {query!r}\nto = {list(CHANNELS)!r}\n" for query in QUERIES)
    )
    received = ground.folder / "received"
    start = time.monotonic()
    _send(_fresh(ground, rules), ground, received)
    usual_seconds = time.monotonic() - start
    wanted = set(received.read_text().split())
    found: Counter[str] = Counter({"messages": len(wanted)})
    end = time.monotonic() + seconds
    for number in range(count):
        if time.monotonic() > end:
            break
        number_of_signal = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)[number % 4]
        place = _fresh(ground, rules)
        ended = _send(place, ground, received, kill=(number_of_signal, dice.uniform(0.2, 1.0) * usual_seconds))
        found["kills"] += 1
        found["amid sending"] += 0 < len(_ids(received)) < len(wanted)
        found["hang"] += ended.has_hung
        found["wrong exit code"] += ended.code not in (0, 128 + number_of_signal, -number_of_signal)
        found["not clear"] += not ended.is_clear
        found["next sending failed"] += _send(place, ground, received, is_new=False).code != 0
        ids = _ids(received)
        found["messages lost"] += len(wanted - set(ids))
        found["doubled under another id"] += len(set(ids) - wanted)
        found["sent again under its id"] += len(ids) - len(set(ids))
    return found


def _fresh(ground: Ground, rules: Path) -> Path:
    """Return a new copy of the whole database, to whose channels all of it is news."""
    place = ground.folder / "place"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(ground.whole, place)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    with open_outbox(place / "n.duckdb.work") as outbox:
        for alert in read_alerts(rules):
            for channel in alert.channels:
                outbox.known_since(alert.alert_id, channel, now=yesterday)
    return place


def _send(
    place: Path, ground: Ground, received: Path, *, kill: tuple[int, float] | None = None, is_new: bool = True
) -> Ended:
    if is_new:
        received.write_text("")

    def prepare() -> None:
        os.environ["CUTTINGS_ALERTS"] = str(ground.folder / "alerts.toml")
        deliver.deliver = lambda message, _: _receive(message, received)

    return command("alerts", "send", "-d", str(place / "n.duckdb"), said=ground.said, kill=kill, prepare=prepare)


def _receive(message: Message, received: Path) -> None:
    """Take the message as a channel does: some time goes by before and after it has it."""
    time.sleep(0.03)
    with received.open("a") as file:
        file.write(f"{message.message_id}\n")
    time.sleep(0.03)


def _ids(received: Path) -> list[str]:
    return received.read_text().split()
