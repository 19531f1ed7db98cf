"""What people type and what is compared, for the fuzzer: queries, decisions, alerts, manifests, addresses."""

# ruff: noqa: E501 - seeds stand as they come

import asyncio
import atexit
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote

from starlette.types import Message

from extractors.errors import QueryError
from extractors.findings import find_all
from extractors.page.extract import PageOptions, extract_article
from extractors.queries.match import SearchedText, find_matches
from extractors.queries.parse import parse_query
from extractors.records import Extraction, RawDocument, Statement
from extractors.statements.alike.story import describe_story
from extractors.statements.compare import compare_story
from extractors.statements.offices import contrast_roles, group_roles
from extractors.statements.utterances import compare_quotations, read_quotation
from extractors.statements.verdict_days import read_setting
from extractors.statements.verdicts import contrast_values
from flows.alerts.rules import read_alerts
from flows.browse.app import make_app
from flows.exports.cite import as_citation_file, in_sentences
from flows.lists.decisions_file import read_decisions
from flows.lists.lexicon import load_lexicon
from flows.lists.settings import MentionSettings, Settings
from flows.output import Quiet
from flows.upkeep.backup import restore
from tests.conftest import load_paths, seeds
from warehouse.browsing.shelf import Shelf
from warehouse.errors import PinRefused
from warehouse.place import place_of
from warehouse.statements.model import load_statement_weights
from warehouse.upkeep.pins import Manifest, ViewDigest, find_pin, list_pins

NOW = datetime(2026, 1, 2, tzinfo=UTC)
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
HOST = "127.0.0.1:8765"
TEXT = SearchedText(
    field="text", text='Meta took a stake in Scale AI, "the data labeling board", he said.', quotes=((31, 56),)
)
STORY = (
    b"Harbour fire\n\nPolice said 42 boats were lost. John Smith, the former chief executive of Delta Air Lines, said"
    b' "we have lost 42 boats here". It cost $3.5 million, up 5 %.\n\n'
    b"Harbour fire\n\nThe mayor said 57 boats were lost. John Smith, current chairman of Delta Air Lines, said"
    b' "we lost some 57 boats". It cost between 3 and 4 million dollars, up 0.5 percentage points.\n'
)
QUERIES = (
    b'stake AND ("data labeling" OR labell*) NOT apple', b'"stake board"~10 stake NEAR/5 "meta platforms"',
    b'title:scale quote:(trust OR safety) -apple', b'outlet:reuters.com entity:"Scale AI" lang:de date:2026-11-01..2026-11',
)  # fmt: skip
STATEMENTS = (
    b"select value, article_count from report_figures where value like '%USD' order by 1 limit 3",
    b"from articles",
)
RULES = (
    b'[[entity]]\nid = "org:scale"\nname = "Scale AI"\ntype = "organization"\naliases = ["Scale"]\nforbidden = ["fish"]\n',
    b'[[query]]\nid = "t"\nname = "Deals"\nquery = "stake AND (scale OR meta) AND NOT apple"\n',
)
PLACES = (
    b"/watch?rule=org:meta&try=x", b"/edits", b"/entity/org:meta.json?format=csv",
    b"/story/1a2b?format=csv&part=story_figures", b"/article/1a2b.json", b"/compare/1a/2b", b"/entity/org:meta",
    b"/rows/base_mention_facts?entity_id=org:uber&page=2&format=json", b"/outlet/unknown", b"/search?q=a%20b&format=csv",
    b"/rows/report_stories?article_count=3&first_report=x&page=-1", b"/way?format=json", b"/views", b"/?token=x",
)  # fmt: skip
ALERTS = b'[[alert]]\nid = "a"\non = "growth"\nwatch = "any"\nleast = 5\nto = ["mailto://u:${P}@h.example", "stdout:"]\n'
DECISIONS = b"decision,statement,other,reason\napart,17be,2cfe,two polls\n"
PIN = json.dumps(asdict(Manifest(
    name="one", pinned_at="2026-01-02T00:00:00+00:00", code_version="1", database_made_at="x", run_id="r",
    run_began_at="2026-01-01T00:00:00+00:00", run_code_version="1", settings_hash="h", methods=("a: b",),
    counts=dict.fromkeys(("articles", "distinct texts", "outlets", "stories", "mentions", "quotes", "statements"), 1),
    first_day="2026-01-01", last_day=None, views=(ViewDigest(view="v", row_count=1, digest="0"),), byte_count=3,
    sha256="0",
))).encode()  # fmt: skip
BACKUP = json.dumps({
    "format": 1, "made_at": "2026-01-01T00:00:00+00:00", "code_version": "1", "database_made_at": "2026-01-01 00:00:00+00:00",
    "database": {"file": "database-1.duckdb", "bytes": 3, "sha256": "0"},
    "archive": [{"file": "archive/cuttings-000001.warc.gz", "bytes": 3, "sha256": "0"}],
}).encode()  # fmt: skip


