"""The settings say from which confidence on values differ, and are called a conflict."""

from dataclasses import replace
from pathlib import Path

import pytest

from flows.lists.settings import Settings, VerdictSettings
from tests.conftest import ask, load_paths

TEXTS = {
    "a": "A fire destroyed the old harbour of Porto Vela. Officials counted 42 boats lost at the quay.",
    "b": "Flames swept the old harbour of Porto Vela at night. Rescuers counted 57 boats lost at the quay.",
}


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (VerdictSettings(), [("differs",)]),
        (VerdictSettings(conflict_confidence=0.6), [("conflict",)]),
        (VerdictSettings(differs_confidence=0.9), []),
    ],
    ids=["default", "sooner a conflict", "less shown"],
)
def test_a_setting_moves_what_is_shown(
    tmp_path: Path, verdicts: VerdictSettings, expected: list[tuple[str]]
) -> None:
    for name, words in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(f"Porto Vela\n\n{words}\n", encoding="utf-8")
    database, paths = tmp_path / "news.duckdb", [tmp_path / f"{name}.txt" for name in TEXTS]
    load_paths(database, *paths)
    load_paths(database, *paths, settings=replace(Settings(), verdicts=verdicts))
    assert ask(database, "select verdict from report_conflicts") == expected
