import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from flows.errors import UnknownRule
from flows.lists.lexicon import watchlist_source
from flows.lists.settings import Settings
from flows.upkeep.watch import matches_of, suggested_names
from flows.upkeep.watch_apply import apply_watchlist
from tests.conftest import ask, load_paths
from warehouse.names.found_with import note_watchlist
from warehouse.place import place_of
from warehouse.publication import writing
from warehouse.searching.index import index_path

ARTICLE = "Acme Corp opened a factory in Lima. Acme said that Ann Lee would run it. Lee starts in May.\n" * 3
ACME = '[[entity]]\nid = "org:acme"\nname = "Acme Corp"\ntype = "organization"\n'
LEE = '[[entity]]\nid = "person:lee"\nname = "Ann Lee"\ntype = "person"\n'


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("loaded")
    (folder / "acme.txt").write_text(ARTICLE, encoding="utf-8")
    load_paths(folder / "news.duckdb", folder / "acme.txt")
    return folder


@pytest.fixture
def settings(tmp_path: Path, loaded: Path) -> Settings:
    shutil.copytree(loaded, tmp_path, dirs_exist_ok=True)
    watchlist = tmp_path / "watchlist.toml"
    watchlist.write_text(ACME, encoding="utf-8")
    base = Settings(database=tmp_path / "news.duckdb", watchlist=watchlist)
    return replace(base, mentions=replace(base.mentions, mode="rules"))


def test_a_trial_of_a_rule_shows_places_and_reasons(settings: Settings) -> None:
    found = list(matches_of(settings.database, settings, ["org:acme"]))
    assert {match.surface for match in found} == {"Acme Corp", "Acme"}
    assert all(match.rule_id == "org:acme" and match.sentence.count(match.surface) for match in found)
    assert "line 1" in found[0].why
    by_name = matches_of(settings.database, settings, ["acme corp"])
    assert [match.span_start for match in by_name] == [match.span_start for match in found]
    with pytest.raises(UnknownRule, match=r"no rule 'Acme Crop'; the nearest: Acme Corp"):
        next(matches_of(settings.database, settings, ["Acme Crop"]))


def test_a_trial_finds_the_same_with_and_without_an_index(settings: Settings) -> None:
    topic = "[[query]]\nid = 'topic:jobs'\nname = 'Jobs'\nquery = 'factor* NEAR/9 lima NOT strike'\n"
    terms = "[[query]]\nid = 'topic:may'\nname = 'May'\nany = ['May']\nnear = [{ terms = ['Lee', 'starts'] }]\n"
    settings.watchlist.write_text(ACME + LEE + topic + terms, encoding="utf-8")
    rules = ["org:acme", "person:lee", "topic:jobs", "topic:may"]
    found = [list(matches_of(settings.database, settings, [rule])) for rule in rules]
    with sqlite3.connect(index_path(place_of(settings.database))) as index:
        index.execute("update revisions set ids = 'gone'")  # what the index lacks is read all the same
    assert [list(matches_of(settings.database, settings, [rule])) for rule in rules] == found
    index_path(place_of(settings.database)).unlink()
    assert [list(matches_of(settings.database, settings, [rule])) for rule in rules] == found
    everything = [match.rule_id for match in matches_of(settings.database, settings, [])]
    assert sorted(everything) == sorted(match.rule_id for matches in found for match in matches)
    assert {match.surface for match in found[2]} == {"factory", "Lima"}


def test_a_trial_of_an_unknown_rule_is_an_error(settings: Settings) -> None:
    with pytest.raises(UnknownRule, match="no rule 'org:nobody'"):
        list(matches_of(settings.database, settings, ["org:nobody"]))


def names_in(database: Path) -> list[tuple[object, ...]]:
    """Return all that is stored of names, as one that was found from the start has it."""
    tables = ("mentions", "entities", "entity_aliases", "entity_relations", "quotes", "statements")
    return [row for table in tables for row in ask(database, f"select '{table}', * from {table} order by all")]


