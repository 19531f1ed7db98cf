"""Measure speed, memory and growth and print a table; ratios where there is a peer.

python tests/benchmarks/run.py AREA [options of the area]

Each area is a module beside this file with one function `benchmark(arguments)` that returns its figures.
"""

import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))


def main() -> int:
    areas = sorted(
        path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in ("run", "__init__")
    )
    if len(sys.argv) < 2 or sys.argv[1] not in areas:
        print(f"{__doc__}\nAREA is one of: {', '.join(areas)}", file=sys.stderr)
        return 2
    from tests.evaluation.frame import print_figures

    arguments = sys.argv[2:]
    as_json = "--json" in arguments
    area = importlib.import_module(f"tests.benchmarks.{sys.argv[1]}")
    print_figures(area.benchmark([word for word in arguments if word != "--json"]), as_json=as_json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
