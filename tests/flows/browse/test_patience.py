"""A lake whose catalog is silent: its pages say so within a bounded time, and work again when it answers."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.browse.app import make_app
from tests.flows.browse.test_browse import HOST, Room
from warehouse.browsing.shelf import Shelf
from warehouse.errors import DatabaseUnreadable
from warehouse.place import Place, place_of


class Silent(Shelf):
    """A shelf that waits before it reads, as long as its catalog is silent."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.speaks = threading.Event()

    @contextmanager
    def reading(self, *, seconds: float) -> Iterator[None]:  # type: ignore[override]
        del seconds
        self.speaks.wait(20)
        raise DatabaseUnreadable(self.place.published, "speaks")
        yield


def test_a_silent_catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.browse.app._SECONDS", 0.1)
    monkeypatch.setattr("flows.browse.patience._SILENT_SECONDS", 0.1)
    shelf = Silent(place_of(tmp_path / "ducklake:postgres:dbname=silent host=/nowhere"))
    room = Room(tmp_path / "unused.duckdb")
    room._app = make_app(shelf, hosts=[HOST])
    answer = room.get("/")
    assert answer.status_code == 500
    assert "its catalog has not answered for 0.2 s" in answer.text
    shelf.speaks.set()
    assert "speaks" in room.get("/").text


def test_others_give_up_who_wait_for_the_one_that_asks(tmp_path: Path) -> None:
    shelf = Shelf(place_of(tmp_path / "ducklake:postgres:dbname=silent host=/nowhere"))
    with (
        shelf._lock,
        pytest.raises(DatabaseUnreadable, match=r"its catalog has not answered for 0\.1 s"),
        shelf.reading(seconds=0.1),
    ):
        pass