def test_a_changed_watchlist_is_applied_to_what_is_stored(settings: Settings) -> None:
    apply_watchlist(settings, is_trial=False)
    settings.watchlist.write_text(ACME + LEE, encoding="utf-8")
    tried = apply_watchlist(settings, is_trial=True)
    named = "select count(*) from mentions where entity_id = 'person:lee'"
    assert ask(settings.database, named) == [(0,)]
    applied = apply_watchlist(settings, is_trial=False)
    assert tried.rows == applied.rows
    assert [dict(zip(applied.columns, row, strict=True)) for row in applied.rows] == [
        {
            "entity_id": "person:lee",
            "before_count": 0,
            "after_count": 6,
            "new_count": 6,
            "gone_count": 0,
            "surfaces": ["Ann Lee", "Lee"],
        }
    ]
    assert ask(settings.database, named) == [(6,)]
    again = apply_watchlist(settings, is_trial=False)
    assert (again.rows, again.rule_ids, again.read_count) == ([], frozenset(), 0)


RENAMED = ACME.replace('"Acme Corp"', '"Acme Corporation"\naliases = ["Acme Corp"]\nticker = "ACM"')
OTHER = '[[entity]]\nid = "org:other"\nname = "Nobody Names This"\ntype = "organization"\n'
TOPIC = "[[query]]\nid = 'topic:lima'\nname = 'Lima'\nquery = 'factor* NEAR/9 lima'\n"


@pytest.mark.parametrize(
    ("before", "after", "read_count"),
    [
        pytest.param(ACME + LEE, LEE, 1, id="a rule less whose name is found all the same"),
        pytest.param(ACME, RENAMED, 1, id="a rule with another name"),
        pytest.param(ACME, ACME + OTHER, 0, id="a rule that nothing names"),
        pytest.param(ACME, TOPIC + ACME, 1, id="a query more"),
    ],
)
def test_what_changed_rules_touch_is_read_and_equals_all_read_again(
    settings: Settings, tmp_path: Path, before: str, after: str, read_count: int
) -> None:
    settings.watchlist.write_text(before, encoding="utf-8")
    apply_watchlist(settings, is_trial=False)
    settings.watchlist.write_text(after, encoding="utf-8")
    assert apply_watchlist(settings, is_trial=False).read_count == read_count
    applied = names_in(settings.database)
    assert apply_watchlist(settings, is_trial=False, is_whole=True).rows == []
    assert names_in(settings.database) == applied


def test_what_was_loaded_with_another_watchlist_in_between_is_read_again(settings: Settings) -> None:
    apply_watchlist(settings, is_trial=False)
    settings.watchlist.write_text(ACME + LEE, encoding="utf-8")
    place = place_of(settings.database)
    with writing(place, wait_seconds=1) as db:
        note_watchlist(db, watchlist_source(settings.watchlist))
    settings.watchlist.write_text(ACME, encoding="utf-8")
    assert apply_watchlist(settings, is_trial=False).rule_ids == {"person:lee"}


def test_names_that_a_rule_may_lack_or_match_by_mistake_are_suggested(settings: Settings) -> None:
    with writing(place_of(settings.database), wait_seconds=1) as db:
        db.execute(
            "insert into entities select 'product:acme', 'Acme Corp Rockets', 'product', 'found', null, null"
        )
        db.execute("update mentions set entity_id = 'product:acme' where surface = 'Lima'")
        db.execute("insert into summaries_due (article_id) select article_id from articles")
    columns, rows = suggested_names(settings, "acme corp", most=5)
    assert columns[:4] == ["suggestion", "own_name", "entity_kind", "why"]
    assert [row[:4] for row in rows] == [
        ("alias", "Acme Corp", "organization", "has its name, found before the rule"),
        ("namesake", "Acme Corp Rockets", "product", "holds its name"),
    ]
    with pytest.raises(UnknownRule, match="no rule 'nobody'"):
        suggested_names(settings, "nobody", most=5)
