"""Several machines extract, one merges: the database is that of a load, whatever is killed or comes twice."""

import asyncio
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors.records import RawDocument
from flows.cli import make_app
from flows.errors import InboxRefused
from flows.inbox.arrived import look
from flows.inbox.chunks import read_rows
from flows.inbox.extraction_order import Order, join_order
from flows.lists.settings import Settings
from flows.output import Quiet
from flows.runs.extraction import Outcome, extract_document, start_worker
from flows.runs.handing_in import HandedIn, hand_in
from flows.runs.jobs import make_job
from flows.runs.pipeline import Report, call_directly, run_job
from tests.compare import differences
from tests.conftest import ask, load_paths

WORDS = (
    "The council of {town} voted on {day} March 2026 to spend {amount} million dollars on a new bridge over the"
    ' river. Mayor {name} said: "We have waited {amount} years for this bridge." Work begins in June, and the'
    " ferry of {town} will run until the bridge is open, the harbour office said on Monday."
)
TOWNS = (("Alford", "Anna Berger"), ("Bexley", "Tom Carver"), ("Corby", "Maria Diaz"), ("Denham", "Paul Evans"))
COUNT = "select count(*) from articles"
CHUNK = 4  # chunks of so many documents


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """JSON lines of several outlets, with copies, corrections and a line that is none."""
    rows = []
    for number in range(22):
        town, name = TOWNS[number % 4]
        text = WORDS.format(town=town, name=name, day=number % 5 + 1, amount=number // 4 + 2)
        url = f"https://paper{number % 7}.example/{number // 2}"
        rows.append(json.dumps({"url": url, "title": f"{town} to build bridge", "text": text}))
    rows.insert(9, "{broken")
    path = tmp_path_factory.mktemp("dump") / "articles.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, dump: Path) -> Path:
    """What `cuttings load` makes of the dump; not to be written to."""
    database = tmp_path_factory.mktemp("loaded") / "news.duckdb"
    load_paths(database, dump)
    assert ask(database, COUNT) > [(10,)]
    return database


def settings_for(database: Path | None = None) -> Settings:
    settings = replace(Settings(), database=database) if database else Settings()
    return replace(settings, extract=replace(settings.extract, processes=1, batch_articles=7))


@pytest.fixture(scope="module")
def in_this_process() -> Iterator[None]:
    """Let extractors find here what their workers would; commands and loads are run with workers."""
    state = start_worker(settings_for())

    @contextmanager
    def opened(*_: object) -> Iterator[Callable[[Sequence[RawDocument]], list[Outcome]]]:
        yield lambda raws: [extract_document(raw, state) for raw in raws]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.runs.handing_in.open_extractor", opened)
        patch.setattr("flows.runs.pipeline.open_extractor", opened)
        yield


def extract(dump: Path, inbox: Path, part: int = 1, parts: int = 1) -> HandedIn:
    given = {"inbox": inbox, "part": part, "parts": parts, "chunk_documents": CHUNK}
    return asyncio.run(hand_in([dump], settings_for(), Quiet(), step=call_directly, **given))


def merge(inbox: Path, database: Path, talk: Quiet | None = None) -> Report:
    settings = settings_for(database)
    job = make_job("merge", {"inbox": str(inbox)}, settings)
    return asyncio.run(run_job(job, settings, talk or Quiet()))


def test_the_commands(tmp_path: Path, dump: Path) -> None:
    app, inbox = make_app(), str(tmp_path / "inbox")
    done = CliRunner().invoke(app, ["extract", str(dump), "--inbox", inbox, "--json"])
    assert done.exit_code == 1, done.output  # a line of the dump is none
    assert json.loads(done.stdout)["chunks"] == 1
    done = CliRunner().invoke(
        app, ["merge", "--inbox", inbox, "--database", str(tmp_path / "news.duckdb"), "--json"]
    )
    assert done.exit_code == 1, done.output
    assert json.loads(done.stdout)["found"] == 23
    for wrong in ("0/2", "3/2", "x", "1", "1/2/3"):
        assert CliRunner().invoke(app, ["extract", str(dump), "--inbox", inbox, "--part", wrong]).exit_code == 2


@contextmanager
def knows_nothing(*_: object) -> Iterator[Callable[[Sequence[RawDocument]], list[Outcome]]]:
    """Give an extractor that must not be asked: all was extracted before."""
    yield lambda raws: pytest.fail(f"extracts {len(raws)} documents again")


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("parts", [1, 2, 4])
def test_the_database_is_that_of_a_load(
    tmp_path: Path, dump: Path, loaded: Path, parts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, database = tmp_path / "inbox", tmp_path / "news.duckdb"
    for part in range(parts, 0, -1):
        extract(dump, inbox, part, parts)
    monkeypatch.setattr("flows.runs.pipeline.open_extractor", knows_nothing)
    counts = merge(inbox, database).counts
    assert (counts.found, counts.rejected) == (23, 1)
    assert differences(loaded, database) == []
    assert not list(inbox.glob("chunk-*")), "what was merged is no longer there"
    assert not list(inbox.glob("order-*")), "the order is over"


@pytest.mark.usefixtures("in_this_process")
def test_parts_are_whole_domains(tmp_path: Path, dump: Path) -> None:
    for part in (1, 2):
        extract(dump, tmp_path, part, 2)
    (waiting,) = look(tmp_path).orders
    assert waiting.until is None
    domains = [
        {
            row.document.url.split("/")[2]
            for chunk in line
            for row in read_rows(tmp_path / chunk.name, has_results=True)
            if isinstance(row.document, RawDocument) and row.document.url
        }
        for line in waiting.lines.values()
    ]
    assert all(domains)
    assert not domains[0] & domains[1]


@pytest.mark.usefixtures("in_this_process")
def test_a_killed_extractor_holds_back_only_what_follows(tmp_path: Path, dump: Path, loaded: Path) -> None:
    inbox, database = tmp_path / "inbox", tmp_path / "news.duckdb"
    extract(dump, inbox, 1, 2)
    extract(dump, inbox, 2, 2)
    second = sorted(inbox.glob("chunk-*-2of2-*"))
    shutil.rmtree(second[-1])
    second[1].rename(inbox / f".{second[1].name}.elsewhere.1")  # what it was writing when it was killed
    talk = Quiet()
    report = merge(inbox, database, talk)
    assert report.counts.rejected <= 1
    assert [(0,)] < ask(database, COUNT) < ask(loaded, COUNT)
    assert any("part 2 of 2 lacks documents from number" in line for line in talk.lines), talk.lines
    assert any("1 chunks are being written" in line for line in talk.lines)
    again = extract(dump, inbox, 2, 2)
    assert (again.chunks, again.chunks_before) == (2, len(second) - 2), "it goes on where it was"
    merge(inbox, database)
    tables = {line.partition(":")[0] for line in differences(loaded, database)}
    assert not tables & {"articles", "revisions", "mentions", "entities", "raw_documents", "entries", "quotes"}
    assert not [path for path in inbox.iterdir() if "chunk-" in path.name]


@pytest.mark.usefixtures("in_this_process")
def test_a_chunk_that_comes_twice_is_merged_once(tmp_path: Path, dump: Path, loaded: Path) -> None:
    inbox, database, kept = tmp_path / "inbox", tmp_path / "news.duckdb", tmp_path / "kept"
    assert extract(dump, inbox).chunks_before == 0
    assert extract(dump, inbox).chunks == 0
    shutil.copytree(inbox, kept)
    merge(inbox, database)
    chunk = next(kept.glob("chunk-*"))
    shutil.copytree(chunk, inbox / chunk.name)
    talk = Quiet()
    assert merge(inbox, database, talk).counts.found == 0
    assert talk.lines == ["1 chunks came again after they were merged"]
    assert not (inbox / chunk.name).exists()
    # As if the first merge had been killed before it put anything away.
    assert merge(kept, database).counts.new == 0
    assert differences(loaded, database) == []


@pytest.mark.usefixtures("in_this_process")
def test_what_is_damaged_or_no_chunk_is_a_row_and_nothing_is_lost(
    tmp_path: Path, dump: Path, loaded: Path
) -> None:
    inbox, database = tmp_path / "inbox", tmp_path / "news.duckdb"
    extract(dump, inbox)
    foreign = [inbox / "notes.txt", inbox / "chunk-of-cheese", inbox / "x"]
    for path in foreign[:2]:
        path.write_text("mine")
    foreign[2].mkdir()
    chunk = sorted(inbox.glob("chunk-*-1of1-*"))[1]
    (chunk / "found.parquet").write_bytes(b"PAR1")
    report = merge(inbox, database)
    assert {("chunk_damaged", 1), ("not_a_chunk", 3)} <= set(report.counts.rejections)
    assert ask(database, "select location from rejections where reason = 'chunk_damaged'") == [(str(chunk),)]
    assert extract(dump, inbox).chunks == 1, "the damaged one alone is handed in again"
    assert ("chunk_damaged", 1) not in merge(inbox, database).counts.rejections
    assert ask(database, COUNT) == ask(loaded, COUNT)
    assert all(path.exists() for path in foreign)


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("damage", ["cut", "changed", "body", "headless", "endless", "elsewhere", "missing"])
def test_damage_is_seen(tmp_path: Path, dump: Path, damage: str) -> None:
    extract(dump, tmp_path)
    chunk = sorted(tmp_path.glob("chunk-*"))[1]
    found, body = chunk / "found.parquet", next(chunk.glob("*.warc.gz"))
    head, content = chunk / "chunk.json", found.read_bytes()
    changes: dict[str, Callable[[], object]] = {
        "cut": lambda: found.write_bytes(content[:-9]),
        "changed": lambda: found.write_bytes(content[:99] + b"!" + content[100:]),
        "body": lambda: body.write_bytes(body.read_bytes()[:-1]),
        "headless": lambda: head.write_text('{"order": []}'),
        "endless": lambda: head.write_text(head.read_text().replace('"parts": 1,', '"parts": 2000000000,')),
        "elsewhere": lambda: chunk.rename(chunk.with_name(chunk.name[:-1] + "x")),
        "missing": found.unlink,
    }
    changes[damage]()
    arrived = look(tmp_path)
    assert len(arrived.damaged) == 1
    assert arrived.orders[0].until == CHUNK
    assert [chunk.start for chunk in arrived.orders[0].mergeable] == [0]


@pytest.mark.usefixtures("in_this_process")
def test_other_conditions_are_extracted_anew_by_the_writer(tmp_path: Path, dump: Path, loaded: Path) -> None:
    inbox, database = tmp_path / "inbox", tmp_path / "news.duckdb"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.runs.handing_in.code_version", lambda: "0.1.0 (commit 0123456789ab)")
        extract(dump, inbox)
    talk = Quiet()
    merge(inbox, database, talk)
    assert any("extracted anew here" in line for line in talk.lines)
    assert differences(loaded, database) == []


def test_machines_must_agree(tmp_path: Path, dump: Path) -> None:
    order = Order(paths=("/dump",), columns=(), parts=2, seen_at="2026-03-01T00:00:00+00:00", conditions="a")
    assert join_order(tmp_path, order) == order
    later = replace(order, seen_at="2026-03-01T01:00:00+00:00")
    assert join_order(tmp_path, later) == order, "the first one's clock holds for all"
    with pytest.raises(InboxRefused, match="divided into 2 parts, not 3"):
        join_order(tmp_path, replace(order, parts=3))
    with pytest.raises(InboxRefused, match="another version"):
        join_order(tmp_path, replace(order, conditions="b"))
    with pytest.raises(InboxRefused, match="no such part"):
        extract(dump, tmp_path, 3, 2)
    with pytest.raises(InboxRefused, match="no such part"):
        extract(dump, tmp_path, 3, 2_000_000_000)
    next(tmp_path.glob("order-*")).write_text("{}")
    with pytest.raises(InboxRefused, match="is no order"):
        join_order(tmp_path, order)
    (tmp_path / "n.duckdb.work").mkdir()
    (tmp_path / "n.duckdb.work" / "lock").touch()
    with pytest.raises(InboxRefused, match="belongs to a database"):
        join_order(tmp_path / "n.duckdb.work" / "inbox", order)
