"""A list of people's corrections: what stands already is left alone, and it holds in a database built anew."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from extractors.ids import content_id
from tests.warehouse.stories.story_cases import (
    AI_HOSPITAL,
    META_LAYOFFS,
    NOW,
    load,
    make_article,
    partition,
    story_of,
)
from warehouse.database import migrate
from warehouse.errors import CorrectionRefused, NotOneFound
from warehouse.place import place_of
from warehouse.publication import publish
from warehouse.query import list_corrections
from warehouse.stories.corrections import merge_stories, move_article, rename_story, split_story
from warehouse.stories.listed_corrections import STANDS, CorrectionKind, ListedCorrection, apply_correction

NAMES = ("meta-1", "meta-2", "meta-3", "hospital")


def fill(db: duckdb.DuckDBPyConnection, names: tuple[str, ...] = NAMES) -> None:
    """Load the articles one by one, in this order: the meta ones are one story, the hospital another."""
    migrate(db)
    for name in names:
        text = AI_HOSPITAL if name == "hospital" else f"{META_LAYOFFS} {name[-1]}"
        load(db, [make_article(name, text, title=f"Title of {name}")])


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        fill(connection)
        yield connection


def line(
    change: CorrectionKind, *, story: str = "", into: str = "", title: str = "", names: str = ""
) -> ListedCorrection:
    articles = tuple(content_id(name) for name in names.split())
    return ListedCorrection(
        line=2, change=change, story=story, articles=articles, into=into, title=title, reason=None
    )


def contents(db: duckdb.DuckDBPyConnection) -> list[list[tuple[object, ...]]]:
    return [
        db.execute(f"from {table} order by all").fetchall()
        for table in ("stories", "story_members", "story_changes")
    ]


MEMBER, OTHER = content_id("meta-1"), content_id("hospital")
LINES = {
    "merge": (line("merge", story=OTHER, into=MEMBER), "meta-1 meta-2 meta-3 hospital"),
    "split": (line("split", story=MEMBER, names="meta-3"), "meta-1 meta-2, meta-3, hospital"),
    "move": (line("move", into=OTHER, names="meta-2 meta-3"), "meta-1, meta-2 meta-3 hospital"),
    "rename": (line("rename", story=MEMBER, title="Leaving Dublin"), "meta-1 meta-2 meta-3, hospital"),
    "what the machine did": (line("split", story=OTHER, names="hospital"), "meta-1 meta-2 meta-3, hospital"),
}


@pytest.mark.parametrize("name", LINES)
def test_a_line_holds_and_changes_nothing_the_second_time(db: duckdb.DuckDBPyConnection, name: str) -> None:
    listed, expected = LINES[name]
    assert apply_correction(db, listed, now=NOW) != STANDS
    assert partition(db) == {frozenset(map(content_id, story.split())) for story in expected.split(",")}
    before = contents(db)
    assert apply_correction(db, listed, now=NOW + timedelta(days=1)) == STANDS
    assert contents(db) == before


def test_corrections_hold_in_a_database_built_anew(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    split_story(db, story_of(db, "meta-1"), [content_id("meta-3")], now=NOW)
    move_article(db, content_id("hospital"), story_of(db, "meta-3"), now=NOW)
    rename_story(db, story_of(db, "meta-3"), "Two odd ones", now=NOW)
    lines = exported(db, tmp_path)
    with duckdb.connect() as anew:
        fill(anew, NAMES[::-1])
        assert len(partition(anew)) == 2
        for listed in lines:
            apply_correction(anew, listed, now=NOW)
        assert partition(anew) == partition(db) == {
            frozenset(map(content_id, NAMES[:2])), frozenset(map(content_id, NAMES[2:]))
        }  # fmt: skip
        titles = "select story_id, title from stories where title_origin = 'person'"
        assert anew.execute(titles).fetchall() == db.execute(titles).fetchall()
        assert [story_of(anew, name) for name in NAMES] == [story_of(db, name) for name in NAMES]
        before = contents(anew)
        assert [apply_correction(anew, listed, now=NOW) for listed in lines] == [STANDS] * len(lines)
        assert contents(anew) == before
        load(anew, [make_article("meta-4", f"{META_LAYOFFS} 4")])
        assert story_of(anew, "meta-1") == story_of(anew, "meta-2") != story_of(anew, "meta-3")


def exported(db: duckdb.DuckDBPyConnection, folder: Path) -> list[ListedCorrection]:
    """Return what is listed of the corrections, by way of a published copy."""
    place = place_of(folder / "news.duckdb")
    place.writer.parent.mkdir(parents=True)
    db.execute(f"attach '{place.writer}' as copied")
    db.execute("copy from database memory to copied")
    db.execute("detach copied")
    publish(place)
    _, rows = list_corrections(place.published)
    return [
        ListedCorrection(
            line=2, change=change, story=story, articles=tuple(articles), into="", title=title or "", reason=None
        )
        for change, story, articles, _, title, _ in rows
    ]


def test_a_merge_is_carried_on_and_the_old_id_resolves(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    gone = story_of(db, "hospital")
    stays = merge_stories(db, gone, story_of(db, "meta-1"), now=NOW)
    lines = exported(db, tmp_path)
    with duckdb.connect() as anew:
        fill(anew)
        for listed in lines:
            apply_correction(anew, listed, now=NOW)
        assert {story_of(anew, name) for name in NAMES} == {stays}
        resolved = anew.execute(
            "select current_story_id from base_story_ids where story_id = ?", [gone]
        ).fetchall()
        assert resolved == [(stays,)]


def test_articles_that_are_not_stored_are_left_out_of_what_is_kept(db: duckdb.DuckDBPyConnection) -> None:
    kept = content_id("story", "other")
    assert (
        apply_correction(db, line("keep", story=kept, names="meta-9"), now=NOW) == "none of its articles is stored"
    )
    assert apply_correction(db, line("keep", story=kept, names="meta-9 meta-2"), now=NOW) == f"kept as {kept}"
    assert story_of(db, "meta-2") == kept


@pytest.mark.parametrize(
    "listed",
    [
        line("merge", story="zz", into=MEMBER),
        line("move", into=MEMBER, names="nobody"),
        line("split", story=MEMBER, names="meta-1 hospital"),
        line("keep", story="17be", names="meta-1"),
    ],
    ids=["no story", "no article", "not its article", "part of an id"],
)
def test_a_senseless_line_is_refused(db: duckdb.DuckDBPyConnection, listed: ListedCorrection) -> None:
    with pytest.raises((CorrectionRefused, NotOneFound)):
        apply_correction(db, listed, now=NOW)
