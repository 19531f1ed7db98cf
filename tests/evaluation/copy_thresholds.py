"""What turns on the numbers that pairs of copies are decided by: each halved and doubled, on labelled pairs.

python tests/evaluation/copy_thresholds.py --data FOLDER [--every 4] [--named PARTS]

Every fourth pair of the labelled copies and all pairs of real articles read by hand are compared, pair by pair,
with each number of NUMBERS at half and at double (a share to at most 1). A row tells how many pairs come out
otherwise, and by how many thousandths the figures move. In sample: the numbers were chosen on these sets. What an
outlet repeats is left in, and pairs that nobody labelled are not asked for: figures of whole loads are those of
tests/evaluation/run.py.
"""

import argparse
import importlib
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from extractors.copies.compare import compare  # noqa: E402 - the path comes first
from extractors.copies.fingerprints import fingerprint_texts  # noqa: E402
from extractors.copies.prepared import Prepared, prepare  # noqa: E402
from extractors.urls.identity import registrable_domain  # noqa: E402
from tests.evaluation.coverage import precision_recall_f1  # noqa: E402
from tests.evaluation.coverage_copies_real import LOADED  # noqa: E402
from tests.evaluation.frame import read_rows  # noqa: E402
from tests.evaluation.story_samples import need  # noqa: E402
from tests.evaluation.story_thresholds import set_to  # noqa: E402
from warehouse.copies.fingerprints import NO_BOILERPLATE  # noqa: E402

NUMBERS = {
    "extractors.copies.compare": ("MIN_SHARED_SAMPLES",),
    "extractors.copies.counted": ("_MAX_STUB_WORDS",),
    "extractors.copies.marks": ("_SENTENCE_WORDS",),
    "extractors.copies.kinds": (
        "_MAX_EDIT_WORDS",
        "_MAX_MISREAD_WORDS",
        "_MISREAD_SLACK",
        "_NEAR_SHARE",
        "_NEAR_OTHER_SHARE",
        "_NEAR_WORDS",
        "_NEAR_DENSITY",
        "_WHOLE_SHARE",
        "_UNCHANGED_DENSITY",
        "_LEAD_WORDS",
        "_LEAD_SHARE",
        "_PASSAGE_WORDS",
        "_PASSAGE_DENSITY",
        "_PASSAGE_RUNNING_WORDS",
        "_PASSAGE_RUNNING_SHARE",
        "_PARTIAL_WORDS",
        "_PARTIAL_SHARE",
        "_SCATTERED_WORDS",
        "_SCATTERED_SHARE",
        "_TEMPLATE_SLOTS",
        "_MAX_SLOT_WORDS",
        "_TEMPLATE_SHARE",
        "_BACKGROUND_SHARE",
        "_LIST_SHARE",
        "_ENTRY_TIMES",
        "_ENTRY_RUNS",
        "_ENTRY_SHARE",
        "_UNBROKEN_SHARE",
    ),
}
_FACTORS = (0.5, 2.0)
_FAR_MODULES = ("extractors.copies.marks",)  # their numbers are read when a text is, not when a pair is

Pair = tuple[str, str]
Kinds = list[str | None]


class Labelled:
    """Pairs of one set with what they are, and their texts; `outlets` is empty where each is another's."""

    def __init__(self, gold: dict[Pair, str], texts: dict[str, str], outlets: dict[str, str | None]) -> None:
        self.gold = gold
        self._texts = texts
        self._same = [outlets.get(a) is not None and outlets.get(a) == outlets.get(b) for a, b in gold]
        self._prepared = self._prepare()

    def kinds(self, *, anew: bool) -> Kinds:
        """Return what the pairs are by the numbers as they are bound now; the texts read `anew` where asked."""
        prepared = self._prepare() if anew else self._prepared
        found = compare([(prepared[a], prepared[b]) for a, b in self.gold], self._same)
        return [each.kind for each in found]

    def _prepare(self) -> dict[str, Prepared]:
        prints = fingerprint_texts(list(self._texts.values()))
        return dict(zip(self._texts, prepare(prints, [NO_BOILERPLATE] * len(prints)), strict=True))


