"""Publication on real files: what lies beside the copy, what fails half-way, what is not the writer's state."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse.connection import connect
from warehouse.database import open_reader, open_writer
from warehouse.errors import DatabaseUnreadable, DiskFull
from warehouse.place import Place, copy_file, place_of, writer_lock
from warehouse.publication import content_state, logs_of, publish

ALIAS = "insert into entity_aliases values (?, 'b', 'found')"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A published database with one alias; the writer's holds two."""
    place = place_of(tmp_path / "news.duckdb")
    with writer_lock(place, wait_seconds=0), open_writer(place) as db:
        db.execute(ALIAS, ["one"])
    publish(place)
    with writer_lock(place, wait_seconds=0), open_writer(place) as db:
        db.execute(ALIAS, ["two"])
    return place


def aliases(place: Place) -> int:
    with open_reader(place) as db:
        return db.execute("select count(*) from entity_aliases").fetchall()[0][0]


@pytest.fixture
def foreign(place: Place, request: pytest.FixtureRequest) -> "Iterator[subprocess.Popen[str]]":
    """Another client that has the published copy open and wrote into it."""
    code = f"import duckdb, time; c = duckdb.connect({str(place.published)!r}); c.execute({request.param!r});"
    code += "print('ready', flush=True); c.execute(input()); print('wrote', flush=True); time.sleep(600)"
    client = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert client.stdout is not None
    assert client.stdout.readline() == "ready\n"
    yield client
    client.kill()
    client.communicate()


@pytest.mark.parametrize(
    "foreign", ["create view v as select 1", "create table mine as select 1 as x", "select 1"], indirect=True
)
@pytest.mark.parametrize("is_killed", [False, True], ids=["stays open", "killed"])
def test_another_client_that_wrote_cannot_spoil_the_copy(
    place: Place, foreign: "subprocess.Popen[str]", is_killed: bool
) -> None:
    if is_killed:
        foreign.kill()
        foreign.wait()
    publish(place)
    assert logs_of(place.published) == []
    assert aliases(place) == 2
    foreign.kill()
    foreign.wait()
    publish(place)
    assert aliases(place) == 2


@pytest.mark.parametrize("foreign", ["select 1"], indirect=True)
def test_a_log_begun_after_publication_is_removed_by_the_next(
    place: Place, foreign: "subprocess.Popen[str]"
) -> None:
    publish(place)
    assert foreign.stdin is not None
    assert foreign.stdout is not None
    foreign.stdin.write("create view late as select 1\n")
    foreign.stdin.flush()
    assert foreign.stdout.readline() == "wrote\n"
    with pytest.raises(DatabaseUnreadable):
        aliases(place)
    publish(place)
    assert aliases(place) == 2


def test_a_log_that_cannot_be_removed_is_an_error_and_the_old_copy_stays(place: Place) -> None:
    before = place.published.read_bytes()
    place.published.with_name("news.duckdb.wal").mkdir()
    with pytest.raises(DatabaseUnreadable, match="would make it unreadable"):
        publish(place)
    assert place.published.read_bytes() == before
    assert not list(place.published.parent.glob(".*"))


def test_what_the_writer_has_in_its_log_only_is_published(place: Place) -> None:
    """A process killed before its checkpoint leaves all that it committed in the log."""
    code = (
        "import os, sys, pathlib\nfrom warehouse.database import connect\nfrom warehouse.place import place_of\n"
        "place = place_of(pathlib.Path(sys.argv[1]))\n"
        "db = connect(place.writer, place, read_only=False)\n"
        "db.execute(\"insert into entity_aliases values ('three', 'b', 'found')\")\nos._exit(9)"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", code, str(place.published)], cwd=root, check=False)
    assert logs_of(place.writer)
    publish(place)
    assert logs_of(place.writer) == []
    assert aliases(place) == 3


def test_a_copy_that_is_not_what_the_writer_holds_is_not_published(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = place.published.read_bytes()

    def copy_of_another(source: Path, target: Path, place: Place) -> None:
        with connect(target, place, read_only=False) as db:
            db.execute("create table entity_aliases (a integer)")

    monkeypatch.setattr("warehouse.publication.copy_file", copy_of_another)
    with pytest.raises(DatabaseUnreadable, match="the new copy differs in"):
        publish(place)
    assert place.published.read_bytes() == before


def test_a_damaged_writer_is_named_as_damaged(place: Place) -> None:
    content = bytearray(place.writer.read_bytes())
    content[12_300] ^= 0xFF
    place.writer.write_bytes(content)
    before = place.published.read_bytes()
    with pytest.raises(DatabaseUnreadable, match=r"writer\.duckdb cannot be read .*cuttings repair"):
        publish(place)
    assert place.published.read_bytes() == before
    with pytest.raises(duckdb.Error):
        duckdb.connect(str(place.writer))


@pytest.mark.parametrize("missing", [(), ("fcntl.ioctl",), ("fcntl.ioctl", "os.copy_file_range")], ids=str)
def test_a_file_system_that_shares_no_blocks_gets_a_plain_copy(
    place: Place, monkeypatch: pytest.MonkeyPatch, missing: tuple[str, ...]
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))

    for name in missing:
        monkeypatch.setattr(f"warehouse.place.{name}", refuse)
    target = place.work / "copy"
    copy_file(place.writer, target, place)
    assert target.read_bytes() == place.writer.read_bytes()


@pytest.mark.parametrize("call", ["fcntl.ioctl", "os.copy_file_range"])
def test_a_disk_that_fills_up_while_blocks_are_shared_leaves_nothing(
    place: Place, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def refuse(number: int) -> "object":
        def raising(*_: object) -> None:
            raise OSError(number, os.strerror(number))

        return raising

    monkeypatch.setattr("warehouse.place.fcntl.ioctl", refuse(errno.EOPNOTSUPP))
    monkeypatch.setattr(f"warehouse.place.{call}", refuse(errno.ENOSPC))
    target = place.work / "copy"
    with pytest.raises(DiskFull):
        copy_file(place.writer, target, place)
    assert not list(place.work.glob("copy*"))


def test_states_that_change_alike_are_a_change(db: duckdb.DuckDBPyConnection) -> None:
    db.execute("""
        insert into entries by name
        select
            'e' || range as entry_id, 's' as source_id, 'l' as location, [] as announced_authors,
            'waiting' as state, 0 as attempt_count, now() as first_seen_at
        from range(2)
    """)
    before = content_state(db, place_of(Path("news.duckdb")))
    db.execute("update entries set state = 'loaded'")
    assert content_state(db, place_of(Path("news.duckdb"))) != before
