"""A file that is asked for is whole or as it was; links are followed, and a pipe stays a pipe."""

import contextlib
import fcntl
import os
from pathlib import Path

import duckdb
import pytest

from flows.errors import NotWritable
from flows.exports.beside import write_text, written_beside


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    write_text(page, "old")
    with contextlib.suppress(KeyboardInterrupt), written_beside(page) as partial:
        partial.write_text("half", encoding="utf-8")
        raise KeyboardInterrupt
    assert page.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_a_link_is_followed_and_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    page, link, pipe = tmp_path / "page.html", tmp_path / "link.html", tmp_path / "pipe"
    page.write_text("old")
    link.symlink_to(page)
    write_text(link, "new")
    assert link.is_symlink()
    assert page.read_text() == "new"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(reader, fcntl.F_SETPIPE_SZ, 1 << 20)
    try:
        write_text(pipe, "new" * 100_000)
        assert os.read(reader, 1 << 20) == b"new" * 100_000
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_device_stays_and_a_database_is_not_replaced(tmp_path: Path) -> None:
    null, ring, database, link = (tmp_path / name for name in ("null", "ring", "n.duckdb", "page.html"))
    null.symlink_to(os.devnull)
    ring.symlink_to(ring)
    link.symlink_to(database)
    duckdb.connect(str(database)).close()
    body = tmp_path / "n.duckdb.work" / "archive" / "a.warc.gz"
    body.parent.mkdir(parents=True)
    for path in (body, body.parents[1] / "lock"):
        path.write_text("old")
    for path in (Path(os.devnull), null):
        write_text(path, "new")
        assert path.is_char_device()
    for path in (ring, database, link, tmp_path / "n.duckdb.wal", body, body.with_name("new.html")):
        with pytest.raises(NotWritable, match=r"leads to itself|belongs to a database"):
            write_text(path, "new")
    assert body.read_text() == "old"
    duckdb.connect(str(database), read_only=True).close()


def test_what_a_killed_command_left_goes_when_it_is_old(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (".[a].html.1.part", ".[a].html.2.part", ".b.html.1.part"))
    for path in (old, new, other):
        path.write_text("half")
    for path in (old, other):
        os.utime(path, (1, 1))
    write_text(tmp_path / "[a].html", "new")
    assert {path.name for path in tmp_path.iterdir()} == {"[a].html", new.name, other.name}


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotWritable, match="cannot be written: No such file"):
        write_text(tmp_path / "nowhere" / "page.html", "new")
    (tmp_path / "file").touch()
    with pytest.raises(NotWritable, match="cannot be written: Not a directory"):
        write_text(tmp_path / "file" / "page.html", "new")
    with pytest.raises(NotWritable, match="cannot be written: Is a directory"):
        write_text(tmp_path, "new")
    with pytest.raises(NotWritable, match="not a regular file"), written_beside(tmp_path):
        pass
