"""A name that two texts of a story spell differently is a row beside the figures; people may decide about it."""

from pathlib import Path

import pytest

from flows.lists.settings import Settings
from flows.upkeep.corrections import correct, decide_statements
from tests.conftest import ask, load_paths
from warehouse.database import open_reader
from warehouse.place import place_of
from warehouse.statements.side_by_side import read_story_tables, stage_told

TEXTS = {
    "a": "A fire destroyed the old harbour of Porto Vela. Masoud Dalmani counted 42 boats lost at the quay.",
    "b": "Flames swept the old harbour of Porto Vela at night. Massoud Dalmani counted 42 boats lost at the quay.",
}
TOLD = "select kind, verdict, list_sort([value_a, value_b]), decided_by from report_conflicts"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spelled")
    for name, words in TEXTS.items():
        (folder / f"{name}.txt").write_text(f"Porto Vela\n\n{words}\n", encoding="utf-8")
    load_paths(folder / "news.duckdb", folder / "a.txt", folder / "b.txt")
    return folder / "news.duckdb"


def test_two_spellings_are_told_with_their_sentences_and_may_be_decided(database: Path) -> None:
    both = ["Masoud Dalmani", "Massoud Dalmani"]
    assert ask(database, TOLD) == [("spelling", "differs", both, "rules")]
    shown = "contains(sentence_a, value_a), contains(sentence_b, value_b), text_count_a"
    assert ask(database, f"select {shown} from report_conflicts") == [(True, True, 1)]
    [(contrast, story)] = ask(database, "select contrast_id, story_id from report_conflicts")
    with open_reader(place_of(database)) as db:
        stage_told(db, [story])
        measures = read_story_tables(db, [story], most_measures=9, most_texts=9)[story].measures
    assert [each.phrase for each in measures if each.kind == "spelling"] == [f"spelling of {both[1]}"]
    correct(Settings(database=database), decide_statements, contrast, "agree", None, reason=None)
    assert ask(database, TOLD) == [("spelling", "agree", both, "person")]
