"""The notebooks of the seeds run on the seed articles, cell by cell, without Jupyter."""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "seeds" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def test_there_is_one_for_each_kind_of_user() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "communications_analyst", "data_engineer", "financial_analyst", "media_researcher", "newsroom_editor",
    ]  # fmt: skip


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_runs_and_every_question_is_answered(
    path: Path, seed_database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(seed_database.parent)
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    names: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [], "what a notebook printed is not kept with it"
            source = "".join(cell["source"])
            exec(compile(source, f"{path.name}, {cell['id']}", "exec"), names)
            assert ".show(" not in source or capsys.readouterr().out.strip()
