"""Answers of a lake waited for so long and no longer: nothing ends a wait for a PostgreSQL that is silent."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

from warehouse.errors import DatabaseUnreadable
from warehouse.place import Place

Answer = TypeVar("Answer")

_SILENT_SECONDS = 2.0  # more than a page may take by itself, which says so when that is over


def patiently(place: Place, seconds: float, ask: Callable[[], Answer]) -> Answer:
    """Return what `ask` returns, which ends what takes longer than so many seconds, if it can.

    What a lake's catalog keeps waiting cannot be ended: it is asked in a thread of its own, which goes on until
    PostgreSQL answers or goes, and holds up no end. Then DatabaseUnreadable is raised.
    """
    if place.lake is None:
        return ask()
    asked: Future[Answer] = Future()

    def answer() -> None:
        try:
            asked.set_result(ask())
        except BaseException as error:
            asked.set_exception(error)

    Thread(target=answer, daemon=True).start()
    most = seconds + _SILENT_SECONDS
    try:
        return asked.result(timeout=most)
    except TimeoutError as error:
        told = f"its catalog has not answered for {most:g} s; the page works again when it does"
        raise DatabaseUnreadable(place.published, told) from error
