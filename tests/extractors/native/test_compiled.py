"""What is compiled is of the C beside it, can be switched off, and refuses arrays that do not fit."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from extractors.native import ways
from extractors.native.ways import Compiled
from flows.lists.settings import load_settings

ROOT = Path(__file__).parents[3]


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_native", ROOT / ".ci" / "build_native.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def compiled() -> Compiled:
    if ways.compiled is None:
        pytest.skip("nothing is compiled here")
    return ways.compiled


def test_what_is_compiled_is_the_c_beside_it(compiled: Compiled) -> None:
    assert builder().source_hash() == compiled.SOURCE, "python .ci/build_native.py compiles it anew"


def test_it_can_be_switched_off() -> None:
    command = [sys.executable, "-c", "from extractors.native import ways; print(ways.compiled)"]
    environment = os.environ | {"CUTTINGS_NATIVE": "0", "PYTHONPATH": str(ROOT)}
    assert load_settings(None, {"CUTTINGS_NATIVE": "0"}) == load_settings(None, {})
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert run.stdout == "None\n"


def test_without_a_compiler_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CC", str(tmp_path / "no-compiler"))
    with pytest.raises(OSError, match="no-compiler"):
        builder().build(tmp_path)
    monkeypatch.setenv("CC", "false")
    with pytest.raises(subprocess.SubprocessError):
        builder().build(tmp_path)
    assert list(tmp_path.iterdir()) == []


def trees() -> dict[str, np.ndarray]:
    """One tree of a question and two leaves, and two rows."""
    return {
        "rows": np.array([[0.0, 1.0], [1.0, 0.0]]),
        "limits": np.array([0.5, 0.0, 0.0]),
        "features": np.array([1, 0, 0]),
        "children": np.array([2, 1, 1, 1, 2, 2]),
        "steps": np.array([0, 10, 20], np.int32),
        "roots": np.array([0]),
        "added": np.zeros(2, np.int64),
    }


def test_trees_add_what_their_leaves_add(compiled: Compiled) -> None:
    given = trees()
    compiled.add_trees(*given.values())
    assert given["added"].tolist() == [20, 10]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("rows", np.zeros(4)),
        ("rows", np.zeros((2, 2), np.int64)),
        ("rows", np.zeros((2, 4))[:, ::2]),
        ("rows", np.zeros((2, 1))),
        ("limits", np.zeros(3, np.float32)),
        ("limits", np.zeros(2)),
        ("features", np.array([-1, 0, 0])),
        ("features", np.array([2, 0, 0])),
        ("children", np.array([2, 0, 1, 1, 2, 2])),
        ("children", np.array([3, 1, 1, 1, 2, 2])),
        ("children", np.array([-2, 1, 1, 1, 2, 2])),
        ("steps", np.zeros(3, np.int64)),
        ("roots", np.array([3])),
        ("roots", np.array([-1])),
        ("added", np.zeros(3, np.int64)),
    ],
)
def test_arrays_that_lead_astray_are_refused(compiled: Compiled, name: str, wrong: np.ndarray) -> None:
    with pytest.raises((ValueError, BufferError)):
        compiled.add_trees(*(trees() | {name: wrong}).values())
