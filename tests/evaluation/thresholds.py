"""What turns on the numbers that the extraction of pages decides by: each halved and doubled, on labelled pages.

python tests/evaluation/thresholds.py --data FOLDER [--every 8] [--named MIN,SHARE] [--json]

Each numeric constant of a module of extractors/page is set to half and to double (a share to at most 1) wherever
it is bound, and every eighth page is read anew. A row tells how many pages come out otherwise, and by how many
thousandths the figures of the sample move. A constant with two rows of naught is of no page of the sample:
mostly a bound against hostile input, or one that parts articles from other pages, of which there are none here.
What a module made of a constant when it was imported (a pattern, a table) stays as it was.
"""

import argparse
import ast
import importlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.evaluation.extraction import SETS, predict_ours, score_rows  # noqa: E402
from tests.evaluation.frame import read_rows, set_file  # noqa: E402

_FACTORS = (0.5, 2.0)
_FIGURES = ("text F1", "segments F1", "title exact", "date exact", "author F1")

Page = tuple[dict[str, Any], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """A number that a module binds to a name of its own; `line` is where."""

    module: str
    line: int
    name: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What comes of one constant at one factor; `moved` holds the differences of figures in thousandths."""

    constant: str
    value: float
    tried: float
    pages_changed: int
    pages: int
    moved: dict[str, float]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--every", type=int, default=8, metavar="N", help="read each Nth page of each set")
    parser.add_argument(
        "--named", default="", metavar="PARTS", help="only constants whose place holds one of these"
    )
    parser.add_argument("--json", action="store_true", help="a line a row, as they come")
    options = parser.parse_args()
    parts = [part for part in options.named.split(",") if part]
    rows = list(_pages(options.data, options.every))
    print(f"{len(rows)} pages", file=sys.stderr)
    before = [(row, _predicted(row)) for row in rows]
    for constant in constants_of("extractors/page"):
        if parts and not any(part in f"{constant.module}.{constant.name}" for part in parts):
            continue
        for factor in _FACTORS:
            row = _tried(constant, factor, before)
            print(json.dumps(asdict(row)) if options.json else _line(row), flush=True)
    return 0


def constants_of(folder: str) -> Iterator[Constant]:
    """Yield the numbers that modules below the folder bind to names in capitals, flags and bits left out."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
                continue
            name = node.targets[0].id
            value = getattr(importlib.import_module(module), name, None)
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            if name.isupper() and is_number and "_BIT" not in name and "VERSION" not in name:
                yield Constant(module=module, line=node.lineno, name=name, value=value)


def _pages(folder: Path, every: int) -> Iterator[dict[str, Any]]:
    for name in SETS:
        path = set_file(folder, name, "open")
        if path is not None:
            yield from list(read_rows(path))[::every]


def _tried(constant: Constant, factor: float, before: list[Page]) -> Row:
    value = constant.value * factor
    if isinstance(constant.value, int):
        value = max(int(value), 0)
    elif 0 < constant.value <= 1:
        value = min(value, 1.0)
    holders = list(_holders(constant))
    try:
        for module in holders:
            setattr(module, constant.name, value)
        after = [(row, _predicted(row)) for row, _ in before]
    finally:
        for module in holders:
            setattr(module, constant.name, constant.value)
    changed = sum(old != new for (_, old), (_, new) in zip(before, after, strict=True))
    moved = {}
    if changed:
        now = _scores(after)
        moved = {figure: round(now[figure] - score, 2) for figure, score in _scores(before).items()}
    return Row(
        constant=f"{constant.module.removeprefix('extractors.page.')}.{constant.name}",
        value=constant.value,
        tried=value,
        pages_changed=changed,
        pages=len(before),
        moved=moved,
    )


def _predicted(row: dict[str, Any]) -> dict[str, Any]:
    try:
        return predict_ours(row)
    except (ArithmeticError, LookupError, ValueError) as error:  # a number that the code cannot work with
        return {"rejected": repr(error)}


def _holders(constant: Constant) -> Iterator[ModuleType]:
    """Yield the module and those that imported the name from it."""
    home = sys.modules[constant.module]
    yield home
    for module in list(sys.modules.values()):
        if module is not home and getattr(module, "__name__", "").startswith("extractors."):
            is_imported = f"from {constant.module} import" in _source(module)
            if is_imported and getattr(module, constant.name, None) == constant.value:
                yield module


def _source(module: ModuleType) -> str:
    path = getattr(module, "__file__", None)
    return Path(path).read_text(encoding="utf-8") if path else ""


def _scores(pages: list[Page]) -> dict[str, float]:
    return {figure: 1000 * value for figure, value, _ in score_rows(pages) if figure in _FIGURES}


def _line(row: Row) -> str:
    moved = ", ".join(f"{figure} {value:+.2f}" for figure, value in row.moved.items() if value)
    place = f"{row.constant} = {row.value:g}"
    return f"{place:<60} at {row.tried:<8g} {row.pages_changed:>4} of {row.pages}  {moved}".rstrip()


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(main())
