"""Replays of the archive: nothing changes without acceptance, and acceptance restores what the extractor reads."""

import asyncio
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from flows.lists.settings import ExtractSettings, Settings
from flows.output import Quiet
from flows.runs.load import load_job
from flows.runs.pipeline import run_job
from flows.upkeep.replay import replay
from warehouse.connection import transaction
from warehouse.database import open_reader, open_writer
from warehouse.place import place_of, writer_lock
from warehouse.publication import publish, writing

SEEDS = Path(__file__).parents[3] / "seeds" / "articles"


@pytest.fixture
def settings(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for path in sorted(SEEDS.glob("*.txt"))[:2]:
        shutil.copy(path, folder)
    settings = replace(
        Settings(), database=tmp_path / "news.duckdb", extract=replace(ExtractSettings(), processes=1)
    )
    asyncio.run(run_job(load_job([folder], settings), settings, Quiet()))
    return settings


def texts(settings):
    with open_reader(place_of(settings.database)) as db:
        return dict(
            db.execute(
                "select article_id, text from articles join revisions using (article_id, revision_id)"
            ).fetchall()
        )


def mentions(settings):
    with open_reader(place_of(settings.database)) as db:
        return db.execute("from mentions order by mention_id").fetchall()


def spoil(settings):
    """Make the stored revisions look like those of an older extractor."""
    place = place_of(settings.database)
    with writer_lock(place, wait_seconds=1):
        with open_writer(place) as db, transaction(db):
            db.execute("update revisions set text = text || ' Read more.', revision_id = md5(revision_id),"
                       " revision_set = 'page-0'")  # fmt: skip
            db.execute("update articles set revision_id = md5(revision_id)")
        publish(place)


def test_the_same_extractor_changes_nothing(settings):
    found = replay(settings, Quiet(), is_accepted=False)
    assert dict(found.outcomes) == {"same": 2}
    assert found.examples == []


def test_a_replay_shows_then_accepts_what_changes(settings):
    wanted = texts(settings)
    spoil(settings)
    spoiled = texts(settings)
    assert spoiled != wanted
    found = replay(settings, Quiet(), is_accepted=False, example_count=1)
    assert found.outcomes["changed"] == 2
    assert found.fields["text"] == 2
    assert len(found.examples) == 1
    assert any("Read more." in sentence for sentence in found.examples[0].removed)
    assert texts(settings) == spoiled
    replay(settings, Quiet(), is_accepted=True)
    assert texts(settings) == wanted
    assert dict(replay(settings, Quiet(), is_accepted=False).outcomes) == {"same": 2}
    with open_reader(place_of(settings.database)) as db:
        assert db.execute("select count(*) from revisions").fetchone() == (4,)
        assert db.execute("select count(*) from revision_sets").fetchone() == (1,)


def test_an_accepted_replay_finds_mentions_anew_where_the_text_stays(settings):
    """What an older finder missed, found wrongly or found by another version is as the present one has it."""
    wanted = mentions(settings)
    with writing(place_of(settings.database), wait_seconds=1) as db, transaction(db):
        db.execute("delete from mentions where kind = 'money'")
        db.execute("update mentions set method_version = 'old' where kind = 'percent'")
        db.execute("insert into entities by name select 'found:nobody' as entity_id, 'Nobody' as name,"
                   " 'person' as kind, 'found' as origin")  # fmt: skip
    assert mentions(settings) != wanted
    assert replay(settings, Quiet(), is_accepted=False).renewed == 0
    assert replay(settings, Quiet(), is_accepted=True).renewed == 2
    assert mentions(settings) == wanted
    assert replay(settings, Quiet(), is_accepted=True).renewed == 0
    with open_reader(place_of(settings.database)) as db:
        assert db.execute("select count(*) from entities where name = 'Nobody'").fetchone() == (0,)
