"""What the tests of the workers run inside them."""

import os
import signal
import time
from pathlib import Path

from extractors.records import RawDocument


def nothing() -> None:
    """No state."""


PREPARED: list[str] = []


def prepare() -> None:
    PREPARED.append("ahead")


def prepare_badly() -> None:
    raise ValueError("not ready yet")


def prepared_state() -> str:
    return "".join(PREPARED) or "late"


def folder_state() -> str:
    return "state"


def broken_start() -> None:
    raise ValueError("no lexicon here")


def act(document: RawDocument, state: object) -> str:
    """Do what the body says: spin, sleep, eat memory, die, fail; else give the body back."""
    order, _, rest = document.body.decode().partition(" ")
    if order == "spin":
        while True:
            pass
    if order == "sleep":
        time.sleep(60)
    if order == "eat":
        hoard = []
        while True:
            hoard.append(bytearray(10_000_000))
    if order == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    if order == "die-once" and not Path(rest).exists():
        Path(rest).touch()
        os.kill(os.getpid(), signal.SIGTERM)
    if order == "fail":
        raise KeyError("what?")
    if order == "print":
        print("a library talks", flush=True)
    if order == "pid":
        return str(os.getpid())
    return f"{order}{state or ''}"
