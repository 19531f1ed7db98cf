"""A pin answers the same for ever: after later runs, in every command, with a report of the same bytes."""

import fcntl
import gzip
import io
import json
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb
import pytest

from flows import cli
from tests.conftest import ask, load_paths, seed
from warehouse.errors import PinRefused
from warehouse.place import place_of
from warehouse.upkeep.pins import find_pin


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended, and what it said."""

    exit_code: int
    stdout: str
    stderr: str


def cuttings(*words: str) -> Ended:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with patch.object(sys, "argv", ["cuttings", *words]), redirect_stdout(out), redirect_stderr(err):
        code = cli.run_command()
    return Ended(exit_code=code, stdout=out.getvalue(), stderr=err.getvalue())


@pytest.fixture(scope="module")
def pinned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of one seed, pinned as "first", with another seed loaded since."""
    database = tmp_path_factory.mktemp("pins") / "news.duckdb"
    load_paths(database, seed("000"))
    assert cuttings("pin", "first", "-d", str(database)).exit_code == 0
    load_paths(database, seed("001"))
    return database


def test_a_pin_answers_as_it_did(pinned: Path) -> None:
    counts = "select count(*) as n from articles"
    now = cuttings("sql", counts, "--json", "-d", str(pinned))
    then = cuttings("sql", counts, "--json", "-d", str(pinned), "--pin", "first")
    assert (json.loads(now.stdout), json.loads(then.stdout)) == ([{"n": 2}], [{"n": 1}])
    listed = cuttings("stories", "list", "--json", "-d", str(pinned), "--pin", "first")
    assert [row["article_count"] for row in json.loads(listed.stdout)] == [1]


def test_a_report_of_a_pin_is_the_same_bytes(pinned: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        words = ("report", "--since", "24h", "--pin", "first", "-d", str(pinned), "-o", str(tmp_path / name))
        assert cuttings(*words).exit_code == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    exported = cuttings(
        "export", "report_stories", "--pin", "first", "-d", str(pinned), "-o", str(tmp_path / "x.csv")
    )
    assert "1 row of" in exported.stderr


def test_the_manifest_has_what_made_it_and_a_digest_of_each_view(pinned: Path) -> None:
    pin = find_pin(place_of(pinned), "first", is_checked=True)
    manifest = pin.manifest
    assert (manifest.counts["articles"], manifest.run_id) == (
        1,
        ask(pin.database, "select run_id from runs")[0][0],
    )
    assert any(line.startswith("text: ") for line in manifest.methods)
    by_view = {each.view: each for each in manifest.views}
    assert by_view["report_stories"].row_count == 1
    other = pinned.parent / "again"
    shutil.copytree(pinned.parent, other)
    place_of(other / "news.duckdb").published.write_bytes(pin.database.read_bytes())
    assert cuttings("pin", "second", "-d", str(other / "news.duckdb")).exit_code == 0
    again = find_pin(place_of(other / "news.duckdb"), "second").manifest
    assert (again.views, again.sha256) == (manifest.views, manifest.sha256)


def test_cite_says_how_a_number_was_made(pinned: Path) -> None:
    said = cuttings("cite", "--pin", "first", "-d", str(pinned))
    manifest = find_pin(place_of(pinned), "first").manifest
    assert "1 articles" in said.stdout
    assert manifest.sha256 in said.stdout
    assert "not pinned" in cuttings("cite", "-d", str(pinned)).stdout
    file = cuttings("cite", "--pin", "first", "--cff", "--author", 'Jane "J" Doe', "-d", str(pinned))
    stated = dict(line.split(": ", 1) for line in file.stdout.splitlines() if ": " in line)
    assert (stated["cff-version"], json.loads(stated["  - name"])) == ("1.2.0", 'Jane "J" Doe')
    assert json.loads(stated["version"]) == manifest.run_id
    assert manifest.sha256 in json.loads(stated["abstract"])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("pin", "first"), "there is a pin of this name"),
        (("pin", "../out"), "a name has letters"),
        (("pin", ".hidden"), "a name has letters"),
        (("pin", "--remove", "none"), "no such pin; there are: first"),
        (("sql", "select 1", "--pin", "none"), "no such pin"),
        (("search", "meta", "--pin", "first"), "the search index knows what is published"),
        (("cite", "--cff"), "who made the data"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(pinned: Path, words: tuple[str, ...], told: str) -> None:
    ended = cuttings(*words, "-d", str(pinned))
    assert ended.exit_code == 2
    assert told in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_pin_that_was_changed_is_not_cited(pinned: Path, tmp_path: Path) -> None:
    shutil.copytree(pinned.parent, tmp_path / "copy")
    database = tmp_path / "copy" / "news.duckdb"
    copy = find_pin(place_of(database), "first").database
    shutil.copytree(copy.parent, copy.parent.with_name("whole"))
    copy.chmod(0o644)
    body = bytearray(copy.read_bytes())
    body[-1] ^= 1
    copy.write_bytes(body)
    assert "was changed since" in cuttings("cite", "--pin", "first", "-d", str(database)).stderr
    checked = cuttings("pin", "--check", "--json", "-d", str(database))
    assert (checked.exit_code, len(json.loads(checked.stdout))) == (1, 1)
    assert "was changed since" in checked.stderr
    copy.write_bytes(body[:-1])
    listed = cuttings("pin", "--json", "-d", str(database))
    assert (listed.exit_code, len(json.loads(listed.stdout))) == (1, 1)
    assert (
        "is not the file that was pinned"
        in cuttings("sql", "select 1", "--pin", "first", "-d", str(database)).stderr
    )
    assert cuttings("pin", "--remove", "first", "-d", str(database)).exit_code == 0
    assert cuttings("pin", "--remove", "whole", "-d", str(database)).exit_code == 0
    assert cuttings("pin", "-d", str(database), "--json").stdout.strip() in ("[]", "[\n]")


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: "[" * 100_000,
        lambda _: '"words"',
        lambda row: json.dumps(row | {"byte_count": str(row["byte_count"])}),
        lambda row: json.dumps(row | {"counts": {}}),
        lambda row: json.dumps(row | {"run_began_at": "yesterday"}),
        lambda row: json.dumps(row | {"pinned_at": "2026-01-01"}),
        lambda row: json.dumps(row | {"of_a_later_version": 1}),
    ],
)
def test_a_manifest_that_is_none_is_told(
    pinned: Path, tmp_path: Path, damage: Callable[[dict[str, Any]], str]
) -> None:
    whole = find_pin(place_of(pinned), "first").database.parent
    folder = place_of(tmp_path / "news.duckdb").work / "pins" / "first"
    shutil.copytree(whole, folder)
    manifest = folder / "manifest.json"
    manifest.write_text(damage(json.loads(manifest.read_text())))
    with pytest.raises(PinRefused, match="damaged, or of a newer Cuttings"):
        find_pin(place_of(tmp_path / "news.duckdb"), "first")


