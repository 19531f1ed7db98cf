"""Attack the program as it is and print what came of it.

    python -m tests.attacks.run              all of it, bounded to some 45 minutes of one core
    python -m tests.attacks.run AREA [N]     of one area; N attacks (of fuzz: minutes)
    python -m tests.attacks.run AREA N SECONDS [SEED]

Areas: kills (of loads and of what changes stories), upkeep (kills of polls, loads, migrations, backup, restore,
rebuild, expire, delete, pin, corrections, also from pages), windows (the same at each moment between two lasting
steps), alerts (kills amid telling), damage, disks, memory, poison, orders (to servers of ours, from others),
statements (that reach out of the database), hostile (files of all sorts in one load), lines (clumsy command lines
and settings), fuzz.

A small part runs with the tests (`tests/attacks/test_attacks.py`).
"""

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

BOUND_SECONDS = 1_200.0
SEED = 20261127
USUAL = {"kills": 300, "upkeep": 120, "windows": 1, "alerts": 100, "damage": 75, "disks": 60, "memory": 60,
         "poison": 26, "orders": 1, "statements": 1, "hostile": 1, "lines": 1, "fuzz": 10}  # fmt: skip


def attack(area: str, count: int, folder: Path, seconds: float, seed: int = SEED) -> Counter[str]:
    """Return what the attacks of the area came to."""
    from tests.attacks import doors, files, fuzz, loads, others, telling, upkeep, windows
    from tests.attacks.harness import Ground
    from tests.attacks.hostile.ill_loads import hostile

    dice = random.Random(seed)
    if area == "kills":
        return files.kills(Ground(folder), count, dice, seconds=seconds)
    if area == "windows":
        return windows.windows(Ground(folder / "ground"), seconds=seconds)
    if area == "upkeep":
        return upkeep.kills(Ground(folder / "ground"), count, dice, seconds=seconds)
    if area == "alerts":
        return telling.kills(Ground(folder / "ground"), count, dice, seconds=seconds)
    if area in doors.DOORS:
        found = doors.doors(area, folder, seconds)
        if area == "orders":
            found.update(others.orders(folder))
        return found
    if area == "damage":
        return files.damage(Ground(folder), count, dice, seconds=seconds)
    if area == "disks":
        if not files.can_mount():
            return Counter({"skipped: cannot mount": 1})
        return files.full_disks(Ground(folder), count, seconds=seconds)
    if area == "hostile":
        return hostile(Ground(folder))
    if area in ("memory", "poison"):
        return (loads.memory if area == "memory" else loads.poison)(folder, count)
    return fuzz.fuzz(60.0 * count, dice)


def main() -> None:
    """Run the areas that are asked for."""
    areas = sys.argv[1:2] or list(USUAL)
    for area in areas:
        count = int(sys.argv[2]) if len(sys.argv) > 2 else USUAL[area]
        seconds = float(sys.argv[3]) if len(sys.argv) > 3 else BOUND_SECONDS
        seed = int(sys.argv[4]) if len(sys.argv) > 4 else SEED
        start = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="attack-") as folder:
            found = attack(area, count, Path(folder), seconds, seed)
        print(f"{area} ({time.monotonic() - start:.0f} s)")
        for name, value in sorted(found.items()):
            print(f"  {name}: {value:,}", flush=True)


if __name__ == "__main__":
    main()
