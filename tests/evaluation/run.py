"""Measure quality on labelled sets and print a table.

python tests/evaluation/run.py AREA --data FOLDER --split open [--sets a,b] [--predictions OUT] [--json]

AREA is feeds, extraction, coverage, mentions or conflicts. Each area is a module beside this file with one
function `evaluate(folder, split, sets, predictions)` that returns its figures. Gold is used for scoring only.
"""

import argparse
import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

AREAS = ("feeds", "extraction", "coverage", "mentions", "conflicts")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("area", choices=AREAS)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--split", default="open")
    parser.add_argument("--sets", default="", help="names, separated by commas; all where not given")
    parser.add_argument("--predictions", type=Path, metavar="OUT", help="also write one <set>.jsonl a set here")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not options.data.is_dir():
        parser.error(f"no such folder: {options.data}")
    from tests.evaluation.frame import print_figures

    area = importlib.import_module(f"tests.evaluation.{options.area}")
    sets = [name for name in options.sets.split(",") if name] or None
    figures = area.evaluate(options.data, options.split, sets, options.predictions)
    if not figures:
        parser.error(f"no set of this area and split in {options.data}")
    print_figures(figures, as_json=options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
