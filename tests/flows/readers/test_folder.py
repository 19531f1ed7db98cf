"""Reading folders: order, kinds, and what is refused."""

import os
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.records import RawDocument, Rejected
from flows.readers.folder import read_folder

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def read(*paths: Path | str, max_bytes: int = 1000) -> dict[str, str]:
    """Return by file name the media type of what was read, or the reason why not."""
    found = {}
    for each in read_folder(paths, now=NOW, max_bytes=max_bytes):
        name = Path(each.location or "").name
        found[name] = each.reason if isinstance(each, Rejected) else str(each.media_type)
    return found


def test_reads_text_and_pages_in_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "a.html", "b/x.md", "b/noname"):
        (tmp_path / name).write_text("<html><p>Words" if name == "b/noname" else "Words", encoding="utf-8")
    assert list(read(tmp_path).items()) == [
        ("a.html", "text/html"),
        ("noname", "text/html"),
        ("x.md", "text/plain"),
        ("c.txt", "text/plain"),
    ]


def test_named_and_found_file_are_one_entry(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words")
    entries = [
        each.entry
        for path in (tmp_path, tmp_path / "a.txt")
        for each in read_folder([path], now=NOW)
        if isinstance(each, RawDocument)
    ]
    assert len(entries) == 2
    assert entries[0] == entries[1]
    assert len(list(read_folder([tmp_path, tmp_path / "a.txt"], now=NOW))) == 1


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("spaces.html", b" \n\t ", "empty"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "binary"),
        ("program.txt", bytes(range(256)), "binary"),
        ("large.txt", b"x" * 1001, "too_large"),
        ("table.xls", b"words", "unsupported_type"),
    ],
)
def test_unusable_file_is_rejected(tmp_path: Path, name: str, body: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(body)
    (tmp_path / "z.txt").write_text("Words")
    assert read(tmp_path) == {name: reason, "z.txt": "text/plain"}


def test_text_in_other_encodings_is_not_binary(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Zażółć".encode("utf-16"))
    (tmp_path / "b.txt").write_bytes("café".encode("cp1252"))
    assert set(read(tmp_path).values()) == {"text/plain"}


def test_links_out_loops_and_special_files_are_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.txt").write_text("Secret")
    (root / "a.txt").write_text("Words")
    (root / "inside.txt").symlink_to("a.txt")
    (root / "out.txt").symlink_to(tmp_path / "secret.txt")
    (root / "up").symlink_to("..")
    (root / "loop").symlink_to(".")
    (root / "self.txt").symlink_to("self.txt")
    (root / "zero.txt").symlink_to("/dev/zero")
    (root / "folder.html").mkdir()
    os.mkfifo(root / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(root / "socket.txt"))
        found = read(root)
    assert found == {
        "a.txt": "text/plain",
        "folder.html": "not_regular",
        "loop": "not_regular",
        "out.txt": "outside_root",
        "pipe.txt": "not_regular",
        "self.txt": "unreadable",
        "socket.txt": "unreadable",
        "up": "outside_root",
        "zero.txt": "outside_root",
    }


def test_device_named_itself_is_refused() -> None:
    assert read("/dev/zero") == {"zero": "not_regular"}


def test_bad_names_and_missing_paths_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a\nb.txt").write_text("Words")
    assert set(read(tmp_path).values()) == {"bad_name"}
    assert read("x\0y") == {"x\ufffdy": "bad_name"}
    assert read(tmp_path / "none.txt") == {"none.txt": "missing"}
    assert read(tmp_path / "a\nb.txt" / "c") != {}


def test_name_that_is_no_text_is_read(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("Words")
    assert read(tmp_path) == {"caf\\udce9.txt": "text/plain"}


def test_unreadable_folder_and_file_are_refused(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (tmp_path / "a.txt").write_text("Words")
    (tmp_path / "a.txt").chmod(0)
    assert read(tmp_path) == {"a.txt": "unreadable"}


def test_deep_folders_do_not_exhaust_the_stack(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(600):
        deep = deep / "d"
    try:
        deep.mkdir(parents=True)
    except OSError:
        pytest.skip("the file system does not go as deep")
    (deep / "a.txt").write_text("Words")
    assert read(tmp_path) == {"a.txt": "text/plain"}


def test_hidden_files_are_left_out_unless_named_and_keys_are_refused(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".env", ".netrc", ".git/config", "id_rsa", "id_rsa.txt", "good.txt"):
        (tmp_path / name).write_text("PASSWORD=1\n" if "." in name[:1] else "Some words.\n")
    for name in ("id_rsa", "id_rsa.txt"):
        (tmp_path / name).write_text("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1\n")
    found = {
        Path(each.location).name: getattr(each, "reason", "read")
        for each in read_folder([tmp_path], now=datetime(2026, 1, 1, tzinfo=UTC))
    }
    assert found == {"good.txt": "read", "id_rsa": "private_key", "id_rsa.txt": "private_key"}
    named = list(read_folder([tmp_path / ".env"], now=datetime(2026, 1, 1, tzinfo=UTC)))
    assert [getattr(each, "reason", "read") for each in named] == ["read"]
