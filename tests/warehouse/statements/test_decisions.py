"""What people decide about two values wins, lasts, reaches the story's other sentences, and can be taken back."""

import shutil
from pathlib import Path

import pytest

from flows.errors import CorrectionsError
from flows.lists.settings import Settings
from flows.output import Quiet
from flows.upkeep.corrections import apply_decisions, correct, decide_statements, undo_decision
from flows.upkeep.deletion import delete
from tests.conftest import ask, load_paths
from warehouse.errors import CorrectionRefused, NotOneFound

TEXTS = {
    "a": "A fire destroyed the old harbour of Porto Vela. Officials counted 42 boats lost at the quay.",
    "b": "Flames swept the old harbour of Porto Vela at night. Rescuers counted 57 boats lost at the quay.",
    "c": "The harbour of Porto Vela burned down. The mayor counted 57 boats lost at the quay there.",
}
VERDICTS = "select verdict, decided_by from report_conflicts"
RULED = [("differs", "rules")]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decisions")
    for name, words in TEXTS.items():
        (folder / f"{name}.txt").write_text(f"Porto Vela\n\n{words}\n", encoding="utf-8")
    load_paths(folder / "news.duckdb", folder / "a.txt", folder / "b.txt")
    return folder


@pytest.fixture
def database(loaded: Path, tmp_path: Path) -> Path:
    """Two articles that count 42 and 57 boats, in a database of the test's own."""
    shutil.copytree(loaded, tmp_path, dirs_exist_ok=True)
    return tmp_path / "news.duckdb"


def decide(database: Path, decision: str, *, reason: str | None = None) -> str:
    [(contrast,)] = ask(database, "select contrast_id from report_conflicts")
    return correct(Settings(database=database), decide_statements, contrast, decision, None, reason=reason)


def undo(database: Path) -> None:
    [(decision,)] = ask(database, "select decision_id from statement_decisions")
    correct(Settings(database=database), undo_decision, decision[:8], reason=None)


def test_a_decision_wins_and_lasts_and_is_taken_back(database: Path) -> None:
    assert ask(database, VERDICTS) == RULED
    decide(database, "conflict", reason="the mayor said so")
    assert ask(database, f"{VERDICTS} where reason = 'the mayor said so'") == [("conflict", "person")]
    load_paths(database, database.parent / "c.txt")
    found = ask(database, "select verdict, decided_by, text_count_a + text_count_b from report_conflicts")
    assert found == [("conflict", "person", 3)]
    undo(database)
    assert ask(database, VERDICTS) == RULED


def test_what_is_apart_stays_apart_when_another_text_repeats_it(database: Path) -> None:
    decide(database, "apart")
    load_paths(database, database.parent / "c.txt")
    assert ask(database, VERDICTS) == []
    [(value, texts)] = ask(database, "select value, text_count from report_agreement where counted = 'boat'")
    assert (value.removesuffix(" boats"), texts) == ("57", 2)


def test_a_list_of_decisions_holds_in_another_database(database: Path, loaded: Path, tmp_path: Path) -> None:
    decide(database, "agree")
    assert ask(database, VERDICTS) == [("agree", "person")]
    ((one, other),) = ask(database, "select statement_a, statement_b from statement_decisions")
    path = tmp_path / "decisions.csv"
    path.write_text(f"decision,statement,other,reason\nagree,{one},{other},\n", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(loaded, elsewhere)
    settings = Settings(database=elsewhere / "news.duckdb")
    apply_decisions(settings, path, is_trial=True)
    assert ask(settings.database, VERDICTS) == RULED
    apply_decisions(settings, path, is_trial=False)
    assert ask(settings.database, VERDICTS) == [("agree", "person")]
    assert apply_decisions(settings, path, is_trial=False)[1] == [(2, "agree", "stands already")]
    ((article,),) = ask(settings.database, "select article_a from statement_decisions")
    assert not delete(settings, article, Quiet(), reason=None).after
    assert ask(settings.database, "select count(*) from statement_decisions") == [(0,)]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("apart,zz,yy,", "line 2: statement: 'zz': no statement has this id"),
        ("maybe,{one},{other},", "'maybe' is no decision; one of conflict, agree, apart"),
        ("apart,{one},{one},", "is of one article with the other"),
        ("apart,{one},,", "line 2: needs other"),
        ("apart,{one},{other},\nagree,{other},{one},", "line 3: line 2 decides about these two"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_and_named(
    loaded: Path, tmp_path: Path, line: str, problem: str
) -> None:
    database = loaded / "news.duckdb"
    ((one, other),) = ask(database, "select statement_a, statement_b from statement_contrasts")
    path = tmp_path / "decisions.csv"
    path.write_text(f"decision,statement,other,reason\n{line.format(one=one, other=other)}\n", encoding="utf-8")
    with pytest.raises(CorrectionsError, match="decisions") as refused:
        apply_decisions(Settings(database=database), path, is_trial=False)
    assert problem in str(refused.value)
    assert ask(database, VERDICTS) == RULED


def test_an_unknown_contrast_is_refused(loaded: Path) -> None:
    settings = Settings(database=loaded / "news.duckdb")
    with pytest.raises(NotOneFound, match="no contrast has this id"):
        correct(settings, decide_statements, "ffff", "apart", None, reason=None)
    with pytest.raises(CorrectionRefused, match="no decision"):
        decide(settings.database, "perhaps")
