"""An outlet's country tells whose dollars it means, in a run and when mentions are found again."""

import asyncio
from dataclasses import replace

from flows.lists.settings import ExtractSettings, MentionSettings, Settings
from flows.output import Quiet
from flows.runs.load import load_job
from flows.runs.pipeline import run_job
from flows.upkeep.watch_apply import apply_watchlist
from warehouse.database import open_reader
from warehouse.place import place_of

OUTLETS = """outlet_id,domain,alias_domains,name,country,language,kind,owner_group
example.com.au,example.com.au,,The Example,AU,en,newspaper,
"""
PROSE = "<p>The council of Perth voted on Tuesday to widen the canal, which has carried no ships since 1973.</p>"
PAGE = (
    "<html><head><title>Perth widens its canal</title><link rel=canonical href='https://www.example.com.au/canal'>"
    f"</head><body><article><h1>Perth widens its canal</h1>{PROSE * 2}"
    "<p>The work will cost $31 million, or US$20 million, the council says.</p></article></body></html>"
)


def test_a_bare_dollar_is_that_of_the_outlets_country(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "outlets.csv").write_text(OUTLETS, encoding="utf-8")
    settings = replace(
        Settings(),
        database=tmp_path / "news.duckdb",
        outlets=tmp_path / "outlets.csv",
        extract=replace(ExtractSettings(), processes=1),
        mentions=MentionSettings(mode="rules"),
    )
    asyncio.run(run_job(load_job([folder], settings), settings, Quiet()))

    def sums():
        question = "select surface, unit, is_unit_assumed from mentions where kind = 'money' order by span_start"
        with open_reader(place_of(settings.database)) as db:
            return db.execute(question).fetchall()

    assert sums() == [("$31 million", "AUD", True), ("US$20 million", "USD", False)]
    apply_watchlist(settings, is_trial=False)
    assert sums() == [("$31 million", "AUD", True), ("US$20 million", "USD", False)]
