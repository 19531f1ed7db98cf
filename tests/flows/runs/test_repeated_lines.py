"""Lines that an outlet repeats: learned by one run, cut by the next, and by a replay from what is stored."""

import asyncio
from dataclasses import replace

import duckdb
import pytest

from flows.lists.settings import ExtractSettings, MentionSettings, Settings
from flows.output import Quiet
from flows.runs.load import load_job
from flows.runs.pipeline import run_job
from flows.upkeep.replay import replay
from warehouse.database import migrate, open_reader
from warehouse.place import place_of
from warehouse.repeated_lines import read_repeated_lines

SELF = "The Example aims to help owners of boats to grow their fleets and pays for itself."
WORDS = "canal ships bridge council votes money park trees water summer winter school market street".split()


def page(number):
    """Return a page of its own words above the outlet's line, with an address and a day."""
    at = [WORDS[(number * 3 + step * step) % len(WORDS)] for step in range(60)]
    lines = [
        f"On day {number} the {' '.join(at[step : step + 12])} changed for {number + step} people."
        for step in range(0, 48, 12)
    ]
    body = "".join(f"<p>{line}</p>" for line in [*lines, SELF])
    return (
        f"<html><head><title>Day {number} of the canal</title>"
        f"<link rel=canonical href='https://news.example.com/{number}/canal-{number}'>"
        f"<meta property='article:published_time' content='2025-03-{number:02}'></head>"
        f"<body><article><h1>Day {number} of the canal</h1>{body}</article></body></html>"
    )


@pytest.fixture
def settings(tmp_path):
    return replace(
        Settings(),
        database=tmp_path / "news.duckdb",
        extract=replace(ExtractSettings(), processes=1),
        mentions=MentionSettings(mode="rules"),
    )


def load(settings, folder, numbers):
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"{number}.html").write_text(page(number), encoding="utf-8")
    return asyncio.run(run_job(load_job([folder], settings), settings, Quiet()))


def ask(settings, question):
    with open_reader(place_of(settings.database)) as db:
        return db.execute(question).fetchall()


def test_lines_are_known_by_every_domain_of_an_outlet():
    with duckdb.connect() as db:
        migrate(db)
        db.execute("insert into outlets by name select 'o' as outlet_id, 'o.example' as domain,"
                   " ['p.example', 'q.example'] as alias_domains, 'listed' as origin")  # fmt: skip
        db.execute(
            "insert into repeated_lines values ('o', 7, 'x', 3, 3), ('o', 8, 'y', 3, 3), ('u', 9, 'z', 3, 3)"
        )
        both = frozenset({7, 8})
        assert read_repeated_lines(db) == {
            "o": both, "o.example": both, "p.example": both, "q.example": both, "u": frozenset({9})
        }  # fmt: skip


HOLDING = f"select count(*) from base_articles where contains(text, '{SELF}')"
CUT = "select outlet_id, surface, text_count, cut_article_count from report_repeated_lines"


def test_a_line_is_learned_then_cut_then_cut_from_what_is_stored(settings, tmp_path):
    load(settings, tmp_path / "first", range(1, 5))
    assert ask(settings, HOLDING) == [(4,)]
    assert ask(settings, CUT) == [("example.com", SELF, 4, 0)]
    load(settings, tmp_path / "second", [5])
    assert ask(settings, HOLDING) == [(4,)]
    assert ask(settings, CUT) == [("example.com", SELF, 5, 1)]

    shown = replay(settings, Quiet(), is_accepted=False)
    assert shown.outcomes == {"changed": 4, "same": 1}
    assert all(SELF in change.removed for change in shown.examples)
    replay(settings, Quiet(), is_accepted=True)
    assert ask(settings, HOLDING) == [(0,)]
    assert ask(
        settings, "select count(distinct text) from revisions where not contains(text, 'aims to help')"
    ) == [(5,)]

    again = load(settings, tmp_path / "second", range(1, 6))
    assert (again.counts.new, again.counts.rejected) == (0, 0)
    assert ask(settings, CUT) == [("example.com", SELF, 5, 5)]
