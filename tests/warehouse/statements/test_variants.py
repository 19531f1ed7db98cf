"""What the seeds quote in other words."""

from pathlib import Path

from tests.conftest import ask
from warehouse.database import open_reader
from warehouse.place import place_of
from warehouse.statements.variants import COLUMNS, quote_variants


def test_the_statement_of_meta_is_one_utterance_in_two_wordings(seed_database: Path) -> None:
    [(story,)] = ask(seed_database, "select story_id from stories")
    with open_reader(place_of(seed_database)) as db:
        [row] = [dict(zip(COLUMNS, row, strict=True)) for row in quote_variants(db, story)]
    assert (row["kind"], row["speaker"]) == ("reworded", "Meta Platforms")
    assert row["quote_a"].endswith("Alexandr Wang will join Meta to work on our superintelligence efforts.")
    assert row["quote_b"].endswith("Alexandr Wang will join Meta to lead our work in superintelligence,")
    assert row["only_a"].endswith("on our; efforts")
    assert row["only_b"].endswith("lead our; in")
    [(marked_a, marked_b)] = ask(seed_database, "select marked_a, marked_b from report_quote_variants")
    assert marked_a.endswith("Alexandr Wang will join Meta to work [on our] superintelligence [efforts].")
    assert marked_b.endswith("Alexandr Wang will join Meta to [lead our] work [in] superintelligence,")
