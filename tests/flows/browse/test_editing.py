"""Corrections from pages: made by the commands' code, only where that was asked, taken back, never two at once."""

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import duckdb
import httpx
import pytest

from flows.browse import editing
from flows.browse.app import make_app
from flows.browse.editing import Editor
from flows.lists.settings import Settings
from tests.conftest import ask
from tests.flows.browse.test_browse import HOST, Room
from warehouse.browsing.shelf import Shelf
from warehouse.place import place_of, writer_lock

SECRET = "of this start"
OWN = {"origin": f"http://{HOST}"}


class Desk(Room):
    """A room that edits."""

    def __init__(self, database: Path, *, wait_seconds: float = 60.0) -> None:
        super().__init__(database)
        settings = replace(Settings(), database=database, lock_wait_seconds=wait_seconds)
        editor = Editor(settings=settings, secret=SECRET)
        self._app = make_app(Shelf(place_of(database)), hosts=[HOST, "localhost:8765"], editor=editor)

    def post(self, address: str, headers: dict[str, str] = OWN, **fields: Any) -> httpx.Response:
        return self.ask("POST", address, data={"secret": SECRET, **fields}, headers=headers)

    def undo_last(self) -> httpx.Response:
        return self.post(re.findall(r'action="(/edit/undo/[^"]+)"', self.get("/edits").text)[0])


@pytest.fixture
def database(seed_database: Path, tmp_path: Path) -> Path:
    place = place_of(seed_database)
    shutil.copytree(place.work, tmp_path / place.work.name)
    return Path(shutil.copy(seed_database, tmp_path))


def members(database: Path) -> list[tuple[Any, ...]]:
    return ask(database, "select story_id, list(article_id order by 1) from story_members group by 1 order by 1")


def test_a_split_a_merge_and_a_rename_are_made_and_taken_back(database: Path) -> None:
    desk = Desk(database)
    before = members(database)
    [(story, articles)] = before
    page = desk.get(f"/story/{story}").text
    assert page.count('name="article"') == len(articles)
    assert f'name="secret" value="{SECRET}"' in page

    assert (
        desk.post("/edit/split", story=story, article=articles[:1], reason="own").headers["location"] == "/edits"
    )
    [other] = [one for one, _ in members(database) if one != story]
    assert desk.undo_last().status_code == 303
    assert members(database) == before
    by_whom = "select distinct decided_by from story_members"
    assert ask(database, by_whom) == [("machine",)]  # which may place them again

    titled = ask(database, "select title, title_origin from stories")
    assert desk.post("/edit/rename", story=story, title="<b>Deal</b>").status_code == 303
    assert ask(database, "select title, title_origin from stories") == [("<b>Deal</b>", "person")]
    assert "<b>Deal</b>" not in desk.get(f"/story/{story}").text
    assert desk.undo_last().status_code == 303
    assert ask(database, "select title, title_origin from stories") == titled

    # What was merged is known by its old id; a page of it that is still open changes nothing.
    assert desk.get(f"/story/{other}").headers["location"] == f"/story/{story}"
    late = desk.post("/edit/rename", story=other, title="Late")
    assert (late.status_code, "since this page was made" in late.text) == (409, True)

    assert desk.post("/edit/move", article=articles[0], into=story).status_code == 409
    assert desk.post("/edit/split", story=story, article=articles[:1]).status_code == 303
    [made] = [one for one, _ in members(database) if one != story]
    assert desk.post("/edit/merge", story=story, into=made).status_code == 303
    assert [one for one, _ in members(database)] == [made]
    assert desk.undo_last().status_code == 303
    assert members(database) == sorted([(story, articles[1:]), (made, articles[:1])])
    assert ask(database, by_whom) == [("person",)]  # the split stands


def test_entities_count_as_one_and_are_parted(database: Path) -> None:
    desk = Desk(database)
    one, other = "org:scale-ai", "org:meta-platforms"
    counts = "select resolved_entity_id from entity_facts where entity_id = 'org:scale-ai'"
    assert desk.post("/edit/entity_merge", entity=one, into=other).status_code == 303
    assert ask(database, counts) == [(other,)]
    assert f'value="{one}"' in desk.get(f"/entity/{other}").text
    assert desk.undo_last().status_code == 303
    assert ask(database, counts) == [(one,)]
    assert desk.post("/edit/entity_part", entity=one, other=other).status_code == 303
    assert ask(database, "select is_active from entity_merges") == [(False,)]
    assert desk.undo_last().status_code == 303
    assert ask(database, "select count(*) from entity_merges") == [(0,)]


def test_two_edits_at_once_are_made_one_after_the_other(database: Path) -> None:
    [(story, _)] = members(database)
    desks = [Desk(database), Desk(database)]
    with ThreadPoolExecutor(2) as threads:
        titles = ("Renamed", "Renamed again")
        asked = [
            threads.submit(desk.post, "/edit/rename", story=story, title=title)
            for desk, title in zip(desks, titles, strict=True)
        ]
        # On a busy machine the second may wait too long, and then says so; neither is half made.
        statuses = sorted(answer.result().status_code for answer in asked)
    assert statuses in ([303, 303], [303, 503])
    assert ask(database, "select count(*) from edits") == [(statuses.count(303),)]
    with writer_lock(place_of(database), wait_seconds=1):
        busy = Desk(database, wait_seconds=0.1).post("/edit/rename", story=story, title="Never")
    assert (busy.status_code, "nothing was changed" in busy.text) == (503, True)


