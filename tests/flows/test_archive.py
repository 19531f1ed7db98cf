"""The archive: bodies come back, a cut record is dropped, damage is found, other tools read it."""

import gzip
import hashlib
import os
import resource
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from extractors.records import RawDocument
from flows.archive import Archive, ArchiveAddress, ArchiveDamaged, archived_records, mend_tail, verify_archive
from flows.archive.gzip_members import find_compressor

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def raw(body: bytes, **others: str) -> RawDocument:
    fields = {"location": "/x/é.txt", "media_type": "text/plain", **others}
    return RawDocument(raw_id=hashlib.sha256(body).hexdigest(), body=body, seen_at=NOW, **fields)


def test_bodies_come_back(tmp_path: Path) -> None:
    bodies = [b"", b"\r\n\r\n", os.urandom(100_000), b"words\0"]
    archive = Archive(tmp_path / "archive")
    raws = [raw(body) for body in bodies]
    addresses = archive.append(raws)
    assert [archive.read(addresses[each.raw_id]) for each in raws] == bodies
    assert [problem for _, problem in verify_archive(tmp_path / "archive", addresses.items())] == [None] * 4


@pytest.mark.parametrize("missing", [(), ("isal", "isal.igzip")], ids=["as installed", "without ISA-L"])
def test_members_are_read_by_any_gzip(monkeypatch: pytest.MonkeyPatch, missing: tuple[str, ...]) -> None:
    for name in missing:
        monkeypatch.setitem(sys.modules, name, None)
    member_of = find_compressor()
    for body in (b"", b"WARC/1.1\r\n", os.urandom(100_000), b"<p>words</p>" * 10_000):
        assert gzip.decompress(member_of(body)) == body
        assert member_of(body) == member_of(body)
    assert len(member_of(b"<p>words</p>" * 10_000)) < 3_000


def test_other_tools_read_it(tmp_path: Path) -> None:
    raws = [raw(b"<p>one", url="https://e.example/1", media_type="text/html"), raw(b"two")]
    addresses = Archive(tmp_path).append(raws)
    with gzip.open(tmp_path / addresses[raws[0].raw_id].file) as stream:
        found = [
            (record.headers["WARC-Target-URI"], record.reader.read())
            for record in ArchiveIterator(stream, record_types=WarcRecordType.resource)
        ]
    assert found == [("https://e.example/1", b"<p>one"), ("file:///x/%C3%A9.txt", b"two")]


def test_header_values_cannot_split_a_record(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    bad = raw(b"body", url="https://e.example/\r\nContent-Length: 0\r\n\r\n", media_type="text/html\n")
    assert archive.read(archive.append([bad])[bad.raw_id]) == b"body"


@pytest.mark.parametrize("kept_share", [0.0, 0.3, 0.99])
def test_cut_record_is_dropped_by_the_next_run(tmp_path: Path, kept_share: float) -> None:
    first, second, third = raw(b"one" * 1000), raw(os.urandom(5000)), raw(b"three")
    before = Archive(tmp_path).append([first])
    path = tmp_path / before[first.raw_id].file
    whole = path.stat().st_size
    Archive(tmp_path).append([second])
    os.truncate(path, whole + int((path.stat().st_size - whole) * kept_share))
    archive = Archive(tmp_path)
    after = archive.append([third])
    assert after[third.raw_id].offset == whole
    assert archive.read(before[first.raw_id]) == first.body
    assert archive.read(after[third.raw_id]) == b"three"
    assert mend_tail(path)
    assert path.stat().st_size == whole + after[third.raw_id].length


def test_files_are_closed_when_full(tmp_path: Path) -> None:
    archive = Archive(tmp_path, max_file_bytes=2500)
    raws = [raw(os.urandom(1000)) for _ in range(6)]
    addresses = archive.append(raws)
    assert len({each.file for each in addresses.values()}) == 3
    assert [archive.read(addresses[each.raw_id]) for each in raws] == [each.body for each in raws]
    more = Archive(tmp_path, max_file_bytes=2500).append([raw(b"more")])
    assert {each.file for each in more.values()} == {"cuttings-000004.warc.gz"}


def test_damage_is_found(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    whole, hurt = raw(b"whole"), raw(os.urandom(500))
    addresses = archive.append([whole, hurt])
    path = tmp_path / addresses[hurt.raw_id].file
    content = bytearray(path.read_bytes())
    content[addresses[hurt.raw_id].offset + 300] ^= 0xFF
    path.write_bytes(content)
    found = dict(verify_archive(tmp_path, addresses.items()))
    assert found[whole.raw_id] is None
    assert isinstance(found[hurt.raw_id], ArchiveDamaged)


@pytest.mark.parametrize("file", ["none.warc.gz", "../secret", "/etc/passwd"])
def test_address_outside_is_refused(tmp_path: Path, file: str) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "secret").write_bytes(b"x")
    with pytest.raises(ArchiveDamaged):
        Archive(tmp_path / "archive").read(ArchiveAddress(file=file, offset=0, length=10))


def test_full_disk_leaves_no_part_of_a_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path)
    first = raw(b"one")
    path = tmp_path / archive.append([first])[first.raw_id].file
    size = path.stat().st_size

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        archive.append([raw(b"two")])
    assert path.stat().st_size == size


