"""A correction that was killed once it was committed: the same command says that it stands, and readers see it."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.lists.settings import Settings
from flows.upkeep import corrections
from flows.upkeep.corrections import correct
from tests.conftest import ask, load_paths, seeds
from warehouse.connection import transaction
from warehouse.database import open_writer
from warehouse.errors import CorrectionRefused, NotOneFound, WarehouseError
from warehouse.place import place_of, writer_lock
from warehouse.publication import holds_all, take_note, writing

BOATS = (
    "A fire destroyed the old harbour of Porto Vela. Officials counted 42 boats lost at the quay.",
    "Flames swept the old harbour of Porto Vela at night. Rescuers counted 57 boats lost at the quay.",
    "The harbour of Porto Vela burned down last night. The mayor counted 57 boats lost at the quay there.",
)
STORIES = "select story_id, count(*) from story_members group by all order by 2, 1"
Change = Callable[[Path], tuple[Callable[..., str], tuple[object, ...]]]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A story of four articles, one of three that count boats."""
    folder = tmp_path_factory.mktemp("corrections")
    for number, words in enumerate(BOATS):
        (folder / f"{number}.txt").write_text(f"Porto Vela\n\n{words}\n", encoding="utf-8")
    load_paths(folder / "news.duckdb", *seeds(), *sorted(folder.glob("*.txt")))
    return folder


@pytest.fixture
def database(loaded: Path, tmp_path: Path) -> Path:
    shutil.copytree(loaded, tmp_path, dirs_exist_ok=True)
    return tmp_path / "news.duckdb"


def stories(database: Path) -> list[str]:
    return [story for story, _ in ask(database, STORIES)]


def articles(database: Path, story: str) -> list[str]:
    rows = ask(database, f"select article_id from story_members where story_id = '{story}' order by 1")
    return [article for (article,) in rows]


def merge(database: Path) -> tuple[Callable[..., str], tuple[object, ...]]:
    return corrections.merge, tuple(stories(database)[:2])


def split(database: Path) -> tuple[Callable[..., str], tuple[object, ...]]:
    story = stories(database)[0]
    return corrections.split, (story, articles(database, story)[:1])


def move(database: Path) -> tuple[Callable[..., str], tuple[object, ...]]:
    one, other = stories(database)[:2]
    return corrections.move, (articles(database, one)[0], other)


def rename(database: Path) -> tuple[Callable[..., str], tuple[object, ...]]:
    return corrections.rename, (stories(database)[0], "Boats")


def decide(database: Path) -> tuple[Callable[..., str], tuple[object, ...]]:
    ((contrast,),) = ask(database, "select contrast_id from report_conflicts where kind = 'quantity'")
    return corrections.decide_statements, (contrast[:8], "apart", None)


def merge_entity(database: Path) -> tuple[Callable[..., str], tuple[object, ...]]:
    del database
    return corrections.merge_entity, ("Jason Droege", "Alexandr Wang")


def kill_before_publication(database: Path, change: Callable[..., str], arguments: tuple[object, ...]) -> str:
    """Leave what a command leaves that is killed between its commit and its publication."""
    place = place_of(database)
    with writer_lock(place, wait_seconds=0):
        take_note(place)
        with open_writer(place) as db, transaction(db):
            return change(db, *arguments, now=datetime.now(UTC), reason=None)


@pytest.mark.parametrize("made", [merge, split, move, rename, decide, merge_entity])
def test_the_same_command_finds_it_made_and_publishes(database: Path, made: Change) -> None:
    change, arguments = made(database)
    before = published(database)
    kill_before_publication(database, change, arguments)
    assert published(database) == before
    said = correct(Settings(database=database), change, *arguments, reason=None)
    assert said == "stands already" or change is corrections.merge_entity
    assert published(database) != before
    assert holds_all(place_of(database))


def published(database: Path) -> list[list[tuple[object, ...]]]:
    queries = (
        "select story_id, article_id, decided_by from story_members order by all",
        "select story_id, title from stories order by all",
        "select contrast_id, verdict from statement_contrasts order by all",
        "select entity_id, is_active from entity_merges order by all",
    )
    return [ask(database, each) for each in queries]


def test_a_decision_that_cannot_be_found_any_more_is_published_with_the_refusal(database: Path) -> None:
    settings = Settings(database=database)
    change, arguments = decide(database)
    correct(settings, change, *arguments, reason=None)
    assert correct(settings, change, *arguments, reason=None) == "stands already"
    ((decision,),) = ask(database, "select decision_id from statement_decisions")
    kill_before_publication(database, corrections.undo_decision, (decision,))
    assert ask(database, "select count(*) from statement_decisions") == [(1,)]
    with pytest.raises(NotOneFound, match="no decision has this id") as refused:
        correct(settings, corrections.undo_decision, decision, reason=None)
    assert refused.value.__notes__ == ["what was changed before is published now"]
    assert ask(database, "select count(*) from statement_decisions") == [(0,)]
    assert decide(database) == (change, arguments)


def test_a_refusal_leaves_a_copy_that_is_whole_as_it_is(database: Path) -> None:
    settings, place = Settings(database=database), place_of(database)
    story = stories(database)[0]
    correct(settings, corrections.rename, story, "Boats", reason=None)  # a copied database has no copy of its own
    found = place.published.stat()
    refusals: list[tuple[type[WarehouseError], Callable[..., str], tuple[object, ...]]] = [
        (CorrectionRefused, corrections.merge, (story, story)),
        (CorrectionRefused, corrections.split, (story, articles(database, story))),
        (NotOneFound, corrections.move, ("zz", story)),
    ]
    for kind, change, arguments in refusals:
        with pytest.raises(kind) as refused:
            correct(settings, change, *arguments, reason=None)
        assert not hasattr(refused.value, "__notes__")
    with writing(place, wait_seconds=0, is_trial=True) as db, transaction(db, is_trial=True):
        db.execute("delete from articles")
    assert place.published.stat() == found
    assert holds_all(place)
