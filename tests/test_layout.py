"""The layout of the repository is as the README says, and stays one in which things are found."""

import ast
import re
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("extractors", "flows", "warehouse")
TOP = {
    "extractors", "flows", "seeds", "tests", "warehouse", "pyproject.toml", "README.md", "LICENSE",
    "requirements.lock", "requirements-test.lock", "requirements-lake.lock",
}  # fmt: skip
MOST_MODULES = 16
MOST_LEVELS = 3
# The same stage, or the same part of a stage, has the same name in every room; other names stand once.
SAME_PART = frozenset(
    """affairs boilerplate compare corrections dates deletion discovery due errors fingerprints find groups lenient
    lexicon load marks model pairs parquet query repair replay retention robots scheduled signatures sources
    starter titles watch""".split()
)


def tracked(pattern: str) -> list[Path]:
    """Return the files that belong to the repository: those git tracks, or all where there is no git."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        listed = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.is_file()]
    return sorted(Path(name) for name in listed if name and Path(name).match(pattern) and (ROOT / name).exists())


def test_top_level_holds_only_what_belongs_there() -> None:
    assert {path.parts[0] for path in tracked("*") if not path.parts[0].startswith(".")} == TOP


def modules() -> list[Path]:
    return [path for path in tracked("*.py") if path.parts[0] in PACKAGES]


def test_no_folder_is_a_hall() -> None:
    counts: dict[Path, int] = defaultdict(int)
    for path in modules():
        counts[path.parent] += path.name != "__init__.py"
    assert {str(folder): count for folder, count in counts.items() if count > MOST_MODULES} == {}


def test_no_room_lies_deeper_than_three() -> None:
    assert [str(path) for path in modules() if len(path.parents) - 1 > MOST_LEVELS] == []


def test_a_name_stands_for_one_thing() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        if path.name != "__init__.py":
            places[path.stem].append(str(path))
    twice = {name: found for name, found in places.items() if len(found) > 1 and name not in SAME_PART}
    assert twice == {}


def public_functions() -> dict[Path, list[str]]:
    """Return the names of the functions of each module that do not begin with an underscore."""
    found = {}
    for path in modules():
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        names = [
            node.name
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
        ]
        found[path] = names
    return found


@pytest.fixture(scope="module")
def words_of() -> dict[Path, set[str]]:
    """Return the words of each file that may call or name something."""
    files = [path for ending in ("*.py", "*.toml", "*.yaml", "*.md") for path in tracked(ending)]
    return {path: set(re.findall(r"\w+", (ROOT / path).read_text(encoding="utf-8"))) for path in files}


def test_what_only_its_own_module_uses_begins_with_an_underscore(words_of: dict[Path, set[str]]) -> None:
    used: dict[str, set[Path]] = defaultdict(set)
    for path, words in words_of.items():
        for word in words:
            used[word].add(path)
    alone = {
        f"{path}: {name}" for path, names in public_functions().items() for name in names if used[name] <= {path}
    }
    assert alone == set()


def test_every_package_has_a_page_for_newcomers() -> None:
    for package in PACKAGES:
        rooms = {path.parts[1] for path in modules() if path.parts[0] == package and len(path.parts) > 2}
        page = (ROOT / package / "README.md").read_text(encoding="utf-8")
        assert [room for room in sorted(rooms) if f"{room}/" not in page] == [], package


def test_every_exception_stands_in_the_tree_of_its_package() -> None:
    left_out = {}
    for package in PACKAGES:
        classes = [
            node
            for path in modules()
            if path.parts[0] == package
            for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
            if isinstance(node, ast.ClassDef)
        ]
        raised = {"Exception", "BaseException", "ValueError"}
        for _ in classes:
            raised |= {each.name for each in classes if {ast.unparse(base) for base in each.bases} & raised}
        drawn = ast.get_docstring(ast.parse((ROOT / package / "errors.py").read_text(encoding="utf-8"))) or ""
        own = {each.name for each in classes if not each.name.startswith("_")} & raised
        left_out[package] = sorted(own - set(re.findall(r"\w+", drawn)))
    assert left_out == {package: [] for package in PACKAGES}
