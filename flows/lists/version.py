"""Which version of Cuttings this is."""

import subprocess
from functools import cache
from pathlib import Path

from flows import __version__

_PACKAGE = Path(__file__).parents[1]
# The build writes it into the wheel (.ci/build_hook.py).
_COMMIT = _PACKAGE / "commit.txt"
_COMMIT_DIGITS = 12


@cache
def code_version() -> str:
    """Return version and commit, as in "0.3.0 (commit 0123456789ab)"; "unknown" where no commit is recorded."""
    return f"{__version__} (commit {_commit()})"


def _commit() -> str:
    try:
        if _COMMIT.exists():
            return _COMMIT.read_text(encoding="utf-8").strip()[:_COMMIT_DIGITS] or "unknown"
        if not (_PACKAGE.parent / ".git").exists():
            return "unknown"
        found = subprocess.run(  # noqa: S603 - no part of it comes from outside
            ["git", "rev-parse", f"--short={_COMMIT_DIGITS}", "HEAD"],  # noqa: S607 - the git of the machine
            cwd=_PACKAGE.parent,
            capture_output=True,
            text=True,
            check=True,
            timeout=10,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return "unknown"
    return found.stdout.strip()