def test_nothing_is_cut_below_what_the_database_knows(tmp_path: Path) -> None:
    """One bad byte in the first record costs that one body; the next run begins a new file."""
    raws = [raw(os.urandom(2000)) for _ in range(5)]
    addresses = Archive(tmp_path).append(raws)
    path = tmp_path / "cuttings-000001.warc.gz"
    size = path.stat().st_size
    for place in range(0, size, size // 40):
        content = bytearray(path.read_bytes())
        content[place] ^= 0xFF
        hurt = tmp_path / f"at-{place}"
        hurt.mkdir()
        (hurt / path.name).write_bytes(content)
        archive = Archive(hurt, known_end=(path.name, size))
        more = archive.append([raw(b"more")])
        assert archive.damage is not None
        assert next(iter(more.values())).file == "cuttings-000002.warc.gz"
        lost = [raw_id for raw_id, damage in verify_archive(hurt, (addresses | more).items()) if damage]
        assert len(lost) <= 1
        known = {each.raw_id for _, each in archived_records(hurt, None)}
        assert len(known & addresses.keys()) >= 4
        assert archive.read(next(iter(more.values()))) == b"more"


def test_a_file_that_lost_its_end_is_not_appended_to(tmp_path: Path) -> None:
    raws = [raw(os.urandom(2000)) for _ in range(5)]
    Archive(tmp_path).append(raws)
    path = tmp_path / "cuttings-000001.warc.gz"
    size = path.stat().st_size
    os.truncate(path, size - 3000)
    archive = Archive(tmp_path, known_end=(path.name, size))
    assert next(iter(archive.append([raw(b"more")]).values())).file == "cuttings-000002.warc.gz"
    assert path.stat().st_size == size - 3000


@pytest.mark.parametrize("spare", [0, 10, 200, 1500, 3000])
def test_a_step_done_again_after_a_full_disk_spoils_nothing(tmp_path: Path, spare: int) -> None:
    """The limit of a file's size fails a write half-way, as a full disk does; then there is space again."""
    archive = Archive(tmp_path)
    addresses = archive.append([raw(os.urandom(1000))])
    path = tmp_path / "cuttings-000001.warc.gz"
    batch = [raw(os.urandom(1000)) for _ in range(4)]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + spare, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            archive.append(batch)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    addresses |= archive.append(batch)
    addresses |= Archive(tmp_path).append([raw(b"more")])
    assert [damage for _, damage in verify_archive(tmp_path, addresses.items()) if damage] == []
    assert {each.raw_id for _, each in archived_records(tmp_path, None)} == addresses.keys()


@pytest.mark.parametrize("left", [0, 1])
def test_a_name_that_rows_point_to_is_never_used_again(tmp_path: Path, left: int) -> None:
    for number in range(left):
        Archive(tmp_path).append([raw(b"body %d" % number)])
    archive = Archive(tmp_path, known_end=("cuttings-000004.warc.gz", 5_000))
    addresses = archive.append([raw(b"new")])
    assert {each.file for each in addresses.values()} == {"cuttings-000005.warc.gz"}
    assert "cuttings-000004.warc.gz: missing" in (archive.damage or "")


def test_an_older_copy_of_a_file_is_not_appended_to(tmp_path: Path) -> None:
    (address,) = Archive(tmp_path).append([raw(b"body")]).values()
    archive = Archive(tmp_path, known_end=(address.file, 1_000_000))
    assert {each.file for each in archive.append([raw(b"new")]).values()} == {"cuttings-000002.warc.gz"}
    assert archive.damage is not None