def read_labelled(folder: Path, every: int) -> Labelled:
    """Return each Nth pair of the labelled copies; all of them are near or partial."""
    rows = {row["id"]: row for row in read_rows(need(folder, "copies", "open"))}
    pairs = {(row["a"], row["b"]): row["gold"] for row in read_rows(folder / "copies_pairs.open.jsonl")}
    chosen = dict(list(pairs.items())[::every])
    return _labelled(chosen, rows, {key: row.get("source") for key, row in rows.items()})


def read_real(folder: Path) -> Labelled:
    """Return the pairs of real articles that were read by hand."""
    rows = {row["id"]: row for name in LOADED for row in read_rows(need(folder, name, "open"))}
    gold = {(row["a"], row["b"]): row["label"] for row in read_rows(need(folder, "copies_real", "open"))}
    return _labelled(gold, rows, {key: registrable_domain(row.get("url") or "") for key, row in rows.items()})


def _labelled(gold: dict[Pair, str], rows: dict[str, Any], outlets: dict[str, str | None]) -> Labelled:
    return Labelled(gold, {key: rows[key]["text"] for pair in gold for key in pair}, outlets)


def figures(labelled: Labelled, kinds: Kinds, wanted: dict[str, Sequence[str]]) -> dict[str, float]:
    """Return precision and recall of each name of `wanted`: what is found so, and the labels that are right."""
    found: dict[str, float] = {}
    gold = list(labelled.gold.values())
    for name, labels in wanted.items():
        names = name.split(" or ")
        counts = Counter((kind in names, label in labels) for kind, label in zip(kinds, gold, strict=True))
        right = counts[True, True]
        values = precision_recall_f1(right, right + counts[True, False], right + counts[False, True])
        found |= {f"{name} P": values[0], f"{name} R": values[1]}
    return found


SETS: dict[str, dict[str, Sequence[str]]] = {
    "labelled": {"near": ("near",), "partial": ("partial",)},
    "real": {"near": ("copy",), "near or partial": ("copy", "partial")},
}


def rows_of(labelled: dict[str, Labelled], parts: Sequence[str]) -> Iterator[str]:
    """Yield a line on the figures as they are, and two on each number."""
    before = {name: each.kinds(anew=False) for name, each in labelled.items()}
    base = {name: figures(each, before[name], SETS[name]) for name, each in labelled.items()}
    for name, values in base.items():
        yield f"{name}, {len(before[name])} pairs: " + ", ".join(
            f"{key} {each:.3f}" for key, each in values.items()
        )
    for module, names in NUMBERS.items():
        for number in names:
            value = getattr(importlib.import_module(module), number)
            for factor in _FACTORS if any(part in number for part in parts) else ():
                tried = max(int(value * factor), 1) if isinstance(value, int) else min(value * factor, 1.0)
                line = f"{number} = {value:g} at {tried:g}:"
                with set_to(module, number, tried):
                    now = {name: each.kinds(anew=module in _FAR_MODULES) for name, each in labelled.items()}
                for name, each in labelled.items():
                    changed = sum(one != other for one, other in zip(before[name], now[name], strict=True))
                    values = figures(each, now[name], SETS[name])
                    moved = {key: 1000 * (values[key] - old) for key, old in base[name].items()}
                    shown = ", ".join(f"{key} {value:+.1f}" for key, value in moved.items() if abs(value) >= 0.05)
                    line += f" {name} {changed}" + (f" ({shown})" if shown else "") + ";"
                yield line.removesuffix(";")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--every", type=int, default=4, metavar="N", help="each Nth labelled pair")
    parser.add_argument("--named", default="", metavar="PARTS", help="only numbers whose name holds one of these")
    options = parser.parse_args()
    labelled = {"labelled": read_labelled(options.data, options.every), "real": read_real(options.data)}
    for line in rows_of(labelled, options.named.split(",")):
        print(line, flush=True)


if __name__ == "__main__":
    main()
