"""The wheel has all that it needs: unpacked away from the clone, it makes a folder, loads, says what it is."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from extractors.native import ways
from flows.lists.version import code_version

ROOT = Path(__file__).parents[1]
TEXT = "The council of Springfield agreed on Monday on a budget of 30 million dollars for the bridge on the river."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel is unpacked into."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def cuttings(site: Path, folder: Path, *words: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "flows.cli", *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(site), "CUTTINGS_EXTRACT_PROCESSES": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_the_wheel_works_away_from_any_clone(site: Path, tmp_path: Path) -> None:
    version = cuttings(site, tmp_path, "--version").splitlines()
    assert version[0] == f"cuttings {code_version()}"
    is_compiled = any((site / "extractors" / "native").glob("compiled.*"))
    assert version[1] == ("hot functions: compiled" if is_compiled else "hot functions: in Python")
    assert is_compiled or ways.compiled is None  # what compiled those of the clone compiles those of the wheel
    cuttings(site, tmp_path, "init", "desk")
    desk = tmp_path / "desk"
    (desk / "a.txt").write_text(f"A new bridge\n\n{TEXT}\n{TEXT}", encoding="utf-8")
    cuttings(site, desk, "load", "a.txt")
    found = cuttings(
        site, desk, "sql", "select count(*) n, any_value(code_version) v from runs, articles", "--csv"
    )
    assert found.splitlines()[1] == f"1,{code_version()}"
    shipped = {path.name for path in (site / "warehouse" / "seeds").iterdir()}
    assert {"sources.toml", "watchlist.toml", "outlets.csv", "gazetteers", "models"} <= shipped
