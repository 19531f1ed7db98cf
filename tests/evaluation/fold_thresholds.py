"""What turns on the numbers of copies that no pair alone tells: look-up, groups, credits, each halved and doubled.

python tests/evaluation/fold_thresholds.py --data FOLDER [--named PARTS]

The labelled copies, and the real articles among which pairs were read by hand, are folded whole with each number
of NUMBERS at half and at double (a share to at most 1). A row tells, by set, how many pairs come and go, how many
articles did something else with the words, how many texts have another origin, and the CPU time over that before.
"""

import argparse
import importlib
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.evaluation.coverage import SEEN_AT, load_rows, open_database  # noqa: E402 - the path comes first
from tests.evaluation.coverage_copies_real import LOADED  # noqa: E402
from tests.evaluation.frame import cpu_clock, read_rows  # noqa: E402
from tests.evaluation.story_samples import need  # noqa: E402
from tests.evaluation.story_thresholds import set_to  # noqa: E402
from warehouse.connection import in_utc, transaction  # noqa: E402
from warehouse.copies.fold import fold_copies  # noqa: E402

NUMBERS = {
    "warehouse.copies.fingerprints": (
        "_WINDOW_DAYS",
        "_MAX_TEXTS_PER_SHINGLE",
        "_STANDING_TEXTS",
        "_MAX_CANDIDATES",
    ),
    "extractors.copies.groups": ("_CONTAINED_SHARE", "_CONTAINING_SHARE", "_VERBATIM_SHARE", "_EXCERPT_SHARE"),
    "extractors.copies.agencies": ("_HEAD_CHARS", "_TAIL_CHARS", "_LAST_CHARS", "_MAX_BYLINE_CHARS"),
}
SETS = {"labelled": ("copies",), "real": tuple(LOADED)}
_FACTORS = (0.5, 2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """What one fold says: pairs with their kind, what each article did, the origin of each text; CPU seconds."""

    pairs: frozenset[tuple[str, ...]]
    reuse: frozenset[tuple[str, ...]]
    origins: frozenset[tuple[str, ...]]
    seconds: float


def fold(stored: Path) -> Folded:
    """Fold a copy of the database, whose articles no fold has seen."""
    copy = stored.with_suffix(".copy")
    shutil.copyfile(stored, copy)
    with in_utc(duckdb.connect(copy, config={"threads": 1})) as db:
        with cpu_clock() as spent, transaction(db):
            fold_copies(db, now=SEEN_AT)

        def rows(query: str) -> frozenset[tuple[str, ...]]:
            return frozenset(db.execute(query).fetchall())

        found = Folded(
            pairs=rows("select kind, article_a, article_b from copy_pairs"),
            reuse=rows("select article_id, reuse from text_members"),
            origins=rows("select text_id, origin_article_id, origin_credit, origin_reason from texts"),
            seconds=spent[0],
        )
    copy.unlink()
    return found


def told(base: Folded, found: Folded) -> str:
    """Return what came otherwise, in words."""
    parts = [f"pairs +{len(found.pairs - base.pairs)} -{len(base.pairs - found.pairs)}"]
    parts += [f"reuse {len(found.reuse - base.reuse)}", f"origins {len(found.origins - base.origins)}"]
    return ", ".join((*parts, f"CPU {found.seconds / base.seconds:.2f}"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--named", default="", metavar="PARTS", help="only numbers whose name holds one of these")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        stored: dict[str, Path] = {}
        for name, sets in SETS.items():
            folder = Path(scratch) / name
            folder.mkdir()
            with open_database(folder) as db:
                rows = {row["id"]: row for each in sets for row in read_rows(need(options.data, each, "open"))}
                load_rows(db, list(rows.values()))
            stored[name] = folder / "coverage.duckdb"
        base = {name: fold(path) for name, path in stored.items()}
        for name, found in base.items():
            print(f"{name}: {len(found.pairs)} pairs, {len(found.origins)} texts, {found.seconds:.1f} CPU s")
        for module, names in NUMBERS.items():
            for number in names:
                if any(part in number for part in options.named.split(",")):
                    try_number(module, number, stored, base)


def try_number(module: str, number: str, stored: dict[str, Path], base: dict[str, Folded]) -> None:
    """Print what comes of the number at half and at double."""
    value = getattr(importlib.import_module(module), number)
    for factor in _FACTORS:
        tried = max(int(value * factor), 1) if isinstance(value, int) else min(value * factor, 1.0)
        with set_to(module, number, tried):
            lines = [f"{name} {told(base[name], fold(path))}" for name, path in stored.items()]
        print(f"{number} = {value:g} at {tried:g}: {'; '.join(lines)}", flush=True)


if __name__ == "__main__":
    main()