def _file(body: bytes, name: str) -> Path:
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


def _query(body: bytes) -> None:
    find_matches(parse_query(body.decode("utf-8", "surrogateescape")), [TEXT])


def _statements(body: bytes) -> None:
    """Find the statements of both halves of the body and compare them, and all quotations with each other."""
    found: list[Statement] = []
    quotes = []
    for number, part in enumerate((body[: len(body) // 2], body[len(body) // 2 :])):
        raw = RawDocument(
            raw_id=str(number), body=part, media_type="text/plain", location=f"/{number}", seen_at=NOW
        )
        extraction = extract_article(raw, PageOptions())
        if isinstance(extraction, Extraction):
            findings = find_all(extraction.revision, _lexicon())
            faults = [each.detail for each in findings.rejected if each.reason == "error"]
            assert not faults, faults
            found += findings.statements
            quotes += [read_quotation(each.surface) for each in findings.mentions if each.kind == "quote"]
    for one in quotes:
        for other in quotes:
            compare_quotations(one, other)
    ordered, groups = compare_story([each for each in found if each.kind != "role"], load_statement_weights())
    for group in groups:
        contrast_values(read_setting(describe_story(ordered), {}), group.values)
    roles = [each for each in found if each.kind == "role"]
    for group in group_roles(roles):
        contrast_roles(roles, group)


@cache
def _lexicon() -> object:
    return load_lexicon(mode="rules")


def _pin(body: bytes) -> None:
    place = place_of(FOLDER / "pinned.duckdb")
    folder = place.work / "pins" / "one"
    _file(body, str((folder / "manifest.json").relative_to(FOLDER)))
    (folder / "pinned.duckdb").write_bytes(b"abc")
    list_pins(place)
    pin = find_pin(place, "one")
    assert pin.asked_at.tzinfo is not None
    in_sentences(pin.manifest)
    as_citation_file(pin.manifest, ["A B"])


def _backup(body: bytes) -> None:
    _file(body, "backup/manifest.json")
    for name in ("database-1.duckdb", "archive/cuttings-000001.warc.gz"):
        _file(b"abc", f"backup/{name}")
    restore(Settings(database=FOLDER / "restored.duckdb"), FOLDER / "backup", Quiet())
    raise AssertionError("restored what has no hash")


@cache
def _room() -> Callable[..., object]:
    """The reading room over the seeds."""
    database = FOLDER / "room.duckdb"
    load_paths(database, *seeds())
    settings = Settings(database=database, mentions=MentionSettings(mode="rules"))
    return make_app(Shelf(place_of(database)), hosts=[HOST], settings=settings)


def _get(target: bytes) -> None:
    """Ask for the address as a server hands it on; an answer of 500 is a finding too."""
    path, _, question = quote_from_bytes(target, safe="/?&=%:.;,+-~").partition("?")
    scope = {
        "type": "http", "method": "GET", "scheme": "http", "path": unquote(path), "raw_path": path.encode(),
        "query_string": question.encode(), "root_path": "", "http_version": "1.1", "server": ("127.0.0.1", 8765),
        "headers": [(b"host", HOST.encode())], "client": ("127.0.0.1", 1), "asgi": {"version": "3.0"},
    }  # fmt: skip
    statuses: list[int] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    asyncio.run(_room()(scope, receive, send))  # type: ignore[arg-type]
    assert statuses[0] < 500, statuses


def _asked(where: str) -> Callable[[bytes], None]:
    return lambda body: _get(where.encode() + quote_from_bytes(body, safe="").encode())


PARSERS: dict[str, tuple[Callable[[bytes], object], tuple[bytes, ...]]] = {
    "query": (_query, QUERIES),
    "statements": (_statements, (STORY,)),
    "alerts": (lambda body: read_alerts(_file(body, "alerts.toml")), (ALERTS,)),
    "decisions": (lambda body: read_decisions(_file(body, "d.csv")), (DECISIONS,)),
    "pin": (_pin, (PIN,)),
    "backup": (_backup, (BACKUP,)),
    "room": (_get, PLACES),
    "room's search": (_asked("/search?q="), QUERIES),
    "room's rule": (_asked("/watch?try="), RULES),
    "room's statement": (_asked("/sql?statement="), STATEMENTS),
}
OWN_ERRORS = (QueryError, PinRefused)
