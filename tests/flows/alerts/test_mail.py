"""Alerts by mail, to servers that take it, refuse it, hang or die amid it."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from flows.alerts import deliver
from flows.alerts.outbox import Message

MESSAGE = Message(
    message_id="0123456789abcdef", alert_id="a", story_id="s", channel="c", title="Meta: A <b>deal</b>", body="B"
)
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the import of Apprise


class Server:
    """A mail server of one connection, which ends behind the last of its `answers` or waits for ever."""

    def __init__(self, listening: socket.socket, answers: dict[str, str], *, is_greeting: bool) -> None:
        self.port = listening.getsockname()[1]
        self.received: list[str] = []
        self._listening, self._answers, self._is_greeting = listening, answers, is_greeting
        self.ended = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        connection, _ = self._listening.accept()
        with connection, connection.makefile("rw", newline="\r\n") as lines:
            if not self._is_greeting:
                self.ended.wait(30)
                return
            self._say(lines, "220 mail.example ESMTP")
            is_body = False
            for line in lines:
                self.received.append(line.rstrip())
                word = line.split(" ")[0].strip().upper()
                if is_body and line.rstrip() != ".":
                    continue
                answer = self._answers.get("." if is_body else word)
                if answer is None:
                    return
                is_body = word == "DATA" and answer.startswith("3")
                self._say(lines, answer)

    @staticmethod
    def _say(lines: object, words: str) -> None:
        lines.write(f"{words}\n")  # type: ignore[attr-defined]
        lines.flush()  # type: ignore[attr-defined]


WELL = {
    "EHLO": "250 mail.example", "AUTH": "235 welcome", "MAIL": "250 ok", "RCPT": "250 ok", "DATA": "354 go on",
    ".": "250 taken", "QUIT": "221 bye", "RSET": "250 ok",
}  # fmt: skip


@contextmanager
def serving(answers: dict[str, str], *, is_greeting: bool = True) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Server(listening, answers, is_greeting=is_greeting)
        yield server
        server.ended.set()


def address(port: int) -> str:
    return f"mailto://127.0.0.1:{port}?from=me@example.org&to=you@example.org&mode=insecure"


def test_a_mail_has_the_words_and_the_id() -> None:
    with serving(WELL) as server:
        assert deliver.deliver(MESSAGE, address(server.port)) is None
    mail = "\n".join(server.received)
    assert "rcpt to:<you@example.org>" in mail.lower()
    assert MESSAGE.message_id in mail


@pytest.mark.parametrize(
    "answers",
    [
        WELL | {"MAIL": "550 not you"},
        WELL | {"RCPT": "550 nobody here"},
        WELL | {".": "554 not this"},
        {name: answer for name, answer in WELL.items() if name != "."},
        {name: answer for name, answer in WELL.items() if name != "DATA"},
        {},
    ],
    ids=["refuses me", "refuses you", "refuses it", "dies amid the mail", "dies before it", "dies at once"],
)
def test_a_server_that_refuses_or_dies_is_told(answers: dict[str, str]) -> None:
    with serving(answers) as server:
        reason = deliver.deliver(MESSAGE, address(server.port))
    assert reason is not None
    assert reason.startswith("was not delivered")


def test_a_server_that_hangs_costs_a_bounded_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliver, "_SECONDS", 1.0)
    start = time.monotonic()
    with serving({}, is_greeting=False) as server:
        assert deliver.deliver(MESSAGE, address(server.port)) == "took too long"
    assert time.monotonic() - start < 20


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert deliver.deliver(MESSAGE, address(port)) == "was not delivered"
