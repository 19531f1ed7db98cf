"""A signal ends the wait for a statement, however long that is."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

LONG = "select count(*) from range(100000000) a, range(100) b where (a.range * b.range) % 7 = 3"
ENDED = f"""
import os, signal, sys, threading
from pathlib import Path
from warehouse.query import query
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGTERM)).start()
query(Path(sys.argv[1]), "{LONG}")
"""


def test_a_signal_amid_a_statement_ends_it(seed_database: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", ENDED, str(seed_database)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 143
    assert "Traceback" not in run.stderr
