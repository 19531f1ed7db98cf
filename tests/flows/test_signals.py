"""A signal ends a command at once, whatever it is at, with its own exit code and one line."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONG = "select count(*) from range(100000000) a, range(100) b where (a.range * b.range) % 7 = 3"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("seconds", [0.3, 3.0], ids=["while it starts", "amid a statement"])
def test_a_signal_ends_a_statement_of_hours(seed_database: Path, number: signal.Signals, seconds: float) -> None:
    words = [sys.executable, "-m", "flows", "sql", LONG, "--database", str(seed_database)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        time.sleep(seconds)
        run.send_signal(number)
        _, told = run.communicate(timeout=60)
    # Before the first line of ours ran, the signal ended Python itself.
    assert run.returncode in ({128 + number} if seconds > 1 else {128 + number, -number})
    assert "Traceback" not in told
    if seconds > 1:
        assert f"ended by {number.name}" in told
