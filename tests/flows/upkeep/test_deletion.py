"""One article deleted for good: no row, no record, no word of it is left, and no run takes it in again."""

import gzip
import json
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from flows.archive import archived_records, verify_archive
from flows.lists.settings import Settings
from flows.output import Quiet
from flows.upkeep.deletion import delete, what_goes
from flows.upkeep.rebuild import rebuild
from tests.compare import differences
from tests.conftest import ask, load_paths, seed, seeds
from tests.flows.test_archive import ArchiveAddress
from warehouse.errors import NotOneFound
from warehouse.place import place_of
from warehouse.searching.index import indexed_revisions, open_index

TEXT = "The quaggabird council of the company met on Monday and decided on 14 million euros for the bridge. " * 5
URL = "https://paper.example/news/quaggabird"
WORD = "quaggabird"


def settings_of(database: Path) -> Settings:
    settings = Settings(database=database)
    return replace(settings, extract=replace(settings.extract, processes=1))


def write_rows(path: Path, *rows: dict[str, str]) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


@pytest.fixture(scope="module")
def deleted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a database of the seeds and two rows alike; the one that founded no story was deleted."""
    folder = tmp_path_factory.mktemp("deleted")
    row = {"url": URL, "title": f"A {WORD}", "text": TEXT, "publish_date": "2026-03-02"}
    other = {"url": "https://other.example/1", "title": "A bridge", "text": TEXT.replace(WORD, "city"),
             "publish_date": "2026-03-01"}  # fmt: skip
    load_paths(folder / "news.duckdb", *seeds(), write_rows(folder / "rows.jsonl", row, other))
    (found,) = ask(folder / "news.duckdb", f"select article_id from articles where canonical_url = '{URL}'")
    (folder / "id").write_text(found[0])
    talk = Quiet()
    assert delete(settings_of(folder / "news.duckdb"), found[0], talk, reason="asked for").after == ()
    return folder


def words_in(database: Path) -> list[str]:
    """Return the tables that hold the word in any value."""
    with duckdb.connect(str(database), read_only=True) as db:
        db.execute("load icu")
        tables = [name for (name,) in db.execute("select table_name from duckdb_tables()").fetchall()]
        return [
            name for name in tables
            if any(WORD in repr(row).lower() for row in db.execute(f"from {name}").fetchall())
        ]  # fmt: skip


def test_no_row_and_no_word_is_left(deleted: Path) -> None:
    place = place_of(deleted / "news.duckdb")
    assert words_in(place.published) == words_in(place.writer) == []
    assert ask(place.published, "select article_id, reason from deletions") == [
        ((deleted / "id").read_text(), "asked for")
    ]
    assert ask(place.published, "select count(*) from articles") == [(5,)]


def test_no_record_is_left_and_all_others_lie_where_they_did(deleted: Path) -> None:
    place = place_of(deleted / "news.duckdb")
    records = list(archived_records(place.archive, None))
    assert len(records) == 5
    assert all(WORD.encode() not in raw.body for _, raw in records)
    for path in place.archive.glob("*.warc.gz"):
        assert WORD.encode() not in gzip.decompress(path.read_bytes()).lower()
    rows = ask(place.published, "select raw_id, archive_file, archive_offset, archive_length from raw_documents")
    addresses = [(row[0], ArchiveAddress(file=row[1], offset=row[2], length=row[3])) for row in rows]
    assert [problem for _, problem in verify_archive(place.archive, addresses)] == [None] * 5


def test_the_index_has_it_no_more(deleted: Path) -> None:
    with open_index(place_of(deleted / "news.duckdb")) as index:
        assert len(indexed_revisions(index)) == 1 + 5
        assert index.execute("select count(*) from texts where texts match ?", [WORD]).fetchone() == (0,)


def test_what_is_left_is_as_if_it_had_never_come(deleted: Path, tmp_path: Path) -> None:
    rebuild(settings_of(tmp_path / "again.duckdb"), Quiet(), archive=place_of(deleted / "news.duckdb").archive)
    found = {line.split(":")[0] for line in differences(deleted / "news.duckdb", tmp_path / "again.duckdb")}
    assert found <= {"deletions", "story_changes"}


def test_it_is_not_taken_in_again(deleted: Path) -> None:
    database = deleted / "news.duckdb"
    again = {"url": f"{URL}?utm_source=x", "title": f"A {WORD}", "text": f"{TEXT} More."}
    report = load_paths(database, deleted / "rows.jsonl", write_rows(deleted / "again.jsonl", again))
    assert dict(report.counts.rejections) == {"deleted": 2}
    assert words_in(database) == []
    assert len(list(archived_records(place_of(database).archive, None))) == 5
    assert delete(settings_of(database), (deleted / "id").read_text(), Quiet(), reason=None).after == ()


def test_nothing_goes_unasked(tmp_path: Path) -> None:
    database = tmp_path / "news.duckdb"
    load_paths(database, seed("000"))
    (found,) = ask(database, "select article_id from articles")
    before = database.read_bytes()
    shown = what_goes(settings_of(database), found[0][:6])
    assert ("articles", "article_id", 1) in shown.before
    assert database.read_bytes() == before
    with pytest.raises(NotOneFound):
        delete(settings_of(database), "zz", Quiet(), reason=None)


@pytest.mark.parametrize("step", ["compact", "delete_article"])
def test_the_same_command_finishes_what_was_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed_database: Path, step: str
) -> None:
    database = tmp_path / "news.duckdb"
    shutil.copy(seed_database, database)
    shutil.copytree(place_of(seed_database).work, place_of(database).work)
    (article,) = ask(database, "select max(article_id) from articles")[0]

    def cut_off(*given: object, **named: object) -> None:
        if step == "delete_article":
            named["erase"]()  # type: ignore[operator]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(f"flows.upkeep.deletion.{step}", cut_off)
        with pytest.raises(KeyboardInterrupt):
            delete(settings_of(database), article, Quiet(), reason=None)
    assert delete(settings_of(database), article, Quiet(), reason=None).after == ()
    assert ask(database, "select count(*), (select count(*) from deletions) from articles") == [(3, 1)]
    assert len(list(archived_records(place_of(database).archive, None))) == 3