@pytest.mark.parametrize(
    ("headers", "fields", "status"),
    [
        pytest.param({}, {}, 403, id="no origin"),
        pytest.param({"origin": "null"}, {}, 403, id="origin null"),
        pytest.param({"origin": "https://evil.example"}, {}, 403, id="another site"),
        pytest.param({"origin": "http://localhost:8765"}, {}, 403, id="another name of the same host"),
        pytest.param({**OWN, "sec-fetch-site": "cross-site"}, {}, 403, id="sent across sites"),
        pytest.param({**OWN, "host": "evil.example"}, {}, 421, id="another host"),
        pytest.param({**OWN, "content-type": "text/plain"}, {}, 415, id="no form"),
        pytest.param(OWN, {"secret": "of another start"}, 403, id="another secret"),
        pytest.param(OWN, {"title": "x" * 300_000}, 413, id="endless"),
    ],
)
def test_what_is_no_form_of_this_room_is_refused(
    seed_database: Path, headers: dict[str, str], fields: dict[str, str], status: int
) -> None:
    given = {"story": "17", "title": "Changed", **fields}
    assert Desk(seed_database).post("/edit/rename", headers, **given).status_code == status


def test_what_makes_no_sense_changes_nothing(database: Path) -> None:
    desk, before = Desk(database), members(database)
    [(story, articles)] = before
    assert desk.post("/edit/drop", story=story).status_code == 404
    assert desk.post("/edit/undo/nothing").status_code == 404
    assert desk.post("/edit/rename", story="nothing", title="Other").status_code == 404
    assert desk.post("/edit/rename", story=story, title=" ").status_code == 409
    assert desk.post("/edit/split", story=story, article=articles).status_code == 409
    assert desk.post("/edit/merge", story=story, into=story).status_code == 409
    assert members(database) == before
    assert ask(database, "select count(*) from edits") == [(0,)]


def test_the_watchlist_is_shown_and_a_rule_of_it_or_another_is_tried(database: Path) -> None:
    settings = replace(Settings(), database=database)
    settings = replace(settings, mentions=replace(settings.mentions, mode="rules"))
    room = Room(database)
    assert "/watch" not in room.get("/").text
    room._app = make_app(Shelf(place_of(database)), hosts=[HOST], settings=settings)
    assert "org:scale-ai" in room.get("/watch").text
    tested = room.get("/watch?rule=org:scale-ai").text
    assert re.search(r"[1-9]\d* places in 4 articles", tested)
    assert "no rule" in room.get("/watch?rule=nobody").text
    rule = "[[entity]]\nid = 'person:wang'\nname = 'Alexandr Wang'\ntype = 'person'\n"
    assert re.search(r"[1-9]\d* places in 4 articles", room.get(f"/watch?{urlencode({'try': rule})}").text)
    wrong = room.get(f"/watch?{urlencode({'try': '[[entity]]'})}").text
    assert 'role="alert"' in wrong


def test_a_room_that_only_reads_has_no_forms_and_takes_none(seed_database: Path) -> None:
    [(story, _)] = members(seed_database)
    room = Room(seed_database)
    assert 'method="post"' not in room.get(f"/story/{story}").text
    assert room.ask("POST", "/edit/rename", data={"story": story}, headers=OWN).status_code == 405
    assert room.get("/edits").status_code == 404


def test_what_stands_already_is_no_second_edit(database: Path) -> None:
    """A page that is sent again after a kill, or twice by a double click, leaves one row that takes it back."""
    desk = Desk(database)
    [(story, articles)] = members(database)
    for address, fields in (
        ("/edit/rename", {"story": story, "title": "Renamed"}),
        ("/edit/entity_merge", {"entity": "org:scale-ai", "into": "org:meta-platforms"}),
        ("/edit/entity_unmerge", {"entity": "org:scale-ai"}),
        ("/edit/entity_part", {"entity": "org:scale-ai", "other": "person:alexandr-wang"}),
        ("/edit/split", {"story": story, "article": articles[:1]}),
    ):
        before = ask(database, "select count(*) from edits")[0][0]
        assert [desk.post(address, **fields).status_code for _ in range(2)] == [303, 303], address
        assert ask(database, "select count(*) from edits") == [(before + 1,)], address


def test_an_edit_amid_which_the_room_is_ended_is_told_so(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> str:
        raise duckdb.InterruptException("INTERRUPT Error: Interrupted!")

    monkeypatch.setattr(editing, "edit", interrupted)
    told = Desk(database).post("/edit/rename", story="17", title="Renamed")
    assert (told.status_code, "the room was ended" in told.text) == (503, True)
