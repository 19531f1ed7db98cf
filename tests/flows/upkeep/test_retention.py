"""Texts taken away by rule: no word of them is left in database, archive and index, and every count stays."""

import gzip
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.errors import SettingsError
from flows.lists.settings import RetentionSettings, Settings
from flows.output import Quiet
from flows.upkeep import retention
from flows.upkeep.retention import expire, rule_of, what_expires
from flows.upkeep.watch_apply import apply_watchlist
from tests.conftest import ask, load_paths, seeds
from warehouse.connection import in_utc
from warehouse.place import Place, place_of
from warehouse.searching.index import indexed_revisions, open_index

WORD = "quaggabird"
STATED = (
    "The company said on Monday that it pays 14 million euros for the bridge, and 3 million for its lamps. " * 3
)
TEXT = f"{STATED}\nNobody in the {WORD} council of the town wished to speak of it to us on that day. " * 3
# What stays whatever texts go: all but sentences.
STAYS = {
    "report_stories": "*",
    "report_figures": "* exclude (sentences)",
    "report_quotes": "* exclude (sentence)",
    "report_mentions_by_entity_day": "*",
    "report_share_of_voice": "*",
    "report_text_groups": "*",
    "base_statements": "statement_id, value_key",
}


def settings_of(database: Path, **rule: Any) -> Settings:
    settings = Settings(database=database, retention=RetentionSettings(**rule))
    return replace(settings, extract=replace(settings.extract, processes=1))


def standing(database: Path) -> dict[str, list[Any]]:
    return {
        view: sorted(ask(database, f"select {columns} from {view}"), key=repr) for view, columns in STAYS.items()
    }


def age(database: Path, where: str) -> None:
    """Let texts be first seen a hundred days ago, in both databases."""
    place = place_of(database)
    for path in (place.writer, place.published):
        with in_utc(duckdb.connect(path)) as db:
            db.execute(f"update revisions set first_seen_at = first_seen_at - interval 100 day where {where}")


def holding(database: Path) -> list[str]:
    """Return the tables that hold the word."""
    with duckdb.connect(str(database), read_only=True) as db:
        db.execute("load icu")
        tables = [name for (name,) in db.execute("select table_name from duckdb_tables()").fetchall()]
        return [name for name in tables if any(WORD in repr(row) for row in db.execute(f"from {name}").fetchall())]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    row = {"url": "https://paper.example/news/1", "title": "A bridge", "text": TEXT, "description": WORD}
    path.write_text(json.dumps(row))
    return path


@pytest.fixture(scope="module")
def expired(tmp_path_factory: pytest.TempPathFactory, rows: Path) -> tuple[Path, dict[str, list[Any]]]:
    """A database with an old text that went, beside an old one of another outlet, and what it said before."""
    database = tmp_path_factory.mktemp("expired") / "news.duckdb"
    load_paths(database, *seeds(), rows)
    assert holding(database)
    age(database, f"contains(text, '{WORD}') or contains(text, 'Scale AI')")
    before = standing(database)
    settings = settings_of(database, texts_days=90, outlets=("paper.example",))
    rule = rule_of(settings, days=None, outlets=None, is_reserved_only=False)
    [(length,)] = ask(database, f"select length(text) from revisions where contains(text, '{WORD}')")
    assert what_expires(settings, rule).rows == [("paper.example", 1, 1, length, 1)]
    found = expire(settings, rule, Quiet())
    assert (len(found.rows), found.archived_bytes > 0) == (1, True)
    return database, before


def test_no_word_is_left_and_every_count_stays(expired: tuple[Path, dict[str, list[Any]]]) -> None:
    database, before = expired
    place = place_of(database)
    assert holding(place.writer) == holding(place.published) == []
    assert standing(database) == before
    for path in place.archive.glob("*.warc.gz"):
        assert WORD.encode() not in gzip.decompress(path.read_bytes())
    with open_index(place) as index:
        assert index.execute("select count(*) from texts where texts match ?", [WORD]).fetchone() == (0,)
        assert indexed_revisions(index)
    assert ask(database, "select rule, is_body_erased, character_count > 300 from expired_texts") == [
        ("texts of paper.example go after 90 days", True, True)
    ]


def test_no_run_takes_the_text_in_again(expired: tuple[Path, dict[str, list[Any]]], rows: Path) -> None:
    database, before = expired
    load_paths(database, rows)
    assert holding(database) == []
    assert standing(database) == before


def test_a_watchlist_that_is_applied_anew_leaves_what_was_found(
    expired: tuple[Path, dict[str, list[Any]]], tmp_path: Path
) -> None:
    database, before = expired
    shutil.copy(database, tmp_path / "news.duckdb")
    apply_watchlist(settings_of(tmp_path / "news.duckdb"), is_trial=False)
    after = standing(tmp_path / "news.duckdb")
    assert after == before


def test_nothing_to_do_writes_nothing(expired: tuple[Path, dict[str, list[Any]]]) -> None:
    database, _ = expired
    settings = settings_of(database)
    written = place_of(database).published.stat()
    for outlets, is_reserved_only in ((("paper.example",), False), (None, True)):
        rule = rule_of(settings, days=90, outlets=outlets, is_reserved_only=is_reserved_only)
        assert expire(settings, rule, Quiet()).rows == []
    assert place_of(database).published.stat() == written


def test_one_that_was_killed_before_it_published_is_finished_by_the_next(
    tmp_path: Path, rows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(place: Place) -> None:
        raise KeyboardInterrupt

    database = tmp_path / "news.duckdb"
    load_paths(database, rows)
    age(database, "true")
    settings = settings_of(database, texts_days=90)
    rule = rule_of(settings, days=None, outlets=None, is_reserved_only=False)
    with monkeypatch.context() as patched:
        patched.setattr(retention, "publish", killed)
        with pytest.raises(KeyboardInterrupt):
            expire(settings, rule, Quiet())
    assert holding(database)
    expire(settings, rule, Quiet())
    assert holding(database) == []


@pytest.mark.parametrize(("days", "told"), [(None, "no rule"), (7, "30 or more")])
def test_a_rule_that_is_none_is_refused(days: int | None, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        rule_of(Settings(), days=days, outlets=None, is_reserved_only=False)
