"""The layout of the repository is as the README says."""

from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_top_level_holds_only_what_belongs_there() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "__"))}
    assert {"flows", "extractors", "warehouse", "seeds", "tests"} <= folders
