"""The attacks that are tests already, counted: clumsy lines, statements that reach out, orders to our server."""

import subprocess
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parents[2]
DOORS = {
    "lines": ("tests/flows/test_clumsy.py", "tests/flows/test_clumsy_doors.py"),
    "statements": ("tests/warehouse/test_lockdown.py",),
    "orders": (
        "tests/flows/launch/test_serve.py::test_our_server_takes_no_orders_without_its_secret",
        "tests/flows/browse/test_browse.py",
    ),
}


def doors(name: str, folder: Path, seconds: float) -> Counter[str]:
    """Return how many attempts on the door were held and what came through."""
    report = folder / "report.xml"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        *DOORS[name],
        f"--junitxml={report}",
        "-p",
        "no:cacheprovider",
    ]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=seconds)
    found: Counter[str] = Counter({"came through": 0})
    for case in ET.parse(report).iter("testcase"):
        found["attempts"] += 1
        if case.find("failure") is not None or case.find("error") is not None:
            found["came through"] += 1
            found[f"came through: {case.get('name')}"] += 1
    return found