def test_a_pin_of_a_newer_version_is_told(pinned: Path, tmp_path: Path) -> None:
    shutil.copytree(pinned.parent, tmp_path / "copy")
    database = tmp_path / "copy" / "news.duckdb"
    pin = find_pin(place_of(database), "first").database
    pin.chmod(0o644)
    with duckdb.connect(str(pin)) as db:
        db.execute("insert into schema_migrations by name select 9999 as version, 'later' as name, * exclude"
                   " (version, name) from schema_migrations limit 1")  # fmt: skip
    manifest = pin.with_name("manifest.json")
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"byte_count": pin.stat().st_size}))
    for words in (("sql", "select 1"), ("report", "-o", str(tmp_path / "x.html"))):
        ended = cuttings(*words, "--pin", "first", "-d", str(database))
        assert (ended.exit_code, ended.stderr.count("\n"), "newer" in ended.stderr) == (2, 1, True)


OLD = sorted((Path(__file__).parents[2] / "warehouse" / "released").glob("*.duckdb.gz"))


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.name)
def test_a_pin_of_an_older_version_answers_or_says_that_it_is_older(
    pinned: Path, tmp_path: Path, old: Path
) -> None:
    shutil.copytree(pinned.parent, tmp_path / "copy")
    database = tmp_path / "copy" / "news.duckdb"
    pin = find_pin(place_of(database), "first").database
    pin.chmod(0o644)
    pin.write_bytes(gzip.decompress(old.read_bytes()))
    manifest = pin.with_name("manifest.json")
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"byte_count": pin.stat().st_size}))
    before = pin.read_bytes()
    asked = ("--pin", "first", "-d", str(database))
    counted = cuttings("sql", "select count(*) as n from articles", *asked)
    assert (counted.exit_code, counted.stdout.split()) == (0, ["n", "─", "4"])
    for words in (
        ("stories", "list"), ("mentions",), ("conflicts",), ("report", "-o", str(tmp_path / "x.html")),
        ("digest",), ("feed", "-o", str(tmp_path / "x.atom")),
        ("export", "report_stories", "-o", str(tmp_path / "x.csv")),
    ):  # fmt: skip
        ended = cuttings(*words, *asked)
        assert ended.exit_code in (0, 2), (words, ended)
        told = ended.stderr.removeprefix("as pinned: first\n")
        assert ended.exit_code == 0 or ("by an older version" in told and told.count("\n") == 1), (words, ended)
    assert pin.read_bytes() == before


def test_what_a_killed_pin_left_goes_with_the_next(pinned: Path, tmp_path: Path) -> None:
    shutil.copytree(pinned.parent, tmp_path / "copy")
    pins = place_of(tmp_path / "copy" / "news.duckdb").work / "pins"
    (pins / ".dead.part").mkdir()
    words = ("pin", "second", "-d", str(tmp_path / "copy" / "news.duckdb"))
    descriptor = os.open(pins, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    assert "another pin is being made" in cuttings(*words).stderr
    os.close(descriptor)
    assert cuttings(*words).exit_code == 0
    assert sorted(path.name for path in pins.iterdir()) == ["first", "second"]


def test_a_deletion_names_the_pins_that_hold_the_article(pinned: Path, tmp_path: Path) -> None:
    shutil.copytree(pinned.parent, tmp_path / "copy")
    database = tmp_path / "copy" / "news.duckdb"
    ((article,),) = ask(find_pin(place_of(database), "first").database, "select article_id from articles")
    ended = cuttings("delete", article, "-d", str(database))
    assert "the pin first holds it still" in ended.stderr
    assert ended.exit_code == 0
