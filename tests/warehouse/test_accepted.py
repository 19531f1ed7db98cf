"""By which of its revisions an article speaks."""

from dataclasses import replace

from tests.warehouse.copies.copies_cases import SEEN_AT, Made, article_id, database, put, revision_of
from warehouse.connection import transaction
from warehouse.load import accept_revisions, insert_new
from warehouse.upkeep.replay import accept_set


def test_of_sets_accepted_at_once_that_with_the_lines_cut_speaks() -> None:
    """A replay accepts the set without lines too, as other outlets have none: ids of revisions decide nothing."""
    made = [Made(name=str(number), text=f"Text {number}.\nSubscribe.") for number in range(8)]
    cut = [
        replace(revision_of(replace(each, text=each.text.split("\n")[0])), revision_set="made/lines-1")
        for each in made
    ]
    with database() as db, transaction(db):
        put(db, made)
        for name in ("made", "made/lines-1"):
            accept_set(db, name, now=SEEN_AT, changed_count=8)
        insert_new(db, cut)
        accept_revisions(db, [article_id(each.name) for each in made])
        found = db.execute("select revision_id from articles order by revision_id").fetchall()
    assert [revision_id for (revision_id,) in found] == sorted(each.revision_id for each in cut)
