"""A database made anew from its archive alone: the same one, with what dumps said of their rows."""

import gzip
import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from extractors.records import Entry, RawDocument
from flows.archive import Archive, archived_records
from flows.archive.what_was_said import announced_of, announcement
from flows.errors import RebuildRefused
from flows.lists.settings import Settings
from flows.output import Quiet
from flows.upkeep.rebuild import rebuild
from flows.upkeep.repair import repair
from tests.compare import differences
from tests.conftest import ask, load_paths, seed
from warehouse.grouping import group_new
from warehouse.place import place_of

SAID = {
    "title": "Board meets", "url": "https://paper.example/news/1", "publish_date": "2026-03-02T10:00:00Z",
    "authors": ["Ada Byron"], "media_name": "paper.example", "rank": 7,
}  # fmt: skip
TEXT = "The board of the company met on Monday and decided on the budget of the coming year. " * 6


def settings_of(database: Path) -> Settings:
    settings = Settings(database=database)
    return replace(settings, extract=replace(settings.extract, processes=1))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a database of four runs: files, rows, rows with one body, a row that changed."""
    folder = tmp_path_factory.mktemp("made")
    rows = folder / "rows.jsonl"
    again = SAID | {"url": "https://paper.example/news/2", "title": "The same words"}
    load_paths(folder / "news.duckdb", seed("000"), seed("002"))
    rows.write_text("\n".join(json.dumps(row | {"text": TEXT}) for row in (SAID, again)))
    load_paths(folder / "news.duckdb", rows)
    other = SAID | {"url": "https://paper.example/news/3", "title": None, "text": TEXT}
    changed = SAID | {"text": f"{TEXT} The budget was 14 million euros."}
    rows.write_text("\n".join(json.dumps(row) for row in (other, changed)))
    load_paths(folder / "news.duckdb", rows)
    rows.write_text(json.dumps(SAID | {"url": "https://paper.example/news/4", "text": "Too short."}))
    load_paths(folder / "news.duckdb", rows)
    return folder


def test_rebuilt_it_is_the_same(made: Path, tmp_path: Path) -> None:
    before = made / "news.duckdb"
    loaded = rebuild(settings_of(tmp_path / "again.duckdb"), Quiet(), archive=place_of(before).archive)
    assert differences(before, tmp_path / "again.duckdb") == []
    assert loaded.bare == 0
    asked = "select location, announced_title, announced_at, first_seen_at, extra from entries order by all"
    assert ask(tmp_path / "again.duckdb", asked) == ask(before, asked)
    where = "select raw_id, archive_file, archive_offset, archive_length from raw_documents order by all"
    assert ask(tmp_path / "again.duckdb", where) == ask(before, where)


def test_one_that_was_cut_off_is_gone_on_with_by_repair(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "news.duckdb"
    shutil.copytree(place_of(made / "news.duckdb").archive, place_of(database).archive)
    calls = iter(range(100))

    def cut_off(*given: object) -> None:
        if next(calls) == 14:  # the second run is loaded and half grouped
            raise KeyboardInterrupt
        group_new(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr("flows.upkeep.from_archive.group_new", cut_off)
        with pytest.raises(KeyboardInterrupt):
            rebuild(settings_of(database), Quiet())
    with pytest.raises(RebuildRefused, match="is there already"):
        rebuild(settings_of(database), Quiet())
    assert [repair(settings_of(database), Quiet()) for _ in range(2)] == [3, 0]
    assert differences(made / "news.duckdb", database) == []


def test_nothing_is_overwritten_and_nothing_made_of_nothing(made: Path, tmp_path: Path) -> None:
    with pytest.raises(RebuildRefused, match="is there already"):
        rebuild(settings_of(made / "news.duckdb"), Quiet())
    with pytest.raises(RebuildRefused, match="holds no archive"):
        rebuild(settings_of(tmp_path / "news.duckdb"), Quiet(), archive=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_missing_in_the_middle_is_told_before_anything_is_written(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    for number in (1, 3):
        load_paths(tmp_path / f"{number}.duckdb", seed(f"00{number}"))
        (only,) = place_of(tmp_path / f"{number}.duckdb").archive.iterdir()
        archive.mkdir(exist_ok=True)
        shutil.copy(only, archive / f"cuttings-00000{number}.warc.gz")
    again = settings_of(tmp_path / "again" / "news.duckdb")
    with pytest.raises(RebuildRefused, match=r"missing cuttings-000002\.warc\.gz; .*--incomplete"):
        rebuild(again, Quiet(), archive=archive)
    assert not (tmp_path / "again").exists()
    assert rebuild(again, Quiet(), archive=archive, is_incomplete=True).documents == 2


ENTRY = Entry(
    entry_id="e", source_id="s", location="https://e.example/\udce9", external_id="7", announced_title="Zürich\n",
    announced_at=datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC), announced_date=date(2026, 1, 2),
    announced_authors=("A", "B"), state="due", first_seen_at=datetime(2026, 1, 3, tzinfo=UTC), extra='{"a": 1}',
)  # fmt: skip
RAW = RawDocument(
    raw_id="2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae", body=b"foo", media_type="text/html",
    location="/x/é.txt", outlet_id="e.example", entry=ENTRY, seen_at=datetime(2026, 1, 3, 1, 2, 3, 4, tzinfo=UTC),
)  # fmt: skip


def test_what_was_said_comes_back_exactly() -> None:
    assert announced_of(announcement(RAW) or b"") == replace(RAW, body=b"")
    assert announcement(replace(RAW, entry=None)) is None


@pytest.mark.parametrize("payload", [b"", b"[]", b"{", b'{"seen_at": 1}', b"\xff", b'{"entry": null}'])
def test_a_damaged_record_says_nothing(payload: bytes) -> None:
    record = announcement(RAW) or b""
    head, _, body = record.partition(b"\r\n\r\n")
    length = len(body) - 4
    assert (
        announced_of(head.replace(str(length).encode(), str(len(payload)).encode()) + b"\r\n\r\n" + payload)
        is None
    )


def test_each_place_of_a_body_is_told_and_the_body_lies_there_once(tmp_path: Path) -> None:
    other = replace(RAW, entry=replace(ENTRY, entry_id="f"))
    addresses = Archive(tmp_path).append([RAW, other])
    found = list(archived_records(tmp_path, None))
    assert [raw for _, raw in found] == [RAW, other]
    assert {address for address, _ in found} == set(addresses.values())
    content = gzip.decompress((tmp_path / found[0][0].file).read_bytes())
    assert content.count(b"WARC-Type: resource") == 1
    assert content.count(b"WARC-Type: metadata") == 2
