"""The table of a story's statements: a row a measure, a column a text, each value with its sentence."""

from pathlib import Path

from tests.conftest import ask
from warehouse.database import open_reader
from warehouse.place import place_of
from warehouse.statements.side_by_side import StoryTable, read_story_tables, stage_told


def table_of(database: Path, *, most_measures: int = 20, most_texts: int = 8) -> StoryTable:
    [(story,)] = ask(database, "select story_id from stories")
    with open_reader(place_of(database)) as db:
        stage_told(db, [story])
        return read_story_tables(db, [story], most_measures=most_measures, most_texts=most_texts)[story]


def test_every_value_stands_in_its_sentence_and_column(seed_database: Path) -> None:
    table = table_of(seed_database)
    assert [text["article_label"][:3] for text in table.texts] == ["Unv", "000", "001", "003"]
    stake = next(each for each in table.measures if each.kind == "percent")
    assert [[row["surface"] for row in cell] for cell in stake.cells] == [["49%"], ["49%"], ["49%"], []]
    assert all("49%" not in row["words_before"] for cell in stake.cells for row in cell)
    assert "stake" in stake.phrase
    assert stake.text_count == 3
    assert table.told_count == 2
    assert "role of Jason Droege" in [each.phrase for each in table.measures if each.verdict]


def test_a_table_is_bounded_and_tells_what_it_leaves_out(seed_database: Path) -> None:
    table = table_of(seed_database, most_measures=2, most_texts=3)
    assert (len(table.measures), len(table.texts)) == (2, 3)
    assert table.measure_total > 2
    assert all(len(each.cells) == 3 for each in table.measures)
